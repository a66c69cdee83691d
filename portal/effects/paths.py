"""The addresses of what a study found."""

from __future__ import annotations

from django.urls import reverse

from effects.models import StudyOutcome


def address(name: str, outcome: StudyOutcome) -> str:
    """Of a page about one outcome. Asks the study with its programme, and the indicator."""
    return reverse(name, args=[outcome.study.programme.slug, outcome.study_id, outcome.indicator.slug])
