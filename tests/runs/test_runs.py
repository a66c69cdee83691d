"""A run is done once, by one, and is never forgotten."""

import threading
from datetime import timedelta

import pytest
from django.db import OperationalError, connection, transaction
from django.utils import timezone

from runs import registry, services
from runs.job import Cancelled, Job, TakenOver, holder_is_gone, new_holder
from runs.models import Run, State

pytestmark = pytest.mark.django_db
GONE = f"{new_holder().split(':')[0]}:999999999:abcd"
ELSEWHERE = "another-machine:12:abcd"


@pytest.fixture
def handler(monkeypatch: pytest.MonkeyPatch):
    """Let the kind `proef` be done by what a test gives."""

    def use(work) -> None:
        monkeypatch.setitem(registry._handlers, "proef", work)

    return use


@pytest.fixture
def rung(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    bells: list[int] = []
    monkeypatch.setattr("runs.tasks.work.apply_async", lambda args, **_: bells.extend(args))
    return bells


@pytest.fixture
def run(rung: list[int]) -> Run:
    return services.start(kind="proef", arguments={"getal": 3})


def busy(run: Run, holder: str = ELSEWHERE, beat: timedelta = timedelta(0)) -> None:
    Run.objects.filter(pk=run.pk).update(state=State.BUSY, holder=holder, heartbeat_at=timezone.now() - beat)


def test_the_bell_rings_when_the_run_is_committed(rung, django_capture_on_commit_callbacks) -> None:
    with django_capture_on_commit_callbacks(execute=True), transaction.atomic():
        run = services.start(kind="proef", arguments={})
        assert rung == []
    assert rung == [run.pk]


def test_a_broker_that_is_down_does_not_undo_the_start(monkeypatch, django_capture_on_commit_callbacks) -> None:
    def down(*_args, **_options) -> None:
        raise ConnectionRefusedError

    monkeypatch.setattr("runs.tasks.work.apply_async", down)
    with django_capture_on_commit_callbacks(execute=True):
        run = services.start(kind="proef", arguments={})
    assert Run.objects.get(pk=run.pk).state == State.WAITING


def test_a_run_is_done_and_tells_its_result(run: Run, handler) -> None:
    handler(lambda job: {"kwadraat": job.arguments["getal"] ** 2})
    done = services.execute(run_id=run.pk)
    assert (done.state, done.result, done.starts) == (State.DONE, {"kwadraat": 9}, 1)


def test_a_second_bell_for_a_run_that_is_done_does_nothing(run: Run, handler) -> None:
    times: list[int] = []
    handler(lambda job: times.append(job.run_id))
    services.execute(run_id=run.pk)
    services.execute(run_id=run.pk)
    assert times == [run.pk]


def test_a_failure_is_told_and_kept_out_of_sight(run: Run, handler) -> None:
    def fails(job: Job) -> None:
        raise ValueError("geheim")

    handler(fails)
    failed = services.execute(run_id=run.pk)
    assert failed.state == State.FAILED
    assert "geheim" not in failed.error
    assert "beheerder" in failed.error


def test_work_of_an_unknown_kind_fails_and_does_not_wait_for_ever(run: Run) -> None:
    Run.objects.filter(pk=run.pk).update(kind="onbekend")
    assert services.execute(run_id=run.pk).state == State.FAILED


def test_a_database_that_is_busy_puts_the_run_back(run: Run, handler) -> None:
    def locked(job: Job) -> None:
        raise OperationalError("database is locked")

    handler(locked)
    assert services.execute(run_id=run.pk).state == State.WAITING


def test_of_two_claimers_one_gets_the_run(run: Run) -> None:
    first, second = services.claim(run_id=run.pk, holder="a"), services.claim(run_id=run.pk, holder="b")
    assert first
    assert first.holder == "a"
    assert second is None


def conditional_claim(run_id: int, barrier: threading.Barrier) -> bool:
    barrier.wait(timeout=10)
    return services.claim(run_id=run_id, holder=new_holder()) is not None


def read_then_write_claim(run_id: int, barrier: threading.Barrier) -> bool:
    run = Run.objects.get(pk=run_id)
    barrier.wait(timeout=10)
    if run.state != State.WAITING:
        return False
    run.state = State.BUSY
    run.save()
    return True


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="claims at the same moment need PostgreSQL")
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("claimer", "winners"), [(conditional_claim, 1), (read_then_write_claim, 8)])
def test_at_the_same_moment_one_of_eight_wins_and_without_the_condition_all(rung, claimer, winners) -> None:
    run = services.start(kind="proef", arguments={})
    barrier, won = threading.Barrier(8), []

    def claim_once() -> None:
        won.append(claimer(run.pk, barrier))
        connection.close()

    threads = [threading.Thread(target=claim_once) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sum(won) == winners


def test_a_run_whose_process_is_gone_is_taken_up_again_at_once(run: Run, rung: list[int]) -> None:
    busy(run, GONE)
    assert services.take_up_again() == [run.pk]
    assert rung == [run.pk]
    assert Run.objects.get(pk=run.pk).state == State.WAITING


def test_a_run_of_another_machine_is_taken_up_when_its_heart_stopped(run: Run) -> None:
    busy(run, ELSEWHERE, services.STALE_AFTER - timedelta(seconds=5))
    assert services.take_up_again() == []
    busy(run, ELSEWHERE, services.STALE_AFTER + timedelta(seconds=5))
    assert services.take_up_again() == [run.pk]


def test_a_run_that_beats_is_left_alone(run: Run) -> None:
    busy(run, new_holder())
    assert services.take_up_again() == []


def test_a_lost_bell_is_rung_again_but_not_at_every_look(run: Run, rung: list[int]) -> None:
    assert services.take_up_again() == []
    Run.objects.filter(pk=run.pk).update(heartbeat_at=timezone.now() - services.RING_AGAIN_AFTER)
    assert services.take_up_again() == [run.pk]
    assert services.take_up_again() == []
    assert rung == [run.pk]


def test_a_worker_that_starts_rings_for_all_that_waits(run: Run) -> None:
    assert services.take_up_again(waited=timedelta(0)) == [run.pk]


def test_work_that_ended_every_worker_is_given_up(run: Run) -> None:
    busy(run, GONE)
    Run.objects.filter(pk=run.pk).update(starts=services.MOST_STARTS)
    assert services.take_up_again() == []
    given_up = Run.objects.get(pk=run.pk)
    assert given_up.state == State.FAILED
    assert "50 keer" in given_up.error


def test_who_lost_a_run_commits_nothing_more(run: Run) -> None:
    job = services.claim(run_id=run.pk, holder="slow")
    services.let_go(job=job)
    services.claim(run_id=run.pk, holder="other")
    with pytest.raises(TakenOver):
        job.advance(done=1)
    services.close(job=job, state=State.FAILED)
    assert (Run.objects.get(pk=run.pk).done, Run.objects.get(pk=run.pk).state) == (0, State.BUSY)


def test_a_wish_to_stop_reaches_the_doer_at_its_next_step(run: Run, handler) -> None:
    def asked_halfway(job: Job) -> None:
        job.advance(done=1, total=2)
        assert services.request_cancel(run=Run.objects.get(pk=job.run_id))
        job.advance(done=2)

    handler(asked_halfway)
    assert services.execute(run_id=run.pk).state == State.CANCELLED


def test_a_run_that_is_over_cannot_be_stopped(run: Run, handler) -> None:
    handler(lambda job: None)
    services.execute(run_id=run.pk)
    assert not services.request_cancel(run=run)


def test_a_keyboard_interrupt_leaves_the_run_for_whoever_comes_next(run: Run, handler) -> None:
    def interrupted(job: Job) -> None:
        raise KeyboardInterrupt

    handler(interrupted)
    with pytest.raises(KeyboardInterrupt):
        services.execute(run_id=run.pk)
    assert Run.objects.get(pk=run.pk).state == State.WAITING


def test_a_cancelled_run_raises_only_for_itself(run: Run, rung: list[int]) -> None:
    other = services.start(kind="proef", arguments={})
    services.request_cancel(run=other)
    job = services.claim(run_id=run.pk, holder="a")
    job.check()
    with pytest.raises(Cancelled):
        services.claim(run_id=other.pk, holder="a").check()


@pytest.mark.parametrize(("done", "total", "percent"), [(0, None, None), (0, 7, 0), (3, 7, 42), (7, 7, 100)])
def test_percents_are_whole_and_unknown_where_the_total_is(done, total, percent) -> None:
    assert Run(done=done, total=total).percent() == percent


def test_a_process_of_another_machine_is_never_called_gone() -> None:
    assert holder_is_gone(GONE)
    assert not holder_is_gone(new_holder())
    assert not holder_is_gone(ELSEWHERE)
    assert not holder_is_gone("")
