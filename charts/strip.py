"""One indicator over all wijken: each a dot on one axis, the reader's own dark and named."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts import ticks
from charts.chart import Chart, canvas, drawings
from charts.labels import Wish, spread
from charts.layout import SINGLE, SINGLE_PHONE, Layout
from charts.model import Direction, Status
from charts.scales import Linear
from charts.svg import Element, circle, group, line, path, title, words
from charts.tables import Cell, Row, Table, status_words
from charts.text import truncated, width_of, wrapped
from charts.verdict import direction_words
from charts.wording import NO_BREAK_SPACE, number

_EDGE = 14.0
_HIGHEST = 80.0


@dataclass(frozen=True)
class Dot:
    """One wijk; `value` None when it is withheld or missing, as `status` says."""

    name: str
    value: float | None
    status: Status = Status.MEASURED
    is_own: bool = False
    url: str | None = None


@dataclass(frozen=True)
class Mark:
    """A line across the strip: the figure of the city or the country."""

    name: str
    value: float


@dataclass(frozen=True)
class Strip:
    title: str
    unit: str
    year: int
    dots: tuple[Dot, ...]
    marks: tuple[Mark, ...] = ()
    direction: Direction = Direction.NEITHER
    decimals: int = 0
    source: str = ""

    @property
    def known(self) -> list[tuple[Dot, float]]:
        """Lowest first; the reader's own last of equals, so that it is drawn on top."""
        pairs = [(dot, dot.value) for dot in self.dots if dot.value is not None]
        return sorted(pairs, key=lambda pair: (pair[1], pair[0].is_own, pair[0].name))

    @property
    def own(self) -> Dot | None:
        return next((dot for dot in self.dots if dot.is_own), None)


def draw(strip: Strip) -> Chart:
    return Chart(
        kind="strook",
        title=strip.title,
        sentence=sentence(strip),
        drawings=drawings((SINGLE, SINGLE_PHONE), lambda layout: _element(strip, layout)),
        tables=(table(strip),),
    )


def sentence(strip: Strip) -> str:
    """Where the reader's wijk stands among the others, and of how many there is no figure."""
    if not strip.known:
        return _("Van geen enkele wijk is een cijfer bekend.")
    parts = [_own_place(strip), _unknown(len(strip.dots) - len(strip.known))]
    return " ".join(part for part in parts if part)


def _own_place(strip: Strip) -> str:
    values = [value for _dot, value in strip.known]
    own = strip.own
    if own is None or own.value is None:
        return _("Het laagste cijfer in %(year)s is %(low)s, het hoogste %(high)s.") % {
            "year": strip.year,
            "low": number(values[0], strip.decimals),
            "high": number(values[-1], strip.decimals),
        }
    told = {"name": own.name, "value": number(own.value, strip.decimals), "year": strip.year}
    here = _("%(name)s: %(value)s in %(year)s.") % told
    if len(values) == 1:
        return here
    return f"{here} " + _("Lager is het in %(lower)s, hoger in %(higher)s.") % {
        "lower": _wijken(sum(value < own.value for value in values)),
        "higher": _wijken(sum(value > own.value for value in values)),
    }


def _wijken(count: int) -> str:
    if not count:
        return _("geen enkele wijk")
    return ngettext("%(count)s wijk", "%(count)s wijken", count) % {"count": number(count)}


def _unknown(count: int) -> str:
    if not count:
        return ""
    return ngettext(
        "Van %(count)s wijk is geen cijfer bekend.", "Van %(count)s wijken is geen cijfer bekend.", count
    ) % {"count": count}


def table(strip: Strip) -> Table:
    rows = [Row(mark.name, (Cell(number(mark.value, strip.decimals), mark.value),)) for mark in strip.marks]
    rows += [
        Row(dot.name, (_cell(dot, strip.decimals),), dot.url) for dot in sorted(strip.dots, key=lambda dot: dot.name)
    ]
    return Table(f"{strip.title} ({strip.unit})", (_("Wijk"), str(strip.year)), tuple(rows), strip.source)


def _cell(dot: Dot, decimals: int) -> Cell:
    if dot.value is None:
        return Cell(status_words(dot.status) or _("geen cijfer"))
    return Cell(number(dot.value, decimals), dot.value, status_words(dot.status))


def _element(strip: Strip, layout: Layout) -> Element:
    label = _("Strook van punten: %(title)s, %(unit)s, %(year)s") % {
        "title": strip.title,
        "unit": strip.unit,
        "year": strip.year,
    }
    drawn, y = _note(strip, layout)
    if not strip.known:
        return canvas(layout, y + 8, label, drawn)
    values = ticks.nice([value for _dot, value in strip.known] + [mark.value for mark in strip.marks])
    scale = Linear(values.domain, (_EDGE, layout.width - _EDGE))
    heights = _within(swarm([scale(value) for _dot, value in strip.known], dot_radius(layout) * 2))
    half = max(abs(height) for height in heights) + dot_radius(layout) + 6
    middle = y + layout.text * 1.8 + half
    drawn.add(_marks(strip, layout, scale, (middle - half, middle + half)))
    drawn.add(_axis(layout, values, scale, (middle - half, middle + half)))
    drawn.add(
        _dots(strip, scale, heights, (middle, dot_radius(layout))), _own_label(strip, layout, scale, middle - half)
    )
    below = middle + half + layout.small * 1.6 + (layout.text * 1.6 if strip.marks else 0)
    return canvas(layout, below + 6, label, drawn)


def _note(strip: Strip, layout: Layout) -> tuple[Element, float]:
    drawn, y = group(), layout.small
    told = ", ".join(part for part in (strip.unit, str(strip.year), direction_words(strip.direction)) if part)
    for text in wrapped(told, layout.small, layout.width):
        drawn.add(words(0, y, text, layout.small, "chart-note"))
        y += layout.line
    if not strip.known:
        drawn.add(words(0, y + layout.text, _("nog geen gegevens"), layout.text, "chart-note"))
        y += layout.text * 1.6
    return drawn, y


def dot_radius(layout: Layout) -> float:
    return 6.0 if layout.long_names else 4.5


def swarm(places: Sequence[float], size: float) -> list[float]:
    """How far each dot of `size` moves off the axis so that none lies over another; `places` must rise."""
    heights: list[float] = []
    for index, place in enumerate(places):
        near = [(place - places[other], heights[other]) for other in range(index) if place - places[other] < size]
        heights.append(next(height for height in _outward(size) if _is_free(height, near, size)))
    return heights


def _within(heights: list[float]) -> list[float]:
    """Where many are equal the dots move closer, over each other, so that the strip stays a strip."""
    highest = max(abs(height) for height in heights)
    return [height * min(1, _HIGHEST / highest) for height in heights] if highest else heights


def _outward(size: float) -> Iterator[float]:
    """0, then ever further up and down in steps of half a dot."""
    yield 0.0
    for step in count(1):
        yield -step * size / 2
        yield step * size / 2


def _is_free(height: float, near: Sequence[tuple[float, float]], size: float) -> bool:
    return all(dx * dx + (height - other) ** 2 >= size * size - 1e-9 for dx, other in near)


def _axis(layout: Layout, values: ticks.Ticks, scale: Linear, ends: tuple[float, float]) -> Element:
    drawn = group(class_="chart-axis", aria_hidden="true")
    drawn.add(line(scale.output[0], ends[1], scale.output[1], ends[1], "chart-base"))
    shown = values.values if layout.long_names else values.values[:: 1 + len(values.values) // 5]
    for value in shown:
        x = scale(value)
        text = number(value, values.decimals)
        drawn.add(line(x, ends[0], x, ends[1], "chart-grid"))
        drawn.add(words(x, ends[1] + layout.small * 1.3, text, layout.small, "chart-tick chart-halo", anchor="middle"))
    return drawn


def _marks(strip: Strip, layout: Layout, scale: Linear, ends: tuple[float, float]) -> Element:
    """Upright lines at the city and the country, with their names below the axis, side by side."""
    texts = [f"{mark.name}{NO_BREAK_SPACE}{number(mark.value, strip.decimals)}" for mark in strip.marks]
    wishes = [
        Wish(scale(mark.value), width_of(text, layout.text) + 14) for mark, text in zip(strip.marks, texts, strict=True)
    ]
    places = spread(wishes, 0, layout.width)
    y = ends[1] + layout.small * 1.4
    drawn = group(class_="chart-marks")
    for mark, text, place in zip(strip.marks, texts, places, strict=True):
        x = scale(mark.value)
        drawn.add(path([(x, ends[0]), (x, y), (place, y + 6)], "chart-mark"))
        drawn.add(
            words(
                place, y + 6 + layout.text, text, layout.text, "chart-end chart-end--city chart-halo", anchor="middle"
            )
        )
    return drawn


def _dots(strip: Strip, scale: Linear, heights: Sequence[float], axis: tuple[float, float]) -> Element:
    """`axis` is where the middle of the strip lies, and the radius of its dots."""
    middle, radius = axis
    drawn = group(class_="chart-dots")
    for (dot, value), height in zip(strip.known, heights, strict=True):
        said = f"{dot.name} {number(value, strip.decimals)}"
        css = "chart-strip-dot chart-strip-dot--own" if dot.is_own else "chart-strip-dot"
        drawn.add(circle(scale(value), middle + height, radius + (1.5 if dot.is_own else -0.5), css).add(title(said)))
    return drawn


def _own_label(strip: Strip, layout: Layout, scale: Linear, y: float) -> Element | None:
    """The name above the strip, as near to its dot as the width allows."""
    own = strip.own
    if own is None or own.value is None:
        return None
    value = f"{NO_BREAK_SPACE}{number(own.value, strip.decimals)}"
    free = layout.width - width_of(value, layout.text, bold=True)
    text = truncated(own.name, layout.text, free, bold=True) + value
    room = width_of(text, layout.text, bold=True)
    [place] = spread([Wish(scale(own.value), room)], 0, layout.width)
    return words(place, y - 4, text, layout.text, "chart-end chart-end--wijk", anchor="middle")
