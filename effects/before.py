"""What may be seen of an outcome while its comparison areas are chosen: only figures from before the start."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.db.models import Count, Q
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts import linechart, sparkline
from charts.chart import Chart
from charts.model import Panel, Point, Role, Series, Status
from charts.svg import Markup
from charts.wording import number, with_unit
from effects.models import ComparisonArea, Study, StudyOutcome
from indicators.models import Observation
from wijken.models import Area

Figures = dict[int, dict[int, float]]  # area → year → what is known


@dataclass(frozen=True)
class Before:
    """`figures` of no year from the start on, whatever is known meanwhile: they are never read."""

    outcome: StudyOutcome
    treated: tuple[Area, ...]
    figures: Figures

    @property
    def years(self) -> list[int]:
        return sorted({year for one in self.figures.values() for year in one})

    def last_of(self, area: Area) -> str:
        """The last figure from before the start, with its year; empty where none is known."""
        known = self.figures.get(area.pk)
        if not known:
            return ""
        year = max(known)
        indicator = self.outcome.indicator
        return f"{with_unit(number(known[year], indicator.decimals), indicator.unit)} ({year})"

    def points_of(self, areas: Sequence[Area]) -> tuple[Point, ...]:
        """By year the plain mean; unknown in a year in which one of them is."""
        rows = [self.figures.get(area.pk, {}) for area in areas]
        return tuple(_point(year, [row.get(year) for row in rows]) for year in self.years) if rows else ()


def read_before(outcome: StudyOutcome, areas: Iterable[Area]) -> Before:
    """In two queries."""
    treated = tuple(outcome.study.areas.select_related("parent").order_by("code"))
    rows = Observation.objects.known().for_areas([*treated, *areas])
    rows = rows.filter(indicator=outcome.indicator, period__lt=outcome.study.start_year)
    figures: Figures = {}
    for area, year, value in rows.values_list("area_id", "period", "value"):
        if value is not None:
            figures.setdefault(area, {})[year] = value
    return Before(outcome, treated, figures)


def chart_of(before: Before, included: Sequence[ComparisonArea], one: Area | None = None) -> Chart:
    """The study's areas, the mean of the comparison areas, and each of these thin behind them; or `one` of them."""
    indicator = before.outcome.indicator
    areas = [row.area for row in included]
    name, short = _("gemiddelde van de vergelijking"), _("vergelijking")
    mean = Series(name, before.points_of(areas), Role.COMPARISON, short_name=short)
    own = Series(_own_name(before.treated), before.points_of(before.treated), Role.WIJK)
    single = Series(one.spoken_name, before.points_of([one]), Role.CITY) if one else None
    drawn = [series for series in (own, mean, single) if series and series.known]
    around = () if one else tuple(Series(area.spoken_name, before.points_of([area]), Role.COMPARISON) for area in areas)
    panel = Panel(
        indicator.label(), indicator.unit, tuple(drawn), decimals=indicator.decimals, around=around,
        empty_reason=_("geen cijfers van voor het begin"),
    )  # fmt: skip
    last = before.outcome.study.start_year - 1
    said = _("De lijnen houden op in %(year)s, het laatste jaar van voor het begin.") % {"year": last}
    return replace(linechart.draw(panel, now_year=last), sentence=said)


def small_line(before: Before, area: Area) -> Markup | None:
    """One area before the start, on a scale that all areas at hand share; None with fewer than two years."""
    indicator, years = before.outcome.indicator, before.figures.get(area.pk, {})
    if len(years) < 2:
        return None
    own = Series(area.spoken_name, before.points_of([area]), Role.WIJK)
    panel = Panel(indicator.label(), indicator.unit, (own,), decimals=indicator.decimals)
    every = [value for one in before.figures.values() for value in one.values()]
    return sparkline.draw(panel, reach=(min(every), max(every)), period=(before.years[0], before.years[-1]))


def known_years(study: Study) -> dict[int, int]:
    """By indicator in how many years before the start, that of the selection left out, a study's area has a figure."""
    rows = Observation.objects.known().filter(area__studies=study, period__lt=study.start_year)
    rows = rows.exclude(period=study.selection_year) if study.selection_year else rows
    rows = rows.filter(indicator__study_outcomes__study=study)
    counted = rows.order_by().values_list("indicator").annotate(years=Count("period", distinct=True))
    return dict(counted.filter(Q(years__gt=0)))


def years_words(years: int) -> str:
    return ngettext("%(years)s jaar", "%(years)s jaren", years) % {"years": number(years)} if years else _("geen")


def _own_name(treated: Sequence[Area]) -> str:
    if len(treated) == 1:
        return treated[0].spoken_name
    return _("gebieden van het onderzoek")


def _point(year: int, values: Sequence[float | None]) -> Point:
    known = [value for value in values if value is not None]
    if len(known) < len(values):
        return Point(year, None, Status.MISSING)
    return Point(year, sum(known) / len(known))
