"""What a worker does beside its tasks: at its start and every few seconds it takes up what others left, and starts
the work of the day.

The broker may lose a message with its worker (a folder does at once, Redis for an hour), so it is never asked.
"""

from __future__ import annotations

import logging
import threading
from datetime import timedelta
from typing import Any

from celery.signals import worker_ready, worker_shutting_down
from django.conf import settings
from django.db import DatabaseError, connections

from runs import clock, services

log = logging.getLogger(__name__)
stopping = threading.Event()


def look_round(waited: timedelta) -> None:
    try:
        services.take_up_again(waited=waited)
        clock.start_due()
    except DatabaseError:
        log.warning("Could not look for runs to take up again or to start", exc_info=True)
    finally:
        # a pool child that is forked later may not inherit an open connection
        connections.close_all()


def keep_looking() -> None:
    look_round(waited=timedelta(0))
    while not stopping.wait(settings.RUNS_TAKE_UP_SECONDS):
        look_round(waited=services.RING_AGAIN_AFTER)


@worker_ready.connect
def begin(**_: Any) -> None:
    stopping.clear()
    if settings.RUNS_TAKE_UP_SECONDS:
        threading.Thread(target=keep_looking, name="take-up-again", daemon=True).start()


@worker_shutting_down.connect
def end(**_: Any) -> None:
    stopping.set()
