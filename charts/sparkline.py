"""A line small enough for a row of a table, without axes: the words and figures stand beside it."""

from charts import ticks
from charts.model import Panel, Point, Role
from charts.scales import Linear, Years
from charts.sentences import outcome
from charts.svg import Element, Markup, circle, path

_WIDTH, _HEIGHT, _EDGE = 120.0, 32.0, 5.0


def draw(
    panel: Panel, *, start_year: int | None = None, city: str = "",
    reach: tuple[float, float] | None = None, period: tuple[int, int] | None = None,
) -> Markup:  # fmt: skip
    """The wijk's line only; its accessible name is the sentence, with the city's change in it.

    `reach` and `period`: the lowest and highest figure and the first and last year of lines that stand in one column,
    so that an eye may compare them; else the line has a scale of its own.
    """
    own = panel.of(Role.WIJK)
    svg = _frame(outcome(panel, start=start_year, city=city))
    if own is None or not own.known:
        return svg.markup()
    domain = ticks.nice(list(reach or [point.figure for point in own.known])).domain
    scale = Linear(domain, (_HEIGHT - _EDGE, _EDGE))
    first, last = period or (own.known[0].year, own.known[-1].year)
    years = Years(first, last, _EDGE, _WIDTH - _EDGE)

    def at(point: Point) -> tuple[float, float]:
        return years.middle(point.year), scale(point.figure)

    for stretch in own.stretches():
        svg.add(path([at(point) for point in stretch], "chart-line"))
    return svg.add(circle(*at(own.known[-1]), 3.5, "chart-dot")).markup()


def _frame(label: str) -> Element:
    attributes: dict[str, str | int | float | None] = {
        "viewBox": f"0 0 {_WIDTH:g} {_HEIGHT:g}",
        "class": "chart-svg chart-svg--spark",
    }
    return Element("svg", role="img", aria_label=label, width=_WIDTH, height=_HEIGHT, **attributes)
