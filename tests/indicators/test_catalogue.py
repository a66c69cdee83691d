"""The catalogue is data: what must hold for every entry is asked of every entry."""

import re

import pytest
from django.core.management import call_command

from indicators.catalogue import Entry, catalogue, load
from indicators.domains import Aggregation, Direction, Domain
from indicators.models import DefinitionVersion, Indicator, Source

ENTRIES = list(catalogue().indicators.values())
STARTER = """
    vrijwilligerswerk eenzaamheid samenhang-lbm3 arbeidsparticipatie bijstand ww ao zelfstandigen laag-inkomen armoede
    sociaal-minimum inkomen-huishouden inkomen-inwoner opleiding-hoog vermogen rondkomen jeugdzorg ervaren-gezondheid
    wmo afstand-school afstand-opvang leefbaarheid-lbm3 leefbaarheid-lbm2 voorzieningen-lbm3 buurtcijfer leegstand
    afstand-huisarts misdrijven woninginbraak geweld vernieling overlast-lbm3 onveilig-gevoel gasverbruik
    stroomverbruik stadsverwarming corporatiebezit woz inwoners huishoudens woningen dichtheid stedelijkheid
    bijstand-aantal ww-aantal ao-aantal wmo-aantal jeugdzorg-aantal misdrijven-aantal woninginbraak-aantal
    geweld-aantal vernieling-aantal misdrijven-twaalf inwoners-15-65
""".split()

each = pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry.slug)


@pytest.mark.parametrize("slug", STARTER)
def test_the_starter_catalogue_is_complete(slug: str) -> None:
    assert slug in catalogue()


def test_every_domain_has_an_outcome() -> None:
    assert {entry.domain for entry in ENTRIES if not entry.is_count} == set(Domain)


@each
def test_a_share_has_its_parts(entry: Entry) -> None:
    assert entry.aggregation != Aggregation.SHARE or entry.is_derived_rate


@each
def test_a_mean_has_its_weight_and_a_sum_is_a_count(entry: Entry) -> None:
    assert (entry.weight is not None) == (entry.aggregation == Aggregation.MEAN)
    assert entry.is_count == (entry.aggregation == Aggregation.SUM)


@each
def test_a_part_a_weight_and_a_count_are_counts(entry: Entry) -> None:
    for slug in filter(None, (entry.numerator, entry.denominator, entry.weight, entry.count, *entry.sum_of)):
        assert catalogue()[slug].is_count


@each
def test_a_rate_that_we_compute_has_its_count_as_an_indicator(entry: Entry) -> None:
    if entry.is_derived_rate:
        assert entry.count == entry.numerator
        assert entry.per > 1


@each
def test_a_count_has_the_direction_of_its_rate(entry: Entry) -> None:
    if entry.count:
        assert catalogue()[entry.count].direction == entry.direction


@each
def test_a_pair_is_mutual_and_holds_one_perceived_figure(entry: Entry) -> None:
    if entry.pair:
        other = catalogue()[entry.pair]
        assert other.pair == entry.slug
        assert {entry.perceived, other.perceived} == {True, False}


@each
def test_what_has_a_direction_says_from_which_change_it_is_better_and_why(entry: Entry) -> None:
    judged = entry.direction != Direction.NEITHER and not entry.is_count
    assert (entry.better_from is not None) == judged
    assert bool(entry.better_because) == judged
    assert entry.better_from is None or entry.better_from > 0


@each
def test_context_has_no_direction(entry: Entry) -> None:
    assert entry.domain != Domain.CONTEXT or entry.direction == Direction.NEITHER


@each
def test_a_resident_can_read_the_words(entry: Entry) -> None:
    sentences = re.split(r"(?<=[.!?])\s+", f"{entry.explanation} {entry.method} {entry.better_because}".strip())
    assert all(sentence[0].isupper() and sentence.endswith(".") for sentence in sentences)
    assert max(len(sentence.split()) for sentence in re.split(r"(?<=[.!?])\s+", entry.explanation)) <= 16
    assert max(len(sentence.split()) for sentence in sentences) <= 25


@each
def test_the_words_fit_their_columns(entry: Entry) -> None:
    assert len(entry.name) <= 80
    assert len(entry.short_name or entry.name) <= 60
    assert len(entry.unit) <= 60
    assert len(entry.threshold_note) <= 200
    assert all(len(version.break_reason) <= 120 for version in entry.definitions)


@each
def test_nothing_unchecked_is_claimed(entry: Entry) -> None:
    words = f"{entry.explanation} {entry.method} {entry.threshold_note} {entry.better_because}".lower()
    assert not re.search(r"\btc\b|\btodo\b|nog na te gaan|\?", words)


@each
def test_definitions_follow_each_other_and_a_later_one_says_why_the_series_breaks(entry: Entry) -> None:
    for earlier, later in zip(entry.definitions, entry.definitions[1:], strict=False):
        assert earlier.to_year is not None
        assert earlier.to_year < later.from_year
        assert later.break_reason


def test_the_two_models_of_the_leefbaarometer_are_never_one_indicator() -> None:
    for entry in ENTRIES:
        model = re.search(r"lbm(\d)", entry.slug)
        assert model is None or entry.source == f"leefbaarometer-{model[1]}"


def test_a_model_is_not_called_a_cause() -> None:
    for slug in ("leefbaarometer-2", "leefbaarometer-3"):
        assert "zegt niet waardoor" in catalogue().sources[slug].caveat


def test_every_source_says_what_it_is_under_which_licence_and_what_to_mind() -> None:
    for source in catalogue().sources.values():
        assert source.publisher
        assert source.licence
        assert source.attribution
        assert source.explanation
        assert source.caveat


@pytest.mark.django_db
def test_the_catalogue_stands_after_migrate() -> None:
    assert set(Indicator.objects.values_list("slug", flat=True)) >= set(catalogue().indicators)
    bijstand = Indicator.objects.get(slug="bijstand")
    assert (bijstand.numerator.slug, bijstand.denominator.slug, bijstand.per) == (
        "bijstand-aantal", "inwoners-15-65", 1000,
    )  # fmt: skip
    assert DefinitionVersion.objects.get(indicator__slug="onveilig-gevoel", from_year=2021).break_reason


@pytest.mark.django_db
def test_migrating_again_changes_nothing(django_assert_num_queries: object) -> None:
    before = list(Indicator.objects.order_by("pk").values())
    call_command("migrate", verbosity=0)
    assert list(Indicator.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_loading_restores_changed_words_and_leaves_rows_that_are_not_in_the_catalogue() -> None:
    Indicator.objects.filter(slug="woz").update(name="Iets anders", weight=None)
    own = Source.objects.create(slug="eigen-bron", name="Eigen bron", publisher="Ons", licence="CC0", attribution="Ons")
    load()
    woz = Indicator.objects.get(slug="woz")
    assert (woz.name, woz.weight.slug) == ("Gemiddelde WOZ-waarde", "woningen")
    assert Source.objects.filter(pk=own.pk).exists()
