"""Inference by handing out the treatment anew: how often does chance alone show as much?

Below ten treated units an error formula cannot be trusted (with one of them the library's is 0.005 and its p is 0).
Fisher's randomisation test needs no formula; its interval comes from inverting the test: every constant effect that the
test does not reject at 5 %. So the interval holds zero exactly when p is above .05.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from effects.estimators import spread
from effects.estimators.assignments import Assignments, assignments
from effects.estimators.options import Options
from effects.estimators.panel import Floats, Panel
from effects.estimators.results import ALPHA, Rank

# (k, n, t) outcomes and (m, n) starts → (k, m) estimates, linear in the outcome: the i-th of each outcome if the units
# had started as in row i.
Statistic = Callable[[Floats, Floats], Floats]

NEARLY_NONE = 1e-9  # of the effect, by which a draw differs from the real assignment: less says nothing


@dataclass(frozen=True)
class Permuted:
    """`estimate`: with the real starts. `draws` (m,): with the others, in a fixed order, as large as they would be had
    they spread as the really treated units do. `shares` (m,): how much of a constant effect of those each draw shows.
    `ci_low`, `ci_high`: None where no effect on that side can be rejected, because there are too few assignments.
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
    ratio: Floats | None = None,
) -> Permuted | None:
    """Of a `sample`. None where the real assignment gives no estimate.

    `handed`: made once for several statistics. `effect` (n, t): where an effect of 1 would show, if not wherever a unit
    is treated. `ratio` (m,): how much noisier the real assignment is than each, if not as `spread` tells it of starts.
    """
    handed = assignments(panel, options.seed) if handed is None else handed
    real = panel.first_treated[np.newaxis]
    outcomes = np.stack([panel.outcome, under_treatment(panel) if effect is None else effect])
    ratio = spread.relative(panel, options, handed.starts) if ratio is None else ratio
    shown = statistic(outcomes, handed.starts) * ratio
    return compared(float(statistic(outcomes, real)[0, 0]), shown, exhaustive=handed.exhaustive)


def compared(estimate: float, shown: Floats, *, exhaustive: bool) -> Permuted | None:
    """`shown` (2, m): the draws and their shares, of which those count that are known."""
    if not np.isfinite(estimate):
        return None
    draws, shares = shown[:, np.isfinite(shown).all(axis=0)]
    return tested(estimate, draws, shares, exhaustive=exhaustive)


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
    So p falls on both sides of the estimate, and the ends are order statistics of the roots. A draw that shows the
    whole effect, or more of it, is as extreme whatever the effect on one side, and has no root there.
    """
    one, other = _root(estimate - draws, 1 - shares), _root(estimate + draws, 1 + shares)
    lower, upper = np.minimum(one, other), np.maximum(one, other)
    ties = _as_extreme(draws, estimate)  # reach zero, also where rounding would keep them off
    lower[ties], upper[ties] = np.minimum(lower[ties], 0), np.maximum(upper[ties], 0)
    allowed = int(np.floor(ALPHA * (1 + len(draws)) * (1 + 1e-12))) - 1  # draws as extreme at which p is still <= 5 %
    if allowed < 0:
        return None, None
    low, high = np.sort(lower)[allowed], np.sort(upper)[::-1][allowed]
    return _end(min(low, estimate)), _end(max(high, estimate))


def _root(difference: Floats, share: Floats) -> Floats:
    none = share <= NEARLY_NONE
    root: Floats = np.where(none, np.copysign(np.inf, difference), difference / np.where(none, 1.0, share))
    return root


def _end(value: float) -> float | None:
    return float(value) if np.isfinite(value) else None
