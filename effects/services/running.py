"""Asking for answers: by a manager, or by a doorbell when figures or money arrived."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from effects.models import Study
from effects.tasks import DOSES, STUDIES
from runs import services as runs
from runs.models import Run, State
from stakeholders.models import Person
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import WHOLE, permit, refuse


@transaction.atomic
def run_study(*, study: Study, by: Person) -> Run:
    """Let a worker answer every outcome. Raises PermissionDenied, or Refused where the study is not frozen."""
    permit(Study.objects.all(), study, by=by, resource=Resource.STUDY, action=Action.CHANGE)
    if not study.is_frozen:
        raise refuse(WHOLE, _("Leg het onderzoek eerst vast. Pas daarna wordt gekeken wat er uitkomt."))
    run = _waiting({"studies": [study.pk]}) or runs.start(kind=STUDIES, arguments={"studies": [study.pk]}, by=by)
    Study.objects.filter(pk=study.pk).update(run=run)
    return run


def cancel_study(*, study: Study, by: Person) -> bool:
    """Ask the worker to stop; nothing of it is kept. Raises PermissionDenied."""
    permit(Study.objects.all(), study, by=by, resource=Resource.STUDY, action=Action.CHANGE)
    return runs.request_cancel(run=study.run) if study.run else False


def answer_anew(programme_id: int | None = None) -> Run | None:
    """Look again at the studies of a programme, or at all; None where none is frozen, or such a look waits already.

    A look at data that did not change costs no statistics, so that a bell too many does no harm.
    """
    arguments: dict[str, Any] = {} if programme_id is None else {"programme": programme_id}
    rows = Study.objects.frozen().filter(**({} if programme_id is None else {"programme": programme_id}))
    if not rows.exists() or _waiting(arguments):
        return None
    return runs.start(kind=STUDIES, arguments=arguments)


def answer_doses_anew() -> Run | None:
    """Look again whether more money per household goes with more change; None where such a look waits already."""
    return None if _waiting({}, DOSES) else runs.start(kind=DOSES, arguments={})


def _waiting(arguments: dict[str, Any], kind: str = STUDIES) -> Run | None:
    """A run of the same that no worker took yet: it will see whatever is there when it begins."""
    rows = Run.objects.filter(kind=kind, state=State.WAITING, cancel_requested=False)
    return next((run for run in rows if run.arguments == arguments), None)
