"""The versions of a result beside each other, with what changed between them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from charts.study import Finding
from effects.models import StudyResult
from portal.effects.changes import changes_in_words
from portal.effects.findings import finding_of
from portal.effects.paths import address


@dataclass(frozen=True)
class VersionRow:
    number: int
    on: datetime
    url: str
    finding: Finding
    changes: tuple[str, ...]
    shown: bool


def version_rows(versions: Sequence[StudyResult], shown: StudyResult) -> tuple[VersionRow, ...]:
    """The newest first, whose address is that of the page without a version."""
    return tuple(row_of(each, newest=each is versions[0], shown=each.pk == shown.pk) for each in versions)


def row_of(result: StudyResult, *, newest: bool, shown: bool) -> VersionRow:
    url = address("effect", result.outcome)
    return VersionRow(
        number=result.number,
        on=result.created_at,
        url=url if newest else f"{url}?versie={result.number}",
        finding=finding_of(result),
        changes=changes_in_words(result),
        shown=shown,
    )
