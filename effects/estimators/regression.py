"""Regression to the mean: chosen in a bad year, a wijk gets better by itself. How much of the change is that?

A year's deviation from a unit's own level fades with the units' own year-to-year memory. What is left of the deviation
in the years after the start is `memory` to the power of the years since; the rest came back by itself.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from effects.estimators import sample
from effects.estimators.options import Direction, Options
from effects.estimators.panel import Floats, Panel

FEWEST_YEARS = 4  # before the start: fewer tell no memory
NOTABLE = 1.64  # errors of a mean of so many units by chance, one-sided 5 %


@dataclass(frozen=True)
class RegressionToMean:
    """`dip`: how far the treated lay from their own level in the year of the selection, less how far the others did.
    `memory`: correlation of a deviation with that of the year before. `by_itself`: change from that year to the mean of
    the years after the start that comes without any programme. `change`: what a comparison of after with that year
    shows, the others' change taken off. `warned`: the dip was in the bad direction and no mere chance.
    """

    year: int
    dip: float
    memory: float
    by_itself: float
    change: float
    warned: bool

    @property
    def share(self) -> float | None:
        """Of the change, that came by itself; None where the change went the other way."""
        return self.by_itself / self.change if self.change * self.by_itself > 0 else None


def regression_to_mean(panel: Panel, options: Options, year: int) -> RegressionToMean | None:
    """`year`: of the selection. None where it is no period before the start or too few others are."""
    if year not in panel.periods:
        return None
    part = sample.sample(panel, Options())
    rows = sample.treated(part)
    starts = sample.starts(part)
    before = [column for column, period in enumerate(part.periods) if starts.size and period < starts[0]]
    if year not in part.periods or part.periods.index(year) not in before or len(before) < FEWEST_YEARS:
        return None
    column = part.periods.index(year)
    own = _deviation(part.outcome, [place for place in before if place != column])
    here, others = own[rows, column], own[~rows, column]
    dip = float(sample.mean(here, axis=0) - sample.mean(others, axis=0))
    memory = _memory(_deviation(part.outcome, before)[:, before])
    years = np.array([period - year for period in part.periods if period >= starts[0]])
    after = np.array(part.periods) >= starts[0]
    shown = [float(sample.mean(own[which][:, after].ravel(), axis=0)) for which in (rows, ~rows)]
    change = shown[0] - shown[1] - dip
    error = float(np.nanstd(others)) / np.sqrt(max(int(np.isfinite(here).sum()), 1))
    bad = dip if options.direction is Direction.LOWER else -dip
    by_itself = -dip * float(np.mean(1 - memory**years))
    return RegressionToMean(year, dip, memory, by_itself, change, warned=bool(bad > NOTABLE * error))


def _deviation(outcome: Floats, base: list[int]) -> Floats:
    """Of each unit from its own mean over the columns `base`, and from what all units did in that period."""
    own = outcome - sample.mean(outcome[:, base], axis=1)[:, np.newaxis]
    left: Floats = own - sample.mean(own, axis=0)
    return left


def _memory(deviation: Floats) -> float:
    """Correlation of a deviation with the one before, corrected for short series (Nickell 1981), 0 to .95."""
    earlier, later = deviation[:, :-1].ravel(), deviation[:, 1:].ravel()
    known = np.isfinite(earlier) & np.isfinite(later)
    spread = float(earlier[known] @ earlier[known])
    raw = float(earlier[known] @ later[known]) / spread if spread > 0 else 0.0
    years = deviation.shape[1]
    return float(np.clip((raw * (years - 1) + 1) / (years - 2), 0.0, 0.95))
