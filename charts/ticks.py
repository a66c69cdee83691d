"""Round numbers for an axis, and the years that get a label."""

import math
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from charts.wording import exact, number

_FACTORS = (Decimal(5), Decimal("2.5"), Decimal(2), Decimal(1))
_ROOM = Decimal("0.06")
_YEAR_STEPS = (1, 2, 5, 10, 20, 50)


@dataclass(frozen=True)
class Ticks:
    """Evenly spaced round values on an axis that runs over `domain`, which holds all data."""

    values: tuple[float, ...]
    decimals: int
    domain: tuple[float, float]

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(number(value, self.decimals) for value in self.values)


def nice(values: list[float], *, from_nought: bool = False) -> Ticks:
    """Three to seven ticks around `values`. One value, or equal ones, get room on both sides.

    `from_nought` keeps 0 on the axis, which bars need. The axis ends just beyond the data.
    """
    low, high = _bounds([exact(value) for value in values], from_nought=from_nought)
    room = (high - low) * _ROOM
    lowest, highest = (low - room if low else low), (high + room if high else high)
    step, inside = next(
        (step, inside) for step in _steps(high - low) if len(inside := _within(step, lowest, highest)) > 2
    )
    decimals = max(0, -int(step.normalize().as_tuple().exponent))
    return Ticks(tuple(float(step * times) for times in inside), decimals, (float(lowest), float(highest)))


def _within(step: Decimal, low: Decimal, high: Decimal) -> range:
    """The multiples of `step` from `low` to `high`."""
    return range(math.ceil(low / step), math.floor(high / step) + 1)


def _bounds(values: list[Decimal], *, from_nought: bool) -> tuple[Decimal, Decimal]:
    known = [*values, Decimal(0)] if from_nought or not values else values
    low, high = min(known), max(known)
    if low == high:
        room = abs(low) / 10 or Decimal(1)
        return (low, low + room) if from_nought else (low - room, high + room)
    return low, high


def _steps(reach: Decimal) -> Iterator[Decimal]:
    """Round steps, the largest first, from that of the same size as `reach` down; 25 and 250, but not 2.5 or 0.25."""
    for power in count(reach.adjusted(), -1):
        magnitude = Decimal(1).scaleb(power)
        yield from (magnitude * factor for factor in _FACTORS if factor % 1 == 0 or power > 0)


def years(first: int, last: int, band: float, label: float) -> tuple[int, ...]:
    """The years that get a label: multiples of a step that leaves a third of a label of white between them."""
    step = next((step for step in _YEAR_STEPS if step * band >= label * 1.33), _YEAR_STEPS[-1])
    labelled = tuple(year for year in range(first, last + 1) if year % step == 0)
    return labelled or (first,)
