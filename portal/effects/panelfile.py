"""The panel and the answer as files, so that anyone can compute the answer again."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from effects.models import StudyResult
from portal.effects.lines import Panel

COLUMNS = ("wijk", "jaar", "cijfer", "eerste_jaar")


def rows_of(snapshot: Mapping[str, Any]) -> Iterator[tuple[object, ...]]:
    """A row for each wijk and year that counts; an unknown figure is empty, and the first year of one never treated.

    Years that count for nothing, such as that of the selection, are left out, since the command has no option for them.
    """
    panel, left_out = Panel(snapshot), options_of(snapshot).get("left_out") or ()
    for code, values in panel.values.items():
        first = panel.first_treated.get(code)
        for year, value in values.items():
            if year not in left_out:
                yield code, year, "" if value is None else repr(value), first or ""


def options_of(snapshot: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = snapshot.get("options") or {}
    return found


def file_name(result: StudyResult) -> str:
    return f"paneel-{result.outcome.indicator.slug}-versie-{result.number}.csv"


def command_of(result: StudyResult) -> str:
    """The command that computes the answer again from the file."""
    columns = "--unit {} --time {} --outcome {} --first-treated {}".format(*COLUMNS)
    asked = options_of(result.snapshot)
    said = [
        f"--direction {asked['direction']}" if asked.get("direction") else "",
        f"--anticipation {asked['anticipation']}" if asked.get("anticipation") else "",
        f"--seed {result.seed}",
    ]
    options = " ".join(each for each in said if each)
    return f"python manage.py estimate_effect {file_name(result)} {columns} {options} --json"


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
