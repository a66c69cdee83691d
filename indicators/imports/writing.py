"""Making staged figures count: at once where that is short, in batches that can be undone where it is not."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from psycopg2.errors import UniqueViolation

from indicators.imports import turns
from indicators.imports.areas import create_areas, rename_areas
from indicators.imports.merge import Counts, Merge
from indicators.imports.progress import CompleteRows
from indicators.imports.refusal import Refused, about_file
from indicators.imports.staging import Staging, batch_size, on_postgres
from indicators.models import ImportFile
from indicators.readers.base import Reading
from runs.job import Job, TryAgain

# Up to here one SQLite transaction keeps the write lock for some .2 s.
SHORT_MERGE = 20_000


def write(file: ImportFile, reading: Reading, complete: CompleteRows, job: Job) -> None:
    """All of the file's figures, or none of them. See docs/adr/0011-all-or-nothing-for-each-file.md."""
    job.advance(step=_("Verwerken"))
    merge = Merge(Staging(file.pk), reading.division_year, file.pk)
    if on_postgres() or file.staged <= SHORT_MERGE:
        try:
            while not _at_once(file, reading, merge, job):
                turns.wait(file, job)
        except IntegrityError as error:
            if isinstance(error.__cause__, UniqueViolation):  # another wrote the division's first figures meanwhile
                raise TryAgain from error
            raise
    else:
        _in_batches(file, reading, merge, complete, job)


def _at_once(file: ImportFile, reading: Reading, merge: Merge, job: Job) -> bool:
    """One transaction; False where another file is half written."""
    with transaction.atomic():
        if turns.half_written(file):
            return False
        create_areas(reading.areas, merge.year)
        _guard(file, merge)
        _count(file, merge.write())
        _finish(file, reading, merge)
        job.advance(done=reading.rows_read)
    return True


def _in_batches(file: ImportFile, reading: Reading, merge: Merge, complete: CompleteRows, job: Job) -> None:
    """Short transactions, each of which remembers what it replaced until the last one finishes the file."""
    turns.take(file, job, lambda: create_areas(reading.areas, merge.year))
    _guard(file, merge)
    job.advance(done=complete.after(file.merged))
    while file.merged < file.staged:
        within = (file.merged, min(file.merged + batch_size(), file.staged))
        with transaction.atomic():
            merge.keep_replaced(within)
            _count(file, merge.write(within))
            turns.move_on(file, within[1])
            job.advance(done=complete.after(within[1]))
        turns.pause()
    with transaction.atomic():
        _finish(file, reading, merge)
        job.advance()


def _guard(file: ImportFile, merge: Merge) -> None:
    """Areas may have gone since the file was checked; figures without an area may never stand."""
    if gone := merge.unknown_codes():
        message = _("Deze gebieden zijn intussen verdwenen: %(codes)s. Lees ze opnieuw in.")
        raise Refused([about_file(file.name, message % {"codes": ", ".join(gone)})])


def _count(file: ImportFile, counts: Counts) -> None:
    file.values_new += counts.new
    file.values_changed += counts.changed


def _finish(file: ImportFile, reading: Reading, merge: Merge) -> None:
    rename_areas(reading.areas, merge.year)
    known = file.staged - file.withheld - file.missing
    file.values_unchanged = known - file.values_new - file.values_changed
    file.state = ImportFile.State.IMPORTED
    file.save()
