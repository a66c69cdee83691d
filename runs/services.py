"""Starting, taking, stopping and taking up again. Every change of hands is one conditional UPDATE."""

from __future__ import annotations

import logging
import time
from datetime import timedelta
from typing import Any

from celery.exceptions import OperationalError as BrokerDown
from django.db import OperationalError, transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from runs.job import Cancelled, Heart, Job, TakenOver, TryAgain, holder_is_gone, new_holder
from runs.models import Run, State
from runs.registry import handler_of

log = logging.getLogger(__name__)

STALE_AFTER = timedelta(seconds=60)  # twelve heartbeats: a machine under load is not taken for dead
RING_AGAIN_AFTER = timedelta(seconds=60)
LOOK_AGAIN_SECONDS = 0.5
MOST_STARTS = 50  # work that ended its worker so often does not get another


def start(*, kind: str, arguments: dict[str, Any], by: Any = None) -> Run:
    """Write down that something is to be done; a worker is told once that is committed."""
    run = write_down(kind=kind, arguments=arguments, by=by)
    transaction.on_commit(lambda: ring(run.pk))
    return run


def write_down(*, kind: str, arguments: dict[str, Any], by: Any = None) -> Run:
    """A run of which no worker is told: the caller does it itself, by `execute`."""
    return Run.objects.create(kind=kind, arguments=arguments, started_by=by, heartbeat_at=timezone.now())


def ring(run_id: int) -> None:
    """Tell the workers to look. A bell that nobody hears is rung again later, so a broker that is down is no error."""
    from runs.tasks import work

    Run.objects.filter(pk=run_id, state=State.WAITING).update(heartbeat_at=timezone.now())
    try:
        work.apply_async([run_id], retry=False)
    except (BrokerDown, OSError):
        log.warning("The broker did not take the bell for run %s", run_id, exc_info=True)


def claim(*, run_id: int, holder: str) -> Job | None:
    """Take a waiting run; None where another was first. Of any number of claimers exactly one gets it."""
    now = timezone.now()
    taken = Run.objects.filter(pk=run_id, state=State.WAITING).update(
        state=State.BUSY, step="", holder=holder, heartbeat_at=now, started_at=now, starts=F("starts") + 1
    )
    if not taken:
        return None
    run = Run.objects.get(pk=run_id)
    return Job(run.pk, run.kind, run.arguments, holder)


def execute(*, run_id: int) -> Run:
    """Do a run in this process, if it still waits, and return its row."""
    job = claim(run_id=run_id, holder=new_holder())
    if job:
        with Heart(job):
            _do(job)
    return Run.objects.get(pk=run_id)


def see_through(*, run_id: int) -> Run:
    """Do a run in this process, or wait while another does it, until it is over."""
    while not (run := execute(run_id=run_id)).is_over():
        time.sleep(LOOK_AGAIN_SECONDS)
        take_up_again()
    return run


def _do(job: Job) -> None:
    try:
        result = handler_of(job.kind)(job)
    except Cancelled:
        close(job=job, state=State.CANCELLED)
    except TakenOver:
        log.warning("Run %s was taken over; this process drops it", job.run_id)
    except (OperationalError, TryAgain):
        log.warning("Run %s met a busy database; it waits for another try", job.run_id, exc_info=True)
        let_go(job=job)
    except KeyboardInterrupt:
        let_go(job=job)
        raise
    except Exception:  # whatever a handler meets, its row must tell, or the page waits for ever
        log.exception("Run %s failed", job.run_id)
        close(job=job, state=State.FAILED, error=_("Er ging iets mis. De beheerder vindt de oorzaak in het logboek."))
    else:
        close(job=job, state=State.DONE, result=result)


def close(*, job: Job, state: State, result: dict[str, Any] | None = None, error: str = "") -> None:
    held = Run.objects.filter(pk=job.run_id, holder=job.holder, state=State.BUSY)
    held.update(state=state, result=result, error=error, step="", finished_at=timezone.now())


def let_go(*, job: Job) -> None:
    """Put a run back in the queue, for whoever comes next."""
    held = Run.objects.filter(pk=job.run_id, holder=job.holder, state=State.BUSY)
    held.update(state=State.WAITING, holder="", heartbeat_at=timezone.now())


def request_cancel(*, run: Run) -> bool:
    """Ask whoever does this run, or will do it, to undo and stop; False where it is over already."""
    open_states = (State.WAITING, State.BUSY)
    return bool(Run.objects.filter(pk=run.pk, state__in=open_states).update(cancel_requested=True))


def take_up_again(*, waited: timedelta = RING_AGAIN_AFTER) -> list[int]:
    """Queue runs whose doer is gone, and ring for every run that waited so long that its bell was lost.

    Any number of workers may do this at once: each change names the heartbeat that it saw.
    """
    for run in Run.objects.filter(state=State.BUSY):
        if holder_is_gone(run.holder) or _is_stale(run):
            _put_back(run)
    lost = Run.objects.filter(state=State.WAITING, heartbeat_at__lte=timezone.now() - waited)
    found = list(lost.order_by("pk").values_list("pk", flat=True))
    for run_id in found:
        ring(run_id)
    return found


def is_alive(run_id: int | None) -> bool:
    """Whether some process does this run at this moment."""
    run = Run.objects.filter(pk=run_id, state=State.BUSY).first() if run_id else None
    return run is not None and not (holder_is_gone(run.holder) or _is_stale(run))


def _is_stale(run: Run) -> bool:
    return run.heartbeat_at is None or run.heartbeat_at < timezone.now() - STALE_AFTER


def _put_back(run: Run) -> None:
    as_seen = Run.objects.filter(pk=run.pk, state=State.BUSY, holder=run.holder, heartbeat_at=run.heartbeat_at)
    if run.starts >= MOST_STARTS:
        error = _("Dit werk brak %(times)d keer af en begint niet nog eens.") % {"times": run.starts}
        as_seen.update(state=State.FAILED, error=error, finished_at=timezone.now())
        return
    # so long ago that the bell is rung at once
    if as_seen.update(state=State.WAITING, holder="", heartbeat_at=timezone.now() - RING_AGAIN_AFTER):
        log.warning("Run %s (%s) lost its worker and is taken up again", run.pk, run.kind)
