"""Studies with an answer for a test, in the fewest words. The figures are invented, and so are the wijken."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from effects.models import ComparisonArea, Study, StudyArea, StudyOutcome, StudyResult
from effects.vocabulary import Choice, StartBasis, StudyStatus
from indicators.models import Indicator
from tests.cast import Cast, area
from tests.portal.figures import observe
from wijken.models import Area

START = 2016
PERIODS = tuple(range(2006, 2026))
REFUSED = {
    "method": "sdid", "estimate": None, "se": None, "ci_low": None, "ci_high": None, "p_value": None, "n_treated": 1,
    "n_comparison": 24, "n_pre": 2, "n_post": 9, "event_study": [], "pretrend_p": None, "mde": None,
    "verdict": "niet te zeggen", "weights": None, "versions": {"diff-diff": "3.13.0"}, "warnings": [],
    "refusals": [{"code": "PRE_SHORT", "message": "Er zijn maar 2 metingen van voor het begin; 3 is het minste."}],
}  # fmt: skip
ANSWERED = {
    **REFUSED, "estimate": -231.4, "se": None, "ci_low": -284.0, "ci_high": -176.2, "p_value": 0.04, "n_pre": 10,
    "mde": 81.0, "verdict": "beter", "pretrend_p": 0.43, "honest_breakdown": 1.4, "refusals": [],
    "placebo_rank": {"place": 1, "of": 25}, "warnings": ["De laatste twee cijfers zijn voorlopig."],
    "event_study": [{"time": n, "estimate": 0.0 if n < 0 else -231.4, "se": None, "ci_low": None, "ci_high": None}
                    for n in range(-10, 10)],
}  # fmt: skip
NOTHING_SHOWN = ANSWERED | {
    "estimate": -31.0, "ci_low": -92.0, "ci_high": 28.5, "p_value": 0.3, "verdict": "geen verschil aangetoond",
    "placebo_rank": {"place": 8, "of": 25},
}  # fmt: skip


def level(n: int, year: int) -> float:
    """Gas use of the n-th wijk: all go down alike, each from its own level."""
    return 1800.0 + 10 * n - 20 * (year - 2006)


def comparison_wijken(cast: Cast, count: int = 24) -> list[Area]:
    made = [area(f"WKVB03{n:02d}", f"Vergelijkwijk {n}", "wijk", cast.city) for n in range(count)]
    for n, each in enumerate(made):
        observe(each, "gasverbruik", {year: level(n, year) for year in PERIODS})
    return made


def study_of(cast: Cast, *, name: str = "Havenkwartier vanaf 2016", **fields: Any) -> Study:
    parts: dict[str, Any] = {
        "programme": cast.programme, "start_year": START, "start_basis": StartBasis.MONEY,
        "status": StudyStatus.FROZEN, "frozen_at": timezone.now(),
    } | fields  # fmt: skip
    made = Study.objects.create(name=name, **parts)
    StudyArea.objects.create(study=made, area=cast.wijk)
    return made


def outcome_of(study: Study, slug: str = "gasverbruik", *, rank: int | None = 1, lag: int = 0) -> StudyOutcome:
    indicator = Indicator.objects.get(slug=slug)
    return StudyOutcome.objects.create(
        study=study, indicator=indicator, primary_rank=rank, lag_years=lag, relevant_effect=50.0
    )


def weigh(outcome: StudyOutcome, areas: list[Area], choice: Choice = Choice.ALIKE) -> None:
    for each in areas:
        ComparisonArea.objects.create(outcome=outcome, area=each, choice=choice, proposed=choice)


def snapshot_of(units: dict[str, list[float | None]], first: dict[str, int]) -> dict[str, Any]:
    return {
        "units": list(units), "periods": list(PERIODS), "outcome": list(units.values()),
        "first_treated": [first.get(unit) for unit in units],
    }  # fmt: skip


def result_of(outcome: StudyOutcome, answer: dict[str, Any], number: int = 1, **fields: Any) -> StudyResult:
    compared = [each.area.code for each in outcome.comparison_areas.included().order_by("area__code")]
    units: dict[str, list[float | None]] = {
        each.area.code: [level(0, year) - (231.4 if year >= START else 0) for year in PERIODS]
        for each in outcome.study.study_areas.all()
    }
    treated = dict.fromkeys(units, outcome.effect_year)
    units |= {code: [level(n, year) for year in PERIODS] for n, code in enumerate(compared)}
    parts = {"verdict": answer["verdict"], "snapshot": snapshot_of(units, treated), "snapshot_sha256": "ab" * 32,
             "versions": {"diff-diff": "3.13.0", "numpy": "2.4.6"}, "seed": 20270101}  # fmt: skip
    return StudyResult.objects.create(outcome=outcome, answer=answer, number=number, **(parts | fields))


def found(cast: Cast, answer: dict[str, Any], *, rank: int | None = 1, slug: str = "gasverbruik") -> StudyResult:
    """A study of Havenkwartier with one outcome and its answer; the wijk's own figures as the study had them."""
    outcome = outcome_of(study_of(cast), slug, rank=rank)
    weigh(outcome, comparison_wijken(cast))
    return result_of(outcome, answer)
