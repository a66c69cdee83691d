"""No series crosses a break: the cut is said, and where too few years remain because of it, it is why we refuse."""

from __future__ import annotations

import pytest

from effects.answers import ask, compared_with, compute
from effects.models import StudyOutcome
from effects.panels import panel_of
from indicators.models import DefinitionVersion
from tests.cast import Cast, area
from tests.effects.findings import comparison_wijken, level, outcome_of, study_of, weigh
from tests.portal.figures import observe

pytestmark = pytest.mark.django_db
OWN_YEARS = tuple(range(2006, 2026))


@pytest.fixture
def outcome(cast: Cast) -> StudyOutcome:
    """From 2016 on, with figures of 2006 to 2025."""
    others = comparison_wijken(cast)
    observe(cast.wijk, "gasverbruik", {year: level(0, year) for year in OWN_YEARS})
    made = outcome_of(study_of(cast))
    made.indicator.definitions.all().delete()
    weigh(made, others)
    return made


def define(outcome: StudyOutcome, *bounds: tuple[int, int | None]) -> None:
    for first, last in bounds:
        DefinitionVersion.objects.create(
            indicator=outcome.indicator,
            from_year=first,
            to_year=last,
            definition="-",
            break_reason=f"anders in {first}",
        )


def refusals(outcome: StudyOutcome) -> set[str]:
    return {refusal["code"] for refusal in answer(outcome)["refusals"]}


def answer(outcome: StudyOutcome) -> dict:
    asked = ask(outcome)
    compute(asked)
    return asked.answer


def years(outcome: StudyOutcome) -> tuple[int, int]:
    periods = panel_of(outcome, compared_with(outcome)).periods
    return periods[0], periods[-1]


def test_without_a_break_every_year_counts(outcome):
    assert years(outcome) == (2006, 2025)
    assert "SERIES_BREAK" not in refusals(outcome)


def test_a_break_that_leaves_too_few_years_before_the_start_is_refused_as_one(outcome):
    define(outcome, (2006, 2012), (2013, None))
    assert years(outcome) == (2013, 2025)
    assert {"SERIES_BREAK", "PRE_SHORT"} <= refusals(outcome)


def test_the_refusal_names_the_year_of_the_break(outcome):
    define(outcome, (2006, 2012), (2013, None))
    told = next(one["message"] for one in answer(outcome)["refusals"] if one["code"] == "SERIES_BREAK")
    assert "2013" in told


def test_a_break_soon_after_the_start_is_refused_as_one(outcome):
    define(outcome, (2006, 2016), (2017, None))
    assert years(outcome) == (2006, 2016)
    assert {"SERIES_BREAK", "POST_SHORT"} <= refusals(outcome)


def test_a_break_in_the_year_of_the_start_leaves_nothing_to_compare_with_and_says_why(outcome):
    define(outcome, (2006, 2015), (2016, None))
    assert {"SERIES_BREAK", "PRE_SHORT"} <= refusals(outcome)
    assert answer(outcome)["verdict"] == "niet te zeggen"


def test_a_break_that_leaves_enough_years_cuts_the_series_and_says_so(outcome):
    define(outcome, (2006, 2008), (2009, None))
    assert years(outcome) == (2009, 2025)
    found = answer(outcome)
    assert "SERIES_BREAK" not in {refusal["code"] for refusal in found["refusals"]}
    assert any("Vanaf 2009 is dit anders gemeten (anders in 2009)" in said for said in found["warnings"])


def test_a_definition_without_an_end_ends_where_the_next_begins(outcome):
    define(outcome, (2006, None), (2017, None))
    assert years(outcome) == (2006, 2016)
    assert "SERIES_BREAK" in refusals(outcome)


def test_a_definition_that_nothing_follows_is_cut_at_its_end_and_it_is_said(outcome):
    define(outcome, (2006, 2020))
    assert years(outcome) == (2006, 2020)
    assert any("Vanaf 2021" in said for said in answer(outcome)["warnings"])


def test_a_break_before_the_first_figure_cuts_nothing_and_is_not_told(outcome):
    define(outcome, (1990, 2000), (2001, 2020), (2021, None))
    notes = [note.facts["year"] for note in panel_of(outcome, compared_with(outcome)).notes]
    assert notes == [2021]


def redraw(cast: Cast, outcome: StudyOutcome, until: int) -> None:
    """The figures up to a year belong to the wijk as it was drawn before."""
    before = area("WKVB0101", "Havenkwartier", "wijk", cast.city, year=2014)
    old = cast.wijk.observations.filter(indicator=outcome.indicator, period__lte=until)
    observe(before, "gasverbruik", dict(old.values_list("period", "value")))
    others = [row.area for row in outcome.comparison_areas.select_related("area")]
    for each in (cast.wijk, *others):
        each.observations.filter(indicator=outcome.indicator, period__lte=until).delete()


def test_a_boundary_that_moved_shortly_before_the_start_is_refused_by_name(cast, outcome):
    redraw(cast, outcome, until=2012)
    assert {"SERIES_BREAK", "PRE_SHORT"} <= refusals(outcome)
    told = next(one["message"] for one in answer(outcome)["refusals"] if one["code"] == "SERIES_BREAK")
    assert "WKVB0101" in told


def test_a_boundary_that_moved_long_before_is_said_and_no_reason_to_refuse(cast, outcome):
    redraw(cast, outcome, until=2008)
    found = answer(outcome)
    assert "SERIES_BREAK" not in {refusal["code"] for refusal in found["refusals"]}
    assert any("met andere grenzen" in said for said in found["warnings"])


def test_without_any_figure_it_is_refused_and_not_an_error(cast, outcome):
    empty = outcome_of(outcome.study, "inwoners", rank=2)
    assert "PRE_SHORT" in refusals(empty)
