"""What the contribution links of a programme promise: which intervention moves which indicator, where and from when."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Min, Prefetch

from effects.models import StudyOutcome
from effects.vocabulary import StartBasis
from programmes.models import Contribution, Intervention, Investment, Programme, Reach
from wijken.models import Area, Level

LEVELS = (Level.WIJK, Level.BUURT, Level.PC4)  # areas that are compared with their like; a whole gemeente is not

MAINLY = Decimal("0.25")  # of what an intervention does, an area that is studied gets at least this share

Areas = tuple[Area, ...]


@dataclass(frozen=True)
class Start:
    """The year in which an intervention began to cost money; where no money was published, when it was to begin."""

    year: int
    basis: StartBasis


@dataclass(frozen=True)
class Promise:
    """One contribution link, with the areas that its intervention mainly reaches and when that began."""

    link: Contribution
    intervention: Intervention
    areas: Areas
    start: Start

    @property
    def effect_year(self) -> int:
        """The first year in which it is promised to show."""
        return self.start.year + self.link.lag_years


def promises_of(programme: Programme) -> list[Promise]:
    """Those that no study of the programme asks about yet and that reach an area to study; the first to begin first."""
    interventions = list(
        programme.interventions.filter(contributions__isnull=False)
        .distinct()
        .prefetch_related(
            Prefetch("reach", Reach.objects.select_related("area")),
            Prefetch("contributions", Contribution.objects.select_related("indicator")),
        )
        .order_by("start_year", "title")
    )
    starts, asked = starts_of(interventions), _asked(programme)
    found = []
    for one in interventions:
        areas = _alike(_mainly_reached(one))
        links = [link for link in one.contributions.all() if (one.pk, link.indicator_id) not in asked]
        found += [Promise(link, one, areas, starts[one.pk]) for link in links if areas]
    return sorted(found, key=lambda promise: promise.start.year)


def starts_of(interventions: Iterable[Intervention]) -> dict[int, Start]:
    """By intervention the first year in which money was spent on it, never the year of the plan where that is known."""
    planned = {one.pk: one.start_year for one in interventions}
    entries = Investment.objects.counting().realised().standing().filter(intervention__in=planned, amount_cents__gt=0)
    spent = dict(entries.order_by().values_list("intervention").annotate(first=Min("year")))
    return {
        pk: Start(spent[pk], StartBasis.MONEY) if pk in spent else Start(year, StartBasis.POLICY)
        for pk, year in planned.items()
    }


def _asked(programme: Programme) -> set[tuple[int, int]]:
    rows = StudyOutcome.objects.filter(study__programme=programme, interventions__isnull=False)
    return set(rows.order_by().values_list("interventions", "indicator"))


def _mainly_reached(intervention: Intervention) -> list[Area]:
    """Not the areas that get only a little of it: what hardly happened there would hide what happened elsewhere."""
    return [reach.area for reach in intervention.reach.all() if reach.share >= MAINLY]


def _alike(areas: Iterable[Area]) -> Areas:
    """The areas of the level of which there are most: one study compares like with like."""
    by_level: dict[str, list[Area]] = defaultdict(list)
    for area in areas:
        by_level[area.level].append(area)
    level = max(LEVELS, key=lambda one: (len(by_level[one]), -LEVELS.index(one)))
    return tuple(sorted(by_level[level], key=lambda area: (area.code, area.division_year)))
