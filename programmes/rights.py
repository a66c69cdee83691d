"""What a person may do with one programme and what hangs under it, asked once for a page that shows much of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Q, Value, When

from programmes.models import Programme
from programmes.models.programme import ProgrammeQuerySet
from stakeholders.kinds import Role
from stakeholders.models import InRole
from stakeholders.permissions import TABLE, Action, Resource, Scope, roles_of

# Scopes in which everything under a programme is seen, not only the own part of it.
WHOLE = {Scope.GEMEENTE, Scope.PROGRAMME, Scope.COUNCIL, Scope.ALL}


@dataclass(frozen=True)
class Rights:
    """Of a person's roles, each scope in which the programme lies: what a visitor may do does not count."""

    held: frozenset[tuple[Role, Scope]]

    def scopes(self, action: Action, resource: Resource) -> set[Scope]:
        return {scope for role, scope in self.held if TABLE[role].get(resource, {}).get(action) == scope}

    def may(self, action: Action, resource: Resource) -> bool:
        """The same as `narrowed(programmes, person, resource, action, as_visitor=False)` says of this programme."""
        return bool(self.scopes(action, resource))

    def whole(self, resource: Resource) -> bool:
        """Whether the person reads all rows of the resource under the programme because of a role."""
        return bool(WHOLE & self.scopes(Action.READ, resource))


def with_rights(rows: ProgrammeQuerySet, person: Any) -> ProgrammeQuerySet:
    """Programmes that carry along what the person may do with them (`rights_of`), in the same query."""
    asked = _asked(person)
    lies_in = {
        _name(number): Case(When(_within(rows, *pair, person), then=Value(True)), default=Value(False))
        for number, pair in enumerate(asked)
    }
    return rows.annotate(**lies_in)


def rights_of(programme: Programme, person: Any) -> Rights:
    """Of a row that was fetched `with_rights` of this person."""
    asked = enumerate(_asked(person))
    return Rights(frozenset(pair for number, pair in asked if getattr(programme, _name(number))))


def _name(number: int) -> str:
    return f"scope_{number}"


def _asked(person: Any) -> list[tuple[Role, Scope]]:
    """Every scope that the table names for one of the person's roles."""
    roles = roles_of(person) - {Role.VISITOR}
    found = {(role, scope) for role in roles for actions in TABLE.get(role, {}).values() for scope in actions.values()}
    return sorted(found)


def _within(rows: ProgrammeQuerySet, role: Role, scope: Scope, person: Any) -> Q:
    return Q(pk__isnull=False) if scope == Scope.ALL else rows.in_scope(scope, InRole(person, role))
