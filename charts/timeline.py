"""Plan against reality: interventions as planned and as they went, with their milestones, on one time axis.

A moment is a year with its fraction: 2024.5 is the middle of 2024. Planned periods are whole years.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts import plot
from charts.chart import Chart, canvas, drawings
from charts.layout import MIDDLE, PHONE, WIDE, Layout
from charts.model import Pillar, SpanStatus
from charts.plot import Axis, Zone
from charts.scales import Years
from charts.svg import Element, group, line, link, path, rectangle, title, words
from charts.tables import Cell, Row, Table, filled, span_status_words
from charts.text import truncated
from charts.wording import listing, number, years

_THICK = 6.0
_DIAMOND = 5.0
_WIDE = replace(WIDE, name="wide", left=290, right=1068, title_room=276)
_MIDDLE = replace(MIDDLE, left=8, right=592)
_PHONE = replace(PHONE, left=8, right=292)


@dataclass(frozen=True)
class Milestone:
    """`when` is how its days are written: "gepland op 3 mei 2024, gehaald op 9 juni 2024"."""

    name: str
    due: float
    reached: float | None = None
    when: tuple[str, str] = ("", "")

    def is_late(self, now: float) -> bool:
        return self.reached is None and self.due < now

    def state(self, now: float) -> str:
        if self.reached is not None:
            return _("later gehaald dan gepland") if self.reached > self.due else _("gehaald")
        return _("te laat") if self.is_late(now) else _("nog niet gehaald")


@dataclass(frozen=True)
class Line:
    """One intervention: planned from `first` to `last` year, begun and ended at moments where they are known."""

    title: str
    pillar: str
    first: int
    last: int
    status: SpanStatus
    began: float | None = None
    ended: float | None = None
    url: str | None = None
    milestones: tuple[Milestone, ...] = ()

    def has_begun_late(self, now: float) -> bool:
        """Begun after the year that was planned, or not yet begun though that year is over."""
        waits = self.began is None and self.status is SpanStatus.PLANNED and now >= self.first + 1
        return waits or (self.began is not None and self.began >= self.first + 1)

    def runs_on(self, now: float) -> bool:
        """Not rounded off in the last year that was planned."""
        return self.status is SpanStatus.RUNNING and now >= self.last + 1


@dataclass(frozen=True)
class Timeline:
    """`now` is today. `total`: of how many interventions these are, where not all are drawn."""

    title: str
    first_year: int
    last_year: int
    now: float
    pillars: tuple[Pillar, ...]
    lines: tuple[Line, ...]
    start_year: int | None = None
    total: int | None = None

    def name_of(self, pillar: str) -> str:
        return next((each.name for each in self.pillars if each.key == pillar), pillar)

    def in_full(self, each: Line) -> str:
        """What a line says to who points at it; every width of the drawing says it again."""
        return self._said[each]

    @cached_property
    def _said(self) -> dict[Line, str]:
        return {each: _in_full(self, each) for each in self.lines}

    @property
    def milestones(self) -> list[Milestone]:
        return [each for one in self.lines for each in one.milestones]


@lru_cache(maxsize=32)  # some 100 KB each; who works on a programme comes back to its page all day
def draw(timeline: Timeline) -> Chart:
    return Chart(
        kind="tijdlijn",
        title=timeline.title,
        sentence=sentence(timeline),
        drawings=drawings((_WIDE, _MIDDLE, _PHONE), lambda layout: _element(timeline, layout)),
        tables=filled(_lines_table(timeline), _milestones_table(timeline)),
    )


def sentence(timeline: Timeline) -> str:
    """How many stand where, what is late, and how many milestones are reached."""
    parts = [_counted(timeline), _late(timeline), _reached(timeline)]
    return " ".join(part for part in parts if part)


def _counted(timeline: Timeline) -> str:
    of_each = [(status, sum(each.status is status for each in timeline.lines)) for status in SpanStatus]
    told = [f"{number(count)} {span_status_words(status)}" for status, count in of_each if count]
    shown = len(timeline.lines)
    if timeline.total and timeline.total > shown:
        said = _("%(shown)s van %(total)s interventies: %(parts)s.")
        return said % {"shown": number(shown), "total": number(timeline.total), "parts": listing(told)}
    said = ngettext("%(shown)s interventie: %(parts)s.", "%(shown)s interventies: %(parts)s.", shown)
    return said % {"shown": number(shown), "parts": listing(told)}


def _late(timeline: Timeline) -> str:
    begun = sum(each.has_begun_late(timeline.now) for each in timeline.lines)
    running = sum(each.runs_on(timeline.now) for each in timeline.lines)
    told = [
        _("%(number)s later begonnen dan gepland of nog niet begonnen") % {"number": number(begun)} if begun else "",
        _("%(number)s al over het laatste jaar heen") % {"number": number(running)} if running else "",
    ]
    said = listing([each for each in told if each])
    return f"{said[:1].upper()}{said[1:]}." if said else _("Niets loopt achter op de planning.")


def _reached(timeline: Timeline) -> str:
    found = timeline.milestones
    late = sum(each.is_late(timeline.now) for each in found)
    told = {
        "reached": number(sum(each.reached is not None for each in found)),
        "all": number(len(found)),
        "late": number(late),
    }
    if not found:
        return ""
    if late:
        return _("Van %(all)s mijlpalen zijn er %(reached)s gehaald; %(late)s te laat.") % told
    return _("Van %(all)s mijlpalen zijn er %(reached)s gehaald.") % told


def _element(timeline: Timeline, layout: Layout) -> Element:
    years_shown = Years(timeline.first_year, timeline.last_year, layout.left, layout.right)
    axis = Axis(years_shown, int(timeline.now), timeline.start_year)
    said = _("Omlijnd: gepland. Gevuld: zoals het ging. Ruit: mijlpaal, gevuld als die gehaald is.")
    head, top = plot.heading(replace(layout, title_room=layout.width), 0, "", [said])
    drawn, y = _groups(timeline, layout, axis, top + axis.flag_row + 6)
    zone = Zone(top + 4, y)
    behind = group(plot.backdrop(layout, axis, zone), plot.flags(layout, axis, zone.top))
    height = y + plot.year_axis_height(layout) + 4
    label = f"{timeline.title}, {years(timeline.first_year, timeline.last_year)}"
    years_below = plot.year_axis(layout, axis.years, y)
    return canvas(layout, height, label, head, behind, drawn, years_below, role="group")


def _groups(timeline: Timeline, layout: Layout, axis: Axis, y: float) -> tuple[Element, float]:
    """The lines of each pillar below its name and colour, in the order of the pillars; and where they end."""
    drawn = group(class_="chart-spans")
    known = [pillar.key for pillar in timeline.pillars]
    for key in sorted(
        {each.pillar for each in timeline.lines}, key=lambda key: known.index(key) if key in known else len(known)
    ):
        drawn.add(_pillar_name(timeline, key, layout, y))
        y += layout.line + 4
        for each in timeline.lines:
            if each.pillar == key:
                drawn.add(_line(timeline, each, layout, axis, y))
                y += _row_height(layout)
        y += 6
    return drawn, y


def _pillar_name(timeline: Timeline, key: str, layout: Layout, y: float) -> Element:
    name = truncated(timeline.name_of(key), layout.small, layout.title_room - 18, bold=True)
    return group(
        rectangle(0, y + 2, 11, 11, "chart-bar"),
        words(18, y + layout.small, name, layout.small, "chart-pillar-name chart-halo"),
        class_=f"chart-pillar chart-pillar--{key.replace('_', '-')}",
    )


def _row_height(layout: Layout) -> float:
    return 26.0 if layout.titles_beside else 26.0 + layout.line


def _line(timeline: Timeline, each: Line, layout: Layout, axis: Axis, y: float) -> Element:
    """The name beside or above the bars, the planned bar, what came of it below, and the milestones over both."""
    bars = y + (4 if layout.titles_beside else layout.line + 2)
    room = layout.title_room if layout.titles_beside else layout.width
    name = truncated(each.title, layout.small, room)
    baseline = bars + _THICK + layout.small * 0.35 if layout.titles_beside else y + layout.small
    drawn = group(
        title(timeline.in_full(each)),
        rectangle(0, y, layout.width, _row_height(layout), "chart-target"),
        words(0, baseline, name, layout.small, "chart-span-name chart-halo"),
        *_bars(timeline, each, axis, bars),
        *(_diamond(timeline, one, axis, bars + _THICK) for one in each.milestones if _on(axis, one)),
        class_=f"chart-pillar chart-pillar--{each.pillar.replace('_', '-')}",
    )
    return link(each.url, drawn, class_="chart-link") if each.url else drawn


def _in_full(timeline: Timeline, each: Line) -> str:
    told = [each.title, timeline.name_of(each.pillar), years(each.first, each.last), span_status_words(each.status)]
    return ", ".join([*told, *(f"{one.name}: {one.state(timeline.now)}" for one in each.milestones)])


def _bars(timeline: Timeline, each: Line, axis: Axis, y: float) -> Iterable[Element]:
    start, end = axis.years.start(each.first), axis.years.end(each.last)
    yield rectangle(start + 0.75, y + 0.75, end - start - 1.5, _THICK - 1.5, "chart-span-planned")
    if each.began is None:
        return
    begun, ended = _x(axis, each.began), _x(axis, timeline.now if each.ended is None else each.ended)
    kind = "chart-span chart-span--withdrawn" if each.status is SpanStatus.WITHDRAWN else "chart-span"
    yield rectangle(begun, y + _THICK + 1, max(ended - begun, 2), _THICK, kind)


def _on(axis: Axis, milestone: Milestone) -> bool:
    return axis.years.first <= milestone.due < axis.years.last + 1


def _diamond(timeline: Timeline, milestone: Milestone, axis: Axis, y: float) -> Element:
    """Where it was due; where it was reached later or sooner, filled there, and a line between the two."""
    due = _x(axis, milestone.due)
    at = due if milestone.reached is None else _x(axis, milestone.reached)
    kind = "chart-milestone" if milestone.reached is None else "chart-milestone chart-milestone--reached"
    kind += " chart-milestone--late" if milestone.is_late(timeline.now) else ""
    corners = [(at, y - _DIAMOND), (at + _DIAMOND, y), (at, y + _DIAMOND), (at - _DIAMOND, y)]
    return group(line(due, y, at, y, "chart-measure") if at != due else None, path(corners, kind, closed=True))


def _x(axis: Axis, moment: float) -> float:
    """A moment on the axis, kept within it."""
    inside = min(max(moment, axis.years.first), axis.years.last + 1)
    return axis.years.start(0) + inside * axis.years.band


def _lines_table(timeline: Timeline) -> Table:
    rows = tuple(
        Row(
            each.title,
            (
                Cell(timeline.name_of(each.pillar)),
                Cell(years(each.first, each.last)),
                Cell(_went(each)),
                Cell(span_status_words(each.status)),
            ),
            each.url,
        )
        for each in timeline.lines
    )
    header = (_("Interventie"), _("Pijler"), _("Gepland"), _("Ging zo"), _("Stand"))
    return Table(_("Wat er gepland is en hoe het ging"), header, rows)


def _went(each: Line) -> str:
    if each.began is None:
        return _("nog niet begonnen")
    if each.ended is None:
        return _("vanaf %(year)s") % {"year": int(each.began)}
    return years(int(each.began), int(each.ended))


def _milestones_table(timeline: Timeline) -> Table:
    found = sorted(((one.due, one, each) for each in timeline.lines for one in each.milestones), key=lambda row: row[0])
    rows = tuple(
        Row(one.name, (Cell(each.title), Cell(one.when[0]), Cell(one.when[1] or "–"), Cell(one.state(timeline.now))))
        for _due, one, each in found
    )
    header = (_("Mijlpaal"), _("Interventie"), _("Gepland op"), _("Gehaald op"), _("Stand"))
    return Table(_("Mijlpalen"), header, rows)
