"""Who has which role where, as far as someone may see it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby, pairwise
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


def changes_of_organisation(organisation: Organisation) -> list[RoleChange]:
    """Who changed what of this organisation, newest first."""
    kept = list(organisation.history.select_related("history_user")[: SHOWN_CHANGES + 1])
    _add_places(kept)
    pairs = list(pairwise(kept))
    told = [RoleChange(row.history_date, row.history_user, _changed(row, before)) for row, before in pairs]
    first = [RoleChange(row.history_date, row.history_user, _("voegde de organisatie toe")) for row in kept[-1:]]
    return [one for one in told if one.what] + (first if len(kept) <= SHOWN_CHANGES else [])


def _add_places(kept: list[Any]) -> None:
    """Give each version the names of the gemeenten where the organisation worked too (`places`), in one query."""
    through = Organisation.history.model.also_in.model  # type: ignore[attr-defined]
    found: dict[int, list[str]] = {}
    for link in through.objects.filter(history__in=kept).select_related("area"):
        found.setdefault(link.history_id, []).append(link.area.spoken_name)
    for row in kept:
        row.places = ", ".join(sorted(found.get(row.history_id, [])))


def _changed(row: Any, before: Any) -> str:
    """The fields that a version changed, each with what it became."""
    fields = [field for field in Organisation._meta.fields if field.name in ("name", "kind", "description", "website")]
    new = {str(field.verbose_name): _shown(row, field.name) for field in fields if _differs(row, before, field.name)}
    if row.places != before.places:
        new[str(Organisation._meta.get_field("also_in").verbose_name)] = row.places or _("leeg")  # type: ignore[union-attr]
    return _("wijzigde: %(changes)s") % {"changes": "; ".join(f"{k} → {v}" for k, v in new.items())} if new else ""


def _differs(row: Any, before: Any, name: str) -> bool:
    return bool(getattr(row, name) != getattr(before, name))


def _shown(row: Any, name: str) -> str:
    value = row.get_kind_display() if name == "kind" else getattr(row, name)
    return value or _("leeg")
