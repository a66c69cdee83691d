"""Two-way fixed effects against the library's own estimator, and against brute force where the library has none."""

from __future__ import annotations

import warnings
from dataclasses import replace

import numpy as np
import pytest

from effects.estimators.did import fit_did, treatment
from effects.estimators.dose import fit_dose
from effects.estimators.options import Inference, Options
from effects.estimators.panel import Panel
from effects.estimators.results import CannotFit
from effects.estimators.twoway import regressed
from tests.effects.worlds import world

ANALYTIC = Options(inference=Inference.ANALYTIC)


def with_gaps(panel: Panel, share: float = 0.1) -> Panel:
    holes = np.random.default_rng(3).random(panel.outcome.shape) < share
    return replace(panel, outcome=np.where(holes, np.nan, panel.outcome))


def by_the_library(panel: Panel) -> tuple[float, float]:
    import pandas as pd
    from diff_diff import TwoWayFixedEffects

    cells = [
        (unit, period, panel.outcome[row, column], float(np.isfinite(panel.first_treated[row])))
        for row, unit in enumerate(panel.units)
        for column, period in enumerate(panel.periods)
        if np.isfinite(panel.outcome[row, column])
    ]
    frame = pd.DataFrame(cells, columns=["unit", "period", "outcome", "ever"])
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        frame["post"] = (frame.period >= 2000).astype(int)
        found = TwoWayFixedEffects(df_convention="cluster").fit(frame, "outcome", "ever", post="post", unit="unit")
    return found.att, found.se


def by_brute_force(panel: Panel, regressor: np.ndarray, clusters: np.ndarray) -> tuple[float, float]:
    """Dummies for all units and periods; CR1 in which units, which lie within clusters, are not counted."""
    used = np.isfinite(panel.outcome)
    unit, period = np.nonzero(used)
    weight = np.ones(len(panel.units)) if panel.weights is None else panel.weights
    dummies = [unit[:, None] == np.arange(len(panel.units)), period[:, None] == np.arange(1, len(panel.periods))]
    controls = [] if panel.controls is None else [panel.controls[used]]
    root = np.sqrt(weight[unit])[:, None]
    design = np.column_stack([regressor[used], *controls, *dummies]).astype(float) * root
    inverse = np.linalg.pinv(design.T @ design)
    beta = inverse @ design.T @ (panel.outcome[used] * root[:, 0])
    scores = design * (panel.outcome[used] * root[:, 0] - design @ beta)[:, None]
    groups = np.unique(clusters[unit], return_inverse=True)[1]
    sums = np.stack([np.bincount(groups, column) for column in scores.T], axis=1)
    n, g, k = len(unit), groups.max() + 1, design.shape[1] - len(panel.units) + 1
    variance = (inverse @ sums.T @ sums @ inverse)[0, 0] * g / (g - 1) * (n - 1) / (n - k)
    return float(beta[0]), float(np.sqrt(variance))


@pytest.fixture
def panel() -> Panel:
    return world(treated=12, others=25, effect=1.0)


def test_estimate_and_error_are_the_librarys_on_two_periods(panel: Panel) -> None:
    two = replace(panel, periods=(1999, 2000), outcome=panel.outcome[:, 7:9])
    found = fit_did(two, ANALYTIC)
    assert (found.estimate, found.se) == pytest.approx(by_the_library(two), rel=1e-9)


def test_the_estimate_is_the_librarys_on_many_periods(panel: Panel) -> None:
    assert fit_did(panel, ANALYTIC).estimate == pytest.approx(by_the_library(panel)[0], rel=1e-9)


@pytest.mark.parametrize("gaps", [False, True])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize("controls", [False, True])
@pytest.mark.parametrize("clustered", [False, True])
def test_gaps_weights_controls_and_clusters_are_those_of_brute_force(
    panel: Panel, gaps: bool, weighted: bool, controls: bool, clustered: bool
) -> None:
    generator = np.random.default_rng(5)
    n, t = panel.outcome.shape
    clusters = np.arange(n) // 3 if clustered else np.arange(n)
    panel = with_gaps(panel) if gaps else panel
    panel = replace(
        panel,
        weights=generator.uniform(1, 9, n) if weighted else None,
        controls=generator.normal(size=(n, t, 2)) if controls else None,
        control_names=("a", "b") if controls else (),
        clusters=tuple(map(str, clusters)) if clustered else None,
    )
    found = fit_did(panel, ANALYTIC)
    assert (found.estimate, found.se) == pytest.approx(by_brute_force(panel, treatment(panel), clusters), rel=1e-8)


def test_starts_that_differ_and_a_dose_are_the_same_regression() -> None:
    panel = world(treated=12, others=25, starts=(1998, 2000, 2002))
    clusters = np.arange(len(panel.units))
    found = fit_did(panel, ANALYTIC)
    assert (found.estimate, found.se) == pytest.approx(by_brute_force(panel, treatment(panel), clusters), rel=1e-8)
    dose = np.random.default_rng(2).uniform(0, 4, panel.outcome.shape) * treatment(panel)
    slope = fit_dose(replace(panel, dose=dose), Options())
    assert (slope.estimate, slope.se) == pytest.approx(by_brute_force(panel, dose, clusters), rel=1e-8)


def test_with_few_treated_the_estimate_is_the_same_and_the_error_comes_from_permutations() -> None:
    panel = replace(with_gaps(world(treated=3)), controls=np.random.default_rng(1).normal(size=(43, 12, 1)))
    few, formula = fit_did(panel, Options()), fit_did(panel, ANALYTIC)
    assert few.estimate == formula.estimate
    assert (few.se, few.inference) == (None, Inference.PERMUTATION)
    assert few.rank is not None
    assert few.p_value == few.rank.place / few.rank.of


def test_a_control_that_says_what_the_unit_and_period_say_is_left_out_and_named(panel: Panel) -> None:
    same = np.broadcast_to(np.arange(37.0)[:, None], panel.outcome.shape)[:, :, None]
    found = fit_did(replace(panel, controls=same, control_names=("oppervlakte",)), ANALYTIC)
    assert found.estimate == pytest.approx(fit_did(panel, ANALYTIC).estimate, rel=1e-9)
    assert [note.facts["columns"] for note in found.notes if note.code == "CONTROLS_DROPPED"] == [["oppervlakte"]]


def test_a_control_that_says_who_is_treated_when_leaves_nothing_to_estimate(panel: Panel) -> None:
    same = treatment(panel)[:, :, None]
    with pytest.raises(CannotFit):
        fit_did(replace(panel, controls=same, control_names=("na de start",)), ANALYTIC)


def test_the_event_study_is_the_difference_of_means_of_each_period_with_the_last_before(panel: Panel) -> None:
    points = {point.time: point.estimate for point in fit_did(panel, ANALYTIC).event_study}
    own, others = panel.outcome[:12].mean(axis=0), panel.outcome[12:].mean(axis=0)
    for time, told in points.items():
        assert told == pytest.approx((own - others)[8 + time] - (own - others)[7], abs=1e-9)


def test_a_dose_that_never_changes_within_a_unit_counts_from_the_start(panel: Panel) -> None:
    own = np.random.default_rng(2).uniform(1, 4, len(panel.units)) * np.isfinite(panel.first_treated)
    constant = replace(panel, dose=np.broadcast_to(own[:, None], panel.outcome.shape))
    changing = replace(panel, dose=own[:, None] * treatment(panel))
    assert fit_dose(constant, Options()).estimate == fit_dose(changing, Options()).estimate
    assert "DOSE_FROM_START" in [note.code for note in fit_dose(constant, Options()).notes]


def test_cells_take_part_only_where_all_is_known(panel: Panel) -> None:
    dose = treatment(panel) * 2
    dose[0, 3] = np.nan
    regression = regressed(panel, dose[:, :, None])
    assert regression.cells.used.sum() == panel.outcome.size - 1
