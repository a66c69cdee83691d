"""Two people at the same moment: threads with a connection each, and a place where they meet."""

from __future__ import annotations

import threading
from collections.abc import Callable

from django.db import connections

PATIENCE = 3  # seconds; a guard that makes the second wait lets the meeting point pass


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """Do all in threads of their own; what each returned or raised."""
    results: list[object] = [None] * len(deeds)

    def do(place: int) -> None:
        try:
            results[place] = deeds[place]()
        except Exception as raised:  # noqa: BLE001 - the outcome of a race is also what it raises
            results[place] = raised
        finally:
            connections.close_all()

    threads = [threading.Thread(target=do, args=[place]) for place in range(len(deeds))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)
    return results


def meeting(together: threading.Barrier) -> None:
    """Wait for the other, but not for ever: where a guard keeps the other out, go on alone."""
    try:
        together.wait(timeout=PATIENCE)
    except threading.BrokenBarrierError:
        return
