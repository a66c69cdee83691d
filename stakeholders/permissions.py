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
    IMPORT = "import"


class Action(StrEnum):
    READ = "lezen"
    ADD = "toevoegen"
    CHANGE = "wijzigen"
    REMOVE = "verwijderen"
    PUBLISH = "publiceren"


class Scope(StrEnum):
    """The rows that a permission reaches. Each queryset says what a scope means for it (`in_scope`)."""

    PUBLIC = "openbaar"  # what is published
    OWN = "eigen organisatie"  # what is the organisation's own
    SHARED = "waaraan de organisatie meedoet"  # what the organisation leads or works in
    GEMEENTE = "eigen gemeente"  # what belongs to the manager's gemeente
    ALL = "alles"


R, A, S = Resource, Action, Scope

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
    },
    Role.MANAGER: {
        R.ORGANISATION: {A.READ: S.GEMEENTE, A.ADD: S.GEMEENTE, A.CHANGE: S.GEMEENTE},
        R.PERSON: {A.READ: S.GEMEENTE, A.ADD: S.GEMEENTE, A.REMOVE: S.GEMEENTE},
        R.PROGRAMME: {A.READ: S.GEMEENTE, A.ADD: S.GEMEENTE, A.CHANGE: S.GEMEENTE, A.PUBLISH: S.GEMEENTE},
        R.INTERVENTION: {A.READ: S.GEMEENTE, A.ADD: S.GEMEENTE, A.CHANGE: S.GEMEENTE, A.REMOVE: S.GEMEENTE},
        R.INVESTMENT: {A.READ: S.GEMEENTE, A.ADD: S.GEMEENTE, A.CHANGE: S.GEMEENTE},
        R.FUNDING_STREAM: {A.READ: S.ALL, A.ADD: S.ALL, A.CHANGE: S.ALL},
        R.GOAL: {A.READ: S.GEMEENTE, A.ADD: S.GEMEENTE, A.CHANGE: S.GEMEENTE, A.REMOVE: S.GEMEENTE},
        R.CONTRIBUTION: {A.READ: S.GEMEENTE, A.ADD: S.GEMEENTE, A.CHANGE: S.GEMEENTE, A.REMOVE: S.GEMEENTE},
        R.IMPORT: {A.READ: S.ALL, A.ADD: S.ALL},
    },
    Role.REPORTER: {
        R.ORGANISATION: {A.READ: S.OWN, A.CHANGE: S.OWN},
        R.PROGRAMME: {A.READ: S.SHARED},
        R.INTERVENTION: {A.READ: S.SHARED},
        R.INVESTMENT: {A.READ: S.OWN, A.ADD: S.OWN, A.CHANGE: S.OWN},
        R.GOAL: {A.READ: S.SHARED},
        R.CONTRIBUTION: {A.READ: S.SHARED},
    },
    Role.READER: {
        R.ORGANISATION: {A.READ: S.OWN},
        R.PROGRAMME: {A.READ: S.SHARED},
        R.INTERVENTION: {A.READ: S.SHARED},
        R.INVESTMENT: {A.READ: S.OWN},
        R.GOAL: {A.READ: S.SHARED},
        R.CONTRIBUTION: {A.READ: S.SHARED},
    },
    Role.OPERATOR: {
        R.AREA: {A.READ: S.ALL, A.ADD: S.ALL, A.CHANGE: S.ALL},
        R.ORGANISATION: {A.READ: S.ALL, A.ADD: S.ALL, A.CHANGE: S.ALL},
        R.PERSON: {A.READ: S.ALL, A.ADD: S.ALL, A.CHANGE: S.ALL, A.REMOVE: S.ALL},
        R.IMPORT: {A.READ: S.ALL, A.ADD: S.ALL},
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


def may(user: Any, resource: Resource, action: Action) -> bool:
    """Whether the user may do the action on at least some rows of the resource."""
    return bool(scopes_of(user, resource, action))
