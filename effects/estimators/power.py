"""The smallest true effect that a design finds with a probability of 80 %, tested two-sided at 5 %."""

from __future__ import annotations

import numpy as np

from effects.estimators.options import Inference, Method
from effects.estimators.panel import Floats
from effects.estimators.permutation import Permuted
from effects.estimators.results import ALPHA, Fit

POWER = 0.80
STEPS = 40  # halvings: far below what a reader sees


def mde_analytic(se: float, degrees: float) -> float | None:
    """From an error and its degrees of freedom: (t(.975) + t(.80)) · error (Bloom 1995)."""
    from scipy.stats import t

    if not (np.isfinite(se) and se > 0):
        return None
    return float((t.ppf(1 - ALPHA / 2, degrees) + t.ppf(POWER, degrees)) * se)


def mde_permuted(permuted: Permuted) -> float | None:
    """From the placebos, less the estimated effect. None where no effect, however large, would be found."""
    null = permuted.draws - permuted.estimate * permuted.shares
    return mde(null, permuted.shares)


def mde(null: Floats, shares: Floats) -> float | None:
    """`null` (m,): estimates where nothing happened. `shares` (m,): how much of the real effect each of them shows.

    Each draw in turn stands for the real one and gets the effect; it is found when few enough draws show as much. The
    mean over an effect up and an effect down, for a study does not know beforehand which it will be.
    """
    null, shares = null[np.isfinite(null)], np.clip(shares[np.isfinite(null)], -1, 1)
    largest = float(np.max(np.abs(null), initial=0.0))
    if largest == 0 or _allowed(len(null)) < 0:
        return None
    high = largest
    while _power(null, shares, high) < POWER:
        high *= 2
        if high > 1e6 * largest:
            return None
    low = 0.0
    for _ in range(STEPS):
        middle = (low + high) / 2
        low, high = (low, middle) if _power(null, shares, middle) >= POWER else (middle, high)
    return high


def _power(null: Floats, shares: Floats, effect: float) -> float:
    return (_found(null, shares, effect) + _found(null, shares, -effect)) / 2


def _found(null: Floats, shares: Floats, effect: float) -> float:
    """How often the test finds `effect`: more extreme than all placebos but those that 5 % allows."""
    place = len(null) - 1 - _allowed(len(null))
    least = np.partition(np.abs(null + effect * shares), place)[place]
    return float(np.mean(np.abs(null + effect) > least))


def _allowed(draws: int) -> int:
    """How many placebos may be as extreme at p <= 5 %, less one for the real one; -1 where not even none is enough."""
    return int(np.floor(ALPHA * (1 + draws) * (1 + 1e-12))) - 1


def fit_by_permutation(method: Method, estimate: float, tested: Permuted) -> Fit:
    """An estimate that is held against assignments drawn anew: no error by formula."""
    return Fit(
        method=method,
        estimate=estimate,
        se=None,
        ci_low=tested.ci_low,
        ci_high=tested.ci_high,
        p_value=tested.p_value,
        inference=Inference.PERMUTATION,
        mde=mde_permuted(tested),
        rank=tested.rank,
        placebo=tuple(tested.draws.tolist()),
    )
