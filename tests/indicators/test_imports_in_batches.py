"""A long merge on SQLite goes in batches; it can be stopped, broken off or found half done, and still counts wholly."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from indicators import readers
from indicators.imports import services, staging, turns, work, writing
from indicators.imports.merge import Merge
from indicators.imports.staging import Staging, tables
from indicators.models import ImportFile, Observation
from indicators.readers.base import Reading
from runs import services as runs
from runs.job import Job, new_holder
from runs.models import Run, State
from tests.cast import Cast
from tests.indicators.figures import figure, indicator
from tests.indicators.readings import a_file, large, reading
from wijken.models import Area

pytestmark = pytest.mark.django_db
SLUGS = ["een", "twee", "drie"]
YEARS = range(2010, 2020)
BOTH_WAYS = pytest.mark.parametrize("short", [20_000, 0], ids=["at once", "in batches"])
ONLY_SQLITE = pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL merges in one transaction")


class BrokenOff(BaseException):
    """The process ends here, as by a kill."""


@pytest.fixture(autouse=True)
def small_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(turns, "PAUSE_SECONDS", 0)
    monkeypatch.setattr(staging, "SQLITE_BATCH", 7)
    monkeypatch.setattr(staging, "POSTGRES_BATCH", 7)


@pytest.fixture
def sent(cast: Cast, monkeypatch, tmp_path: Path) -> Run:
    """A file of 60 figures that replaces 30 others and brings a wijk of its own."""
    for order, slug in enumerate(SLUGS):
        indicator(slug, order)
        for year in YEARS:
            figure(cast.wijk, slug, year, -1.0)
    frame = large(["WKVB0101", "WKVB0109"], SLUGS, YEARS)
    read = reading(
        frame=frame, areas=[("WKVB0109", "Nieuw", "wijk", "GMVB01"), ("WKVB0101", "Ander", "wijk", "GMVB01")]
    )
    monkeypatch.setattr(readers, "read", lambda *_, **__: read)
    return services.write_down(paths=[a_file(tmp_path)], source="table", year=None, mapping=None)


def everything() -> list[Any]:
    figures = Observation.objects.order_by("area__code", "indicator__slug", "period")
    areas = Area.objects.order_by("code", "division_year").values_list("code", "name")
    return [list(figures.values_list("area__code", "indicator__slug", "period", "value", "file__name")), list(areas)]


def break_off_at(monkeypatch, count: int, error: BaseException) -> None:
    """Raise in the middle of the transaction of the so-manieth commit of progress."""
    real, seen = Job.advance, []

    def advance(job: Job, **progress: Any) -> None:
        seen.append(progress)
        real(job, **progress)
        if len(seen) == count:
            raise error

    monkeypatch.setattr(Job, "advance", advance)


def go_on(run: Run) -> Run:
    """A new worker finds the run of the one that broke off."""
    gone = f"{new_holder().split(':')[0]}:999999999:abcd"
    Run.objects.filter(pk=run.pk, state=State.BUSY).update(holder=gone)
    runs.take_up_again()
    return runs.execute(run_id=run.pk)


@BOTH_WAYS
def test_both_ways_write_the_same_and_count_the_same(sent: Run, monkeypatch, short: int) -> None:
    monkeypatch.setattr(writing, "SHORT_MERGE", short)
    done = runs.execute(run_id=sent.pk)
    assert (done.state, done.result["values_new"], done.result["values_changed"]) == (State.DONE, 30, 30)
    assert Observation.objects.filter(value__gte=0).count() == 60
    assert tables() == []


@BOTH_WAYS
@pytest.mark.parametrize("step", range(1, 26))
def test_broken_off_anywhere_and_taken_up_again_it_ends_the_same(sent: Run, monkeypatch, short: int, step: int) -> None:
    monkeypatch.setattr(writing, "SHORT_MERGE", short)
    with monkeypatch.context() as patch:
        break_off_at(patch, step, BrokenOff())
        try:
            runs.execute(run_id=sent.pk)
        except BrokenOff:
            pass
    done = go_on(sent)
    assert (done.state, done.result["values_new"], done.result["values_changed"]) == (State.DONE, 30, 30)
    assert Observation.objects.filter(value__gte=0).count() == 60
    assert tables() == []


@BOTH_WAYS
@pytest.mark.parametrize("step", range(1, 26, 2))
def test_stopped_anywhere_it_leaves_nothing_of_the_file(sent: Run, monkeypatch, short: int, step: int) -> None:
    monkeypatch.setattr(writing, "SHORT_MERGE", short)
    before = everything()
    real, seen = Job.check, []

    def check(job: Job) -> None:
        seen.append(job)
        if len(seen) == step:
            runs.request_cancel(run=sent)
        real(job)

    monkeypatch.setattr(Job, "check", check)
    done = runs.execute(run_id=sent.pk)
    if len(seen) < step:  # there were fewer steps than that
        assert done.state == State.DONE
        return
    assert done.state == State.CANCELLED
    assert everything() == before
    assert tables() == []
    assert ImportFile.objects.get(run_id=sent.pk).state == ImportFile.State.CANCELLED


@ONLY_SQLITE
def test_a_half_written_file_whose_worker_is_gone_is_undone_by_the_next_file(sent: Run, monkeypatch, tmp_path) -> None:
    monkeypatch.setattr(writing, "SHORT_MERGE", 0)
    before = everything()
    with monkeypatch.context() as patch:
        break_off_at(patch, 17, BrokenOff())
        with pytest.raises(BrokenOff):
            runs.execute(run_id=sent.pk)
    assert everything() != before
    monkeypatch.setattr(readers, "read", lambda *_, **__: reading(("GMVB01", "een", 2020, 1.0)))
    Run.objects.filter(pk=sent.pk).update(state=State.WAITING)
    services.import_files(paths=[a_file(tmp_path, "ander.csv", "ander")], source="table")
    Observation.objects.filter(file__name="ander.csv").delete()
    assert everything() == before


@ONLY_SQLITE
def test_a_figure_that_another_file_wrote_since_is_not_undone(cast: Cast, sent: Run) -> None:
    file = ImportFile.objects.get(run_id=sent.pk)
    other = ImportFile.objects.create(name="ander.csv", source="table", sha256="1" * 64)
    batch = Staging(file.pk)
    batch.create()
    read, frame = work.read_file(Path(file.path), name="x", source="table", options={})
    batch.append(frame.filter(code="WKVB0101"), after=0)
    merge = Merge(batch, read.division_year, file.pk)
    merge.keep_replaced((0, 30))
    merge.write((0, 30))
    Observation.objects.filter(period=2015).update(value=5, file=other)
    merge.undo((0, 30))
    merge.undo((0, 30))
    assert list(Observation.objects.filter(period=2015).values_list("value", flat=True)) == [5.0] * 3
    assert set(Observation.objects.exclude(period=2015).values_list("value", flat=True)) == {-1.0}


def test_progress_tells_rows_that_are_committed_and_never_more(sent: Run, monkeypatch) -> None:
    real, told = Job.advance, []

    def advance(job: Job, **progress: Any) -> None:
        real(job, **progress)
        file = ImportFile.objects.get(run_id=sent.pk)
        told.append((Run.objects.get(pk=sent.pk), file.staged))

    monkeypatch.setattr(Job, "advance", advance)
    runs.execute(run_id=sent.pk)
    staging_steps = [(run.done, run.total, staged) for run, staged in told if run.step == "Klaarzetten"]
    assert {total for _, total, _ in staging_steps} == {2}
    assert all(done == staged // 30 for done, _, staged in staging_steps)
    assert max(done for done, _, _ in staging_steps) == 2


def test_another_reading_of_the_same_file_starts_its_staging_anew(sent: Run, monkeypatch) -> None:
    with monkeypatch.context() as patch:
        break_off_at(patch, 6, BrokenOff())
        with pytest.raises(BrokenOff):
            runs.execute(run_id=sent.pk)
    changed: Reading = reading(frame=large(["WKVB0101"], SLUGS, YEARS, factor=2))
    monkeypatch.setattr(readers, "read", lambda *_, **__: changed)
    assert go_on(sent).result["values_changed"] == 30
    assert Observation.objects.count() == 30
