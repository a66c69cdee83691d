"""Lines through the years: intervals, breaks, goals, and names with last values at the ends of the lines."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from django.utils.translation import gettext as _

from charts import ticks
from charts.labels import EndLabel, beside
from charts.layout import Layout
from charts.model import GoalMark, Panel, Point, Role, Series, Status
from charts.plot import Axis, Note, Zone, notes, reason, value_axis, year_spans
from charts.scales import Linear
from charts.sentences import reason_of
from charts.svg import Element, circle, group, line, path, title
from charts.tables import status_words
from charts.verdict import direction_words
from charts.wording import listing, nobreak, number, years

_DRAWN_FIRST = (Role.COUNTRY, Role.EXPECTED, Role.COMPARISON, Role.CITY, Role.WIJK)
_FEW = 6


@dataclass(frozen=True)
class Plot:
    """One panel on its axes."""

    layout: Layout
    axis: Axis
    panel: Panel
    scale: Linear

    def at(self, year: int, value: float) -> tuple[float, float]:
        return self.axis.years.middle(year), self.scale(value)

    def place(self, point: Point) -> tuple[float, float]:
        """Where a known point stands."""
        return self.at(point.year, point.figure)


def visible(panel: Panel, axis: Axis) -> Panel:
    """The panel with only what lies on the axis, and with its unknown years written in."""
    goals = tuple(goal for goal in panel.goals if axis.years.holds(goal.year))
    around = tuple(_clipped(series, axis) for series in panel.around)
    return replace(panel, series=tuple(_clipped(series, axis) for series in panel.complete), goals=goals, around=around)


def _clipped(series: Series, axis: Axis) -> Series:
    points = tuple(point for point in series.points if axis.years.holds(point.year))
    breaks = tuple(cut for cut in series.breaks if axis.years.first < cut.year <= axis.years.last)
    return replace(series, points=points, breaks=breaks)


def unit_notes(layout: Layout, panel: Panel, now: int) -> list[str]:
    """What stands under a panel's title: unit, direction, how far the figures reach, and what a dotted line means."""
    first = [part for part in (panel.unit, direction_words(panel.direction)) if part]
    return [
        *(first if layout.titles_beside else [", ".join(first)]),
        reason_of(panel) if panel.known and not _own_known(panel) else "",
        _reach(panel, now),
        _softness(panel),
        _("open rondjes: doelen") if len(panel.goals) > 1 else "",
    ]


def _own_known(panel: Panel) -> bool:
    own = panel.of(Role.WIJK)
    return own is not None and bool(own.known)


def _reach(panel: Panel, now: int) -> str:
    ends = {series.known[-1].year for series in panel.series if series.known}
    if not ends or ends == {now}:
        return ""
    if len(ends) == 1:
        return _("cijfers tot en met %(year)s") % {"year": ends.pop()}
    each = [f"{short_name(series)} {series.known[-1].year}" for series in panel.series if series.known]
    return _("laatste cijfer: %(years)s") % {"years": listing(each)}


def _softness(panel: Panel) -> str:
    kinds = {point.status for point in panel.known} & {Status.PROVISIONAL, Status.ESTIMATED}
    said = listing(sorted(status_words(status) for status in kinds))
    return _("stippellijn: %(status)s") % {"status": said} if said else ""


def short_name(series: Series) -> str:
    by_role = {Role.WIJK: _("wijk"), Role.CITY: _("stad"), Role.COUNTRY: _("land"), Role.COMPARISON: _("elders")}
    by_role[Role.EXPECTED] = _("verwacht")
    return series.short_name or by_role[series.role]


def tick_values(panel: Panel) -> ticks.Ticks:
    edges = [edge for point in panel.known for edge in (point.value, point.low, point.high) if edge is not None]
    edges += [point.figure for series in panel.around for point in series.known]
    return ticks.nice(edges + [goal.value for goal in panel.goals])


Overlay = Callable[[Plot], Element]


def draw(layout: Layout, axis: Axis, panel: Panel, y: float, over: Overlay | None = None) -> tuple[Element, Zone]:
    """A panel whose figures are on the axis (see `visible`), drawn from `y` down, and the zone that it takes.

    `over` draws more between the intervals and the lines.
    """
    if not panel.known:
        drawn = group()
        return drawn, Zone(y, reason(layout, drawn, y, reason_of(panel)))
    told = [*_marks_in_words(axis, panel), *_breaks_in_words(axis, panel), *_gaps_in_words(axis, panel)]
    remarks, top = notes(layout, y, told)
    values = tick_values(panel)
    scale = Linear(values.domain, (top + layout.plot_height, top + 8))
    plot = Plot(layout, axis, panel, scale)
    drawn = group(value_axis(layout, scale, values))
    ordered = sorted(panel.series, key=lambda series: _DRAWN_FIRST.index(series.role))
    drawn.add(_around(plot), *(_interval(plot, series) for series in ordered), over(plot) if over else None)
    drawn.add(_break_marks(plot, top), _year_marks(plot, top))
    drawn.add(*(_series(plot, series) for series in ordered), _goals(plot), _end_labels(plot), remarks)
    return drawn, Zone(y, top + layout.plot_height)


def _marks_in_words(axis: Axis, panel: Panel) -> list[Note]:
    return [Note(axis.years.start(mark.year), mark.text) for mark in panel.marks if axis.years.holds(mark.year)]


def _breaks_in_words(axis: Axis, panel: Panel) -> list[Note]:
    return [Note(axis.years.start(cut.year), cut.reason) for cut in panel.breaks]


def _gaps_in_words(axis: Axis, panel: Panel) -> Iterator[Note]:
    """Unknown years between a series' first and last figure."""
    for series in () if panel.gaps_told else panel.series:
        name = "" if series.role is Role.WIJK else f"{series.name} "
        for status, unknown in groupby(_unknown_within(series), key=lambda point: point.status):
            for first, last in year_spans([point.year for point in unknown]):
                when = years(first, last)
                yield Note(axis.years.start(first), f"{name}{when} {status_words(status)}")


def _unknown_within(series: Series) -> list[Point]:
    if not series.known:
        return []
    first, last = series.known[0].year, series.known[-1].year
    return [point for point in series.points if point.value is None and first < point.year < last]


def _series(plot: Plot, series: Series) -> Element:
    drawn = group(class_=f"chart-series chart-series--{series.role}")
    for stretch in series.stretches():
        for dotted, run in _runs(stretch):
            drawn.add(
                path([plot.place(point) for point in run], "chart-line chart-line--soft" if dotted else "chart-line")
            )
    for point in _dotted_points(series):
        x, y = plot.place(point)
        drawn.add(circle(x, y, 4 if series.role is Role.WIJK else 3, "chart-dot"))
    return drawn


def _runs(stretch: Sequence[Point]) -> Iterator[tuple[bool, list[Point]]]:
    """Pieces of a line that are firm, or lead to or from a figure that is not."""
    steps = groupby(pairwise(stretch), key=lambda step: not (step[0].status.is_firm and step[1].status.is_firm))
    for dotted, run in steps:
        pairs = list(run)
        yield dotted, [pairs[0][0], *(after for _before, after in pairs)]


def _dotted_points(series: Series) -> list[Point]:
    """The last figure, figures that stand alone, and all of them where there are few or not one for each year."""
    known, stretches = series.known, series.stretches()
    skips = any(later.year - earlier.year > 1 for stretch in stretches for earlier, later in pairwise(stretch))
    if len(known) <= _FEW or skips:
        return list(known)
    alone = [stretch[0] for stretch in stretches if len(stretch) == 1]
    return [*alone, *(known[-1:] if known[-1] not in alone else [])]


def _interval(plot: Plot, series: Series) -> Element:
    drawn = group(class_=f"chart-series chart-series--{series.role}")
    for stretch in series.stretches():
        upper = [plot.at(point.year, point.high) for point in stretch if point.high is not None]
        lower = [plot.at(point.year, point.low) for point in stretch if point.low is not None]
        if len(upper) > 1 and len(lower) > 1:
            drawn.add(path(upper + lower[::-1], "chart-interval", closed=True))
    return drawn


def _around(plot: Plot) -> Element:
    """Thin lines without a name, cut like the others wherever a line may not run."""
    stretches = [stretch for series in plot.panel.around for stretch in series.stretches() if len(stretch) > 1]
    drawn = (path([plot.place(point) for point in stretch], "chart-thin") for stretch in stretches)
    return group(*drawn, class_="chart-around", aria_hidden="true")


def _year_marks(plot: Plot, top: float) -> Element:
    marks = [mark.year for mark in plot.panel.marks if plot.axis.years.holds(mark.year)]
    bottom = top + plot.layout.plot_height
    drawn = (line(x, top + 2, x, bottom, "chart-mark") for x in map(plot.axis.years.start, marks))
    return group(*drawn, class_="chart-marks", aria_hidden="true")


def _break_marks(plot: Plot, top: float) -> Element:
    """Two slanted strokes between the last year of the old counting and the first of the new."""
    drawn = group(class_="chart-breaks")
    for cut in plot.panel.breaks:
        x = plot.axis.years.start(cut.year)
        bottom = top + plot.layout.plot_height
        drawn.add(*(line(x + shift + 2, top + 2, x + shift - 2, bottom, "chart-break") for shift in (-2.5, 2.5)))
    return drawn


def _goals(plot: Plot) -> Element:
    drawn = group(class_="chart-goals")
    for goal in plot.panel.goals:
        x, y = plot.at(goal.year, goal.value)
        said = _("doel %(year)s: %(value)s") % {"year": goal.year, "value": number(goal.value, plot.panel.decimals)}
        drawn.add(circle(x, y, 5, "chart-goal").add(title(said)))
    return drawn


def _end_labels(plot: Plot) -> Element:
    labels = [_series_label(plot, series) for series in plot.panel.series if series.known]
    labels += [_goal_label(plot, goal) for goal in plot.panel.goals[-1:]]
    bottom, top = plot.scale.output
    return beside(plot.layout, labels, top, bottom)


def _series_label(plot: Plot, series: Series) -> EndLabel:
    point = series.known[-1]
    value = number(point.figure, plot.panel.decimals)
    name = series.name if plot.layout.long_names else short_name(series)
    return EndLabel(*plot.place(point), name, value, series.role, bold=series.role is Role.WIJK)


def _goal_label(plot: Plot, goal: GoalMark) -> EndLabel:
    value = number(goal.value, plot.panel.decimals)
    if plot.layout.long_names:
        value = nobreak(_("%(value)s in %(year)s") % {"value": value, "year": goal.year})
    return EndLabel(*plot.at(goal.year, goal.value), _("doel"), value, "goal")
