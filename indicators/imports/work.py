"""One file from reading to figures, in steps that each leave it where the next worker can go on."""

from __future__ import annotations

import logging
import time
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import polars as pl
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from indicators import readers
from indicators.catalogue import own_entries
from indicators.domains import Status
from indicators.imports import recognise, turns
from indicators.imports.checks import resolve
from indicators.imports.progress import CompleteRows
from indicators.imports.refusal import Refused, about_file
from indicators.imports.staging import Staging, batch_size
from indicators.imports.writing import write
from indicators.models import ImportFile
from indicators.readers.base import Reading
from runs.job import Job, TryAgain

log = logging.getLogger(__name__)
State = ImportFile.State
OVER = (State.IMPORTED, State.REFUSED, State.CANCELLED)


def import_file(file: ImportFile, job: Job) -> None:
    """Bring one file to its end: imported, or refused with every reason. Raises what `job` raises."""
    began = time.monotonic()
    try:
        _bring_in(file, job)
    except Refused as refusal:
        turns.undo(file)
        errors = [asdict(problem) for problem in refusal.problems]
        counts = {"rows_read": refusal.rows_read, "withheld": 0, "missing": 0}
        ImportFile.objects.filter(pk=file.pk).update(state=State.REFUSED, errors=errors, **counts)
    ImportFile.objects.filter(pk=file.pk).update(seconds=F("seconds") + (time.monotonic() - began))
    Staging(file.pk).drop()


def _bring_in(file: ImportFile, job: Job) -> None:
    job.advance(step=_("Lezen"), done=0, total=None)
    _must_exist(file)
    recognise.note_checksum(file)
    if recognise.repeat(file):
        return
    reading, frame = read_file(Path(file.path), name=file.name, source=file.source, options=file.options)
    job.advance(total=reading.rows_read)
    prepare(file, reading, frame)
    complete = CompleteRows(reading.rows_read, frame)
    stage(file, frame, complete, job)
    write(file, reading, complete, job)


def _must_exist(file: ImportFile) -> None:
    if not Path(file.path).exists():
        raise Refused([about_file(file.name, _("Het bestand staat niet meer op zijn plaats. Stuur het opnieuw in."))])


def read_file(path: Path, *, name: str, source: str, options: Mapping[str, Any]) -> tuple[Reading, pl.DataFrame]:
    """The reading and its frame, ready to be staged. Raises Refused with every reason at once."""
    try:
        reading = readers.read(
            path, source=source, year=options.get("year"), mapping=options.get("mapping"), own=own_entries()
        )
    except Exception:
        log.exception("The reader for %s could not read %s", source, path)
        message = _("Dit bestand kan niet gelezen worden. Klopt de soort, en is het bestand heel?")
        raise Refused([about_file(name, message)])
    frame, problems = resolve(reading, name)
    if problems:
        raise Refused(problems, reading.rows_read)
    return reading, frame


def prepare(file: ImportFile, reading: Reading, frame: pl.DataFrame) -> None:
    """Note what was read. What an earlier worker staged is kept only where it came from the same figures."""
    mark = f"{frame.height}-{frame.hash_rows().sum() if frame.height else 0}"
    if file.frame_mark != mark or Staging(file.pk).count() != file.staged:
        turns.undo(file)
        Staging(file.pk).create()
        file.staged, file.frame_mark, file.state = 0, mark, State.STAGING
    file.division_year = reading.division_year
    file.rows_read = file.rows_total = reading.rows_read
    file.withheld, file.missing = without_value(frame)
    file.unmapped_columns = reading.unmapped_columns
    file.save()


def without_value(frame: pl.DataFrame) -> tuple[int, int]:
    """How many figures are withheld and how many are missing."""
    statuses = frame["status"]
    return int((statuses == Status.WITHHELD.value).sum()), int((statuses == Status.MISSING.value).sum())


def stage(file: ImportFile, frame: pl.DataFrame, complete: CompleteRows, job: Job) -> None:
    """Put the rest of the frame into the staging table; each batch and its progress are one commit."""
    staging = Staging(file.pk)
    job.advance(step=_("Klaarzetten"), done=complete.after(file.staged))
    while file.staged < frame.height:
        batch = frame.slice(file.staged, batch_size())
        with transaction.atomic():
            staging.append(batch, after=file.staged)
            file.staged += batch.height
            file.save(update_fields=["staged"])
            job.advance(done=complete.after(file.staged))
        turns.pause()
    if staging.count() != frame.height:
        raise TryAgain
    staging.analyse()


def withdraw(file: ImportFile) -> None:
    """Leave nothing of a file whose import was stopped."""
    turns.undo(file)
    Staging(file.pk).drop()
    nothing = {"rows_read": 0, "values_new": 0, "values_changed": 0, "withheld": 0, "missing": 0, "staged": 0}
    ImportFile.objects.filter(pk=file.pk).update(state=State.CANCELLED, **nothing)
