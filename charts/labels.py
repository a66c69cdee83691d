"""Labels that stand beside their lines without overlapping."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Wish:
    """A label that wants its middle at `at` and takes `height`."""

    at: float
    height: float


def spread(wishes: Sequence[Wish], low: float, high: float) -> list[float]:
    """Middles, in the order of `wishes`, that overlap nowhere and move as little as possible (least squares).

    They stay between `low` and `high` when they fit there; when they do not, they start at `low` and run on.
    The order along the axis is that of the wishes; equal wishes keep their given order.
    """
    order = sorted(range(len(wishes)), key=lambda index: wishes[index].at)
    offsets, total = _offsets([wishes[index].height for index in order])
    free = [wishes[index].at - offset for index, offset in zip(order, offsets, strict=True)]
    highest = max(low, high - total)
    placed = [0.0] * len(wishes)
    for index, offset, start in zip(order, offsets, _rising(free), strict=True):
        placed[index] = min(max(start, low), highest) + offset
    return placed


def _offsets(heights: Sequence[float]) -> tuple[list[float], float]:
    """Distance of each middle from the top of a pile of labels, and the height of the pile."""
    offsets, total = [], 0.0
    for height in heights:
        offsets.append(total + height / 2)
        total += height
    return offsets, total


def _rising(values: Sequence[float]) -> list[float]:
    """The nearest sequence that never falls: neighbours that do are pooled at their mean."""
    pools: list[tuple[float, int]] = []
    for value in values:
        mean, count = value, 1
        while pools and pools[-1][0] > mean:
            before, size = pools.pop()
            mean, count = (before * size + mean * count) / (size + count), size + count
        pools.append((mean, count))
    return [mean for mean, count in pools for _ in range(count)]
