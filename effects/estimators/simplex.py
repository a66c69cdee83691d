"""Weights that are not negative and add up to 1, of many least-squares problems on the same columns at once.

The synthetic methods look for such weights for the treated unit, and then again for each placebo. The problems share
their columns (the donors), so they are solved together, exactly, instead of one by one in thousands of small steps.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from effects.estimators.panel import Flags, Floats

BLOCK = 200  # problems at once: bounds the memory, and is fixed so that sums do not depend on the machine
MOST_STEPS = 60
MOST_HALVINGS = 40
PRECISION = 1e-11  # of the gradient, in units of the target


@dataclass(frozen=True)
class Problems:
    """`columns` A (t, n), `targets` (p, t) the b of each problem, `allowed` (p, n) where a weight may stand, `ridge`
    (p,) positive, so that there is exactly one answer whatever the order of the columns.
    """

    columns: Floats
    targets: Floats
    allowed: Flags
    ridge: Floats

    def some(self, rows: Flags | slice) -> Problems:
        return replace(self, targets=self.targets[rows], allowed=self.allowed[rows], ridge=self.ridge[rows])

    def weights(self, residual: Floats) -> Floats:
        """(p, n) Best for these residuals."""
        return _projected(residual @ self.columns / self.ridge[:, None], self.allowed)

    def residual(self, weights: Floats) -> Floats:
        left: Floats = self.targets - weights @ self.columns.T
        return left

    def height(self, residual: Floats) -> Floats:
        """(p,) ½|r|² - b'r + max over w of (r'Aw - ½ ridge |w|²): the dual objective, to be brought down."""
        weights = self.weights(residual)
        gain = (residual @ self.columns * weights).sum(axis=1) - 0.5 * self.ridge * (weights**2).sum(axis=1)
        height: Floats = 0.5 * (residual**2).sum(axis=1) - (self.targets * residual).sum(axis=1) + gain
        return height

    def curvature(self, active: Flags) -> Floats:
        """(p, t, t) I + A C A' / ridge over the active columns, C taking away their mean (their sum is fixed)."""
        t, n = self.columns.shape
        squares = np.einsum("tn,sn->nts", self.columns, self.columns).reshape(n, t * t)
        outer = (active.astype(float) @ squares).reshape(-1, t, t)
        total = active @ self.columns.T
        outer -= np.einsum("pt,ps->pts", total, total) / active.sum(axis=1)[:, None, None]
        curvature: Floats = np.eye(t) + outer / self.ridge[:, None, None]
        return curvature


def simplex_weights(problems: Problems) -> Floats:
    """(p, n) weights w, for each problem: least ½|Aw - b|² + ½ ridge |w|² with w >= 0 and sum(w) = 1.

    A row is nan where it was not found: its ridge is so small beside the columns that the answer hangs on rounding.
    """
    starts = range(0, len(problems.targets), BLOCK)
    return np.concatenate([_solve(problems.some(slice(start, start + BLOCK))) for start in starts])


def _solve(problems: Problems) -> Floats:
    """Newton's method on the dual, in the residuals r = b - Aw, of which there are only as many as there are periods.

    Its objective is strongly convex and piecewise quadratic, so the steps end, at the exact answer, once they are on
    the right piece.
    """
    found = np.full(problems.allowed.shape, np.nan)
    rows = np.arange(len(found))
    residual = problems.residual(_projected(np.zeros(found.shape), problems.allowed))
    for _ in range(MOST_STEPS):
        weights = problems.weights(residual)
        gradient = residual - problems.residual(weights)
        left = (gradient**2).sum(axis=1) > PRECISION**2 * (1 + (problems.targets**2).sum(axis=1))
        found[rows[~left]] = weights[~left]
        if not left.any():
            break
        rows, residual, gradient, problems = rows[left], residual[left], gradient[left], problems.some(left)
        step = -np.linalg.solve(problems.curvature(weights[left] > 0), gradient[..., None])[..., 0]
        residual += _share(problems, residual, step, gradient)[:, None] * step
    return found


def _share(problems: Problems, residual: Floats, step: Floats, gradient: Floats) -> Floats:
    """(p,) How much of each step to take: halved until it goes down by a fair part of what it promised."""
    before = problems.height(residual)
    promised = (gradient * step).sum(axis=1)
    share = np.ones(len(residual))
    for _ in range(MOST_HALVINGS):
        after = problems.height(residual + share[:, None] * step)
        too_far = after > before + 1e-4 * share * promised + 1e-14 * np.abs(before)
        if not too_far.any():
            break
        share = np.where(too_far, share / 2, share)
    return share


def _projected(values: Floats, allowed: Flags) -> Floats:
    """(p, n) The nearest point on the simplex, by row (Duchi e.a. 2008)."""
    values = np.where(allowed, values, -np.inf)
    falling = -np.sort(-values, axis=1)
    total = np.cumsum(np.where(np.isfinite(falling), falling, 0.0), axis=1)
    count = np.arange(1, values.shape[1] + 1)
    inside = falling * count > total - 1
    last = values.shape[1] - 1 - np.argmax(inside[:, ::-1], axis=1)
    rows = np.arange(len(values))
    threshold = (total[rows, last] - 1) / (last + 1)
    projected: Floats = np.maximum(values - threshold[:, None], 0.0)
    return projected
