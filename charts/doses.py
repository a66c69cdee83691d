"""Money per household against how much a figure changed: a point for each wijk, and the line of the answer.

Nothing is ranked and no point is named in the drawing: a single wijk says nothing of whether money does something.
"""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from charts import plot, ticks
from charts.chart import Chart, canvas, drawings
from charts.layout import SINGLE, SINGLE_PHONE, Layout
from charts.scales import Linear
from charts.svg import Element, circle, group, line, title, words
from charts.tables import Cell, Row, Table
from charts.wording import number

_WIDE = replace(SINGLE, left=64, right=640, plot_height=300)
_PHONE = replace(SINGLE_PHONE, left=44, right=280, plot_height=240)


@dataclass(frozen=True)
class Dose:
    """One wijk: `euros` per household, 0 where no programme works, and how much the figure changed, in its unit."""

    name: str
    euros: float
    change: float
    url: str | None = None


@dataclass(frozen=True)
class Doses:
    """`per_thousand`: what 1,000 euros more go with, in the unit of the figure; None where nothing may be said.
    `before` and `after`: the years between which the change is told."""

    title: str
    unit: str
    sentence: str
    doses: tuple[Dose, ...]
    before: str
    after: str
    per_thousand: float | None = None
    decimals: int = 0

    @property
    def ends(self) -> tuple[tuple[float, float], tuple[float, float]] | None:
        """The line of the answer from nought to the largest amount, through the middle of all points."""
        if self.per_thousand is None or not self.doses:
            return None
        across = sum(each.euros for each in self.doses) / len(self.doses)
        up = sum(each.change for each in self.doses) / len(self.doses)
        slope, most = self.per_thousand / 1000, max(each.euros for each in self.doses)
        return (0.0, up - slope * across), (most, up + slope * (most - across))


def draw(doses: Doses) -> Chart:
    return Chart(
        kind="geld-en-verandering",
        title=doses.title,
        sentence=doses.sentence,
        drawings=drawings((_WIDE, _PHONE), lambda layout: _element(doses, layout)),
        tables=(table(doses),),
        caveat=_("Elk punt is een wijk. Eén punt zegt niets: het gaat om alle punten samen, en ook die bewijzen niet "
                 "dat het geld dit deed."),
    )  # fmt: skip


def _element(doses: Doses, layout: Layout) -> Element:
    if not doses.doses:
        drawn = group()
        return canvas(layout, plot.reason(layout, drawn, 0, _("Er is geen wijk te tekenen.")) + 4, doses.title, drawn)
    head, top = plot.heading(layout, 0, "", [_up(doses)])
    top += 10
    ends = doses.ends or ()
    rows = ticks.nice([*(each.change for each in doses.doses), *(up for _across, up in ends), 0.0])
    columns = ticks.nice([each.euros for each in doses.doses], from_nought=True)
    up = Linear(rows.domain, (top + layout.plot_height, top))
    across = Linear(columns.domain, (layout.left, layout.right))
    drawn = group(plot.value_axis(layout, up, rows), _amounts(layout, across, columns, up))
    if doses.ends:
        (x1, y1), (x2, y2) = doses.ends
        drawn.add(line(across(x1), up(y1), across(x2), up(y2), "chart-start"))
    drawn.add(*(_point(doses, each, across, up) for each in doses.doses))
    bottom = up(rows.domain[0]) + 2 * plot.year_axis_height(layout)
    drawn.add(words(layout.right, bottom, _across(), layout.small, "chart-note", anchor="end"))
    return canvas(layout, bottom + 8, f"{doses.title}, {doses.unit}", head, drawn)


def _up(doses: Doses) -> str:
    told = {"unit": doses.unit, "before": doses.before, "after": doses.after}
    return _("omhoog: verandering van %(before)s tot %(after)s, %(unit)s") % told


def _across() -> str:
    return _("naar rechts: euro per huishouden")


def _amounts(layout: Layout, across: Linear, values: ticks.Ticks, up: Linear) -> Element:
    drawn = group(class_="chart-axis", aria_hidden="true")
    bottom = up.output[0]
    for value, text in zip(values.values, values.labels, strict=True):
        drawn.add(words(across(value), bottom + layout.small + 4, text, layout.small, "chart-tick", anchor="middle"))
    return drawn


def _point(doses: Doses, each: Dose, across: Linear, up: Linear) -> Element:
    css = "chart-study chart-study--outside" if each.euros else "chart-study"
    said = f"{each.name}: € {number(each.euros)}, {number(each.change, doses.decimals, signed=True)}"
    return circle(across(each.euros), up(each.change), 4.5, css).add(title(said))


def table(doses: Doses) -> Table:
    """By name, since an order by change would be a ranking."""
    rows = tuple(
        Row(
            each.name,
            (
                Cell(f"€ {number(each.euros)}", round(each.euros, 2)),
                Cell(number(each.change, doses.decimals, signed=True), each.change),
            ),
            each.url,
        )
        for each in sorted(doses.doses, key=lambda each: each.name)
    )
    header = (_("Wijk"), _("Besteed per huishouden"), _("Verandering"))
    return Table(f"{doses.title} ({doses.unit})", header, rows)
