"""New figures or money give a new version beside the old, with what changed; a run that is stopped leaves nothing."""

from __future__ import annotations

import numpy as np
import pytest

from effects.answers import compute
from effects.models import StudyOutcome, StudyResult
from effects.services import results
from indicators.domains import Status
from indicators.imports import services as imports
from indicators.models import Observation
from programmes import services as programmes
from runs.models import Run, State
from runs.services import claim, execute, request_cancel, take_up_again
from tests.cast import Cast, area
from tests.effects.findings import outcome_of, study_of, weigh
from tests.effects.test_studies import spend
from tests.indicators.readings import a_file, cells, reading
from tests.portal.figures import observe

pytestmark = pytest.mark.django_db
YEARS = tuple(range(2006, 2021))
KIND = "onderzoeken"


@pytest.fixture(autouse=True)
def nobody_listens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("runs.tasks.work.apply_async", lambda *_args, **_more: None)
    monkeypatch.setattr("indicators.imports.turns.PAUSE_SECONDS", 0)


@pytest.fixture
def outcome(cast: Cast) -> StudyOutcome:
    """A frozen study of one wijk beside twenty others that move with it."""
    generator = np.random.default_rng(7)
    others = [area(f"WKVB03{n:02d}", f"Vergelijkwijk {n}", "wijk", cast.city) for n in range(20)]
    for n, wijk in enumerate([cast.wijk, *others]):
        course = 1800 + 10 * n - 20 * np.arange(len(YEARS)) + generator.normal(scale=5, size=len(YEARS))
        observe(wijk, "gasverbruik", dict(zip(YEARS, course.tolist(), strict=True)))
    made = outcome_of(study_of(cast))
    weigh(made, others)
    programmes.link_contribution(
        intervention=cast.renovation, indicator=made.indicator, by=cast.noor, mechanism="Isolatie.", lag_years=0
    )
    made.interventions.add(cast.renovation)
    return made


@pytest.fixture
def second(outcome: StudyOutcome) -> StudyOutcome:
    """An outcome that is answered after the first, and refused: it has no figures."""
    return outcome_of(outcome.study, "inwoners", rank=2)


def run_of(outcome: StudyOutcome) -> Run:
    return Run.objects.create(kind=KIND, arguments={"studies": [outcome.study_id]})


def answered(outcome: StudyOutcome) -> Run:
    run = execute(run_id=run_of(outcome).pk)
    assert run.state == State.DONE, run.error
    return run


def versions_of(outcome: StudyOutcome) -> list[StudyResult]:
    return list(outcome.results.order_by("number"))


def codes(result: StudyResult) -> set[str]:
    return {change["code"] for change in result.changed}


def arrive(monkeypatch, tmp_path, capture, *given) -> None:
    """An import of figures, with what its end rings for."""
    monkeypatch.setattr("indicators.readers.read", lambda *_, **__: reading(frame=cells(*given)))
    with capture(execute=True):
        imports.import_files(paths=[a_file(tmp_path, "nieuw.csv", "nieuw")], source="table")


def ring_money(cast: Cast, capture) -> None:
    with capture(execute=False) as rung:
        spend(cast, 2017)
    for bell in rung:
        if "money_booked" in getattr(bell, "__qualname__", ""):
            bell()


def test_the_same_figures_give_no_second_version(outcome):
    assert answered(outcome).result == {"studies": 1, "versions": 1}
    assert answered(outcome).result == {"studies": 1, "versions": 0}


def test_figures_that_arrive_give_a_version_beside_the_old_with_what_changed(
    outcome, monkeypatch, tmp_path, django_capture_on_commit_callbacks
):
    answered(outcome)
    arrive(monkeypatch, tmp_path, django_capture_on_commit_callbacks, ("WKVB0101", "gasverbruik", 2018, 900.0))
    execute(run_id=Run.objects.get(kind=KIND, state=State.WAITING).pk)
    old, new = versions_of(outcome)
    assert codes(old) == set()
    assert "FIGURES" in codes(new)
    assert new.changed[0]["message"] == "1 cijfer is veranderd."
    assert old.answer["estimate"] != new.answer["estimate"]


def test_a_year_that_arrives_is_named(outcome, monkeypatch, tmp_path, django_capture_on_commit_callbacks):
    answered(outcome)
    wijken = [row.area.code for row in outcome.comparison_areas.select_related("area")]
    given = [(code, "gasverbruik", 2021, 1500.0 + n) for n, code in enumerate(["WKVB0101", *wijken])]
    arrive(monkeypatch, tmp_path, django_capture_on_commit_callbacks, *given)
    execute(run_id=Run.objects.get(kind=KIND, state=State.WAITING).pk)
    assert "Er zijn cijfers bij van 2021." in {change["message"] for change in versions_of(outcome)[-1].changed}


def test_figures_of_another_indicator_ring_and_change_nothing(
    outcome, monkeypatch, tmp_path, django_capture_on_commit_callbacks
):
    answered(outcome)
    arrive(monkeypatch, tmp_path, django_capture_on_commit_callbacks, ("WKVB0101", "bijstand", 2018, 90.0))
    run = execute(run_id=Run.objects.get(kind=KIND, state=State.WAITING).pk)
    assert run.result == {"studies": 1, "versions": 0}


def test_figures_that_become_final_are_a_change_that_is_told(outcome):
    rows = Observation.objects.filter(area__code="WKVB0101", period=2020)
    rows.update(status=Status.PROVISIONAL)
    answered(outcome)
    rows.update(status=Status.MEASURED)
    answered(outcome)
    assert codes(versions_of(outcome)[-1]) == {"STATUS"}


def test_money_that_is_booked_gives_a_version_that_says_so(cast, outcome, django_capture_on_commit_callbacks):
    answered(outcome)
    ring_money(cast, django_capture_on_commit_callbacks)
    execute(run_id=Run.objects.get(kind=KIND, state=State.WAITING).pk)
    old, new = versions_of(outcome)
    assert codes(new) == {"MONEY"}
    assert (old.money["cents"], new.money["cents"]) == (0, 500)
    assert old.answer == new.answer


def test_a_bell_that_fails_does_not_undo_an_import(outcome, monkeypatch, tmp_path, django_capture_on_commit_callbacks):
    def broken(*_args: object) -> None:
        raise RuntimeError("no bell")

    monkeypatch.setattr("effects.doorbells.answer_anew", broken)
    cell = ("WKVB0101", "gasverbruik", 2018, 900.0)
    arrive(monkeypatch, tmp_path, django_capture_on_commit_callbacks, cell)
    assert Observation.objects.get(area__code="WKVB0101", indicator=outcome.indicator, period=2018).value == 900.0


def test_stopping_between_two_outcomes_leaves_no_version_of_the_first(outcome, second, monkeypatch):
    run = run_of(outcome)

    def stopped_meanwhile(asked) -> None:
        compute(asked)
        request_cancel(run=run)

    monkeypatch.setattr(results, "compute", stopped_meanwhile)
    assert execute(run_id=run.pk).state == State.CANCELLED
    assert not StudyResult.objects.exists()


def test_stopping_while_the_last_outcome_is_computed_leaves_no_version(outcome, monkeypatch):
    run = run_of(outcome)
    monkeypatch.setattr(results, "compute", lambda asked: (compute(asked), request_cancel(run=run)))
    assert execute(run_id=run.pk).state == State.CANCELLED
    assert not StudyResult.objects.exists()


def test_a_run_that_another_process_took_over_keeps_nothing(outcome, monkeypatch):
    run = run_of(outcome)

    def taken(asked) -> None:
        compute(asked)
        Run.objects.filter(pk=run.pk).update(holder="another")

    monkeypatch.setattr(results, "compute", taken)
    execute(run_id=run.pk)
    assert not StudyResult.objects.exists()


def test_a_worker_that_is_killed_in_the_middle_is_followed_by_one_that_makes_one_version_of_each(outcome, second):
    run = run_of(outcome)
    claim(run_id=run.pk, holder="gone")
    Run.objects.filter(pk=run.pk).update(heartbeat_at="2020-01-01T00:00Z")
    take_up_again()
    assert execute(run_id=run.pk).state == State.DONE
    assert [len(versions_of(one)) for one in (outcome, second)] == [1, 1]
    assert answered(outcome).result["versions"] == 0


def test_who_computed_with_older_figures_tries_again_and_keeps_nothing_over_a_newer_version(outcome, monkeypatch):
    slow, quick = run_of(outcome), run_of(outcome)

    def overtaken(asked) -> None:
        compute(asked)
        monkeypatch.setattr(results, "compute", compute)
        Observation.objects.filter(area__code="WKVB0101", period=2018).update(value=900.0)
        execute(run_id=quick.pk)

    monkeypatch.setattr(results, "compute", overtaken)
    assert execute(run_id=slow.pk).state == State.WAITING
    assert execute(run_id=slow.pk).result == {"studies": 1, "versions": 0}
    assert len(versions_of(outcome)) == 1


def test_exploratory_outcomes_are_kept_with_their_chance_after_so_many_looks(outcome, monkeypatch):
    """By hand: of p .04 and .01 the adjusted ones are .04 × 2 / 2 and .01 × 2 / 1; a main question is not adjusted."""
    chances = {"gasverbruik": 0.03, "inwoners": 0.04, "bijstand": 0.01}
    for slug in ("inwoners", "bijstand"):
        outcome_of(outcome.study, slug, rank=None)

    def by_hand(asked) -> None:
        compute(asked)
        asked.answer["p_value"] = chances[asked.outcome.indicator.slug]

    monkeypatch.setattr(results, "compute", by_hand)
    answered(outcome)
    kept = {one.outcome.indicator.slug: one.context.get("adjusted_p") for one in StudyResult.objects.all()}
    assert kept == {"gasverbruik": None, "inwoners": pytest.approx(0.04), "bijstand": pytest.approx(0.02)}


def test_a_look_more_changes_the_others_chance_and_says_so(outcome, monkeypatch):
    chances = {"inwoners": 0.04, "bijstand": 0.9, "gasverbruik": 0.5}
    explored = outcome_of(outcome.study, "inwoners", rank=None)

    def by_hand(asked) -> None:
        compute(asked)
        asked.answer["p_value"] = chances[asked.outcome.indicator.slug]

    monkeypatch.setattr(results, "compute", by_hand)
    answered(outcome)
    outcome_of(outcome.study, "bijstand", rank=None)
    answered(outcome)
    old, new = versions_of(explored)
    assert (old.context["adjusted_p"], new.context["adjusted_p"]) == (0.04, 0.08)
    assert codes(new) == {"FAMILY"}
