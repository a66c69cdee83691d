"""What the same method finds where nothing happened: every donor in turn in the place of the treated unit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import comb

import numpy as np

from effects.estimators.panel import Floats
from effects.estimators.paths import Paths
from effects.estimators.permutation import Permuted, tested

MOST_SETS = 2_000  # beyond it, sets of several units are drawn with the seed; single units are always all taken


@dataclass(frozen=True)
class Sets:
    """`membership` (p, n): what each unit counts in the mean of a set; rows add up to 1. The first is the real one.

    `possible`: how many there are beside the real one.
    """

    membership: Floats
    possible: int

    @property
    def exhaustive(self) -> bool:
        return len(self.membership) == 1 + self.possible


def sets_of(paths: Paths, seed: int, most: int | None = None) -> Sets:
    """As many units as are treated. One: every donor in turn. More: every set out of treated units and donors but the
    real one, so that the test is exact (a set that shares a unit with the real one shares that part of the effect).

    A set leaves at least one donor to compare with. `most`: draw that many where there are more.
    """
    real = tuple(int(unit) for unit in np.flatnonzero(paths.treated))
    size, n = len(real), len(paths.units)
    least = int((~paths.treated).sum()) - 1  # donors that a set may take
    takes = range(max(0, size - least), size + 1)  # treated units in a set
    possible = sum(comb(size, k) * comb(n - size, size - k) for k in takes) - 1
    limit = most or (possible if size == 1 else MOST_SETS)
    every = (c for c in combinations(range(n), size) if c != real and size - int(paths.treated[list(c)].sum()) <= least)
    chosen = list(every) if possible <= limit else list(_drawn(paths, seed, limit, least))
    membership = np.zeros((1 + len(chosen), n))
    for row, members in enumerate([real, *chosen]):
        weights = paths.weights[list(members)]
        membership[row, list(members)] = weights / weights.sum()
    return Sets(membership, possible)


def _drawn(paths: Paths, seed: int, limit: int, least: int) -> Iterator[tuple[int, ...]]:
    """Different sets, each with the same chance."""
    generator = np.random.default_rng(seed)
    size = int(paths.treated.sum())
    seen = {tuple(int(unit) for unit in np.flatnonzero(paths.treated))}
    while len(seen) <= limit:
        members = tuple(sorted(int(unit) for unit in generator.choice(len(paths.units), size, replace=False)))
        if members not in seen and size - int(paths.treated[list(members)].sum()) <= least:
            seen.add(members)
            yield members


@dataclass(frozen=True)
class Judged:
    """The real gaps against those of the placebos. `null` (p - 1,): what each placebo shows, on the scale of the real
    one, after the part of the estimated effect that it shares is taken out. `pre_fit` (p,): the root mean squared
    residual of each set before the start.
    """

    overall: Permuted
    by_period: tuple[Permuted, ...]
    null: Floats
    error: float
    pre_fit: Floats


def judged(paths: Paths, sets: Sets, gaps: Floats, residuals: Floats) -> Judged:
    """`gaps` (p, t) between each set and its weighted donors; `residuals` (p, n_pre) what the weights do not fit before
    the start.

    The test compares |effect| / scale, where the scale of a set is its root mean squared residual, but at least that of
    the middle set. So a unit that its donors fit badly, treated or placebo, must show more before it counts, and one
    that they happen to fit perfectly does not count for more than it shows (as it would with the plain ratio of Abadie
    e.a. 2010). Every set is treated alike, so the test keeps its size.
    """
    pre_fit = np.sqrt((residuals**2).mean(axis=1))
    scale = np.maximum(pre_fit, np.median(pre_fit))
    relative = scale[0] / scale[1:] if scale[0] > 0 else np.ones(len(scale) - 1)
    shared = sets.membership[1:, paths.treated].sum(axis=1)
    effects = gaps[:, paths.n_pre :].mean(axis=1)
    null = effects[1:] - shared * effects[0]

    def against_placebos(values: Floats, part: float = 1) -> Permuted:
        return tested(float(values[0]), relative * values[1:], relative * shared * part, exhaustive=sets.exhaustive)

    return Judged(
        overall=against_placebos(effects),
        by_period=tuple(against_placebos(path, float(t >= paths.n_pre)) for t, path in enumerate(gaps.T)),
        null=relative * null,
        error=float(np.std(null)),
        pre_fit=pre_fit,
    )
