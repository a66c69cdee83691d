"""What to study of a programme, read from its contribution links: which areas, from when, on which outcomes."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Min

from charts.wording import listing
from effects.vocabulary import MOST_PRIMARY, StartBasis
from indicators.models import Indicator
from programmes.models import Contribution, Intervention, Investment, Programme
from programmes.vocabulary import Evidence
from wijken.models import Area, Level

LEVELS = (Level.WIJK, Level.BUURT, Level.PC4)  # areas that are compared with their like; a whole gemeente is not

MAINLY = Decimal("0.25")  # of what an intervention does, an area that is studied gets at least this share


@dataclass(frozen=True)
class Start:
    """The year in which an intervention began to cost money; where no money was published, when it was to begin."""

    year: int
    basis: StartBasis


@dataclass(frozen=True)
class ProposedOutcome:
    """An outcome with the interventions that promise it. `lag_years`: the shortest that one of them promises."""

    indicator: Indicator
    lag_years: int
    interventions: tuple[Intervention, ...]
    primary_rank: int | None


@dataclass(frozen=True)
class Proposed:
    name: str
    areas: tuple[Area, ...]
    start: Start
    outcomes: tuple[ProposedOutcome, ...]


def proposals_of(programme: Programme) -> list[Proposed]:
    """One study for each set of areas and start that the programme's interventions share, the earliest first."""
    interventions = list(
        programme.interventions.filter(contributions__isnull=False)
        .distinct()
        .prefetch_related("reach__area", "contributions__indicator")
        .order_by("start_year", "title")
    )
    starts = starts_of(interventions)
    groups: dict[tuple[tuple[Area, ...], Start], list[Intervention]] = defaultdict(list)
    for one in interventions:
        areas = _alike(_mainly_reached(one))
        if areas:
            groups[areas, starts[one.pk]].append(one)
    found = [Proposed(_name(areas, start), areas, start, _outcomes(ones)) for (areas, start), ones in groups.items()]
    return sorted(found, key=lambda one: (one.start.year, one.name))


def starts_of(interventions: Iterable[Intervention]) -> dict[int, Start]:
    """By intervention the first year in which money was spent on it, never the year of the plan where that is known."""
    planned = {one.pk: one.start_year for one in interventions}
    entries = Investment.objects.counting().realised().standing().filter(intervention__in=planned, amount_cents__gt=0)
    spent = dict(entries.order_by().values_list("intervention").annotate(first=Min("year")))
    return {
        pk: Start(spent[pk], StartBasis.MONEY) if pk in spent else Start(year, StartBasis.POLICY)
        for pk, year in planned.items()
    }


def _mainly_reached(intervention: Intervention) -> list[Area]:
    """Not the areas that get only a little of it: what hardly happened there would hide what happened elsewhere."""
    return [reach.area for reach in intervention.reach.all() if reach.share >= MAINLY]


def _alike(areas: Iterable[Area]) -> tuple[Area, ...]:
    """The areas of the level of which there are most: one study compares like with like."""
    by_level: dict[str, list[Area]] = defaultdict(list)
    for area in areas:
        by_level[area.level].append(area)
    level = max(LEVELS, key=lambda one: (len(by_level[one]), -LEVELS.index(one)))
    return tuple(sorted(by_level[level], key=lambda area: (area.code, area.division_year)))


def _name(areas: Sequence[Area], start: Start) -> str:
    return f"{listing([area.spoken_name for area in areas])} vanaf {start.year}"[:160]


def _outcomes(interventions: Sequence[Intervention]) -> tuple[ProposedOutcome, ...]:
    """The best founded promises are the main questions, three at most; the rest is exploratory."""
    links: dict[int, list[Contribution]] = defaultdict(list)
    for one in interventions:
        for link in one.contributions.all():
            links[link.indicator_id].append(link)
    ordered = sorted(links.values(), key=_weight)
    return tuple(
        ProposedOutcome(
            indicator=of_one[0].indicator,
            lag_years=min(link.lag_years for link in of_one),
            interventions=tuple(one for one in interventions if any(link.intervention_id == one.pk for link in of_one)),
            primary_rank=place if place <= MOST_PRIMARY else None,
        )
        for place, of_one in enumerate(ordered, start=1)
    )


def _weight(links: Sequence[Contribution]) -> tuple[int, float, int]:
    evidence = min(list(Evidence).index(Evidence(link.evidence)) for link in links)
    share = max(float(link.money_share or 0) for link in links)
    return evidence, -share, links[0].indicator.order
