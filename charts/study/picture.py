"""One study on one time axis: above what was spent, below the wijk against its comparison wijken and the city."""

from dataclasses import dataclass, replace
from functools import partial

from django.utils.translation import gettext as _

from charts import tables
from charts.chart import Chart, drawings
from charts.layout import MIDDLE, PHONE, WIDE
from charts.model import Panel, Role, Series, WijkPicture, YearMark
from charts.study.finding import Finding
from charts.svg import Element
from charts.tables import Cell, Row, Table
from charts.wijkpicture import money
from charts.wijkpicture.scene import Scene
from charts.wijkpicture.stack import Draw, Stack
from charts.wording import number, percentage

_TALL = 190.0
_PHONE = replace(PHONE, plot_height=170, right=188)
_LEVEL = percentage(95)
_READABLE = 2.5  # separate wijken may stretch the axis to so many times what the lines themselves need


@dataclass(frozen=True)
class StudyPicture:
    """`picture` holds the money and the years; `panel` the wijk, its comparison wijken, what was expected, the city.

    What was expected has the interval of each year as its `low` and `high`; `interval_of_mean`: these are those of
    the mean effect, the same in each year. `separate`: each comparison wijk.
    """

    picture: WijkPicture
    panel: Panel
    finding: Finding
    separate: tuple[Series, ...] = ()
    interval_of_mean: bool = False

    @property
    def shown(self) -> Panel:
        """The panel with the comparison wijken behind it where that leaves the lines readable, and its first year."""
        around = self.separate if _leaves_room(self.panel, self.separate) else ()
        marks = (YearMark(self.finding.since, _("telt mee vanaf %(year)s") % {"year": self.finding.since}),)
        late = self.panel.of(Role.EXPECTED) and self.finding.since > (self.picture.start_year or 0)
        return replace(self.panel, around=around, marks=marks if late else ())

    @property
    def notes(self) -> tuple[str, ...]:
        """What the lines without a name and the shaded strip are."""
        told = [_("dunne lijnen: elke vergelijkingswijk") if self.shown.around else ""]
        expected = self.panel.of(Role.EXPECTED)
        if expected and any(point.low is not None for point in expected.points):
            mean = _("grijs vlak: onzekerheid van het gemiddelde verschil (%(level)s)") % {"level": _LEVEL}
            told.append(mean if self.interval_of_mean else _("grijs vlak: onzekerheid (%(level)s)") % {"level": _LEVEL})
        return tuple(each for each in told if each)


def _leaves_room(panel: Panel, separate: tuple[Series, ...]) -> bool:
    own = [edge for point in panel.known for edge in (point.value, point.low, point.high) if edge is not None]
    others = [point.figure for series in separate for point in series.known]
    if not own or not others:
        return False
    reach = max(own) - min(own)
    return max(own + others) - min(own + others) <= _READABLE * reach


def draw(study: StudyPicture, uid: str = "studie") -> Chart:
    """Three geometries of one picture. `uid` keeps the ids of two pictures on one page apart."""
    return Chart(
        kind="studie",
        title=study.picture.title,
        sentence=study.finding.lead,
        drawings=drawings(
            (replace(WIDE, plot_height=_TALL), replace(MIDDLE, plot_height=_TALL), _PHONE),
            lambda layout: _element(study, Scene(study.picture, layout, f"{uid}-{layout.name}")),
        ),
        tables=tables.filled(outcome_table(study), tables.money(study.picture)),
        caveat=study.picture.caveat,
    )


def _element(study: StudyPicture, scene: Scene) -> Element:
    stack, picture = Stack(scene), study.picture
    makers: list[Draw] = []
    if picture.bars or picture.money_empty_reason:
        makers.append(partial(money.section, scene))
    makers.append(stack.outcome(study.shown, study.finding.lead, study.notes))
    return stack.element(makers)


def outcome_table(study: StudyPicture) -> Table:
    """As the table of any outcome, with the interval of what was expected in a column of its own."""
    table = tables.outcome(study.panel)
    expected = study.panel.of(Role.EXPECTED)
    if expected is None:
        return table
    edges = {str(point.year): point for point in expected.points if point.low is not None and point.high is not None}
    decimals = study.panel.decimals

    def interval(row: Row) -> Cell:
        point = edges.get(row.header)
        if point is None or point.low is None or point.high is None:
            return Cell("–")
        return Cell(
            _("%(low)s tot %(high)s") % {"low": number(point.low, decimals), "high": number(point.high, decimals)}
        )

    rows = tuple(replace(row, cells=(*row.cells, interval(row))) for row in table.rows)
    return replace(table, header=(*table.header, _("verwacht, onzekerheid")), rows=rows)
