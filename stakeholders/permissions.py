"""The permission table: who may do what, on which rows. Pages, API and admin all read it here.

Default deny: what does not stand in the table may not be done.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from stakeholders.kinds import Role


class Resource(StrEnum):
    AREA = "gebied"
    INDICATOR = "indicator"
    OBSERVATION = "waarneming"
    ORGANISATION = "organisatie"
    PERSON = "persoon"
    PROGRAMME = "programma"
    INTERVENTION = "interventie"
    INVESTMENT = "investering"
    FUNDING_STREAM = "geldstroom"
    GOAL = "doel"
    CONTRIBUTION = "bijdrage"
    MILESTONE = "mijlpaal"
    RISK = "risico"
    DECISION = "besluit"
    DOCUMENT = "document"
    AGREEMENT = "afspraak"
    PERIOD = "rapportageperiode"
    REPORT = "rapportage"
    CEILING = "plafond"
    STUDY = "onderzoek"
    SCREENING = "doorlichting"
    HISTORY = "geschiedenis"
    IMPORT = "import"


class Action(StrEnum):
    READ = "lezen"
    ADD = "toevoegen"
    CHANGE = "wijzigen"
    REMOVE = "verwijderen"
    PUBLISH = "publiceren"
    SUBMIT = "indienen"
    JUDGE = "beoordelen"
    EXCEED = "overschrijden"


class Scope(StrEnum):
    """The rows that a permission reaches. Each queryset says what a scope means for it (`in_scope`)."""

    PUBLIC = "openbaar"  # what is published
    OWN = "eigen organisatie"  # what is the organisation's own
    SHARED = "waaraan de organisatie meedoet"  # what the organisation leads or works in
    PROGRAMME = "eigen programma's"  # programmes on which the person has this very role
    COUNCIL = "aan de raad gestuurd"  # drafts of the own gemeente that the college has sent to the council
    GEMEENTE = "eigen gemeente"  # what belongs to the manager's gemeente
    ALL = "alles"


R, A, S = Resource, Action, Scope

# rights that several roles have in full
EVERYTHING = (A.READ, A.ADD, A.CHANGE, A.REMOVE)


def each(actions: tuple[Action, ...], scope: Scope) -> dict[Action, Scope]:
    """The same scope for several actions."""
    return dict.fromkeys(actions, scope)


# What a partner that works along may read, whatever it may write.
READ_BY_PARTNERS: dict[Resource, dict[Action, Scope]] = {
    R.ORGANISATION: {A.READ: S.OWN},
    R.PROGRAMME: {A.READ: S.SHARED},
    R.INTERVENTION: {A.READ: S.SHARED},
    R.INVESTMENT: {A.READ: S.OWN},
    R.GOAL: {A.READ: S.SHARED},
    R.CONTRIBUTION: {A.READ: S.SHARED},
    R.MILESTONE: {A.READ: S.SHARED},
    R.RISK: {A.READ: S.SHARED},
    R.DECISION: {A.READ: S.SHARED},
    R.DOCUMENT: {A.READ: S.SHARED},
    R.AGREEMENT: {A.READ: S.OWN},
    R.PERIOD: {A.READ: S.SHARED},
    R.REPORT: {A.READ: S.SHARED},
}

TABLE: dict[Role, dict[Resource, dict[Action, Scope]]] = {
    Role.VISITOR: {
        R.AREA: {A.READ: S.ALL},
        R.INDICATOR: {A.READ: S.ALL},
        R.OBSERVATION: {A.READ: S.ALL},
        R.ORGANISATION: {A.READ: S.PUBLIC},
        R.PROGRAMME: {A.READ: S.PUBLIC},
        R.INTERVENTION: {A.READ: S.PUBLIC},
        R.INVESTMENT: {A.READ: S.PUBLIC},
        R.FUNDING_STREAM: {A.READ: S.ALL},
        R.GOAL: {A.READ: S.PUBLIC},
        R.CONTRIBUTION: {A.READ: S.PUBLIC},
        R.MILESTONE: {A.READ: S.PUBLIC},
        R.DECISION: {A.READ: S.PUBLIC},
        R.DOCUMENT: {A.READ: S.PUBLIC},
        R.AGREEMENT: {A.READ: S.PUBLIC},
        R.STUDY: {A.READ: S.PUBLIC},
    },
    Role.MANAGER: {
        R.ORGANISATION: each((A.READ, A.ADD, A.CHANGE), S.GEMEENTE),
        R.PERSON: each((A.READ, A.ADD, A.CHANGE, A.REMOVE), S.GEMEENTE),
        R.PROGRAMME: each((A.READ, A.ADD, A.CHANGE, A.PUBLISH), S.GEMEENTE),
        R.INTERVENTION: each(EVERYTHING, S.GEMEENTE),
        R.INVESTMENT: each((A.READ, A.ADD, A.CHANGE, A.EXCEED), S.GEMEENTE),
        R.GOAL: each(EVERYTHING, S.GEMEENTE),
        R.CONTRIBUTION: each(EVERYTHING, S.GEMEENTE),
        R.MILESTONE: each(EVERYTHING, S.GEMEENTE),
        R.RISK: each(EVERYTHING, S.GEMEENTE),
        R.DECISION: each(EVERYTHING, S.GEMEENTE),
        R.DOCUMENT: each(EVERYTHING, S.GEMEENTE),
        R.AGREEMENT: each(EVERYTHING, S.GEMEENTE),
        R.PERIOD: each(EVERYTHING, S.GEMEENTE),
        R.REPORT: each((A.READ, A.JUDGE), S.GEMEENTE),
        R.FUNDING_STREAM: each((A.READ, A.ADD, A.CHANGE), S.ALL),
        R.CEILING: each(EVERYTHING, S.GEMEENTE),
        R.STUDY: each(EVERYTHING, S.GEMEENTE),
        R.SCREENING: each((A.READ, A.ADD), S.ALL),
        R.HISTORY: {A.READ: S.GEMEENTE},
        R.IMPORT: {A.READ: S.ALL, A.ADD: S.ALL},
    },
    Role.PROJECT_LEADER: {
        R.ORGANISATION: {A.READ: S.OWN},
        R.PROGRAMME: {A.READ: S.PROGRAMME},
        R.INTERVENTION: each((A.READ, A.ADD, A.CHANGE), S.PROGRAMME),
        R.INVESTMENT: {A.READ: S.PROGRAMME},
        R.GOAL: {A.READ: S.PROGRAMME},
        R.CONTRIBUTION: each(EVERYTHING, S.PROGRAMME),
        R.MILESTONE: each(EVERYTHING, S.PROGRAMME),
        R.RISK: each(EVERYTHING, S.PROGRAMME),
        R.DECISION: each((A.READ, A.ADD, A.CHANGE), S.PROGRAMME),
        R.DOCUMENT: each((A.READ, A.ADD, A.CHANGE), S.PROGRAMME),
        R.AGREEMENT: {A.READ: S.PROGRAMME},
        R.PERIOD: {A.READ: S.PROGRAMME},
        R.REPORT: {A.READ: S.PROGRAMME},
        R.CEILING: {A.READ: S.PROGRAMME},
        R.STUDY: {A.READ: S.PROGRAMME},
    },
    Role.REPORTER: READ_BY_PARTNERS
    | {
        R.ORGANISATION: each((A.READ, A.CHANGE), S.OWN),
        R.INVESTMENT: each((A.READ, A.ADD, A.CHANGE), S.OWN),
        R.DOCUMENT: each((A.READ, A.ADD), S.SHARED),
        R.REPORT: {A.READ: S.SHARED, A.CHANGE: S.OWN, A.SUBMIT: S.OWN},
    },
    Role.CONTROLLER: READ_BY_PARTNERS
    | {
        R.REPORT: {A.READ: S.SHARED, A.SUBMIT: S.OWN},
        R.CEILING: {A.READ: S.SHARED},
        R.STUDY: {A.READ: S.SHARED},
        R.HISTORY: {A.READ: S.OWN},
    },
    Role.READER: READ_BY_PARTNERS,
    Role.COUNCIL: {
        R.PROGRAMME: {A.READ: S.COUNCIL},
        R.INTERVENTION: {A.READ: S.COUNCIL},
        R.INVESTMENT: {A.READ: S.COUNCIL},
        R.GOAL: {A.READ: S.COUNCIL},
        R.CONTRIBUTION: {A.READ: S.COUNCIL},
        R.MILESTONE: {A.READ: S.COUNCIL},
        R.DECISION: {A.READ: S.COUNCIL},
        R.STUDY: {A.READ: S.COUNCIL},
    },
    Role.EDITOR: {
        R.ORGANISATION: each((A.READ, A.CHANGE), S.OWN),
        R.PROGRAMME: {A.READ: S.GEMEENTE},
        R.INTERVENTION: {A.READ: S.GEMEENTE},
        R.GOAL: {A.READ: S.GEMEENTE},
        R.CONTRIBUTION: {A.READ: S.GEMEENTE},
        R.MILESTONE: {A.READ: S.GEMEENTE},
        R.DECISION: {A.READ: S.GEMEENTE},
    },
    Role.MODERATOR: {
        R.ORGANISATION: {A.READ: S.OWN},
    },
    Role.OPERATOR: {
        R.AREA: each((A.READ, A.ADD, A.CHANGE), S.ALL),
        R.ORGANISATION: each((A.READ, A.ADD, A.CHANGE), S.ALL),
        R.PERSON: each(EVERYTHING, S.ALL),
        R.HISTORY: {A.READ: S.ALL},
        R.IMPORT: each((A.READ, A.ADD), S.ALL),
        R.SCREENING: each((A.READ, A.ADD), S.ALL),
    },
}


def roles_of(user: Any) -> set[Role]:
    """The roles of a user; someone who is not signed in is a visitor only."""
    return user.roles() if getattr(user, "is_authenticated", False) else {Role.VISITOR}


def scope_per_role(user: Any, resource: Resource, action: Action) -> dict[Role, Scope]:
    """The scope that each of the user's roles gives for the action on the resource, without roles that give none."""
    found = {role: TABLE.get(role, {}).get(resource, {}).get(action) for role in roles_of(user)}
    return {role: scope for role, scope in found.items() if scope}


def scopes_of(user: Any, resource: Resource, action: Action) -> set[Scope]:
    """Every scope in which the user may do the action on the resource; empty where nowhere."""
    return set(scope_per_role(user, resource, action).values())


def may(user: Any, resource: Resource, action: Action, *, as_visitor: bool = True) -> bool:
    """Whether the user may do the action on at least some rows; without `as_visitor` because of a role of their own."""
    roles = set(scope_per_role(user, resource, action))
    return bool(roles if as_visitor else roles - {Role.VISITOR})
