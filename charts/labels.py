"""Labels that stand beside their lines without overlapping."""

from collections.abc import Sequence
from dataclasses import dataclass

from charts.layout import Layout
from charts.svg import Element, group, path, words
from charts.text import truncated, width_of
from charts.wording import NO_BREAK_SPACE


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


@dataclass(frozen=True)
class EndLabel:
    """Name and value right of the years, for the end of a line at (`x`, `y`); `kind` names its style."""

    x: float
    y: float
    name: str
    value: str
    kind: str
    bold: bool = False


def beside(layout: Layout, labels: Sequence[EndLabel], top: float, bottom: float) -> Element:
    """The labels in the column right of the years, none over another."""
    middles = spread([Wish(label.y, layout.text * 1.3) for label in labels], top - 8, bottom + 8)
    drawn = group(class_="chart-end-labels")
    for label, middle in zip(labels, middles, strict=True):
        css = f"chart-end chart-end--{label.kind}"
        baseline = middle + layout.text * 0.35
        drawn.add(_leader(layout, label, middle))
        drawn.add(words(layout.label_x, baseline, _name_and_value(layout, label), layout.text, css))
    return drawn


def _leader(layout: Layout, label: EndLabel, middle: float) -> Element | None:
    """A faint line from the end of the line to its words, where these do not stand right beside it."""
    if layout.label_x - label.x < 18 and abs(middle - label.y) < 3:
        return None
    elbow = max(label.x + 6, layout.right)
    return path([(label.x + 6, label.y), (elbow, label.y), (layout.label_x - 2, middle)], "chart-leader")


def _name_and_value(layout: Layout, label: EndLabel) -> str:
    """Only the name is shortened, never the value."""
    value = f"{NO_BREAK_SPACE}{label.value}" if label.value else ""
    room = layout.label_room - width_of(value, layout.text, bold=label.bold)
    return f"{truncated(label.name, layout.text, room, bold=label.bold)}{value}"
