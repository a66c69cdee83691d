"""What a unit of effect cost, or that no such figure can be given."""

from __future__ import annotations

from effects.models import StudyResult


def cost_words(result: StudyResult) -> tuple[str, ...]:
    """Empty where nothing was stored of the cost."""
    return ()
