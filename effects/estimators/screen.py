"""A fast look at every area at once: which of them moved unlike the areas that were like them before a year?

This is screening, not a study. Nobody chose the areas or the year for a reason, the comparison is crude, and of many
thousands of looks some stand out by chance. It says where a study may be worth making, never what a programme did.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from effects.estimators.panel import Floats

NEIGHBOURS = 20  # areas that were most alike before the year
PRE_NEEDED, POST_NEEDED, AREAS_NEEDED = 3, 2, 40
ROWS = 500  # areas at once: bounds the memory


class Unlike(NamedTuple):
    """An area that moved unlike its neighbours: `row` of the panel, `effect` in the unit of the outcome."""

    row: int
    effect: float
    p_value: float


@dataclass(frozen=True)
class Screened:
    """`rows`: the areas that were looked at, those with every figure. `effects`, `p_values` in their order."""

    rows: tuple[int, ...]
    effects: Floats
    p_values: Floats

    def unlike(self, level: float) -> list[Unlike]:
        found = np.flatnonzero(self.p_values <= level)
        return [Unlike(self.rows[at], float(self.effects[at]), float(self.p_values[at])) for at in found]


def screen(outcome: Floats, n_pre: int) -> Screened | None:
    """`outcome` (n, t) with the first `n_pre` periods before the year. None where there is too little to look at.

    The effect of an area is its change (mean after less mean before) less the mean change of its neighbours: those
    nearest in level and course before the year. Its p is its place among all areas, each other's placebos, by |effect|
    over what its neighbours do not fit before the year, but at least the middle one of those. Areas with a hole
    are neither looked at nor anyone's neighbour.
    """
    rows = np.flatnonzero(np.isfinite(outcome).all(axis=1))
    if n_pre < PRE_NEEDED or outcome.shape[1] - n_pre < POST_NEEDED or len(rows) < AREAS_NEEDED:
        return None
    known = outcome[rows]
    gaps = known - _of_neighbours(known, n_pre)
    before = gaps[:, :n_pre] - gaps[:, :n_pre].mean(axis=1, keepdims=True)
    misfit = np.sqrt((before**2).mean(axis=1))
    scale = np.maximum(misfit, np.median(misfit))
    effects = gaps[:, n_pre:].mean(axis=1) - gaps[:, :n_pre].mean(axis=1)
    statistic = np.abs(effects) / np.where(scale > 0, scale, 1.0)
    return Screened(tuple(int(row) for row in rows), effects, _places(statistic) / len(rows))


def _of_neighbours(outcome: Floats, n_pre: int) -> Floats:
    """(n, t) The mean of the areas nearest to each, itself not among them."""
    centre, spread = outcome[:, :n_pre].mean(), outcome[:, :n_pre].std()
    before = (outcome[:, :n_pre] - centre) / (spread if spread > 0 else 1.0)
    squares = (before**2).sum(axis=1)
    means = np.empty_like(outcome)
    for start in range(0, len(outcome), ROWS):
        part = slice(start, start + ROWS)
        apart = squares - 2 * before[part] @ before.T  # and its own square, the same for the whole row
        apart[np.arange(len(apart)), np.arange(start, start + len(apart))] = np.inf
        nearest = np.argpartition(apart, NEIGHBOURS, axis=1)[:, :NEIGHBOURS]
        means[part] = outcome[np.sort(nearest, axis=1)].mean(axis=1)
    return means


def _places(statistic: Floats) -> Floats:
    """(n,) How many show at least as much, itself among them; ties share the last place."""
    falling = np.sort(statistic)
    places: Floats = (len(statistic) - np.searchsorted(falling, statistic * (1 - 1e-10))).astype(np.float64)
    return places


def adjusted(p_values: Floats, looks: int) -> Floats:
    """Benjamini-Hochberg over the `looks` at one area, of which only the smallest p-values are given: those of the
    others are larger than any of these. An adjusted value at most as large as the largest given one is exact.
    """
    order = np.argsort(p_values, kind="stable")
    raised = p_values[order] * looks / np.arange(1, len(p_values) + 1)
    values = np.empty_like(p_values)
    values[order] = np.minimum(np.minimum.accumulate(raised[::-1])[::-1], 1.0)
    return values
