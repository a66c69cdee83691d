"""Who has which role where, as far as someone may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from operator import attrgetter
from typing import Any

from django.utils.translation import gettext as _

from stakeholders.kinds import Role
from stakeholders.models import Membership, Organisation, Person, narrowed
from stakeholders.permissions import Action, Resource

SHOWN_CHANGES = 30


@dataclass(frozen=True)
class OrganisationRoles:
    organisation: Organisation
    memberships: list[Membership]


@dataclass(frozen=True)
class RoleChange:
    when: datetime
    who: Person | None
    what: str


def roles_by_organisation(user: Any) -> list[OrganisationRoles]:
    rows = Membership.objects.visible_to(user).select_related("person", "organisation")
    ordered = rows.order_by("organisation__name", "person__name", "role")
    return [OrganisationRoles(one, list(several)) for one, several in groupby(ordered, attrgetter("organisation"))]


def changes_of_roles(user: Any) -> list[RoleChange]:
    """The latest roles given and withdrawn in the organisations whose people this user may see."""
    organisations = narrowed(Organisation.objects.all(), user, Resource.PERSON, Action.READ)
    rows = Membership.history.filter(organisation__in=organisations, history_type__in="+-")
    latest = rows.select_related("history_user", "organisation", "person").order_by("-history_date", "-history_id")
    return [RoleChange(row.history_date, row.history_user, _told(row)) for row in latest[:SHOWN_CHANGES]]


def _told(row: Any) -> str:
    given = _("gaf %(person)s de rol %(role)s bij %(organisation)s")
    taken = _("trok bij %(organisation)s de rol %(role)s van %(person)s in")
    words = {"person": row.person, "role": Role(row.role).label, "organisation": row.organisation}
    return (given if row.history_type == "+" else taken) % words
