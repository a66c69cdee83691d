"""The picture of an area: its money, interventions and outcomes on one time axis, as data for `charts`."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.urls import reverse
from django.utils.translation import gettext as _

from charts.model import (
    Bar,
    Break,
    GoalMark,
    Panel,
    Point,
    Role,
    Series,
    Span,
    SpanStatus,
    Status,
    WijkPicture,
)
from charts.model import Pillar as ChartPillar
from indicators.domains import Direction
from indicators.domains import Status as FigureStatus
from indicators.models import Indicator
from indicators.series import Compared
from indicators.series import Series as Figures
from portal.wijkstory.domains import WELL_KNOWN
from portal.wijkstory.money import Money, total
from portal.wijkstory.outcomes import CHART_DIRECTION, targets_of
from portal.wijkstory.words import subject_of
from programmes.models import Goal, Intervention
from programmes.vocabulary import InterventionStatus, Pillar
from wijken.models import Area, Level

MOST_PANELS = 4
POINT_STATUS = {
    FigureStatus.MEASURED: Status.MEASURED,
    FigureStatus.PROVISIONAL: Status.PROVISIONAL,
    FigureStatus.ESTIMATED: Status.ESTIMATED,
    FigureStatus.WITHHELD: Status.WITHHELD,
    FigureStatus.MISSING: Status.MISSING,
}

SPAN_STATUS = {
    InterventionStatus.PLANNED: SpanStatus.PLANNED,
    InterventionStatus.BUSY: SpanStatus.RUNNING,
    InterventionStatus.ENDED: SpanStatus.FINISHED,
    InterventionStatus.WITHDRAWN: SpanStatus.WITHDRAWN,
}


def pillars() -> tuple[ChartPillar, ...]:
    return tuple(ChartPillar(code, str(Pillar(code).label)) for code in Pillar.values)


def bars_of(money: Money) -> tuple[Bar, ...]:
    """Spent per year and pillar. A pillar and year of which nothing was reported has no bar."""
    cents: dict[tuple[int, str], int] = defaultdict(int)
    for part in money.spent():
        cents[part.year, part.intervention.pillar] += part.cents
    return tuple(Bar(year, pillar, amount) for (year, pillar), amount in sorted(cents.items()))


def spans_of(interventions: Iterable[Intervention], money: Money) -> tuple[Span, ...]:
    return tuple(span_of(each, total(money.of(each).spent()) or 0) for each in interventions)


def span_of(intervention: Intervention, cents: int) -> Span:
    return Span(
        title=intervention.title,
        pillar=intervention.pillar,
        start=intervention.began_on.year if intervention.began_on else intervention.start_year,
        end=intervention.ended_on.year if intervention.ended_on else intervention.end_year,
        url=f"#interventie-{intervention.pk}",
        status=SPAN_STATUS[InterventionStatus(intervention.status)],
        cents=cents,
    )


def panels_of(compared: Sequence[Compared], goals: dict[int, Goal], names: dict[Role, str]) -> tuple[Panel, ...]:
    """At most four outcomes: those with a goal first, then the well known ones, and no domain twice if it can be."""
    worth = [each for each in compared if len(each.here.known()) > 1]
    wanted = sorted((each for each in worth if rank(each, goals) is not None), key=lambda each: rank(each, goals) or 0)
    chosen: list[Compared] = []
    for each in wanted:
        if each.indicator.domain not in {other.indicator.domain for other in chosen}:
            chosen.append(each)
    chosen += [each for each in wanted if each not in chosen]
    return tuple(panel_of(each, goals.get(each.indicator.pk), names) for each in chosen[:MOST_PANELS])


def rank(compared: Compared, goals: dict[int, Goal]) -> int | None:
    """The lower the sooner; None: not in the picture."""
    known = WELL_KNOWN.index(compared.indicator.slug) if compared.indicator.slug in WELL_KNOWN else None
    if compared.indicator.pk in goals:
        return known if known is not None else len(WELL_KNOWN)
    return None if known is None else len(WELL_KNOWN) + 1 + known


def panel_of(compared: Compared, goal: Goal | None, names: dict[Role, str]) -> Panel:
    indicator = compared.indicator
    lines = [(Role.WIJK, compared.here), (Role.CITY, compared.city), (Role.COUNTRY, compared.country)]
    breaks = breaks_of(indicator)
    return Panel(
        title=indicator.label(),
        unit=indicator.unit,
        series=tuple(line_of(each, role, names[role], breaks) for role, each in lines if each and each.known()),
        direction=CHART_DIRECTION[Direction(indicator.direction)],
        decimals=indicator.decimals,
        goals=tuple(GoalMark(year, value) for year, value in targets_of(goal)) if goal else (),
        subject=subject_of(indicator),
        threshold=indicator.still_equal,
        source=indicator.credit(invented=compared.here.area.invented),
        url=reverse("indicator", args=[indicator.slug]),
    )


def line_of(figures: Figures, role: Role, name: str, breaks: Sequence[Break]) -> Series:
    points = tuple(Point(each.period, each.value, POINT_STATUS[each.status]) for each in figures.figures)
    years = [point.year for point in points]
    crossed = tuple(cut for cut in breaks if years[0] < cut.year <= years[-1])
    return Series(name, points, role, crossed, short_name(figures.area) if role is Role.WIJK else "")


def short_name(area: Area) -> str:
    """What a line is called where there is no room for its name."""
    return {Level.WIJK: _("wijk"), Level.BUURT: _("buurt"), Level.GEMEENTE: _("stad"), Level.LAND: _("land")}.get(
        Level(area.level), area.code
    )


def breaks_of(indicator: Indicator) -> tuple[Break, ...]:
    """A series breaks where a second or later definition begins."""
    later = list(indicator.definitions.all())[1:]
    return tuple(Break(each.from_year, each.break_reason or _("andere telling")) for each in later)


def picture_of(
    title: str, wijk: str, city: str, *, money: Money, interventions: Sequence[Intervention], panels: tuple[Panel, ...],
    start: int | None, end: int | None, over: int, silent: bool = False,
) -> WijkPicture:  # fmt: skip
    """`over` is the last year that is over; reported spending of a later year counts as past too.

    `silent`: where no programme works, nothing is said of money and interventions that nobody expects.
    """
    bars, spans = bars_of(money), spans_of(interventions, money)
    now = max([over, *(bar.year for bar in bars)])
    years = years_of(bars, spans, panels, start, end)
    return WijkPicture(
        title=title,
        wijk=wijk,
        city=city,
        first_year=min(years, default=now),
        last_year=max(years, default=now) if silent else max([*years, now]),
        now_year=now,
        start_year=start,
        pillars=pillars(),
        bars=bars,
        spans=spans,
        panels=panels,
        money_note=_("prijzen van het jaar zelf") if bars else "",
        money_empty_reason="" if silent else _("Er is nog niet gemeld wat er is besteed."),
        spans_empty_reason="" if silent else _("Er staat nog niet wat we doen."),
        caveat=_("Het laat zien wat er samen opging, niet wat waardoor kwam."),
    )


def years_of(
    bars: Sequence[Bar], spans: Sequence[Span], panels: Sequence[Panel], start: int | None, end: int | None
) -> list[int]:
    figures = [point.year for panel in panels for series in panel.series for point in series.points]
    goals = [goal.year for panel in panels for goal in panel.goals]
    worked = [year for span in spans for year in (span.start, span.end) if year]
    return [*figures, *goals, *worked, *(bar.year for bar in bars), *(year for year in (start, end) if year)]
