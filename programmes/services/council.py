"""What the college sends to the council to read before it is decided."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.models import Programme
from stakeholders.models import Person
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import WHOLE, permit, refuse


def send_to_council(*, programme: Programme, by: Person, on: dt.date | None = None) -> Programme:
    """Let the council read a concept, of a first or of a next version, from `on` (today); sending again keeps the day.

    Raises PermissionDenied, or Refused where the programme is published: then everyone reads it.
    """
    return _put(programme, by, on or timezone.localdate())


def take_back_from_council(*, programme: Programme, by: Person) -> Programme:
    """The council no longer reads the concept. Raises as `send_to_council`."""
    return _put(programme, by, None)


@transaction.atomic
def _put(programme: Programme, by: Person, day: dt.date | None) -> Programme:
    permit(Programme.objects.all(), programme, by=by, resource=Resource.PROGRAMME, action=Action.PUBLISH)
    standing = Programme.objects.select_for_update().filter(pk=programme.pk).first()
    if standing is None or standing.is_published:
        raise refuse(WHOLE, _("Dit is geen concept meer. Wat gepubliceerd is, leest iedereen."))
    if bool(standing.sent_to_council_on) != bool(day):
        standing.sent_to_council_on = day
        standing.save()
    return standing
