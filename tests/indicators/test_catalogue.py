"""The catalogue is data: what must hold for every entry is asked of every entry."""

import re
from collections.abc import Callable
from itertools import pairwise

import pytest
from django.core.management import call_command

from indicators.catalogue import Entry, catalogue, load, own_entries
from indicators.domains import Aggregation, Direction, Domain
from indicators.models import DefinitionVersion, Indicator, Source

ENTRIES = list(catalogue().indicators.values())
STARTER = [
    "vrijwilligerswerk",
    "eenzaamheid",
    "samenhang-lbm3",
    "arbeidsparticipatie",
    "bijstand",
    "ww",
    "ao",
    "zelfstandigen",
    "laag-inkomen",
    "armoede",
    "sociaal-minimum",
    "inkomen-huishouden",
    "inkomen-inwoner",
    "opleiding-hoog",
    "vermogen",
    "rondkomen",
    "jeugdzorg",
    "ervaren-gezondheid",
    "wmo",
    "afstand-school",
    "afstand-opvang",
    "leefbaarheid-lbm3",
    "leefbaarheid-lbm2",
    "voorzieningen-lbm3",
    "buurtcijfer",
    "leegstand",
    "afstand-huisarts",
    "misdrijven",
    "woninginbraak",
    "geweld",
    "vernieling",
    "overlast-lbm3",
    "onveilig-gevoel",
    "gasverbruik",
    "stroomverbruik",
    "stadsverwarming",
    "corporatiebezit",
    "woz",
    "inwoners",
    "huishoudens",
    "woningen",
    "dichtheid",
    "stedelijkheid",
    "bijstand-aantal",
    "ww-aantal",
    "ao-aantal",
    "wmo-aantal",
    "jeugdzorg-aantal",
    "misdrijven-aantal",
    "woninginbraak-aantal",
    "geweld-aantal",
    "vernieling-aantal",
    "misdrijven-twaalf",
    "inwoners-15-65",
]


def those_where(wrong: Callable[[Entry], object]) -> list[str]:
    return [entry.slug for entry in ENTRIES if wrong(entry)]


def sentences(text: str) -> list[str]:
    return re.split(r"(?<=[.!?])\s+", text.strip())


def longest_sentence(text: str) -> int:
    return max(len(sentence.split()) for sentence in sentences(text))


def all_words(entry: Entry) -> str:
    return f"{entry.explanation} {entry.method} {entry.threshold_note} {entry.better_because}".strip()


def is_judged(entry: Entry) -> bool:
    return entry.direction != Direction.NEITHER and not entry.is_count


def test_the_starter_catalogue_is_complete() -> None:
    assert [slug for slug in STARTER if slug not in catalogue()] == []


def test_every_domain_has_an_outcome() -> None:
    assert {entry.domain for entry in ENTRIES if not entry.is_count} == set(Domain)


def test_a_share_has_its_parts() -> None:
    assert those_where(lambda entry: entry.aggregation == Aggregation.SHARE and not entry.is_derived_rate) == []


def test_a_mean_has_its_weight_and_a_sum_is_a_count() -> None:
    assert those_where(lambda entry: (entry.weight is not None) != (entry.aggregation == Aggregation.MEAN)) == []
    assert those_where(lambda entry: entry.is_count != (entry.aggregation == Aggregation.SUM)) == []


def test_a_part_a_weight_and_a_count_are_counts() -> None:
    for entry in ENTRIES:
        for slug in filter(None, (entry.numerator, entry.denominator, entry.weight, entry.count, *entry.sum_of)):
            assert catalogue()[slug].is_count, (entry.slug, slug)


def test_a_rate_that_we_compute_has_its_count_as_an_indicator() -> None:
    rates = [entry for entry in ENTRIES if entry.is_derived_rate]
    assert [entry.slug for entry in rates if entry.count != entry.numerator or entry.per == 1] == []


def test_a_count_has_the_direction_of_its_rate() -> None:
    assert those_where(lambda entry: entry.count and catalogue()[entry.count].direction != entry.direction) == []


def test_a_pair_is_mutual_and_holds_one_perceived_figure() -> None:
    pairs = [(entry, catalogue()[entry.pair]) for entry in ENTRIES if entry.pair]
    assert pairs
    assert all(other.pair == entry.slug and other.perceived != entry.perceived for entry, other in pairs)


def test_what_has_a_direction_says_from_which_change_it_is_better_and_why() -> None:
    assert those_where(lambda entry: is_judged(entry) != (entry.better_from is not None)) == []
    assert those_where(lambda entry: is_judged(entry) != bool(entry.better_because)) == []
    assert those_where(lambda entry: entry.better_from is not None and entry.better_from <= 0) == []


def test_context_has_no_direction() -> None:
    assert those_where(lambda entry: entry.domain == Domain.CONTEXT and entry.direction != Direction.NEITHER) == []


def test_a_resident_can_read_the_words() -> None:
    assert those_where(lambda entry: longest_sentence(entry.explanation) > 16) == []
    assert those_where(lambda entry: longest_sentence(f"{entry.method} {entry.better_because}") > 25) == []
    assert those_where(lambda entry: not all(words.endswith(".") for words in sentences(all_words(entry)))) == []


def test_nothing_unchecked_is_claimed() -> None:
    assert those_where(lambda entry: re.search(r"\btc\b|\btodo\b|nog na te gaan|\?", all_words(entry).lower())) == []


def test_the_words_fit_their_columns() -> None:
    for entry in ENTRIES:
        Indicator(slug=entry.slug, name=entry.name, short_name=entry.short_name, unit=entry.unit).clean_fields(
            exclude={field.name for field in Indicator._meta.fields} - {"slug", "name", "short_name", "unit"}
        )
    assert those_where(lambda entry: len(entry.threshold_note) > 200) == []


def test_definitions_follow_each_other_and_a_later_one_says_why_the_series_breaks() -> None:
    for entry in ENTRIES:
        for earlier, later in pairwise(entry.definitions):
            assert earlier.to_year is not None
            assert earlier.to_year < later.from_year
            assert later.break_reason


def test_a_value_outside_the_bounds_of_its_unit_cannot_be_true() -> None:
    assert catalogue()["corporatiebezit"].bounds == (0, 100)
    assert catalogue()["bijstand-aantal"].bounds == (0, None)
    assert catalogue()["leefbaarheid-lbm2-klasse"].bounds == (1, 9)
    assert catalogue()["vermogen"].bounds == (None, None)


def test_every_count_has_a_ceiling_that_is_higher_for_the_country() -> None:
    for entry in catalogue().indicators.values():
        if entry.is_count:
            area, land = entry.highest(), entry.highest(of_land=True)
            assert 0 < (area or 0) < (land or 0), entry.slug


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
def test_migrating_again_changes_nothing() -> None:
    before = list(Indicator.objects.order_by("pk").values())
    call_command("migrate", verbosity=0)
    assert list(Indicator.objects.order_by("pk").values()) == before


@pytest.mark.django_db
def test_indicators_besides_the_catalogue_are_known_with_their_unit() -> None:
    source = Source.objects.create(slug="eigen-bron", name="Eigen bron", publisher="Ons", licence="CC0")
    Indicator.objects.create(slug="terras", name="Terras", domain="context", unit="% van straten", source=source,
                             direction="geen", aggregation="nooit")  # fmt: skip
    assert {slug: entry.bounds for slug, entry in own_entries().items()} == {"terras": (0, 100)}


@pytest.mark.django_db
def test_loading_restores_changed_words_and_leaves_rows_that_are_not_in_the_catalogue() -> None:
    Indicator.objects.filter(slug="woz").update(name="Iets anders", weight=None)
    own = Source.objects.create(slug="eigen-bron", name="Eigen bron", publisher="Ons", licence="CC0", attribution="Ons")
    load()
    woz = Indicator.objects.get(slug="woz")
    assert (woz.name, woz.weight.slug) == ("Gemiddelde WOZ-waarde", "woningen")
    assert Source.objects.filter(pk=own.pk).exists()
