"""What a version has that the one before had not, in words."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from effects.models import StudyResult


def changes_in_words(result: StudyResult) -> tuple[str, ...]:
    """Empty in the first version."""
    return tuple(change_in_words(each) for each in result.changed or ())


def change_in_words(change: dict[str, Any]) -> str:
    return str(change.get("message") or change.get("code") or _("Er is iets veranderd."))
