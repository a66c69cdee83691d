"""Inference by handing out the treatment anew: how often does chance alone show as much?

Below ten treated units an error formula cannot be trusted (with one of them the library's is 0.005 and its p is 0).
Fisher's randomisation test needs no formula; its interval comes from inverting the test: every constant effect that the
test does not reject at 5 %. So the interval holds zero exactly when p is above .05.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from effects.estimators.assignments import Assignments, assignments
from effects.estimators.options import Options
from effects.estimators.panel import Floats, Panel
from effects.estimators.results import ALPHA, Rank

# (k, n, t) outcomes and (m, n) starts → (k, m) estimates, linear in the outcome: the i-th of each outcome if the units
# had started as in row i.
Statistic = Callable[[Floats, Floats], Floats]

NEARLY_ALL = 1 - 1e-9  # of the effect that a draw shares with the real assignment: more says nothing


@dataclass(frozen=True)
class Permuted:
    """`estimate`: with the real starts. `draws` (m,): with the others, in a fixed order. `shares` (m,): how much of a
    constant effect of the really treated units each of those shows. `ci_low`, `ci_high`: None where no effect on that
    side can be rejected, because there are too few assignments.
    """

    estimate: float
    p_value: float
    ci_low: float | None
    ci_high: float | None
    draws: Floats
    shares: Floats
    exhaustive: bool

    @property
    def rank(self) -> Rank:
        return Rank(place=1 + int(np.sum(_as_extreme(self.draws, self.estimate))), of=1 + len(self.draws))


def permuted(
    panel: Panel,
    options: Options,
    statistic: Statistic,
    *,
    handed: Assignments | None = None,
    effect: Floats | None = None,
) -> Permuted | None:
    """Of a `sample`. None where the real assignment gives no estimate.

    `handed`: made once for several statistics. `effect` (n, t): where an effect of 1 would show, if not wherever a unit
    is treated.
    """
    handed = assignments(panel, options.seed) if handed is None else handed
    real = panel.first_treated[np.newaxis]
    outcomes = np.stack([panel.outcome, under_treatment(panel) if effect is None else effect])
    estimate = float(statistic(outcomes, real)[0, 0])
    if not np.isfinite(estimate):
        return None
    draws, shares = statistic(outcomes, handed.starts)
    known = np.isfinite(draws) & np.isfinite(shares)
    return tested(estimate, draws[known], shares[known], exhaustive=handed.exhaustive)


def tested(estimate: float, draws: Floats, shares: Floats, *, exhaustive: bool) -> Permuted:
    """The p-value counts the real assignment itself, so it is never 0."""
    p_value = (1 + int(np.sum(_as_extreme(draws, estimate)))) / (1 + len(draws))
    ci_low, ci_high = _inverted(estimate, draws, shares)
    return Permuted(estimate, p_value, ci_low, ci_high, draws, shares, exhaustive)


def under_treatment(panel: Panel) -> Floats:
    """(n, t) 1 where a unit is treated, 0 where not, nan where its outcome is not known."""
    treated = np.array(panel.periods)[np.newaxis] >= panel.first_treated[:, np.newaxis]
    return np.where(np.isfinite(panel.outcome), treated.astype(np.float64), np.nan)


def _as_extreme(draws: Floats, estimate: float) -> np.typing.NDArray[np.bool_]:
    """Rounding does not make a tie a win."""
    compared: np.typing.NDArray[np.bool_] = np.abs(draws) >= abs(estimate) * (1 - 1e-10)
    return compared


def _inverted(estimate: float, draws: Floats, shares: Floats) -> tuple[float | None, float | None]:
    """The constant effects e with p(e) > 5 %, after taking e out of the outcome of the treated.

    Draw i is then as extreme when |draw_i − e·share_i| >= |estimate − e|: for e between two roots around the estimate.
    So p falls on both sides of the estimate, and the ends are order statistics of the roots.
    """
    shares = np.clip(shares, -1, 1)
    one, other = _root(estimate - draws, 1 - shares), _root(estimate + draws, 1 + shares)
    lower, upper = np.minimum(one, other), np.maximum(one, other)
    ties = _as_extreme(draws, estimate)  # reach zero, also where rounding would keep them off
    lower[ties], upper[ties] = np.minimum(lower[ties], 0), np.maximum(upper[ties], 0)
    allowed = int(np.floor(ALPHA * (1 + len(draws)) * (1 + 1e-12))) - 1  # draws as extreme at which p is still <= 5 %
    if allowed < 0:
        return None, None
    low, high = np.sort(lower)[allowed], np.sort(upper)[::-1][allowed]
    return _known(min(low, estimate)), _known(max(high, estimate))


def _root(distance: Floats, left: Floats) -> Floats:
    """`distance` over what is `left` of an effect; without end where a draw shows the same effect as the real one."""
    nearly_none = left <= 1 - NEARLY_ALL
    apart: Floats = np.where(nearly_none, np.copysign(np.inf, distance), distance / np.where(nearly_none, 1, left))
    return apart


def _known(end: float) -> float | None:
    return float(end) if np.isfinite(end) else None
