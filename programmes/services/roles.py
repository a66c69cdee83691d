"""Who does what on a programme: it tells whom to ask.

What someone may do follows from the role in the organisation; of a project leader the two together say where.
"""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from programmes.models import Programme, ProgrammeRole
from programmes.services.plan import keep_to_itself
from stakeholders.kinds import MEMBER_ROLES
from stakeholders.models import Membership, Person
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import Objections, permit, refuse


def people_to_choose(by: Person) -> Any:
    """Who can get a role: everyone active of the organisations whose people this person may see."""
    seen = Membership.objects.visible_to(by).values("person")
    return Person.objects.filter(is_active=True, pk__in=seen).order_by("name", "email")


@transaction.atomic
def give_role(*, programme: Programme, person: Person, role: str, by: Person) -> ProgrammeRole:
    """Give someone with an account a role. Raises PermissionDenied, or Refused (`person`, `role`)."""
    permit(Programme.objects.all(), programme, by=by, resource=Resource.PROGRAMME, action=Action.CHANGE)
    keep_to_itself(programme)
    wrong = Objections()
    if role not in MEMBER_ROLES:
        wrong.note("role", _("Kies een van de rollen uit de lijst."))
    if not people_to_choose(by).filter(pk=person.pk).exists():
        wrong.note("person", _("Deze persoon kennen wij niet. Nodig hem of haar eerst uit."))
    wrong.settle()
    given, new = ProgrammeRole.objects.get_or_create(programme=programme, person=person, role=role)
    if not new:
        raise refuse("person", _("%(name)s heeft deze rol al.") % {"name": person})
    return given


@transaction.atomic
def end_role(*, role: ProgrammeRole, by: Person) -> None:
    """End someone's role; that it was there stays in the history. Raises PermissionDenied."""
    permit(Programme.objects.all(), role.programme, by=by, resource=Resource.PROGRAMME, action=Action.CHANGE)
    role.delete()
