"""For whom someone may enter money in the ledger, asked once for however many entries."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.utils.translation import gettext as _

from programmes.models import Intervention, Investment
from stakeholders.models import Person, gemeente_ids
from stakeholders.permissions import Action, Resource, Scope, scope_per_role


@dataclass(frozen=True)
class Spending:
    """Where a person may enter money: everywhere, in gemeenten, and for organisations of their own."""

    everywhere: bool
    gemeenten: frozenset[int]
    own: tuple[int, ...]

    def at(self, intervention: Intervention) -> list[int] | None:
        """The organisations for which money may be entered here: None means any, an empty list nobody."""
        return None if self.everywhere or intervention.programme.gemeente_id in self.gemeenten else list(self.own)


def spending_of(by: Person, action: Action) -> Spending:
    """A permission counts for the organisations in which the person has the very role that gives it."""
    own: list[int] = []
    scopes = scope_per_role(by, Resource.INVESTMENT, action)
    for role, scope in scopes.items():
        if scope == Scope.OWN:
            own += by.organisation_ids(role)
    gemeenten = gemeente_ids(by) if Scope.GEMEENTE in scopes.values() else []
    return Spending(Scope.ALL in scopes.values(), frozenset(gemeenten), tuple(own))


def spenders_for(by: Person, intervention: Intervention, action: Action) -> list[int] | None:
    """The organisations for which this person may enter money here: None means any, an empty list nobody."""
    return spending_of(by, action).at(intervention)


def check_may_add(entries: Sequence[Investment], by: Person) -> None:
    """Raise PermissionDenied unless this person may enter each of them: for the own organisation, where it works."""
    spending = spending_of(by, Action.ADD)
    own = [entry for entry in entries if spending.at(entry.intervention) is not None]
    if any(entry.spender_id not in spending.own for entry in own):
        raise PermissionDenied(_("U kunt alleen bedragen melden die uw eigen organisatie besteedt."))
    asked = {entry.intervention_id for entry in own}
    if own and Intervention.objects.reported_by(list(spending.own)).filter(pk__in=asked).count() < len(asked):
        raise PermissionDenied(_("Uw organisatie doet niet mee aan deze interventie. Vraag het de programmamanager."))


def check_may_change(entries: Iterable[Investment], by: Person) -> None:
    """Raise PermissionDenied unless this person may correct each of them."""
    spending = spending_of(by, Action.CHANGE)
    if any(spending.at(entry.intervention) is not None and entry.spender_id not in spending.own for entry in entries):
        raise PermissionDenied(_("U kunt alleen bedragen verbeteren die uw eigen organisatie besteedt."))


def may_correct(*, entry: Investment, by: Person) -> bool:
    """Whether this person may correct the entry as it stands: it is no reversal, and was not reversed."""
    own = spenders_for(by, entry.intervention, Action.CHANGE)
    stands = entry.reverses_id is None and not hasattr(entry, "reversed_by")
    return stands and (own is None or entry.spender_id in own)
