"""Versions of an answer: the same data give the same version, new data or money a new one beside the old."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.db import transaction
from django.db.models import Max

from effects.answers import Asked, adjust_together, ask, compute
from effects.changes import changes_between
from effects.models import Study, StudyOutcome, StudyResult
from runs.job import TryAgain
from runs.models import Run
from stakeholders.refusal import WHOLE, refuse

Report = Callable[[str, int, int], None]


def update_results(study: Study, *, report: Report, run: Run | None = None, again: bool = False) -> list[StudyResult]:
    """Answer every outcome whose data, money or libraries changed, and keep the new versions; return these.

    `again`: compute also what did not change; it gives the same bytes and so no version. `report(step, done, total)`
    is told of each outcome and may raise to stop. Raises Refused where the study is not frozen: the outcome is not
    looked at before what is asked stands.
    """
    if not study.is_frozen:
        raise refuse(WHOLE, "Leg het onderzoek eerst vast. Pas daarna wordt gekeken wat er uitkomt.")
    outcomes = list(study.outcomes.select_related("indicator", "study__programme"))
    asked, standing = [], _numbers(study)
    for place, outcome in enumerate(outcomes):
        report(str(outcome.indicator), place, len(outcomes))
        asked.append(_answered(outcome, again=again))
    adjust(asked)
    with transaction.atomic():
        Study.objects.select_for_update().get(pk=study.pk)
        if _numbers(study) != standing:
            raise TryAgain  # another run kept versions meanwhile, maybe of newer figures
        made = keep(asked, run)
        report("", len(outcomes), len(outcomes))  # last: who wants a stop, or took this over, undoes it all
    return made


def _numbers(study: Study) -> dict[int, int]:
    """The newest version of each outcome."""
    rows = StudyResult.objects.filter(outcome__study=study).order_by()
    return dict(rows.values_list("outcome").annotate(Max("number")))


def _answered(outcome: StudyOutcome, *, again: bool) -> Asked:
    asked, newest = ask(outcome), outcome.newest_result()
    if newest is None or again or not _is_same(newest, asked):
        compute(asked)
    else:
        asked.answer, asked.context, asked.cost = newest.answer, dict(newest.context), newest.cost
    return asked


def _is_same(newest: StudyResult, asked: Asked) -> bool:
    same = (newest.snapshot_sha256, newest.money, newest.seed) == (asked.sha256, asked.money, asked.seed)
    return same and libraries(newest.versions) == libraries(asked.versions)


def libraries(versions: dict[str, str]) -> dict[str, str]:
    """Without Python's own version, which changes with the machine and no number with it."""
    return {name: number for name, number in versions.items() if name != "python"}


def adjust(asked: Sequence[Asked]) -> None:
    """Benjamini-Hochberg over the exploratory outcomes of one study: whoever looks often finds something by chance."""
    adjust_together([one for one in asked if not one.outcome.is_primary])


@transaction.atomic
def keep(asked: Sequence[Asked], run: Run | None = None) -> list[StudyResult]:
    """A version of each that differs from the newest that is kept."""
    found = [_version(one, run) for one in asked]
    made = [one for one in found if one is not None]
    for one in made:
        one.save()
    return made


def _version(asked: Asked, run: Run | None) -> StudyResult | None:
    newest = StudyResult.objects.filter(outcome=asked.outcome).order_by("-number").first()
    made = StudyResult(
        outcome=asked.outcome,
        number=newest.number + 1 if newest else 1,
        verdict=asked.answer["verdict"],
        answer=asked.answer,
        snapshot=asked.snapshot,
        snapshot_sha256=asked.sha256,
        versions=asked.versions,
        seed=asked.seed,
        money=asked.money,
        cost=asked.cost,
        context=asked.context,
        run=run,
    )
    if newest is None:
        return made
    made.changed = changes_between(newest, made)
    return made if made.changed or (made.answer, made.cost) != (newest.answer, newest.cost) else None
