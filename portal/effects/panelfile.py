"""The panel and the answer as files, so that anyone can compute the answer again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from effects.models import StudyResult
from portal.effects.lines import Panel

COLUMNS = ("wijk", "jaar", "cijfer", "eerste_jaar")


def rows_of(snapshot: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    """A row for each wijk and year; an unknown figure is empty, and so is the first year of a wijk never treated."""
    panel = Panel(snapshot)
    for code, values in panel.values.items():
        first = panel.first_treated.get(code)
        for year, value in values.items():
            yield code, year, "" if value is None else repr(value), first or ""


def answer_file(result: StudyResult) -> dict[str, Any]:
    """Everything that this version is made of but the panel itself, which its hash names."""
    return {
        "indicator": result.outcome.indicator.slug,
        "study": str(result.outcome.study),
        "version": result.number,
        "answer": result.answer,
        "cost": result.cost,
        "context": result.context,
        "snapshot_sha256": result.snapshot_sha256,
        "versions": result.versions,
        "seed": result.seed,
    }
