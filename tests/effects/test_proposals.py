"""What is proposed to study: a short list with why, of which a manager picks, merges, splits or drops."""

import re

import pytest
from django.test import Client
from django.utils.html import strip_tags

from effects.models import Study, StudyOutcome
from effects.promises import Promise
from effects.proposal import Proposed, merged, proposals_of, split
from effects.reasons import cautions, why
from effects.vocabulary import StartBasis
from indicators.models import Indicator
from programmes.models import Contribution, Goal, Intervention, Reach
from tests.cast import Cast, intervention
from tests.portal.figures import observe

PAGE = "/werk/programmas/havenkwartier-vooruit/effecten/voorstellen"
LONG = range(2006, 2026)


def promised(cast: Cast, title: str, slug: str, year: int, lag: int = 1, evidence: str = "?") -> Intervention:
    """An intervention in Havenkwartier that began in a year and would move an indicator."""
    made = intervention(cast.programme, cast.haard, cast.wijk, title)
    Intervention.objects.filter(pk=made.pk).update(start_year=year)
    link(made, slug, lag, evidence)
    return made


def link(made: Intervention, slug: str, lag: int = 1, evidence: str = "?") -> None:
    Contribution.objects.create(
        intervention=made, indicator=Indicator.objects.get(slug=slug), mechanism="Zo.", lag_years=lag, evidence=evidence
    )


def figures(cast: Cast, *slugs: str, years: range = LONG) -> None:
    for slug in slugs:
        observe(cast.wijk, slug, dict.fromkeys(years, 5.0))


def goal(cast: Cast, slug: str) -> None:
    said = {"kind": "dalen", "baseline_year": 2012, "baseline_value": 1.0}
    Goal.objects.create(programme=cast.programme, indicator=Indicator.objects.get(slug=slug), area=cast.wijk, **said)


def asked(proposed: Proposed) -> dict[str, tuple[int | None, int]]:
    return {one.indicator.slug: (one.primary_rank, one.lag_years) for one in proposed.outcomes}


@pytest.fixture
def three(cast: Cast) -> Cast:
    """Gas from 2014, safety from 2015, jobs from 2019."""
    figures(cast, "gasverbruik", "misdrijven", "bijstand")
    promised(cast, "Isoleren", "gasverbruik", 2014)
    promised(cast, "Lantaarns", "misdrijven", 2015, lag=2)
    promised(cast, "Leerbanen", "bijstand", 2019)
    return cast


def test_what_began_shortly_after_each_other_in_the_same_areas_is_one_study(three: Cast) -> None:
    first, second = proposals_of(three.programme)
    assert (first.name, second.name) == ("Havenkwartier vanaf 2014", "Havenkwartier vanaf 2019")
    assert set(asked(first)) == {"gasverbruik", "misdrijven"}


def test_the_lag_counts_from_the_start_of_the_study(three: Cast) -> None:
    assert asked(proposals_of(three.programme)[0])["misdrijven"][1] == 3  # 2015 and two years, from 2014


def test_an_earlier_start_takes_nobody_the_years_from_before(cast: Cast) -> None:
    figures(cast, "gasverbruik")
    figures(
        cast, "bijstand", years=range(2010, 2026)
    )  # from before 2016 six years, one left out; from before 2014 three
    promised(cast, "Isoleren", "gasverbruik", 2014)
    promised(cast, "Leerbanen", "bijstand", 2016)
    assert [one.start.year for one in proposals_of(cast.programme)] == [2014, 2016]


def test_at_most_three_are_main_questions_and_goals_of_the_programme_come_first(cast: Cast) -> None:
    slugs = ("gasverbruik", "misdrijven", "bijstand", "leegstand")
    figures(cast, *slugs)
    made = promised(cast, "Van alles", slugs[0], 2014, evidence="A")
    link(made, slugs[1], evidence="B")
    link(made, slugs[2], evidence="C")
    link(made, slugs[3])
    goal(cast, "leegstand")
    (proposed,) = proposals_of(cast.programme)
    ranks = {slug: rank for slug, (rank, _lag) in asked(proposed).items()}
    assert ranks == {"leegstand": 1, "gasverbruik": 2, "misdrijven": 3, "bijstand": None}


def test_one_sentence_says_why(three: Cast) -> None:
    goal(three, "misdrijven")
    said = why(proposals_of(three.programme)[0])
    assert said.count(". ") == 0
    assert "“Isoleren” en “Lantaarns” beginnen volgens het plan in 2014–2015" in said
    assert "want Misdrijven is een doel van het programma" in said


def test_what_cannot_be_told_yet_comes_last_and_says_from_which_year_it_can(cast: Cast) -> None:
    figures(cast, "gasverbruik", "bijstand")
    promised(cast, "Leren", "bijstand", 2012, lag=15)
    promised(cast, "Isoleren", "gasverbruik", 2018)
    told, early = proposals_of(cast.programme)
    assert (told.advised, early.advised) == (True, False)
    assert cautions(early)[0].endswith("nog te vroeg. Pas met de cijfers van 2028 is er iets te zeggen.")


def test_whether_something_can_be_told_looks_at_no_figure_itself(three: Cast) -> None:
    from indicators.models import Observation

    before = [(one.key, one.advised, asked(one)) for one in proposals_of(three.programme)]
    Observation.objects.update(value=77.0)
    assert [(one.key, one.advised, asked(one)) for one in proposals_of(three.programme)] == before


def test_what_a_study_asks_already_is_not_proposed_again(three: Cast) -> None:
    from effects.services import propose_studies

    propose_studies(programme=three.programme, by=three.noor)
    assert proposals_of(three.programme) == []
    promised(three, "Stoeptegels", "leegstand", 2014)
    (proposed,) = proposals_of(three.programme)
    made = propose_studies(programme=three.programme, by=three.noor, chosen=[proposed])[0]
    assert (set(asked(proposed)), made.name) == ({"leegstand"}, "Havenkwartier vanaf 2014: Lege woningen")


def test_merged_studies_keep_the_areas_that_they_share(cast: Cast) -> None:
    wide = promised(cast, "Isoleren", "gasverbruik", 2014)
    Reach.objects.filter(intervention=wide).update(share="0.5")
    Reach.objects.create(intervention=wide, area=cast.other_wijk, share="0.5")
    promised(cast, "Leerbanen", "bijstand", 2019)
    one = merged(proposals_of(cast.programme))
    assert ([each.name for each in one.areas], one.start.year) == (["Havenkwartier"], 2014)
    assert {slug: lag for slug, (_rank, lag) in asked(one).items()} == {"gasverbruik": 1, "bijstand": 6}


def test_a_study_is_split_in_one_for_each_year_in_which_something_began(three: Cast) -> None:
    assert [one.start.year for one in split(proposals_of(three.programme)[0])] == [2014, 2015]


def test_studies_without_a_shared_area_are_not_merged(cast: Cast) -> None:
    here, there = (
        Proposed((each,), (Promise(Contribution(pk=n), cast.renovation, (each,), None),), None)
        for n, each in enumerate([cast.wijk, cast.other_wijk])
    )
    with pytest.raises(ValueError, match="no area is shared"):
        merged([here, there])


# the page


@pytest.fixture
def manager(client: Client, cast: Cast) -> Client:
    client.force_login(cast.noor)
    return client


def text(answer) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", strip_tags(answer.content.decode()).replace("\xa0", " "))


def choices(cast: Cast, *said: str) -> dict[str, str]:
    return dict(zip([one.key for one in proposals_of(cast.programme)], said, strict=True))


def test_the_manager_reads_what_is_proposed_and_nothing_is_made_yet(manager: Client, three: Cast) -> None:
    assert "2 onderzoeken voorgesteld" in text(manager.get(PAGE.removesuffix("/voorstellen")))
    shown = text(manager.get(PAGE))
    assert "Maak er 2 onderzoeken van: één per beginjaar" in shown
    assert not Study.objects.exists()


def test_the_manager_makes_one_and_drops_the_other(manager: Client, three: Cast) -> None:
    manager.post(PAGE, choices(three, "maak", "niet"))
    study = Study.objects.get()
    assert (study.name, study.start_basis, study.selection_year) == (
        "Havenkwartier vanaf 2014", StartBasis.POLICY, 2011,
    )  # fmt: skip
    assert study.outcomes.count() == 2
    assert not StudyOutcome.objects.filter(chosen_at=None).exists()


def test_the_manager_merges_one_into_the_other(manager: Client, three: Cast) -> None:
    first, _second = proposals_of(three.programme)
    manager.post(PAGE, choices(three, "maak", f"bij-{first.key}"))
    assert [one.indicator.slug for one in Study.objects.get().outcomes.all()] == [
        one.indicator.slug for one in merged(proposals_of_all(three)).outcomes
    ]


def proposals_of_all(cast: Cast) -> list[Proposed]:
    Study.objects.all().delete()
    return proposals_of(cast.programme)


def test_the_manager_splits_one(manager: Client, three: Cast) -> None:
    manager.post(PAGE, choices(three, "per-begin", "niet"))
    assert sorted(Study.objects.values_list("start_year", flat=True)) == [2014, 2015]


@pytest.mark.parametrize(
    ("said", "wrong"),
    [
        (("niet", "niet"), "Kies ten minste één onderzoek om te maken."),
        (("niet", "bij"), "Kies bij “Havenkwartier vanaf 2014” dan “Maak dit onderzoek”."),
    ],
)
def test_a_choice_that_makes_nothing_is_refused(manager: Client, three: Cast, said: tuple, wrong: str) -> None:
    first = proposals_of(three.programme)[0]
    chosen = [f"bij-{first.key}" if one == "bij" else one for one in said]
    assert wrong in text(manager.post(PAGE, choices(three, *chosen)))
    assert not Study.objects.exists()


def test_what_changed_since_it_was_shown_is_shown_anew(manager: Client, three: Cast) -> None:
    seen = choices(three, "maak", "maak")
    promised(three, "Stoeptegels", "leegstand", 2014)
    assert "De voorstellen zijn net veranderd. Kies opnieuw." in text(manager.post(PAGE, seen))
    assert not Study.objects.exists()


def test_where_nothing_is_left_to_propose_it_says_so(manager: Client, cast: Cast) -> None:
    assert "Er is niets nieuws voor te stellen." in text(manager.get(PAGE))


def test_who_may_add_no_study_does_not_find_the_page(client: Client, three: Cast) -> None:
    client.force_login(three.pim)
    assert client.get(PAGE).status_code in {403, 404}
