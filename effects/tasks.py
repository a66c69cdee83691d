"""Background work of this floor."""

from __future__ import annotations

from typing import Any

from runs.job import Job
from runs.registry import register

SCREENING, SCREENING_PART = "screening", "screening-part"
STUDIES = "onderzoeken"
DOSES = "geld-per-huishouden"


def screen_all(job: Job) -> dict[str, Any]:
    # numbers by the million: no page should load what they need
    from effects import screening

    return screening.do_whole(job)


def screen_part(job: Job) -> dict[str, Any]:
    from effects import screening

    return screening.do_part(job)


def answer_studies(job: Job) -> dict[str, Any]:
    # the statistics library takes seconds to load, which no page should pay
    from effects import work

    return work.do(job)


def answer_doses(job: Job) -> dict[str, Any]:
    # the statistics library, as above
    from effects import work

    return work.do_doses(job)


def register_kinds() -> None:
    register(SCREENING, screen_all)
    register(SCREENING_PART, screen_part)
    register(STUDIES, answer_studies, daily=True)
    register(DOSES, answer_doses, daily=True)
