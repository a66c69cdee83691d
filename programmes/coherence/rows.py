"""Fetches the package of a programme, as its reader may see it, in a fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Prefetch, Q
from django.utils import timezone

from programmes.coherence.package import Aim, Amount, Package, Place, Span, Target, Wijk, Work
from programmes.models import Contribution, Goal, Intervention, Investment, Programme, ProgrammeArea, Reach
from programmes.vocabulary import InterventionStatus, MoneyState
from stakeholders.models import Organisation
from wijken.models import Area


def package_of(programme: Programme, reader: Any, state: str = MoneyState.SPENT) -> Package:
    """Money in one state, with what it is for. A city's programme takes in those of its wijken.

    A draft has no interventions of its own: those of the programme that it is a draft of count.
    """
    doing = programme.draft_of or programme
    children = Q(programme__parent=doing, programme__draft_of=None)
    works = _works(Intervention.objects.visible_to(reader).filter(Q(programme=doing) | children))
    goals = Goal.objects.visible_to(reader).filter(Q(programme=programme) | children)
    amounts = _amounts([work.pk for work in works], reader, state)
    wijken = ProgrammeArea.objects.filter(Q(programme=programme) | children)
    payers = Organisation.objects.filter(pk__in={amount.payer for amount in amounts})
    return Package(
        works=works,
        amounts=amounts,
        targets=tuple(_target(goal) for goal in goals.select_related("indicator", "area__parent__parent__parent")),
        phases=tuple(Span(one.name, one.start_year, one.end_year) for one in programme.phases.all()),
        wijken=tuple(
            Wijk(one.pk, one.name, tuple(place_of(area) for area in one.areas.all()))
            for one in wijken.prefetch_related(Prefetch("areas", Area.objects.with_parents()))
        ),
        payers=dict(payers.values_list("pk", "name")),
    )


def _works(rows: Any) -> tuple[Work, ...]:
    links = Contribution.objects.select_related("indicator").order_by("pk")
    reach = Reach.objects.select_related("area__parent__parent__parent").order_by("pk")
    found = rows.prefetch_related(Prefetch("contributions", links), Prefetch("reach", reach))
    return tuple(_work(one) for one in found.order_by("start_year", "title", "pk"))


def _work(row: Intervention) -> Work:
    withdrawn = row.status == InterventionStatus.WITHDRAWN
    stopped = (row.ended_on.year if row.ended_on else timezone.localdate().year) if withdrawn else None
    aims = (
        Aim(one.indicator_id, one.indicator.name, one.indicator.domain, one.lag_years, one.money_share)
        for one in row.contributions.all()
    )
    reach = tuple((place_of(part.area), part.share) for part in row.reach.all())
    return Work(row.pk, row.title, row.pillar, row.start_year, row.end_year, tuple(aims), reach, stopped)


def _amounts(works: Iterable[int], reader: Any, state: str) -> tuple[Amount, ...]:
    entries = Investment.objects.visible_to(reader).filter(intervention__in=works).in_state(state)
    rows = entries.per_intervention_year_and_first_payer()
    return tuple(Amount(row["intervention"], row["year"], row["source"], row["cents"]) for row in rows)


def _target(goal: Goal) -> Target:
    name = str(goal)
    return Target(goal.pk, goal.indicator_id, name, goal.indicator.domain, place_of(goal.area))


def place_of(area: Area) -> Place:
    """An area with all it lies in; its parents must be fetched along."""
    above, parent = set(), area.parent
    while parent is not None:
        above.add(parent.code)
        parent = parent.parent
    return Place(area.code, frozenset(above))
