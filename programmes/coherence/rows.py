"""Fetches the package of a programme, as its reader may see it, in a fixed number of queries."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone

from programmes.coherence.package import Aim, Amount, Package, Place, Span, Target, Wijk, Work
from programmes.models import Contribution, Goal, Intervention, Investment, Programme, Reach
from programmes.vocabulary import InterventionStatus, MoneyState
from programmes.whole import Whole, whole_of
from stakeholders.models import Organisation
from wijken.models import Area

PLACE = ("area__code", "area__parent__code", "area__parent__parent__code", "area__parent__parent__parent__code")


def package_of(programme: Programme, reader: Any, state: str = MoneyState.SPENT, whole: Whole | None = None) -> Package:
    """Money in one state, with what it is for. A city's programme takes in those of its wijken.

    A draft has no interventions of its own: those of the programme that it is a draft of count.
    """
    whole = whole or whole_of(programme, reader)
    return package_from(whole, _amounts([one.pk for one in whole.interventions], reader, state))


def package_from(whole: Whole, amounts: Sequence[Amount]) -> Package:
    """The same of rows that the caller has already (2 queries, and one where a finding names who pays)."""
    return Package(
        works=_works(whole.interventions),
        amounts=tuple(amounts),
        targets=tuple(_target(goal) for goal in whole.goals),
        phases=tuple(Span(one.name, one.start_year, one.end_year) for one in whole.plan.phases.all()),
        wijken=tuple(Wijk(one.pk, one.name, tuple(place_of(area) for area in one.areas.all())) for one in whole.wijken),
        payers=Names({amount.payer for amount in amounts}),
    )


class Names(Mapping[int, str]):
    """The names of organisations, asked for when the first of them is read: most programmes need none."""

    def __init__(self, keys: set[int]) -> None:
        self.keys_asked = keys

    @cached_property
    def _read(self) -> dict[int, str]:
        return dict(Organisation.objects.filter(pk__in=self.keys_asked).values_list("pk", "name"))

    def __getitem__(self, key: int) -> str:
        return self._read[key]

    def __iter__(self) -> Iterator[int]:
        return iter(self._read)

    def __len__(self) -> int:
        return len(self._read)


@dataclass(frozen=True)
class Sums:
    """The money of a programme: its own per state, and with its children what was spent on each intervention."""

    own: dict[str, int]
    spent: tuple[Amount, ...]


def sums_of(whole: Whole, reader: Any) -> Sums:
    """1 query for both: each would read the same entries."""
    family = [whole.itself.pk, *(one.pk for one in whole.children)]
    entries = Investment.objects.visible_to(reader).filter(intervention__programme__in=family)
    totals: dict[str, int] = {}
    spent = []
    for programme, state, work, source, cents in entries.per_programme_and_spent_per_work():
        if programme == whole.itself.pk:
            totals[state] = totals.get(state, 0) + cents
        if state == MoneyState.SPENT:
            spent.append(Amount(work, None, source, cents))
    return Sums(totals, tuple(spent))


def _works(interventions: Sequence[Intervention]) -> tuple[Work, ...]:
    keys = [one.pk for one in interventions]
    aims, reach = _aims(keys), _reach(keys)
    return tuple(_work(one, tuple(aims[one.pk]), tuple(reach[one.pk])) for one in interventions)


def _aims(works: Sequence[int]) -> dict[int, list[Aim]]:
    """Plain values: rows with their indicators would take as long as all the rest of the package."""
    told = ("intervention", "indicator", "indicator__name", "indicator__domain", "lag_years", "money_share")
    found: dict[int, list[Aim]] = defaultdict(list)
    for work, *aim in Contribution.objects.filter(intervention__in=works).order_by("pk").values_list(*told):
        found[work].append(Aim(*aim))
    return found


def _reach(works: Sequence[int]) -> dict[int, list[tuple[Place, Any]]]:
    found: dict[int, list[tuple[Place, Any]]] = defaultdict(list)
    rows = Reach.objects.filter(intervention__in=works).order_by("pk")
    for work, share, code, *above in rows.values_list("intervention", "share", *PLACE):
        found[work].append((Place(code, frozenset(one for one in above if one)), share))
    return found


def _work(row: Intervention, aims: tuple[Aim, ...], reach: tuple[tuple[Place, Any], ...]) -> Work:
    withdrawn = row.status == InterventionStatus.WITHDRAWN
    stopped = (row.ended_on.year if row.ended_on else timezone.localdate().year) if withdrawn else None
    return Work(row.pk, row.title, row.pillar, row.start_year, row.end_year, aims, reach, stopped)


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
