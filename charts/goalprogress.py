"""How far one goal has come: from the baseline, by way of the last figure, to the target."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from charts.chart import Chart, canvas, drawings
from charts.labels import Wish, spread
from charts.layout import SINGLE, SINGLE_PHONE, Layout
from charts.scales import Linear
from charts.svg import Element, circle, group, line, rectangle, words
from charts.tables import Cell, Row, Table
from charts.text import width_of
from charts.verdict import Course, GoalPath, Way, course, course_words
from charts.wording import exact, nobreak, number, percentage

_EDGE = 12.0


@dataclass(frozen=True)
class Progress:
    """`threshold`, in the unit of the indicator, is how far behind still counts as on course."""

    title: str
    unit: str
    path: GoalPath
    decimals: int = 0
    threshold: float = 0
    source: str = ""

    @property
    def course(self) -> Course:
        return course(self.path, self.threshold)


def draw(progress: Progress) -> Chart:
    return Chart(
        kind="doel",
        title=progress.title,
        sentence=sentence(progress),
        drawings=drawings((SINGLE, SINGLE_PHONE), lambda layout: _element(progress, layout)),
        tables=(table(progress),),
    )


def sentence(progress: Progress) -> str:
    """Where it began, where it stands, what is wanted, and whether that is on course for an even path."""
    return f"{_wanted(progress) % _told(progress)} {_standing(progress)}"


def _told(progress: Progress) -> dict[str, object]:
    path = progress.path
    change = path.change or Decimal(0)
    return {
        "title": progress.title,
        "first": path.baseline.year,
        "before": number(path.baseline.value, progress.decimals),
        "year": path.target.year,
        "target": number(path.target.value, progress.decimals),
        "when": path.figure.year if path.figure else "",
        "value": number(path.figure.figure, progress.decimals) if path.figure else "",
        "difference": number(abs(change), progress.decimals),
        "side": _("hoger") if change > 0 else _("lager"),
        "done": percentage(path.done_share * 100) if path.done_share is not None else "",
        "time": percentage(path.time_share * 100),
        "course": course_words(path, progress.threshold),
    }


def _wanted(progress: Progress) -> str:
    path = progress.path
    if path.wanted is Way.HOLD:
        return _("%(title)s: het doel is dat het tot en met %(year)s zo blijft als in %(first)s, op %(target)s.")
    if path.aim == 0 and path.wanted is Way.FALL:
        return _("%(title)s: het doel is in %(year)s niet hoger dan in %(first)s, %(before)s.")
    if path.aim == 0:
        return _("%(title)s: het doel is in %(year)s niet lager dan in %(first)s, %(before)s.")
    return _("%(title)s: het doel is van %(before)s in %(first)s naar %(target)s in %(year)s.")


def _standing(progress: Progress) -> str:
    path, told = progress.path, _told(progress)
    if path.figure is None or path.change is None:
        return _("Er is nog geen cijfer van na de start.")
    if path.done_share is not None and path.done_share >= 0:
        return _("In %(when)s was het %(value)s: %(done)s van de weg in %(time)s van de tijd, %(course)s.") % told
    if abs(path.change) <= exact(progress.threshold):
        return _("In %(when)s was het %(value)s: ongeveer gelijk aan %(first)s, %(course)s.") % told
    return _("In %(when)s was het %(value)s: %(difference)s %(side)s dan in %(first)s, %(course)s.") % told


def table(progress: Progress) -> Table:
    path = progress.path
    latest = path.latest.value if path.latest else None
    rows = [_row(_("begin"), path.baseline.year, path.baseline.value, progress.decimals)]
    if path.latest and latest is not None:
        rows.append(_row(_("nu"), path.latest.year, latest, progress.decimals))
    rows.append(_row(_("doel"), path.target.year, path.target.value, progress.decimals))
    caption = f"{progress.title} ({progress.unit})"
    return Table(caption, (_("Moment"), _("Jaar"), _("Cijfer")), tuple(rows), progress.source)


def _row(header: str, year: int, value: float, decimals: int) -> Row:
    return Row(header, (Cell(str(year)), Cell(number(value, decimals), value)))


def _element(progress: Progress, layout: Layout) -> Element:
    path = progress.path
    latest = path.latest.value if path.latest else None
    values = [value for value in (path.baseline.value, path.target.value, latest) if value is not None]
    if path.aim == 0:
        values += _around(progress, values)
    scale = _scale(path, values, layout)
    middle = layout.text * 1.5 + 16
    start, end = scale(path.baseline.value), scale(path.target.value)
    drawn = group(_room(progress, scale, middle), line(start, middle, end, middle, "chart-track"))
    if latest is not None:
        kind = "chart-done chart-done--away" if path.turned else "chart-done"
        drawn.add(line(start, middle, scale(latest), middle, kind))
    drawn.add(line(start, middle - 8, start, middle + 8, "chart-measure"), circle(end, middle, 6, "chart-goal"))
    if latest is not None:
        drawn.add(circle(scale(latest), middle, 5, "chart-dot"), _now_label(progress, layout, scale(latest), latest))
    drawn.add(_end_labels(progress, layout, (start, end), middle + 14 + layout.text))
    return canvas(layout, middle + layout.text * 2 + 14, _label(progress), drawn)


def _scale(path: GoalPath, values: list[float], layout: Layout) -> Linear:
    """Towards the target is always to the right, whether the figure should rise or fall."""
    low, high = min(values), max(values)
    output = (_EDGE, layout.width - _EDGE)
    return Linear((low, high) if path.sign > 0 else (high, low), output)


def _around(progress: Progress, values: list[float]) -> list[float]:
    """Where the goal is where it began, that place is in the middle, with as much room on either side."""
    middle = progress.path.target.value
    room = max(progress.threshold * 2, *(abs(value - middle) for value in values))
    return [middle - room, middle + room]


def _room(progress: Progress, scale: Linear, y: float) -> Element | None:
    """For a figure that should stay: the band in which it still counts as the same."""
    if progress.path.wanted is not Way.HOLD or not progress.threshold:
        return None
    value = progress.path.target.value
    left, right = scale(value - progress.threshold), scale(value + progress.threshold)
    return rectangle(left, y - 12, right - left, 24, "chart-same")


def _now_label(progress: Progress, layout: Layout, x: float, value: float) -> Element:
    latest = progress.path.latest
    text = nobreak(
        _("nu %(value)s (%(year)s)")
        % {
            "value": number(value, progress.decimals),
            "year": latest.year if latest else "",
        }
    )
    [place] = spread([Wish(x, width_of(text, layout.text, bold=True))], 0, layout.width)
    return words(place, layout.text, text, layout.text, "chart-end chart-end--wijk", anchor="middle")


def _end_labels(progress: Progress, layout: Layout, ends: tuple[float, float], y: float) -> Element:
    """Baseline and target below the track, side by side."""
    texts = [
        f"{progress.path.baseline.year}: {number(progress.path.baseline.value, progress.decimals)}",
        _("doel %(year)s: %(value)s")
        % {"year": progress.path.target.year, "value": number(progress.path.target.value, progress.decimals)},
    ]
    wishes = [Wish(x, width_of(text, layout.text) + 12) for x, text in zip(ends, texts, strict=True)]
    drawn = group(class_="chart-end-labels")
    for place, text in zip(spread(wishes, 0, layout.width), texts, strict=True):
        drawn.add(words(place, y, nobreak(text), layout.text, "chart-end chart-end--city", anchor="middle"))
    return drawn


def _label(progress: Progress) -> str:
    return _("Van begin naar doel: %(title)s, %(unit)s") % {"title": progress.title, "unit": progress.unit}
