"""Round numbers for an axis, and the years that get a label."""

import math
from dataclasses import dataclass
from decimal import Decimal

from charts.wording import exact, number

_STEPS = (Decimal(1), Decimal(2), Decimal("2.5"), Decimal(5), Decimal(10))
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


def nice(values: list[float], *, steps: int = 3, from_nought: bool = False) -> Ticks:
    """Ticks around `values`, about `steps` steps. One value, or equal ones, get room on both sides.

    `from_nought` keeps 0 on the axis, which bars need. The axis ends just beyond the data, or at the next round value
    when fewer than two round values lie within.
    """
    low, high = _bounds([exact(value) for value in values], from_nought=from_nought)
    step = _step((high - low) / steps)
    decimals = max(0, -int(step.normalize().as_tuple().exponent))
    room = (high - low) * _ROOM
    lowest, highest = (low - room if low else low), (high + room if high else high)
    inside = range(math.ceil(lowest / step), math.floor(highest / step) + 1)
    if len(inside) < 2:
        inside = range(math.floor(low / step), math.ceil(high / step) + 1)
        lowest, highest = min(low, step * inside[0]), max(high, step * inside[-1])
    return Ticks(tuple(float(step * count) for count in inside), decimals, (float(lowest), float(highest)))


def _bounds(values: list[Decimal], *, from_nought: bool) -> tuple[Decimal, Decimal]:
    known = [*values, Decimal(0)] if from_nought or not values else values
    low, high = min(known), max(known)
    if low == high:
        room = abs(low) / 10 or Decimal(1)
        return (low, low + room) if from_nought else (low - room, high + room)
    return low, high


def _step(raw: Decimal) -> Decimal:
    """The first round step that is not smaller than `raw`."""
    magnitude = Decimal(1).scaleb(raw.adjusted())
    return next(magnitude * factor for factor in _STEPS if magnitude * factor >= raw)


def years(first: int, last: int, band: float, label: float) -> tuple[int, ...]:
    """The years that get a label: multiples of a step that leaves half a label of white between labels this wide."""
    step = next((step for step in _YEAR_STEPS if step * band >= label * 1.5), _YEAR_STEPS[-1])
    labelled = tuple(year for year in range(first, last + 1) if year % step == 0)
    return labelled or (first,)
