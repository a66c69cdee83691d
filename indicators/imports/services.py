"""Importing files of figures: as background work from a page, or here and now from a command."""

from __future__ import annotations

import secrets
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.imports import work
from indicators.imports.merge import Merge
from indicators.imports.refusal import Refused, about_file
from indicators.imports.staging import Staging, batch_size, file_of, tables
from indicators.imports.turns import pause
from indicators.models import ImportFile
from indicators.tasks import IMPORT
from runs import services as runs
from runs.job import Cancelled, Job
from runs.models import Run

SUMMED = ("rows_read", "values_new", "values_changed", "values_unchanged", "withheld", "missing")


def files_in(path: Path) -> list[Path]:
    """A file itself, or each folder with JSON files at or below it: the police's figures come as a folder a year."""
    return sorted({file.parent for file in path.rglob("*.json")}) if path.is_dir() else [path]


@transaction.atomic
def write_down(
    *, paths: Sequence[Path], source: str, year: int | None, mapping: Mapping[str, Any] | None, by: Any = None
) -> Run:
    """A run and one row for each of its files; nobody is told yet."""
    run = runs.write_down(kind=IMPORT, arguments={"source": source}, by=by)
    options = {"year": year, "mapping": mapping}
    for path in paths:
        ImportFile.objects.create(
            run_id=run.pk, source=source, name=path.name, path=str(path.absolute()), options=options, imported_by=by
        )
    return run


@transaction.atomic
def import_in_background(
    *, path: Path, name: str, source: str, year: int | None, mapping: Mapping[str, Any] | None, by: Any
) -> Run:
    """Let a worker import an uploaded file, which its sender knows by `name`."""
    run = write_down(paths=[path], source=source, year=year, mapping=mapping, by=by)
    ImportFile.objects.of_run(run.pk).update(name=name)
    transaction.on_commit(lambda: runs.ring(run.pk))
    return run


def import_files(
    *,
    paths: Sequence[Path],
    source: str,
    year: int | None = None,
    mapping: Mapping[str, Any] | None = None,
    by: Any = None,
) -> dict[str, Any]:
    """Import files in this process and report. Each file counts wholly or not at all, whatever the others do."""
    run = write_down(paths=paths, source=source, year=year, mapping=mapping, by=by)
    try:
        runs.see_through(run_id=run.pk)
    except KeyboardInterrupt:
        runs.request_cancel(run=run)
        runs.see_through(run_id=run.pk)
        raise
    return report(run_id=run.pk)


def do(job: Job) -> dict[str, Any]:
    """What a worker does with a run of this kind. Files that an earlier worker finished are left alone."""
    sweep()
    unfinished = ImportFile.objects.of_run(job.run_id).exclude(state__in=work.OVER)
    try:
        for file in list(unfinished):
            work.import_file(file, job)
    except Cancelled:
        for file in unfinished.all():
            work.withdraw(file)
        raise
    return {name: value for name, value in report(run_id=job.run_id).items() if name != "errors"}


def sweep() -> None:
    """Drop staging tables whose file came to its end, or that a broken-off dry run left."""
    going_on = set(ImportFile.objects.exclude(state__in=work.OVER).values_list("pk", flat=True))
    for name in {str(file) for file in map(file_of, tables()) if file and file not in going_on}:
        Staging(name).drop()


def report(*, run_id: int) -> dict[str, Any]:
    """One run in numbers: sums over its files, every column that was left and every error."""
    files, run = list(ImportFile.objects.of_run(run_id)), Run.objects.get(pk=run_id)
    return {
        "run": run_id,
        **{name: sum(getattr(file, name) for file in files) for name in SUMMED},
        "unmapped_columns": list(dict.fromkeys(column for file in files for column in file.unmapped_columns)),
        "errors": [error for file in files for error in [*file.errors, *_unfinished(file, run)]],
        "seconds": round(sum(file.seconds for file in files), 2),
    }


def _unfinished(file: ImportFile, run: Run) -> list[dict[str, Any]]:
    """A file that came to no end of its own: its run was stopped, or failed."""
    if not run.is_over() or file.state in {ImportFile.State.IMPORTED, ImportFile.State.REFUSED}:
        return []
    return [asdict(about_file(file.name, run.error or _("Het inlezen is gestopt. Er is niets van bewaard.")))]


def try_files(
    *, paths: Sequence[Path], source: str, year: int | None = None, mapping: Mapping[str, Any] | None = None
) -> dict[str, Any]:
    """What an import would do, without doing it: the same report, with no run."""
    began = time.monotonic()
    total: dict[str, Any] = {"run": None, **dict.fromkeys(SUMMED, 0), "unmapped_columns": [], "errors": []}
    for path in paths:
        try:
            found = _try_file(path, source, {"year": year, "mapping": mapping})
        except Refused as refusal:
            total["rows_read"] += refusal.rows_read
            total["errors"] += [asdict(problem) for problem in refusal.problems]
        else:
            for name in SUMMED:
                total[name] += found[name]
            total["unmapped_columns"] += [c for c in found["unmapped_columns"] if c not in total["unmapped_columns"]]
    return {**total, "seconds": round(time.monotonic() - began, 2)}


def _try_file(path: Path, source: str, options: Mapping[str, Any]) -> dict[str, Any]:
    reading, frame = work.read_file(path, name=path.name, source=source, options=options)
    staging = Staging(f"dry_{secrets.token_hex(4)}")
    staging.create()
    try:
        for start in range(0, frame.height, batch_size()):
            staging.append(frame.slice(start, batch_size()), after=start)
            pause()
        counts = Merge(staging, reading.division_year, 0).compare()
    finally:
        staging.drop()
    withheld, missing = work.without_value(frame)
    known = frame.height - withheld - missing
    return {
        "rows_read": reading.rows_read,
        "values_new": counts.new,
        "values_changed": counts.changed,
        "values_unchanged": known - counts.new - counts.changed,
        "withheld": withheld,
        "missing": missing,
        "unmapped_columns": reading.unmapped_columns,
    }
