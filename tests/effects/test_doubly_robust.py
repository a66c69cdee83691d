"""With controls, Callaway-Sant'Anna gives what R's `did` gives: the formulas of Sant'Anna & Zhao, written out."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from effects.estimators.cs import fit_cs
from effects.estimators.doubly_robust import Arms, compared, influence
from effects.estimators.options import Comparison, Options
from effects.estimators.panel import Panel
from tests.effects import published
from tests.effects.worlds import world

N = 400


def arms(seed: int = 1, *, pull: float = 1.5, weighted: bool = False) -> tuple[np.ndarray, Arms]:
    """Changes, and units of which the treated have larger covariates: with a hard pull few others look like them."""
    generator = np.random.default_rng(seed)
    covariates = np.column_stack([np.ones(N), generator.normal(size=(N, 2))])
    chance = 1 / (1 + np.exp(2.5 - pull * covariates[:, 1] - 0.5 * covariates[:, 2]))
    treated = generator.random(N) < chance
    change = (covariates[:, 1] ** 2 + covariates[:, 2] + treated + generator.normal(size=N))[:, np.newaxis]
    weights = generator.uniform(0.2, 3, N) if weighted else np.ones(N)
    return change, Arms(treated, ~treated, covariates, weights)


def plainly(change: np.ndarray, given: Arms) -> tuple[float, float]:
    """`drdid_panel` of R's DRDID, line by line: estimate and standard error."""
    x, d, w, y = given.covariates, given.treated.astype(float), given.weights, change[:, 0]
    fitted = np.zeros(x.shape[1])
    for _ in range(30):
        score = 1 / (1 + np.exp(-x @ fitted))
        fitted = fitted + np.linalg.solve((x.T * (w * score * (1 - score))) @ x, x.T @ (w * (d - score)))
    score = 1 / (1 + np.exp(-x @ fitted))
    slope = np.linalg.solve((x.T * (w * (1 - d))) @ x, x.T @ (w * (1 - d) * y))
    left, own = y - x @ slope, w * d
    other = np.where(score < 0.995, w * (1 - d) * score / (1 - score), 0)
    eta_own, eta_other = (own @ left) / own.sum(), (other @ left) / other.sum()
    of_slope = (w * (1 - d) * left)[:, None] * x @ np.linalg.inv((x.T * (w * (1 - d))) @ x / N)
    of_score = (w * (d - score))[:, None] * x @ np.linalg.inv((x.T * (w * score * (1 - score))) @ x / N)
    first = own * (left - eta_own) - of_slope @ (own @ x / N)
    second = other * (left - eta_other) + of_score @ ((other * (left - eta_other)) @ x / N)
    second -= of_slope @ (other @ x / N)
    told = first / own.mean() - second / other.mean()
    return eta_own - eta_other, float(np.sqrt(told @ told) / N)


@pytest.mark.parametrize("weighted", [False, True], ids=["unweighted", "weighted"])
@pytest.mark.parametrize("pull", [0.3, 1.5, 3.0])
def test_the_comparison_is_that_of_r_also_where_few_look_like_the_treated(pull: float, weighted: bool) -> None:
    change, given = arms(pull=pull, weighted=weighted)
    found = compared(change, given)
    told = influence(found, given)[:, 0]
    assert (float(found.effect[0]), float(np.sqrt(told @ told))) == pytest.approx(plainly(change, given), rel=1e-6)


def test_what_comparison_units_count_for_adds_up_to_one() -> None:
    found = compared(*arms())
    assert (found.share.sum(), found.odds.sum()) == pytest.approx((1, 1))


def test_controls_that_tell_who_is_treated_leave_the_regression_and_that_is_said() -> None:
    panel = world(treated=12, others=30)
    apart = replace(panel, controls=controls(panel, tell=100.0), control_names=("naam",))
    fit = fit_cs(apart, Options())
    assert ("CONTROLS_APART", {"columns": ["naam"]}) in [(note.code, note.facts) for note in fit.notes]
    assert np.isfinite(fit.estimate)
    alike = fit_cs(replace(panel, controls=controls(panel, tell=0.0), control_names=("naam",)), Options())
    assert "CONTROLS_APART" not in {note.code for note in alike.notes}


def controls(panel: Panel, *, tell: float) -> np.ndarray:
    drawn = np.random.default_rng(5).normal(size=(len(panel.units), 1, 1)) + tell * panel.treated[:, None, None]
    return np.broadcast_to(drawn, (*panel.outcome.shape, 1)).copy()


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (Options(), (-0.04175177205861638, 0.011502838151545078)),
        (Options(comparison=Comparison.NOT_YET), (-0.04135162929923674, 0.011427839082186102)),
        (Options(anticipation=1), (-0.04552849648860781, 0.01662666448788683)),
    ],
    ids=["never", "not yet", "anticipation"],
)
def test_teen_employment_given_population_is_that_of_r(options: Options, expected: tuple[float, float]) -> None:
    """mpdta with `xformla = ~lpop`: -0.0418 (0.0115) in the vignette of `did`; more digits from its port to Python."""
    fit = fit_cs(published.mpdta(controls=True), options)
    assert (fit.estimate, fit.se) == pytest.approx(expected, rel=1e-7)
