"""The study's own gap dark among the gaps of placebos: wijken where nothing was done, taken as if something was."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from charts import tables
from charts.chart import Chart, drawings
from charts.layout import SINGLE, SINGLE_PHONE, Layout
from charts.linechart import on_years
from charts.model import Panel, Series
from charts.svg import Element
from charts.tables import Table
from charts.wording import number
from charts.yearly import late_mark


@dataclass(frozen=True)
class Placebos:
    """`own`: by year the wijk less its comparison wijken, at nought before the start; `others`: of each placebo.

    `place` 1 `of` 25: its effect is the most extreme of 25, itself among them; None where there is no such rank.
    `mean_of`: how many wijken the own line is the mean of, where each placebo is one. `since`: the first year that
    counts, where that is later than the start.
    """

    title: str
    unit: str
    own: Series
    others: tuple[Series, ...]
    start_year: int
    decimals: int = 0
    place: int | None = None
    of: int | None = None
    since: int | None = None
    mean_of: int = 1


def draw(placebos: Placebos) -> Chart:
    panel = Panel(
        placebos.title, placebos.unit, (placebos.own,), decimals=placebos.decimals, around=placebos.others,
        marks=late_mark(placebos.start_year, placebos.since),
    )  # fmt: skip
    last = max((point.year for point in placebos.own.points), default=placebos.start_year)

    notes = (_("dunne lijnen: wijken waar deze aanpak niet was"),) if placebos.others else ()

    def on_axis(layout: Layout) -> Element:
        return on_years(panel, layout, last, placebos.start_year, start_name=_("begin"), notes=notes)

    return Chart(
        kind="placebo",
        title=placebos.title,
        sentence=sentence(placebos),
        drawings=drawings((SINGLE, SINGLE_PHONE), on_axis),
        tables=tables.filled(_table(placebos, panel)),
    )


def sentence(placebos: Placebos) -> str:
    """How to read it, and how often chance alone gives as much."""
    lead = _(
        "De donkere lijn is het verschil tussen %(name)s en de vergelijkingswijken, vóór het begin op nul gezet. Elke "
        "dunne lijn is hetzelfde verschil voor een wijk waar deze aanpak niet was."
    ) % {"name": placebos.own.name}
    lead = f"{lead} {_of_mean(placebos)}".strip()
    if placebos.place is None or placebos.of is None:
        return lead
    told = {"of": number(placebos.of), "place": number(placebos.place), "name": placebos.own.name}
    if placebos.place == 1:
        return f"{lead} " + _("Van deze %(of)s vergelijkingen geeft %(name)s het grootste verschil.") % told
    rest = _(
        "Van deze %(of)s vergelijkingen gaven er %(place)s een even groot of groter verschil, die van %(name)s "
        "zelf meegeteld."
    )
    return f"{lead} {rest % told}"


def _of_mean(placebos: Placebos) -> str:
    said = _("De donkere lijn is het gemiddelde van %(number)s wijken. Zij schommelt dus minder dan die van één wijk.")
    return said % {"number": number(placebos.mean_of)} if placebos.mean_of > 1 else ""


def _table(placebos: Placebos, panel: Panel) -> Table:
    """The own gap by year, with the lowest and highest of the placebos."""
    table = tables.outcome(panel)
    if not placebos.others:
        return table
    rows = []
    for row in table.rows:
        values = [v for each in placebos.others if (v := each.value_in(int(row.header))) is not None]
        edges = (min(values), max(values)) if values else ()
        cells = tuple(tables.Cell(number(edge, placebos.decimals), edge) for edge in edges)
        rows.append(tables.Row(row.header, (*row.cells, *(cells or (tables.Cell("–"), tables.Cell("–"))))))
    header = (*table.header, _("laagste van de andere"), _("hoogste van de andere"))
    return Table(table.caption, header, tuple(rows))
