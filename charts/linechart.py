"""One indicator through the years, with intervals, breaks and goals."""

from collections.abc import Sequence
from dataclasses import replace

from django.utils.translation import gettext as _

from charts import lines, plot, sentences, tables
from charts.chart import Chart, canvas, drawings
from charts.layout import SINGLE, SINGLE_PHONE, Layout
from charts.model import Panel
from charts.plot import Axis, Zone
from charts.scales import Years
from charts.svg import Element, group
from charts.wording import years


def draw(panel: Panel, *, now_year: int, start_year: int | None = None, city: str = "") -> Chart:
    """`now_year` is the last year that is over, `start_year` the programme's; `city` as in `sentences.outcome`."""
    return Chart(
        kind="lijn",
        title=panel.title,
        sentence=sentences.outcome(panel, start=start_year, city=city),
        drawings=drawings((SINGLE, SINGLE_PHONE), lambda layout: on_years(panel, layout, now_year, start_year)),
        tables=tables.filled(tables.outcome(panel)),
    )


def on_years(
    panel: Panel, layout: Layout, now_year: int, start_year: int | None, over: lines.Overlay | None = None,
    *, start_name: str = "", notes: Sequence[str] = (),
) -> Element:  # fmt: skip
    """A panel on a time axis of its own, from its first figure to its last figure or goal. `notes`: under its unit."""
    axis = replace(_axis(panel, layout, now_year, start_year), start_name=start_name)
    shown = lines.visible(panel, axis)
    head, top = plot.heading(layout, 0, "", [*lines.unit_notes(layout, shown, now_year), *notes])
    if not shown.known:
        return _empty(shown, layout, head, top, _label(panel, axis))
    drawn, zone = lines.draw(layout, axis, shown, top + 6 + axis.flag_row, over)
    zone = Zone(top + 6, zone.bottom)
    height = zone.bottom + plot.year_axis_height(layout) + 4
    behind = group(plot.backdrop(layout, axis, zone), plot.flags(layout, axis, zone.top))
    return canvas(
        layout, height, _label(panel, axis), behind, head, drawn, plot.year_axis(layout, axis.years, zone.bottom)
    )


def _empty(panel: Panel, layout: Layout, head: Element, top: float, label: str) -> Element:
    """No axis of noughts: only why there is nothing."""
    drawn = group()
    bottom = plot.reason(layout, drawn, top, sentences.reason_of(panel))
    return canvas(layout, bottom + 4, label, head, drawn)


def _axis(panel: Panel, layout: Layout, now_year: int, start_year: int | None) -> Axis:
    told = [point.year for series in panel.series for point in series.points]
    first = min(told, default=now_year)
    last = max([*told, *(goal.year for goal in panel.goals)], default=now_year)
    return Axis(Years(first, last, layout.left, layout.right), max(now_year, max(told, default=now_year)), start_year)


def _label(panel: Panel, axis: Axis) -> str:
    return _("Lijnen: %(title)s, %(unit)s, %(years)s") % {
        "title": panel.title,
        "unit": panel.unit,
        "years": years(axis.years.first, axis.years.last),
    }
