"""Running studies as background work: one outcome after another, each study's versions in one commit."""

from __future__ import annotations

from typing import Any

from effects.doses import update_doses
from effects.models import Study
from effects.services.results import update_results
from runs.job import Job
from runs.models import Run


def do(job: Job) -> dict[str, Any]:
    """Every frozen study that the arguments name (`studies`; of a `programme`; all). Safe to do again from any point:
    what is kept already and did not change gives no second version."""
    studies = list(named(job.arguments))
    run = Run.objects.get(pk=job.run_id)
    made = 0
    for study in studies:
        made += len(update_results(study, report=_reporter(job, study, len(studies)), run=run))
    return {"studies": len(studies), "versions": made}


def do_doses(job: Job) -> dict[str, Any]:
    """Dose-response of every indicator. Safe to do again from any point."""
    run = Run.objects.get(pk=job.run_id)
    return {"versions": update_doses(report=lambda step, done, total: _report(job, step, done, total), run=run)}


def _report(job: Job, step: str, done: int, total: int) -> None:
    job.advance(step=step[:60], done=done, total=total)


def _reporter(job: Job, study: Study, studies: int) -> Any:
    def report(step: str, done: int, total: int) -> None:
        said = step if studies == 1 else f"{study.name}: {step}"
        job.advance(step=said[:60], done=done, total=total)

    return report


def named(arguments: dict[str, Any]) -> Any:
    rows = Study.objects.frozen().select_related("programme").order_by("pk")
    if "studies" in arguments:
        rows = rows.filter(pk__in=arguments["studies"])
    return rows.filter(programme=arguments["programme"]) if "programme" in arguments else rows
