"""What the start page shows to whom: per role what it is for, what awaits, and the ways that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from effects import todo as studies
from portal import operating
from programmes import awaiting, todo
from programmes.todo import ToDo
from stakeholders.kinds import Role
from stakeholders.permissions import Action, Resource, may

Awaits = Callable[[Any], Iterable[ToDo]]


@dataclass(frozen=True)
class Desk:
    """The work of one role: what one does here in one sentence, and what may await, the most urgent first."""

    sentence: Promise
    awaits: tuple[Awaits, ...]


DESKS: dict[Role, Desk] = {
    Role.MANAGER: Desk(
        _("U leidt de programma’s van uw gemeente en beoordeelt wat partners melden."),
        (todo.for_manager, studies.for_manager, awaiting.milestones, awaiting.risks, awaiting.deadlines),
    ),
    Role.PROJECT_LEADER: Desk(
        _("U houdt bij hoe de interventies van uw programma’s gaan: mijlpalen, risico’s en besluiten."),
        (awaiting.milestones, awaiting.late_interventions, awaiting.risks),
    ),
    Role.REPORTER: Desk(
        _("U meldt wat uw organisatie in de wijk doet en besteedt."),
        (todo.for_reporter, awaiting.deadlines),
    ),
    Role.CONTROLLER: Desk(
        _("U controleert de bedragen van uw organisatie en dient rapportages in."),
        (todo.for_controller, awaiting.reports_of_own_organisation),
    ),
    Role.READER: Desk(
        _("U leest mee met wat uw organisatie in de wijk doet."),
        (awaiting.reports_of_own_organisation, awaiting.milestones, awaiting.deadlines),
    ),
    Role.COUNCIL: Desk(
        _("U leest wat openbaar is, en de concepten die het college aan de raad stuurt."), (awaiting.proposals,)
    ),
    Role.EDITOR: Desk(
        _(
            "U schrijft bij “Organisaties” wat er openbaar over uw eigen organisatie staat, en leest mee met de "
            "pagina’s van uw gemeente. De tekst van een programma hoort bij zijn plan: die wijzigt de "
            "programmamanager, in een nieuwe versie."
        ),
        (awaiting.own_descriptions, awaiting.silent_pages),
    ),
    Role.MODERATOR: Desk(_("Er is nog niets te modereren: bewoners kunnen hier nog niet reageren."), ()),
    Role.OPERATOR: Desk(
        _("U houdt deze installatie aan de gang: mensen, organisaties en cijfers."),
        (operating.failed_runs, operating.gemeenten_without_manager),
    ),
}

# What one can do → its address, and the permission that it asks in a role (what a visitor may read is no work).
WAYS = [
    (_("Programma’s"), "werk:programmes", Resource.PROGRAMME, Action.READ),
    (_("Interventies"), "werk:all-interventions", Resource.INTERVENTION, Action.READ),
    (_("Doelen"), "werk:all-goals", Resource.GOAL, Action.READ),
    (_("Mijlpalen"), "werk:all-milestones", Resource.MILESTONE, Action.READ),
    (_("Risico’s"), "werk:all-risks", Resource.RISK, Action.READ),
    (_("Rapportages"), "werk:reports", Resource.REPORT, Action.READ),
    (_("Afspraken"), "werk:agreements", Resource.AGREEMENT, Action.READ),
    (_("Rapporteren"), "werk:report", Resource.INVESTMENT, Action.ADD),
    (_("Boekingen"), "werk:entries", Resource.INVESTMENT, Action.READ),
    (_("Aansluiten"), "werk:reconcile", Resource.REPORT, Action.SUBMIT),
    (_("Geldstromen"), "werk:streams", Resource.INVESTMENT, Action.ADD),
    (_("Aan de raad gestuurd"), "werk:council", Resource.PROGRAMME, Action.READ),
    (_("Organisaties"), "organisations", Resource.ORGANISATION, Action.CHANGE),
    (_("Mensen uitnodigen"), "people", Resource.PERSON, Action.ADD),
    (_("Wie wijzigde wat"), "werk:history", Resource.HISTORY, Action.READ),
    (_("Cijfers inlezen"), "imports", Resource.IMPORT, Action.ADD),
    (_("Doorlichten"), "onderzoek:screenings", Resource.SCREENING, Action.ADD),
    (_("Openbare pagina’s"), "programmas", None, None),
]
FOR_COUNCIL = "werk:council"


def desks_of(user: Any) -> list[Desk]:
    """The desks of the roles that a person has, in the order in which they stand above."""
    roles = user.roles()
    return [desk for role, desk in DESKS.items() if role in roles]


def awaiting_of(user: Any) -> list[ToDo]:
    """All that awaits, each thing once, however many roles would name it."""
    kinds = dict.fromkeys(kind for desk in desks_of(user) for kind in desk.awaits)
    return list(dict.fromkeys(thing for kind in kinds for thing in kind(user)))


def ways_of(user: Any) -> list[tuple[Promise, str]]:
    """What this person may do, as names with addresses."""
    return [(name, reverse(page)) for name, page, resource, action in WAYS if _fits(user, page, resource, action)]


def _fits(user: Any, page: str, resource: Resource | None, action: Action | None) -> bool:
    if page == FOR_COUNCIL:
        return Role.COUNCIL in user.roles()
    return resource is None or action is None or may(user, resource, action, as_visitor=False)
