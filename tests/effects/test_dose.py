"""A dose: its course before and after it began, its test against chance, and who counts as having had one."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from effects.estimators.answer import answer
from effects.estimators.dose import fit_dose
from effects.estimators.dosing import by_dose
from effects.estimators.options import Inference, Method, Options
from effects.estimators.panel import Panel
from effects.estimators.results import Code
from effects.estimators.statistics import effective_units
from tests.effects.command import Command, csv, rows
from tests.effects.worlds import world

DOSE = Options(method=Method.DOSE)
ANALYTIC, PERMUTED = (replace(DOSE, inference=one) for one in (Inference.ANALYTIC, Inference.PERMUTATION))


def dosed(seed: int = 1, *, slope: float = 0.0, ahead: float = 0.0, **made: object) -> Panel:
    """Each treated unit has its own dose from its start on; `ahead`: what it moved a year before, per unit of dose."""
    panel = world(seed, **made)  # type: ignore[arg-type]
    treated, periods = np.isfinite(panel.first_treated), np.array(panel.periods)
    own = np.random.default_rng(seed + 50).uniform(1, 3, len(treated)) * treated
    after = periods >= panel.first_treated[:, None]
    early = np.where(after, 0, periods - periods[0]) * ahead * own[:, None]
    return replace(panel, outcome=panel.outcome + slope * own[:, None] * after + early, dose=own[:, None] * after)


def codes(found) -> list[str]:
    return [note.code for note in found.notes]


def test_the_course_is_the_slope_of_the_change_since_the_last_year_before():
    panel = dosed(treated=12, slope=2)
    own, change = panel.dose[:, -1], panel.outcome - panel.outcome[:, [7]]
    for point in fit_dose(panel, DOSE).event_study:
        assert point.estimate == pytest.approx(np.polyfit(own, change[:, 8 + point.time], 1)[0], abs=1e-9)


def test_the_reference_stands_with_nought_and_every_other_year_with_an_interval():
    points = fit_dose(dosed(treated=12), DOSE).event_study
    assert [point.time for point in points] == list(range(-8, 4))
    assert [point.time for point in points if point.estimate == 0 and point.se is None] == [-1]
    assert all(point.ci_low < point.estimate < point.ci_high for point in points if point.time != -1)


def test_units_that_got_more_and_moved_differently_before_are_refused():
    crooked = answer(dosed(treated=12, ahead=1.0), DOSE)
    assert crooked.pretrend_p < 0.01
    assert Code.PRETREND in [refusal.code for refusal in crooked.refusals]
    assert Code.PRETREND not in [refusal.code for refusal in answer(dosed(treated=12), DOSE).refusals]


def test_the_test_of_before_rejects_one_in_ten_where_nothing_moved():
    found = [fit_dose(dosed(seed, treated=6, others=20, after=2, before=4), DOSE).pretrend_p for seed in range(60)]
    assert sum(p < 0.10 for p in found) <= 12


def test_starts_that_differ_are_tested_around_the_own_start():
    fit = fit_dose(dosed(treated=12, starts=(1998, 2000, 2002)), DOSE)
    assert 0 < fit.pretrend_p <= 1
    assert {-1, 0, 5} <= {point.time for point in fit.event_study}


@pytest.mark.parametrize(
    ("panel", "code"),
    [
        (dosed(treated=12, before=1), "PRETREND_SHORT"),
        (replace(dosed(treated=12), dose=np.random.default_rng(1).uniform(1, 2, (52, 12))), "PRETREND_NO_BEFORE"),
    ],
    ids=["one year before", "always a dose"],
)
def test_without_a_test_of_before_it_is_said_why(panel: Panel, code: str):
    fit = fit_dose(panel, DOSE)
    assert fit.pretrend_p is None
    assert code in codes(fit)


def test_few_doses_are_handed_out_anew_instead_of_a_formula():
    fit = fit_dose(dosed(treated=5, slope=3), DOSE)
    assert (fit.inference, fit.se) == (Inference.PERMUTATION, None)
    assert fit.p_value == fit.rank.place / fit.rank.of
    assert fit.ci_low < fit.estimate < fit.ci_high
    assert all(point.se is None for point in fit.event_study)


def test_a_dose_that_is_the_same_for_all_is_permuted_as_a_treatment_is():
    panel = world(treated=4, others=12, effect=1.0)
    same = replace(panel, dose=(np.array(panel.periods) >= panel.first_treated[:, None]).astype(float))
    from effects.estimators.did import fit_did

    one, other = fit_dose(same, PERMUTED), fit_did(panel, PERMUTED)
    assert (one.p_value, one.rank) == (other.p_value, other.rank)
    assert (one.estimate, one.ci_low, one.mde) == pytest.approx((other.estimate, other.ci_low, other.mde))


def test_permutation_can_be_asked_and_the_same_seed_gives_the_same():
    one, again, other = (
        fit_dose(dosed(treated=12), replace(PERMUTED, seed=seed)) for seed in (1, 1, 2)
    )  # fmt: skip
    assert one == again
    assert one.p_value != other.p_value


def test_the_permuted_interval_holds_nought_exactly_when_p_is_above_five_percent():
    for seed in range(25):
        fit = fit_dose(dosed(seed, treated=5, others=15, slope=0.6), PERMUTED)
        assert (fit.ci_low > 0 or fit.ci_high < 0) == (fit.p_value <= 0.05)


def test_a_formula_for_fewer_than_ten_doses_is_refused():
    assert Code.TREATED_FEW in [one.code for one in answer(dosed(treated=9), ANALYTIC).refusals]
    assert Code.TREATED_FEW not in [one.code for one in answer(dosed(treated=9), DOSE).refusals]


def test_clusters_count_where_they_are_asked():
    panel = dosed(treated=12, others=36)
    few = replace(panel, clusters=tuple(f"c{place // 4:02d}" for place in range(48)))
    assert fit_dose(few, DOSE).inference is Inference.PERMUTATION
    assert fit_dose(panel, DOSE).inference is Inference.ANALYTIC


def test_one_large_dose_counts_for_one_unit():
    panel = dosed(treated=12)
    skew = replace(panel, dose=panel.dose * np.where(np.arange(52) == 0, 100, 1)[:, None])
    assert effective_units(skew, skew.dose, np.isfinite(skew.outcome)) < 1.2
    assert "DOSE_LEANS" in codes(fit_dose(skew, DOSE))


def test_who_has_a_dose_is_treated_whatever_was_stated():
    panel = dosed(treated=12, others=30)
    dose = panel.dose.copy()
    dose[0] = 0  # a start without a dose
    dose[20, 9:] = 2.5  # a dose without a start
    found = answer(replace(panel, dose=dose), replace(DOSE, force=True))
    assert (found.n_treated, found.n_comparison) == (12, 30)
    assert panel.units[0] in found.comparison
    assert panel.units[20] in found.treated
    assert "DOSE_ZERO" in [note.code for note in found.notes]


def test_the_first_period_with_a_dose_is_the_start():
    panel = dosed(treated=12)
    dose = panel.dose.copy()
    dose[0, 8] = 0
    started, notes = by_dose(replace(panel, dose=dose))
    assert started.first_treated[0] == 2001
    assert [note.facts["units"] for note in notes] == [(panel.units[0],)]
    assert by_dose(started)[1] == ()


def test_one_unit_that_gets_more_each_year_is_one_dose():
    panel = world(treated=3, others=30)
    years = np.clip(np.array(panel.periods) - 1999, 0, None)
    grown = replace(panel, dose=np.isfinite(panel.first_treated)[:, None] * years * np.arange(1, 34)[:, None] * 1.0)
    thin = [one for one in answer(grown, DOSE).refusals if one.code is Code.DOSE_THIN]
    assert [one.facts["found"] for one in thin] == [3]


def test_units_whose_dose_is_not_known_take_no_part_in_a_permutation_and_are_named():
    panel = dosed(treated=5)
    dose = panel.dose.copy()
    dose[30, 4] = np.nan
    fit = fit_dose(replace(panel, dose=dose), DOSE)
    assert [note.facts["units"] for note in fit.notes if note.code == "DOSE_UNKNOWN"] == [(panel.units[30],)]


def test_another_unit_of_the_outcome_scales_the_slope_and_another_of_the_dose_divides_it():
    panel = dosed(treated=6, slope=1)
    fit, larger = fit_dose(panel, DOSE), fit_dose(replace(panel, outcome=panel.outcome * 100), DOSE)
    euros = fit_dose(replace(panel, dose=panel.dose * 1000), DOSE)
    assert larger.p_value == fit.p_value == euros.p_value
    assert larger.pretrend_p == fit.pretrend_p == euros.pretrend_p
    assert (larger.estimate, larger.ci_low) == pytest.approx((fit.estimate * 100, fit.ci_low * 100))
    assert (euros.estimate, euros.mde) == pytest.approx((fit.estimate / 1000, fit.mde / 1000))


def test_the_order_of_the_units_says_nothing():
    panel = dosed(treated=6)
    turned = replace(
        panel,
        units=panel.units[::-1],
        outcome=panel.outcome[::-1],
        first_treated=panel.first_treated[::-1],
        dose=panel.dose[::-1],
    )
    one, other = answer(panel, replace(DOSE, force=True)), answer(turned, replace(DOSE, force=True))
    assert (one.fit, sorted(one.treated)) == (other.fit, sorted(other.treated))


def test_the_command_tells_the_course_and_the_test_of_a_dose(estimate: Command):
    made = [(*row, round(1 + int(row[0][-2:]) / 10, 1) if row[3] else 0) for row in rows(treated=12)]
    ran = estimate(csv(made, head="wijk,jaar,uitkomst,start,euro"), "--method", "dose", "--dose", "euro")
    assert (ran.code, ran.json["verdict"], ran.json["inference"]) == (0, "beter", "analytic")
    assert ran.json["pretrend_p"] > 0.1
    assert next(point for point in ran.json["event_study"] if point["time"] == -1)["estimate"] == 0
