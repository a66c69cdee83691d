"""Erasing a person who asks for it (AVG, article 17): who it was goes, what was done stays.

The row of the person remains under a pseudonym, so that history, entries of the ledger and documents still tell that
one and the same person did them. It cannot be undone.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.contrib.sessions.models import Session
from django.core.exceptions import PermissionDenied
from django.db import models, transaction
from django.utils.translation import gettext as _

from stakeholders.kinds import OrganisationKind, Role
from stakeholders.models import Membership, Organisation, Person, narrowed
from stakeholders.permissions import Action, Resource, Scope, scopes_of
from stakeholders.refusal import WHOLE, refuse
from stakeholders.traces import Traces, replace

NOWHERE = "verwijderd.invalid"  # a name that no mail ever reaches (RFC 2606)


@dataclass(frozen=True)
class Erased:
    """What the person is called from now on, and the places where a first name may still be read."""

    pseudonym: str
    left: list[str]


def erasable_by(by: Person) -> Any:
    """People whom someone may erase: those with roles in the own gemeente only; an operator, everyone."""
    standing = Person.objects.exclude(email__endswith=f"@{NOWHERE}").exclude(pk=by.pk)
    if Scope.ALL in scopes_of(by, Resource.PERSON, Action.REMOVE):
        return standing
    own = narrowed(Membership.objects.all(), by, Resource.PERSON, Action.REMOVE)
    elsewhere = Membership.objects.exclude(pk__in=own.values("pk"))
    inside = standing.filter(memberships__in=own).exclude(memberships__in=elsewhere)
    return inside.filter(is_operator=False).distinct()


@transaction.atomic
def erase_person(*, person: Person, by: Person | None) -> Erased:
    """Take away name, address, password and roles, for good, in every table and in all that was kept of before.

    `by` None is whoever has the server, and is not asked for permission. Raises PermissionDenied, or Refused for the
    last manager of a gemeente and for who was erased already.
    """
    person = Person.objects.select_for_update().get(pk=person.pk)
    if by is not None and not erasable_by(by).filter(pk=person.pk).exists():
        raise PermissionDenied(_("Deze persoon kunt u niet wissen. Vraag het de beheerder."))
    _check_can_be_missed(person)
    traces = _traces_of(person)
    _take_away_rights(person)
    _rename(person, traces)
    return Erased(traces.pseudonym, replace(traces))


def _check_can_be_missed(person: Person) -> None:
    if person.email.endswith(f"@{NOWHERE}"):
        raise refuse(WHOLE, _("Deze persoon is al gewist."))
    managed = [one for one in person.held() if one.role == Role.MANAGER]
    organisations = Organisation.objects.select_for_update().filter(pk__in=[one.organisation_id for one in managed])
    list(organisations)  # of two managers who go at one moment the second waits, and is then the last
    for one in managed:
        others = Membership.objects.filter(organisation=one.organisation, role=Role.MANAGER, person__is_active=True)
        if one.organisation.kind == OrganisationKind.GEMEENTE and not others.exclude(person=person).exists():
            raise refuse(
                WHOLE,
                _("%(name)s is de enige programmamanager van %(gemeente)s. Geef eerst iemand anders die rol.")
                % {"name": person, "gemeente": one.organisation},
            )


def _traces_of(person: Person) -> Traces:
    """All that the person was ever called here."""
    kept = list(Person.history.filter(id=person.pk).values_list("name", "email"))
    names, addresses = zip(*kept, (person.name, person.email), strict=True)
    return Traces(
        frozenset(name.strip() for name in names if name.strip()),
        frozenset(address.lower() for address in addresses if address),
        pseudonym=_("verwijderde gebruiker %(number)s") % {"number": person.pk},
        address=f"verwijderd-{person.pk}@{NOWHERE}",
    )


def _take_away_rights(person: Person) -> None:
    """Every row that is about the person alone: roles, keys, addresses; and where they are signed in."""
    for relation in Person._meta.related_objects:
        if getattr(relation, "on_delete", None) is models.CASCADE and relation.related_model is not LogEntry:
            for row in relation.related_model._default_manager.filter(**{relation.field.name: person}):
                row.delete()
    person.groups.clear()
    person.user_permissions.clear()
    for session in Session.objects.iterator():
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()


def _rename(person: Person, traces: Traces) -> None:
    of_person = {"content_type": ContentType.objects.get_for_model(Person), "object_id": str(person.pk)}
    LogEntry.objects.filter(**of_person).update(object_repr=traces.pseudonym)
    Person.history.filter(id=person.pk).update(name=traces.pseudonym, email=traces.address)
    person.name, person.email = traces.pseudonym, traces.address
    person.is_active = person.is_staff = person.is_superuser = person.is_operator = False
    person.last_login = None
    person.set_unusable_password()
    person.save()
