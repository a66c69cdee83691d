"""Did the treated units already drift from their donors before the start? A test that keeps its size, with any number.

Every set of as many units is asked the same on the same terms: donors are all units outside it, the treated ones too,
for before the start nothing had been done to them. So who was treated changes none of the answers, only which of them
is the real one. Had any set had the same chance to be that, p falls below .10 in at most 10 % of the cases. (With the
weights of the effect itself it did so more often: there the treated are no donors, so a placebo has one fewer than the
real set, and its fit is not found by the same steps.)
"""

from __future__ import annotations

import numpy as np

from effects.estimators.panel import Flags, Floats
from effects.estimators.paths import Paths
from effects.estimators.placebos import Sets
from effects.estimators.simplex import Problems, simplex_weights

LIGHT = 0.2  # of the noise, ridge of synthetic control: enough for one clear answer


def pretrend_p(paths: Paths, sets: Sets, *, intercept: bool) -> float:
    """`intercept`: only movements are matched (synthetic DiD), not levels (synthetic control)."""
    return rank_of_drift(residuals(paths, sets, intercept=intercept))


def residuals(paths: Paths, sets: Sets, *, intercept: bool) -> Floats:
    """(p, n_pre) What the best weights on all units outside it leave of each set before the start, on one scale."""
    before = paths.outcome[:, : paths.n_pre]
    level = before - before.mean(axis=1 if intercept else None, keepdims=True)
    spread = float(level.std())
    if not spread > 1e-12 * float(np.abs(before).max()):
        return np.zeros((len(sets.membership), paths.n_pre))
    level = level / spread
    outside: Flags = sets.membership == 0
    noise = np.sqrt(_variances(np.diff(level, axis=1), outside))
    ridge = noise * (_ridge(paths) if intercept else LIGHT)
    targets = sets.membership @ level
    weights = simplex_weights(Problems(level.T, targets, outside, paths.n_pre * np.maximum(ridge, 1e-6) ** 2))
    left: Floats = targets - np.nan_to_num(weights) @ level
    return left


def rank_of_drift(left: Floats) -> float:
    """How many sets, the real one (the first) among them, drift at least as far. A tie counts
    as farther.

    Drift is the mean square of what the weights do not fit against half the mean square of its steps from period to
    period, but at least the middle one of those: noise alone is not drift.
    """
    steps = (np.diff(left, axis=1) ** 2).mean(axis=1) / 2
    noise = np.maximum(steps, np.median(steps))
    drift = (left**2).mean(axis=1) / np.where(noise > 0, noise, 1)
    return float((drift >= drift[0] * (1 - 1e-10)).mean())


def _ridge(paths: Paths) -> float:
    """In units of the noise (Arkhangelsky e.a. 2021, eq. 2.2)."""
    return float((paths.treated.sum() * (len(paths.periods) - paths.n_pre)) ** 0.25)


def _variances(steps: Floats, outside: Flags) -> Floats:
    """(p,) Of the steps of the units outside each set."""
    number = outside.sum(axis=1) * steps.shape[1]
    mean = outside @ steps.sum(axis=1) / number
    variance: Floats = outside @ (steps**2).sum(axis=1) / number - mean**2
    return np.maximum(variance, 0)
