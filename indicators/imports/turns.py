"""One file at a time may be half written. That happens on SQLite only, where a long merge goes in batches.

Whoever wants to write waits for such a file, or undoes it where its worker is gone.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.imports.areas import remove_areas
from indicators.imports.merge import Merge
from indicators.imports.staging import Staging, batch_size, on_postgres
from indicators.models import ImportFile
from runs.job import Job, TryAgain
from runs.services import is_alive

# Between two batches on SQLite, so that a page that writes gets its turn: it waits .2 s at most, and 12 s without.
PAUSE_SECONDS = 0.05
WAIT_SECONDS = 1.0
State = ImportFile.State


def pause() -> None:
    if not on_postgres():
        time.sleep(PAUSE_SECONDS)


def half_written(but: ImportFile) -> ImportFile | None:
    """Another file of which some batches are written."""
    return ImportFile.objects.filter(state=State.MERGING).exclude(pk=but.pk).first()


def wait(file: ImportFile, job: Job) -> None:
    """Until no other file is half written."""
    while other := half_written(file):
        if is_alive(other.run_id):
            job.advance(step=_("Wacht op een ander bestand"))
            time.sleep(WAIT_SECONDS)
        else:
            undo(other)


def take(file: ImportFile, job: Job, prepare: Callable[[], list[str]]) -> None:
    """Become the one file that may be half written. `prepare` makes the file's areas and returns their codes."""
    while file.state != State.MERGING:
        wait(file, job)
        with transaction.atomic():
            if not half_written(file):
                file.created_codes, file.state, file.merged = prepare(), State.MERGING, 0
                file.save()
                job.advance()


def move_on(file: ImportFile, merged: int) -> None:
    """Note that the figures up to `merged` are written, if nobody undid them meanwhile."""
    mine = ImportFile.objects.filter(pk=file.pk, state=State.MERGING, merged=file.merged)
    if not mine.update(merged=merged, values_new=file.values_new, values_changed=file.values_changed):
        raise TryAgain
    file.merged = merged


def undo(file: ImportFile) -> None:
    """Leave no figure and no area of a half-written file, and let it begin anew. Does nothing for any other."""
    file.refresh_from_db()
    if file.state != State.MERGING or file.division_year is None:
        return
    merge = Merge(Staging(file.pk), file.division_year, file.pk)
    while file.merged:
        after = max(0, file.merged - batch_size())
        with transaction.atomic():
            merge.undo((after, file.merged))
            ImportFile.objects.filter(pk=file.pk, merged=file.merged).update(merged=after)
        pause()
        file.refresh_from_db(fields=["merged"])
    with transaction.atomic():
        remove_areas(file.created_codes, file.division_year)
        file.state, file.frame_mark, file.created_codes = State.WAITING, "", []
        file.values_new = file.values_changed = 0
        file.save()
