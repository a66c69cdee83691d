"""Synthetic DiD and synthetic control give what was published, and what the library gives."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from effects.estimators.options import Inference, Options
from effects.estimators.panel import NEVER
from effects.estimators.paths import paths_of
from effects.estimators.placebos import sets_of
from effects.estimators.results import CannotFit, Code
from effects.estimators.simplex import Problems, simplex_weights
from effects.estimators.synthetic import fit_beside, fit_sc, fit_sdid, synthetic_did
from tests.effects.paths import panel_of, proposition_99, random_panel

BOTH = pytest.mark.parametrize("fit", [fit_sdid, fit_sc])


def shown(fit):
    return [fit.estimate, fit.ci_low, fit.ci_high, fit.mde, fit.se, *(point.estimate for point in fit.event_study)]


def judged(fit):
    return fit.p_value, fit.rank, fit.pretrend_p, [refusal.code for refusal in fit.refusals]


def test_proposition_99_gives_the_published_effects():
    panel = proposition_99()
    assert fit_sdid(panel, Options()).estimate == pytest.approx(-15.6, abs=0.05)
    assert fit_sc(panel, Options()).estimate == pytest.approx(-19.6, abs=0.05)


def test_the_spread_of_the_placebos_is_near_the_published_errors_that_were_drawn():
    panel = proposition_99()
    assert fit_sdid(panel, Options()).se == pytest.approx(8.4, abs=1.5)
    assert fit_sc(panel, Options()).se == pytest.approx(9.9, abs=1.5)


def frame_of(panel):
    import pandas as pd

    rows = [
        {"unit": unit, "period": period, "y": panel.outcome[i, t], "d": int(panel.first_treated[i] <= period)}
        for i, unit in enumerate(panel.units)
        for t, period in enumerate(panel.periods)
    ]
    return pd.DataFrame(rows)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_synthetic_did_is_the_librarys(seed):
    from diff_diff import SyntheticDiD

    panel = random_panel(seed, treated=(0, 3), effect=2)
    frame = frame_of(panel)
    frame["d"] = frame.groupby("unit")["d"].transform("max")
    theirs = SyntheticDiD(variance_method="jackknife").fit(
        frame, outcome="y", treatment="d", unit="unit", time="period", post_periods=list(range(2010, 2015))
    )
    assert fit_sdid(panel, Options(), most=20).estimate == pytest.approx(theirs.att, rel=1e-9)


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_placebos_all_at_once_are_within_a_hundredth_of_their_spread_of_the_librarys_one_by_one(seed):
    panel = random_panel(seed, donors=19)
    donors = drop(panel, 0)
    theirs = [
        fit_sdid(replace(donors, first_treated=starting(donor, 19)), Options(), most=1).estimate for donor in range(19)
    ]
    assert unscaled_placebos(panel) == pytest.approx(theirs, abs=np.std(theirs) / 100)


def unscaled_placebos(panel):
    """The placebos before they are brought to the scale of the real unit."""
    paths = paths_of(panel, Options())
    found = synthetic_did(paths, sets_of(paths, 1))
    return list(found.gaps[1:, paths.n_pre :].mean(axis=1))


def drop(panel, row):
    kept = np.arange(len(panel.units)) != row
    units = tuple(unit for unit, stays in zip(panel.units, kept, strict=True) if stays)
    return replace(panel, units=units, outcome=panel.outcome[kept], first_treated=panel.first_treated[kept])


def starting(row, n):
    starts = np.full(n, NEVER)
    starts[row] = 2010
    return starts


def test_many_problems_at_once_have_the_answers_that_a_general_optimiser_finds():
    from scipy.optimize import minimize

    generator = np.random.default_rng(5)
    columns, targets = generator.normal(size=(6, 9)), generator.normal(size=(3, 6))
    allowed = generator.random((3, 9)) > 0.2
    ours = simplex_weights(Problems(columns, targets, allowed, np.array([0.1, 1.0, 5.0])))
    for weights, target, may, ridge in zip(ours, targets, allowed, (0.1, 1.0, 5.0), strict=True):
        theirs = minimize(
            lambda w, b=target, r=ridge: 0.5 * np.sum((columns @ w - b) ** 2) + 0.5 * r * np.sum(w**2),
            np.full(9, 1 / 9),
            bounds=[(0, 1 if place else 0) for place in may],
            constraints={"type": "eq", "fun": lambda w: w.sum() - 1},
            options={"ftol": 1e-15, "maxiter": 500},
        )
        assert weights == pytest.approx(theirs.x, abs=1e-6)


@BOTH
def test_a_built_in_effect_is_found(fit):
    found = fit(random_panel(7, effect=8), Options())
    assert found.ci_low < 8 < found.ci_high
    assert found.p_value == pytest.approx(1 / 25)


@BOTH
def test_the_same_panel_in_another_unit_gives_the_same_answer_in_that_unit(fit):
    panel = random_panel(2, effect=3)
    here, there = (fit(replace(panel, outcome=factor * panel.outcome), Options()) for factor in (1.0, 1e-7))
    assert np.array(shown(there)) * 1e7 == pytest.approx(np.array(shown(here)), rel=1e-6)
    assert judged(here) == judged(there)


@BOTH
def test_the_order_and_names_of_the_donors_say_nothing(fit):
    panel = random_panel(3, effect=2)
    order = np.random.default_rng(0).permutation(len(panel.units))
    other = replace(panel, outcome=panel.outcome[order], first_treated=panel.first_treated[order])
    here, there = fit(panel, Options()), fit(other, Options())
    assert shown(there) == pytest.approx(shown(here), rel=1e-6)
    assert judged(here) == judged(there)


def test_synthetic_did_does_not_see_the_level_of_a_wijk_nor_a_steady_course_of_all():
    panel = random_panel(4, effect=2)
    moved = panel.outcome + np.linspace(0, 30, 15) + np.random.default_rng(0).normal(size=(25, 1)) * 100
    assert shown(fit_sdid(replace(panel, outcome=moved), Options())) == pytest.approx(
        shown(fit_sdid(panel, Options())), rel=1e-5
    )


def test_a_shock_to_all_in_one_period_hardly_moves_synthetic_did():
    panel = random_panel(4, effect=2)
    shocked = panel.outcome + np.array([0.5 if t in {3, 12} else 0.0 for t in range(15)])
    fit = fit_sdid(panel, Options())
    assert fit_sdid(replace(panel, outcome=shocked), Options()).estimate == pytest.approx(fit.estimate, abs=fit.se / 20)


@BOTH
def test_the_same_seed_gives_the_same_fit(fit):
    panel = random_panel(5, treated=(0, 1, 2))
    assert fit(panel, Options(seed=3), most=50) == fit(panel, Options(seed=3), most=50)


@BOTH
def test_the_gaps_after_the_start_average_to_the_estimate(fit):
    found = fit(random_panel(6, effect=1), Options())
    after = [point.estimate for point in found.event_study if point.time >= 0]
    assert [point.time for point in found.event_study] == list(range(-10, 5))
    assert np.mean(after) == pytest.approx(found.estimate)


@BOTH
def test_weights_of_donors_add_up_to_one_and_none_is_of_the_treated(fit):
    weights = fit(random_panel(6, treated=(0, 5)), Options(), most=20).weights
    assert sum(weights.values()) == pytest.approx(1)
    assert not {"WK0000", "WK0005"} & set(weights)
    assert min(weights.values()) > 0


def test_several_treated_count_by_their_weights():
    panel = random_panel(6, treated=(0, 1))
    alone = fit_sdid(drop(panel, 1), Options())
    heavy = fit_sdid(replace(panel, weights=np.array([1e9, 1.0] + [1.0] * 24)), Options(), most=20)
    assert heavy.estimate == pytest.approx(alone.estimate, abs=alone.se / 4)


@BOTH
def test_anticipation_and_the_year_of_selection_stay_out_of_the_baseline(fit):
    panel = random_panel(8)
    spoiled = panel.outcome.copy()
    spoiled[0, 8:10] += 50
    spoiled[0, 4] -= 50
    options = Options(anticipation=2, left_out=(2004,))
    found = fit(replace(panel, outcome=spoiled), options)
    assert found == fit(panel, options)
    assert not {-1, -2, -6} & {point.time for point in found.event_study}


@BOTH
def test_a_donor_with_a_hole_is_left_out_and_named_and_nothing_is_filled_in(fit):
    panel = random_panel(8)
    holed = panel.outcome.copy()
    holed[7, 3] = np.nan
    found = fit(replace(panel, outcome=holed), Options())
    assert shown(found) == pytest.approx(shown(fit(drop(panel, 7), Options())), rel=1e-9)
    assert [(note.code, note.facts) for note in found.notes] == [
        ("DONORS_INCOMPLETE", {"units": ("WK0007",), "count": 1})
    ]


@BOTH
def test_a_period_that_the_treated_wijk_lacks_is_left_out_and_named(fit):
    panel = random_panel(8)
    holed = panel.outcome.copy()
    holed[0, 3] = np.nan
    found = fit(replace(panel, outcome=holed), Options())
    assert [(note.code, note.facts) for note in found.notes] == [("PERIODS_INCOMPLETE", {"periods": (2003,)})]
    assert -7 not in {point.time for point in found.event_study}


@BOTH
def test_units_that_start_apart_have_no_one_synthetic_comparison(fit):
    panel = random_panel(8, treated=(0, 1))
    apart = replace(panel, first_treated=np.where(np.arange(26) == 1, 2012, panel.first_treated))
    with pytest.raises(CannotFit) as refused:
        fit(apart, Options())
    assert [(r.code, r.facts) for r in refused.value.refusals] == [(Code.STARTS_DIFFER, {"starts": (2010, 2012)})]


@pytest.mark.parametrize(("start", "code"), [(2001, Code.PRE_SHORT), (2010, Code.DONORS_FEW)])
def test_too_little_for_any_weights_is_said(start, code):
    donors = 24 if code is Code.PRE_SHORT else 1
    with pytest.raises(CannotFit) as refused:
        fit_sdid(random_panel(8, donors=donors, start=start), Options())
    assert refused.value.refusals[0].code is code


def test_a_wijk_far_outside_its_donors_has_no_overlap_with_synthetic_control():
    panel = random_panel(9)
    far = panel.outcome.copy()
    far[0] += 40
    refusals = fit_sc(replace(panel, outcome=far), Options()).refusals
    assert [refusal.code for refusal in refusals] == [Code.NO_OVERLAP]
    assert refusals[0].facts["pre_fit"] > 30
    assert fit_sdid(replace(panel, outcome=far), Options()).refusals == ()


def test_a_wijk_that_moves_as_no_donor_does_has_no_overlap_with_synthetic_did():
    panel = random_panel(9)
    panel.outcome[0, :10] += 8 * np.arange(10)
    assert [refusal.code for refusal in fit_sdid(panel, Options()).refusals] == [Code.NO_OVERLAP]


def test_the_second_opinion_draws_from_many_placebos_and_says_so():
    fit = fit_beside(random_panel(4, donors=230), Options())
    assert [(note.code, note.facts) for note in fit.notes] == [("PLACEBOS_DRAWN", {"drawn": 99, "possible": 230})]
    assert fit.rank.of == 100


@BOTH
def test_hardly_any_ordinary_wijk_is_without_overlap(fit):
    refused = sum(bool(fit(random_panel(seed), Options(), most=24).refusals) for seed in range(20))
    assert refused <= 2


@BOTH
def test_an_outcome_that_never_changes_gives_nothing_but_zero(fit):
    found = fit(panel_of(np.full((25, 15), 7.0)), Options())
    assert (found.estimate, found.p_value, found.se) == (0, 1, None)
    assert (found.ci_low, found.ci_high, found.mde) == (0, 0, None)


def test_one_treated_wijk_has_an_analytic_error_only_as_wide_as_its_placebos():
    panel = random_panel(4)
    placebo, analytic = (fit_sdid(panel, Options(inference=kind)) for kind in (Inference.AUTO, Inference.ANALYTIC))
    assert analytic.se == placebo.se
    assert (placebo.inference, analytic.inference) == (Inference.PLACEBO, Inference.ANALYTIC)
    assert analytic.ci_high - analytic.ci_low == pytest.approx(2 * 1.95996 * placebo.se, rel=1e-4)
