"""Parts that every chart on a time axis shares: headings, notes, the axes and what lies behind the lines."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from charts import ticks
from charts.layout import Layout
from charts.scales import Linear, Years
from charts.svg import Element, group, line, link, rectangle, words
from charts.text import width_of, wrapped

_FLAG_ROW = 20.0


@dataclass(frozen=True)
class Zone:
    """The height over which the time axis runs; titles stand outside it."""

    top: float
    bottom: float


@dataclass(frozen=True)
class Section:
    """A part of a picture, the zones of it that lie on the time axis (none: it is words only), and where it ends."""

    element: Element
    zones: tuple[Zone, ...]
    bottom: float

    @property
    def zone(self) -> Zone:
        return Zone(self.zones[0].top, self.zones[-1].bottom)


@dataclass(frozen=True)
class Axis:
    """The years of a chart; `start` is the year in which the programme begins, `now` the last that is over.

    `start_name`: what the start is called, where it is not that of a programme.
    """

    years: Years
    now: int
    start: int | None = None
    start_name: str = ""

    @property
    def has_future(self) -> bool:
        return self.now < self.years.last

    @property
    def shows_start(self) -> bool:
        return self.start is not None and self.years.holds(self.start)

    @property
    def flag_row(self) -> float:
        """Height of the row that names the start and the future, when there is one to name."""
        return _FLAG_ROW if self.has_future or self.shows_start else 0


@dataclass(frozen=True)
class Note:
    """Words that belong at a place on the time axis."""

    x: float
    text: str


def heading(
    layout: Layout, y: float, title: str, notes: Sequence[str], url: str | None = None
) -> tuple[Element, float]:
    """A title with its unit and direction below it; the second value is where it ends."""
    drawn = group(class_="chart-heading")
    baseline = y + (layout.heading if title else layout.small)
    for text in wrapped(title, layout.heading, layout.title_room, bold=True) if title else ():
        drawn.add(words(0, baseline, text, layout.heading, "chart-title"))
        baseline += layout.heading * 1.25
    linked = link(url, drawn, class_="chart-link") if url else drawn
    below = group(linked)
    baseline += layout.small * 0.1
    for text in (part for note in notes if note for part in wrapped(note, layout.small, layout.title_room)):
        below.add(words(0, baseline, text, layout.small, "chart-note"))
        baseline += layout.line
    return below, baseline - layout.small * 0.4


def body_top(layout: Layout, top: float, heading_end: float) -> float:
    """Where the drawing itself begins: beside its heading, or below it."""
    return top if layout.titles_beside else heading_end + 4


def notes(layout: Layout, y: float, wanted: Sequence[Note]) -> tuple[Element, float]:
    """Notes below each other, right of their place where they fit, else on its roomier side; and where they end."""
    drawn = group(class_="chart-notes")
    for note in wanted:
        right, left = layout.free[1] - note.x - 6, note.x - layout.free[0] - 6
        rightward = right >= min(left, width_of(note.text, layout.small))
        for text in wrapped(note.text, layout.small, right if rightward else left):
            y += layout.line
            x, anchor = (note.x + 6, None) if rightward else (note.x - 6, "end")
            drawn.add(words(x, y - 4, text, layout.small, "chart-note chart-halo", anchor=anchor))
    return drawn, y


def reason(layout: Layout, drawn: Element, y: float, text: str) -> float:
    """Writes into `drawn`, from `y` down, why there is nothing to draw; and tells where the words end."""
    x = layout.left + 6 if layout.titles_beside else 0
    for part in wrapped(text, layout.text, layout.right - x):
        y += layout.text * 1.4
        drawn.add(words(x, y, part, layout.text, "chart-note"))
    return y + 8


def value_axis(layout: Layout, scale: Linear, values: ticks.Ticks) -> Element:
    """Thin rules across the years with their values left of them, nearer to the years where they are long."""
    drawn = group(class_="chart-axis", aria_hidden="true")
    widest = max((width_of(text, layout.small) for text in values.labels), default=0)
    end = min(max(layout.left - 7, widest), layout.left + 3)
    for value, text in zip(values.values, values.labels, strict=True):
        y = scale(value)
        drawn.add(line(layout.left, y, layout.right, y, "chart-grid" if value else "chart-grid chart-grid--nought"))
        drawn.add(words(end, y + layout.small * 0.35, text, layout.small, "chart-tick chart-halo", anchor="end"))
    return drawn


def labelled_years(layout: Layout, years: Years) -> tuple[int, ...]:
    return ticks.years(years.first, years.last, years.band, width_of("2000", layout.small))


def year_axis(layout: Layout, years: Years, y: float) -> Element:
    drawn = group(class_="chart-axis", aria_hidden="true")
    half = width_of("2000", layout.small) / 2
    for year in labelled_years(layout, years):
        x = min(max(years.middle(year), layout.left + half - 6), layout.width - half)
        drawn.add(words(x, y + layout.small + 3, str(year), layout.small, "chart-tick chart-halo", anchor="middle"))
    return drawn


def year_axis_height(layout: Layout) -> float:
    return layout.small + 8


def backdrop(layout: Layout, axis: Axis, zone: Zone) -> Element:
    """The shaded future, the rules of the years and the start of the programme, within one zone."""
    drawn = group(class_="chart-backdrop", aria_hidden="true")
    height = zone.bottom - zone.top
    if axis.has_future:
        x = max(axis.years.end(axis.now), layout.left)
        drawn.add(rectangle(x, zone.top, layout.right - x, height, "chart-future"))
    for year in labelled_years(layout, axis.years):
        x = axis.years.middle(year)
        drawn.add(line(x, zone.top, x, zone.bottom, "chart-grid"))
    if axis.start is not None and axis.shows_start:
        x = axis.years.start(axis.start)
        drawn.add(line(x, zone.top, x, zone.bottom, "chart-start"))
    return drawn


def flags(layout: Layout, axis: Axis, y: float) -> Element:
    """The names of the start line and of the shaded strip, in a row of their own above the first drawing."""
    drawn = group(class_="chart-flags", aria_hidden="true")
    if axis.has_future:
        drawn.add(words(layout.right, y + 14, _("toekomst"), layout.small, "chart-note", anchor="end"))
    if axis.start is not None and axis.shows_start:
        drawn.add(_start_flag(layout, axis, axis.start, y))
    return drawn


def _start_flag(layout: Layout, axis: Axis, start: int, y: float) -> Element:
    wording = _("start programma %(year)s") if layout.long_names else _("start %(year)s")
    text = f"{axis.start_name} {start}" if axis.start_name else wording % {"year": start}
    x = axis.years.start(start)
    free = layout.left - 40 if layout.titles_beside else 0
    leftward = x - free >= width_of(text, layout.small, bold=True) + 6
    place, anchor = (x - 5, "end") if leftward else (x + 5, None)
    return words(place, y + 14, text, layout.small, "chart-flag", anchor=anchor)


def year_spans(years: Sequence[int]) -> list[tuple[int, int]]:
    """Neighbouring years taken together: 2014, 2015, 2018 → (2014, 2015), (2018, 2018)."""
    spans: list[tuple[int, int]] = []
    for year in years:
        if spans and spans[-1][1] == year - 1:
            spans[-1] = (spans[-1][0], year)
        else:
            spans.append((year, year))
    return spans
