"""The gap between a wijk and its city through the years: two lines, and the difference written between them."""

from dataclasses import replace

from django.utils.translation import gettext as _

from charts import sentences, tables
from charts.chart import Chart, drawings
from charts.layout import SINGLE, SINGLE_PHONE
from charts.linechart import on_years
from charts.lines import Plot
from charts.model import Panel, Point, Role, Series
from charts.svg import Element, group, line, path, words
from charts.text import width_of
from charts.wording import exact, number


def draw(panel: Panel, *, now_year: int, start_year: int | None = None) -> Chart:
    """The wijk against its city (or the country, without a city); other series are left out."""
    pair = replace(panel, series=_pair(panel), goals=())
    return Chart(
        kind="kloof",
        title=panel.title,
        sentence=sentence(pair, start_year),
        drawings=drawings(
            (SINGLE, SINGLE_PHONE),
            lambda layout: on_years(pair, layout, now_year, start_year, lambda plot: _between(plot, start_year)),
        ),
        tables=tables.filled(tables.outcome(pair)),
    )


def _pair(panel: Panel) -> tuple[Series, ...]:
    own, other = panel.of(Role.WIJK), panel.of(Role.CITY) or panel.of(Role.COUNTRY)
    return tuple(replace(series, points=tuple(map(_bare, series.points))) for series in (own, other) if series)


def _bare(point: Point) -> Point:
    """Without its interval: here only the gap is shaded."""
    return replace(point, low=None, high=None)


def sentence(panel: Panel, start: int | None = None) -> str:
    """How large the gap was and is, in the unit of the indicator; compared only where figures may be."""
    ends = _ends(panel, start)
    if ends is None:
        return _("Het verschil is niet bekend: er is geen jaar waarin beide een cijfer hebben.")
    first, last = ends
    before, after = difference(panel, first), difference(panel, last)
    told = {
        "place": panel.series[1].name,
        "before": number(abs(before), panel.decimals),
        "after": number(abs(after), panel.decimals),
        "first": first,
        "last": last,
    }
    if first == last:
        return _("Het verschil met %(place)s was %(after)s in %(last)s.") % told
    told["verdict"] = _trend(before, after, panel.threshold)
    return _("Het verschil met %(place)s was %(before)s in %(first)s en %(after)s in %(last)s: %(verdict)s.") % told


def difference(panel: Panel, year: int) -> float:
    """Wijk less city in one year in which both are known, in the unit of the indicator."""
    own, other = (exact(series.figure_in(year)) for series in panel.series)
    return float(own - other)


def _trend(before: float, after: float, threshold: float) -> str:
    if before * after < 0:
        return _("de wijk ging van de ene naar de andere kant van de stad")
    grown = exact(abs(after)) - exact(abs(before))
    if abs(grown) <= exact(threshold):
        return _("ongeveer even groot")
    return _("de kloof werd groter") if grown > 0 else _("de kloof werd kleiner")


def _ends(panel: Panel, start: int | None) -> tuple[int, int] | None:
    """The first and last year that both have, after the start and the last break where there are such years."""
    if len(panel.series) < 2:
        return None
    own, other = panel.series
    shared = [point.year for point in own.known if other.value_in(point.year) is not None]
    stretch = sentences.comparable(own, other, start)
    if stretch and stretch.first in shared and stretch.last in shared:
        return stretch.first, stretch.last
    return (shared[-1], shared[-1]) if shared else None


def _between(plot: Plot, start: int | None) -> Element:
    """The shaded gap, and at both of its ends how large it is; on a short stretch only at the last."""
    drawn = group(class_="chart-gap")
    if len(plot.panel.series) < 2:
        return drawn
    drawn.add(*_shades(plot))
    first, last = _ends(plot.panel, start) or (None, None)
    if last is not None:
        drawn.add(*_measure(plot, last, rightward=False))
    if first is not None and last is not None and _room(plot, first, last):
        drawn.add(*_measure(plot, first, rightward=True))
    return drawn


def _room(plot: Plot, first: int, last: int) -> bool:
    """Whether the words of both ends fit beside each other."""
    return plot.axis.years.middle(last) - plot.axis.years.middle(first) >= _reach(plot, first) + _reach(plot, last)


def _words(plot: Plot, year: int) -> str:
    return _("verschil %(value)s") % {"value": number(abs(difference(plot.panel, year)), plot.panel.decimals)}


def _reach(plot: Plot, year: int) -> float:
    return width_of(_words(plot, year), plot.layout.small, bold=True) + 10


def _shades(plot: Plot) -> list[Element]:
    own, other = plot.panel.series
    shades = []
    for stretch in own.stretches():
        both = [point for point in stretch if other.value_in(point.year) is not None]
        there = [plot.at(point.year, other.figure_in(point.year)) for point in reversed(both)]
        if len(both) > 1:
            shades.append(path([plot.place(point) for point in both] + there, "chart-interval", closed=True))
    return shades


def _measure(plot: Plot, year: int, *, rightward: bool) -> list[Element]:
    """An upright line from one to the other, and the difference beside it where no line runs through the words."""
    own, other = (plot.scale(series.figure_in(year)) for series in plot.panel.series)
    x, reach, size = plot.axis.years.middle(year), _reach(plot, year), plot.layout.small
    rightward = rightward or x - reach < plot.layout.left
    y = _free_height(plot, (x, x + reach) if rightward else (x - reach, x), (own + other) / 2)
    place, anchor = (x + 6, None) if rightward else (x - 6, "end")
    label = words(place, y + size * 0.35, _words(plot, year), size, "chart-flag chart-halo", anchor=anchor)
    return [line(x, own, x, other, "chart-measure"), label]


def _free_height(plot: Plot, sides: tuple[float, float], between: float) -> float:
    """The middle of words that span `sides`: between the lines where these leave room, else above or below both."""
    half = plot.layout.small * 0.75
    first, second = (_heights(plot, series, sides) for series in plot.panel.series)
    above, below = (first, second) if min(first) < min(second) else (second, first)
    if max(above) + half <= between <= min(below) - half:
        return between
    bottom, top = plot.scale.output
    over, under = min(above + below) - half - 2, max(above + below) + half + 2
    return over if over - half >= top - 8 or under + half > bottom else under


def _heights(plot: Plot, series: Series, sides: tuple[float, float]) -> list[float]:
    """Where the line runs over `sides`: at its figures there and at the nearest beyond both ends."""
    reach = plot.axis.years.band
    places = [plot.place(point) for point in series.known]
    return [y for x, y in places if sides[0] - reach <= x <= sides[1] + reach] or [y for _x, y in places]
