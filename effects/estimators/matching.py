"""Which areas resemble the treated ones, by what was known before the start and by nothing else.

Outcomes and traits are standardised over all areas, so that the unit of an outcome says nothing. An area is as far from
the treated as from the nearest of them: one good match is what a comparison asks.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from effects.estimators.panel import Floats

LEAST = 20  # as many as there are are kept up to here: fewer refuse an answer
MOST, PER_TREATED = 50, 10  # beyond, more areas add time and little else
KNOWN = 0.8  # of its figures before the start an area must have this part
FAR = 2.0  # beyond the least, areas farther than this (standard deviations) are no comparison


@dataclass(frozen=True)
class Before:
    """What is known before a start. `paths` (n, t): the outcome by year, nan where unknown; `traits` (n, k)."""

    years: tuple[int, ...]
    paths: Floats
    traits: Floats

    def known(self) -> Floats:
        """(n,) The part of its years of which the outcome of an area is known."""
        if not self.years:
            return np.zeros(len(self.paths))
        return np.asarray(np.isfinite(self.paths).mean(axis=1), dtype=float)


def distances(before: Before, treated: tuple[int, ...]) -> Floats:
    """(n,) How far each area is from the nearest treated one: the root mean square of path, trend and traits.

    Each of the three counts alike and is itself a root mean square of standardised differences, over what both areas
    have. An area of which nothing can be compared is infinitely far.
    """
    parts = [_scaled(part) for part in (before.paths, _trends(before)[:, None], before.traits)]
    told = [part for part in parts if part.shape[1]]
    if not told:
        return np.full(len(before.paths), np.inf)
    return np.asarray(np.min([_apart(told, one) for one in treated], axis=0), dtype=float)


def _apart(parts: list[Floats], one: int) -> Floats:
    return _root_mean_square(np.stack([_root_mean_square(part - part[one]) for part in parts], axis=1))


def _root_mean_square(values: Floats) -> Floats:
    """(n,) Of each row, over what is known; infinite where nothing is."""
    known = np.isfinite(values)
    squares = np.where(known, values, 0.0) ** 2
    number = known.sum(axis=1)
    return np.where(number > 0, np.sqrt(squares.sum(axis=1) / np.maximum(number, 1)), np.inf)


def chosen(apart: Floats, number_treated: int) -> list[int]:
    """Which areas to compare with, the nearest first: at least `LEAST` where there are so many, no more than are near.

    `apart` (n,) infinite where an area may not be one. Equal distances keep the order of the areas.
    """
    order = [int(one) for one in np.argsort(apart, kind="stable") if np.isfinite(apart[one])]
    near = sum(1 for one in order if apart[one] <= FAR)
    return order[: max(LEAST, min(near, max(MOST, PER_TREATED * number_treated)))]


def _trends(before: Before) -> Floats:
    """(n,) The slope of the outcome over the years before the start, nan with fewer than two figures."""
    years = np.asarray(before.years, dtype=float)
    return np.array([_slope(years, path) for path in before.paths], dtype=float)


def _slope(years: Floats, path: Floats) -> float:
    known = np.isfinite(path)
    if known.sum() < 2:
        return float("nan")
    centred = years[known] - years[known].mean()
    return float(centred @ path[known] / (centred @ centred))


def _scaled(values: Floats) -> Floats:
    """(n, k) Each column in its own standard deviations; a column that does not vary, or is not known, says nothing."""
    if not values.size:
        return values
    kept = [column / spread for column in values.T if (spread := _spread(column)) > 0]
    return np.array(kept, dtype=float).T if kept else np.empty((len(values), 0))


def _spread(column: Floats) -> float:
    """The standard deviation of what is known; 0 where it is no more than rounding."""
    known = column[np.isfinite(column)]
    spread = float(known.std()) if known.size > 1 else 0.0
    return spread if spread > 1e-9 * float(np.abs(known).max(initial=0.0)) else 0.0
