"""Organisations as the public pages tell them: by kind, and what each leads, takes part in and spends."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.contrib.auth.models import AnonymousUser
from django.db.models import Sum
from django.urls import reverse
from django.utils.translation import gettext as _

from charts.wording import euros, years
from portal.parts import Entry
from programmes.mixture import vat_note
from programmes.models import Agreement, Intervention, Investment
from programmes.promises import AT_HAND, Promise, promises_of
from programmes.vocabulary import MoneyState, Pillar
from stakeholders.kinds import KIND_EXPLANATION, OrganisationKind
from stakeholders.models import Organisation
from wijken.models import Area

EVERYONE = AnonymousUser()


@dataclass(frozen=True)
class KindGroup:
    kind: OrganisationKind
    explanation: str
    partners: tuple[Entry, ...]


@dataclass(frozen=True)
class Task:
    """An intervention in which the organisation leads or takes part, with what it spent on it itself."""

    intervention: Intervention
    years: str
    pillar: Pillar
    wijken: tuple[Area, ...]
    spent: str
    leads: bool


@dataclass(frozen=True)
class PartnerStory:
    tasks: tuple[Task, ...]
    spent: str
    notes: tuple[str, ...] = ()


def by_kind(organisations: Iterable[Organisation]) -> list[KindGroup]:
    """Organisations by kind, in the order of the study; what is invented says so."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for each in organisations:
        place = ", ".join(area.spoken_name for area in [each.gemeente, *each.also_in.all()] if area)
        place = _("%(place)s, verzonnen") % {"place": place} if each.invented else place
        found[each.kind].append(Entry(each.name, reverse("partner", args=[each.slug]), meta=place))
    return [
        KindGroup(kind, str(KIND_EXPLANATION[kind]), tuple(found[kind])) for kind in OrganisationKind if found[kind]
    ]


def tell_partner(organisation: Organisation) -> PartnerStory:
    """What everyone may know of an organisation's work, in a fixed number of queries."""
    found = Intervention.objects.visible_to(EVERYONE).reported_by([organisation.pk]).select_related("programme")
    interventions = list(found.prefetch_related("reach__area").order_by("programme__name", "start_year", "title"))
    rows = spent_by(organisation)
    spent = summed(rows, lambda row: row.intervention)
    note = vat_note(MoneyState.SPENT, summed(rows, lambda row: row.vat))
    tasks = tuple(task_of(each, organisation, spent) for each in interventions)
    return PartnerStory(tasks, euros(sum(spent.values())) if spent else "", tuple(filter(None, [note])))


def promises_by(organisation: Organisation) -> list[Promise]:
    """What the organisation promised in signed agreements of published programmes, and what has come of it."""
    agreements = Agreement.objects.visible_to(EVERYONE)
    rows = organisation.commitments.filter(agreement__in=agreements)
    found = rows.select_related("agreement__programme", "organisation").prefetch_related(*AT_HAND)
    return promises_of(list(found), EVERYONE)


class Spent(NamedTuple):
    intervention: int
    vat: str
    cents: int


def spent_by(organisation: Organisation) -> list[Spent]:
    """Cents that the organisation itself spent, by intervention and btw; nothing reported is no row."""
    entries = Investment.objects.visible_to(EVERYONE).counting().standing()
    rows = entries.filter(spender=organisation, state=MoneyState.SPENT).order_by()
    return [Spent(*row) for row in rows.values_list("intervention_id", "vat").annotate(cents=Sum("amount_cents"))]


def summed(rows: Iterable[Spent], by: Callable[[Spent], Any]) -> dict[Any, int]:
    cents: dict[Any, int] = defaultdict(int)
    for row in rows:
        cents[by(row)] += row.cents
    return dict(cents)


def task_of(intervention: Intervention, organisation: Organisation, spent: dict[int, int]) -> Task:
    return Task(
        intervention=intervention,
        years=years(intervention.start_year, intervention.end_year),
        pillar=Pillar(intervention.pillar),
        wijken=tuple(reach.area for reach in intervention.reach.all()),
        spent=euros(spent[intervention.pk]) if intervention.pk in spent else _("nog niet gemeld"),
        leads=intervention.lead_id == organisation.pk,
    )
