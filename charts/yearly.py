"""The difference of a study year by year with its interval: about nought before the start where they went alike."""

from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts import tables
from charts.chart import Chart, drawings
from charts.layout import SINGLE, SINGLE_PHONE, Layout
from charts.linechart import on_years
from charts.model import Panel, Series, YearMark
from charts.svg import Element
from charts.wording import listing, percentage

_LEVEL = percentage(95)


@dataclass(frozen=True)
class YearlyDifference:
    """`difference`: the wijk less what it is compared with, in the unit of the indicator; without an interval where
    none was estimated. `since`: the first year that counts, where that is later than the start."""

    title: str
    unit: str
    difference: Series
    start_year: int
    decimals: int = 0
    since: int | None = None

    @property
    def has_interval(self) -> bool:
        return any(point.low is not None for point in self.difference.points)

    @property
    def out_in_words(self) -> str:
        """The years between that do not count."""
        unknown = [str(point.year) for point in self.difference.points if point.value is None]
        said = ngettext("%(years)s telt niet mee", "%(years)s tellen niet mee", len(unknown))
        return said % {"years": listing(unknown)} if unknown else ""

    @property
    def reaches_past_start(self) -> bool:
        return any(point.year >= self.start_year for point in self.difference.known)


def draw(yearly: YearlyDifference) -> Chart:
    panel = Panel(
        yearly.title, yearly.unit, (yearly.difference,), decimals=yearly.decimals,
        marks=late_mark(yearly.start_year, yearly.since), gaps_told=True,
    )  # fmt: skip
    last = max((point.year for point in yearly.difference.points), default=yearly.start_year)
    level = _("grijs vlak: onzekerheid (%(level)s)") % {"level": _LEVEL} if yearly.has_interval else ""
    notes = [each for each in (level, yearly.out_in_words) if each]

    def on_axis(layout: Layout) -> Element:
        return on_years(panel, layout, last, yearly.start_year, start_name=_("begin"), notes=notes)

    return Chart(
        kind="jaarverschil",
        title=yearly.title,
        sentence=sentence(yearly),
        drawings=drawings((SINGLE, SINGLE_PHONE), on_axis),
        tables=tables.filled(tables.outcome(panel)),
    )


def late_mark(start: int, since: int | None) -> tuple[YearMark, ...]:
    """The first year that counts, where an effect is looked for only later than the start."""
    if since is None or since <= start:
        return ()
    return (YearMark(since, _("telt mee vanaf %(year)s") % {"year": since}),)


def sentence(yearly: YearlyDifference) -> str:
    lead = _(
        "De lijn is het verschil tussen %(name)s en de vergelijkingswijken, jaar na jaar. Blijft de lijn vóór het "
        "begin dicht bij nul, dan gingen ze gelijk op."
    ) % {"name": yearly.difference.name}
    after = _("Na het begin laat de lijn zien wanneer het verschil kwam, en of het bleef.")
    return f"{lead} {after}" if yearly.reaches_past_start else lead
