"""What the doer of a run holds in its hands: the arguments, and the duty to say how far it is."""

from __future__ import annotations

import logging
import os
import secrets
import socket
import threading
from dataclasses import dataclass
from types import TracebackType
from typing import Any

from django.db import Error, connection
from django.utils import timezone

from runs.models import Run, State

log = logging.getLogger(__name__)
BEAT_SECONDS = 5.0


class Cancelled(Exception):
    """Someone wants this run stopped: undo what was done and let this pass."""


class TakenOver(Exception):
    """Another process does this run now; whatever was not committed must be dropped."""


class TryAgain(Exception):
    """Another process stood in the way; begin anew from what is committed."""


def new_holder() -> str:
    """A name for this process that says where it runs, and that no later process with the same number has."""
    return f"{socket.gethostname()[:30]}:{os.getpid()}:{secrets.token_hex(4)}"


def holder_is_gone(holder: str) -> bool:
    """Whether the process behind a name certainly ended: it ran on this machine and its number is free."""
    host, _, rest = holder.partition(":")
    number = rest.partition(":")[0]
    if host != socket.gethostname()[:30] or not number.isdigit():
        return False
    try:
        os.kill(int(number), 0)
    except ProcessLookupError:
        return True
    except PermissionError:
        return False
    return False


@dataclass(frozen=True)
class Job:
    """A run that this process took."""

    run_id: int
    kind: str
    arguments: dict[str, Any]
    holder: str

    def advance(self, **progress: Any) -> None:
        """Write progress (done, total, step) and beat.

        Called inside the transaction of a batch, as its last statement, it makes that batch count only for
        who holds the run and only while nobody wants it stopped. Last, because the row stays locked until
        the commit and a page must be able to ask for a stop meanwhile.
        """
        held = Run.objects.filter(pk=self.run_id, holder=self.holder, state=State.BUSY)
        if not held.update(heartbeat_at=timezone.now(), **progress):
            raise TakenOver
        self.check()

    def check(self) -> None:
        """Raise Cancelled where someone wants this run stopped."""
        if Run.objects.filter(pk=self.run_id, cancel_requested=True).exists():
            raise Cancelled


class Heart:
    """Beats in a thread of its own, for statements that last longer than a heartbeat."""

    def __init__(self, job: Job) -> None:
        self.job = job
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self._beat, name=f"heart-{job.run_id}", daemon=True)

    def __enter__(self) -> Heart:
        self.thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.stopped.set()
        self.thread.join(timeout=BEAT_SECONDS)

    def _beat(self) -> None:
        while not self.stopped.wait(BEAT_SECONDS):
            try:
                held = Run.objects.filter(pk=self.job.run_id, holder=self.job.holder, state=State.BUSY)
                held.update(heartbeat_at=timezone.now())
            except Error:
                log.warning("The heart of run %s missed a beat", self.job.run_id, exc_info=True)
            finally:
                connection.close()
