"""Callaway & Sant'Anna 2021: effects per starting group and period (cells), for many assignments at once.

A cell compares how much the units of one starting group changed since their base with how much the others did.
The library (`cs.py`) estimates the same for one assignment; a test holds the two equal.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from effects.estimators import sample
from effects.estimators.options import Comparison, Options
from effects.estimators.panel import Flags, Floats, Panel


@dataclass(frozen=True)
class Cell:
    """Group `start` in column `column` of the panel, held against the mean of the columns `base`."""

    start: float
    column: int
    event: int
    base: tuple[int, ...]


@dataclass(frozen=True)
class Cells:
    """Cells with what is needed to estimate them. `allowed` (c, g + 1): which starting groups, the last of them the
    never treated, are comparison units of each cell. `group` (c,): the place of its own group in `starts`.
    """

    cells: tuple[Cell, ...]
    starts: Floats
    group: np.typing.NDArray[np.int64]
    allowed: Floats

    @property
    def starts_of_cells(self) -> Floats:
        return self.starts[self.group]


def after(panel: Panel, options: Options) -> Iterator[Cell]:
    """From the start on, held against the baseline."""
    for start, base in _bases(panel, options):
        for column, period in enumerate(panel.periods):
            if period >= start:
                yield Cell(start, column, int(period - start), base)


def before(panel: Panel, options: Options) -> Iterator[Cell]:
    """Before the start, held against one period: the last of the baseline."""
    for start, base in _bases(panel, options):
        for column, period in enumerate(panel.periods):
            if period < start and column != base[-1]:
                yield Cell(start, column, int(period - start), base[-1:])


def since_reference(panel: Panel, options: Options) -> Iterator[Cell]:
    """From the start on, held against one period: the last of the baseline."""
    for cell in after(panel, options):
        yield Cell(cell.start, cell.column, cell.event, cell.base[-1:])


def step_by_step(panel: Panel, options: Options) -> Iterator[Cell]:
    """Before the start, each held against the period before it, as published tables do."""
    for start, _ in _bases(panel, options):
        for column, period in enumerate(panel.periods):
            if period < start and column > 0:
                yield Cell(start, column, int(period - start), (column - 1,))


def references(panel: Panel, options: Options) -> set[int]:
    """Event times of the last period of the baseline, one for each starting group."""
    return {int(panel.periods[base[-1]] - start) for start, base in _bases(panel, options)}


def _bases(panel: Panel, options: Options) -> Iterator[tuple[float, tuple[int, ...]]]:
    for start in sample.starts(panel):
        columns = [column for column, period in enumerate(panel.periods) if period + options.anticipation < start]
        if columns:
            yield float(start), tuple(columns[-options.baseline :])


def gathered(panel: Panel, options: Options, cells: Iterator[Cell]) -> Cells:
    """Raises nothing: without cells everything that follows is nan."""
    listed = tuple(cells)
    starts = sample.starts(panel)
    group = np.array([int(np.searchsorted(starts, cell.start)) for cell in listed], dtype=np.int64)
    allowed = np.zeros((len(listed), len(starts) + 1))
    allowed[:, -1] = 1
    if options.comparison is Comparison.NOT_YET:
        for row, cell in enumerate(listed):
            last = max(panel.periods[cell.column], panel.periods[cell.base[-1]]) + options.anticipation
            allowed[row, :-1] = (starts > last) & (starts != cell.start)
    return Cells(listed, starts, group, allowed)


def changes(outcome: Floats, cells: Cells) -> Floats:
    """(n, c) Change of each unit since the base of each cell, nan where a figure misses.

    Of a base of several periods those count that a unit has, each less the mean of all units in that period: a missing
    one then does not pass for a change. Where none misses, what is subtracted falls out of every comparison.
    """
    level = outcome - sample.mean(outcome, axis=0)
    columns = [level[:, cell.column] - sample.mean(level[:, list(cell.base)], axis=1) for cell in cells.cells]
    return np.stack(columns, axis=1) if columns else np.empty((len(outcome), 0))


def estimates(change: Floats, starts: Floats, weights: Floats, cells: Cells) -> tuple[Floats, Floats]:
    """(m, c) estimate of each cell in each assignment, nan where it has none, and the weight of its treated units."""
    there = np.isfinite(change)
    values = np.where(there, change, 0.0)
    groups = [(starts == start) * weights for start in cells.starts] + [np.isinf(starts) * weights]
    totals = np.stack([rows @ values for rows in groups])
    masses = np.stack([rows @ there.astype(np.float64) for rows in groups])
    columns = np.arange(len(cells.cells))
    own_total = totals[cells.group, :, columns].T
    own_mass = masses[cells.group, :, columns].T
    other_total = np.einsum("gmc,cg->mc", totals, cells.allowed)
    other_mass = np.einsum("gmc,cg->mc", masses, cells.allowed)
    with np.errstate(invalid="ignore", divide="ignore"):
        return own_total / own_mass - other_total / other_mass, own_mass


def averaged(estimate: Floats, mass: Floats) -> Floats:
    """(m,) Mean of the cells that could be estimated, by the weight of their treated units (simple aggregation)."""
    there = np.isfinite(estimate)
    with np.errstate(invalid="ignore", divide="ignore"):
        total: Floats = np.sum(np.where(there, estimate * mass, 0.0), axis=1) / np.sum(mass * there, axis=1)
    return total


def of_events(cells: Cells) -> dict[int, Flags]:
    """Which cells are of which event time, early to late."""
    events = np.array([cell.event for cell in cells.cells], dtype=np.int64)
    return {int(event): events == event for event in np.unique(events)}


def chosen(cells: Cells, rows: Flags) -> Cells:
    kept = tuple(cell for cell, here in zip(cells.cells, rows, strict=True) if here)
    return Cells(kept, cells.starts, cells.group[rows], cells.allowed[rows])
