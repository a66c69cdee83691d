"""What awaits the operator of the installation: work that failed, and gemeenten of which nobody keeps the programme."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.todo import MOST, ToDo
from runs.models import Run, State
from stakeholders.kinds import OrganisationKind, Role
from stakeholders.models import Membership, Organisation

LOOKED_BACK = dt.timedelta(days=7)


def failed_runs(_user: Any) -> Iterator[ToDo]:
    failed = Run.objects.filter(state=State.FAILED, created_at__gte=timezone.now() - LOOKED_BACK)
    for one in failed[:MOST]:
        title = _("Werk op de achtergrond is mislukt: %(kind)s") % {"kind": one.kind}
        note = one.error.strip().splitlines()[-1][:200] if one.error.strip() else ""
        yield ToDo(title, note, reverse("imports"), _("Bekijk"))


def gemeenten_without_manager(_user: Any) -> Iterator[ToDo]:
    kept = Membership.objects.filter(role=Role.MANAGER, person__is_active=True).values("organisation")
    for one in Organisation.objects.filter(kind=OrganisationKind.GEMEENTE).exclude(pk__in=kept)[:MOST]:
        title = _("%(name)s heeft nog geen programmamanager") % {"name": one.name}
        yield ToDo(
            title, _("Zonder manager kan niemand daar een programma maken."), reverse("people"), _("Nodig iemand uit")
        )
