"""The command as an outsider runs it, and panels to run it on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import call_command

ROW = tuple[str, int, float, int]  # unit, time, outcome, first treated
COLUMNS = ("--unit", "wijk", "--time", "jaar", "--outcome", "uitkomst", "--first-treated", "start")


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    error: str

    @property
    def json(self) -> dict[str, Any]:
        return json.loads(self.out)

    @property
    def codes(self) -> list[str]:
        return [one["code"] for one in self.json["refusals"]]


class Command:
    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self.capsys = capsys

    def __call__(self, panel: Path | str, *options: str, columns: Sequence[str] = COLUMNS) -> Ran:
        """On a file, or on the text of one."""
        path = panel if isinstance(panel, Path) else self.file(panel)
        self.capsys.readouterr()
        code = 0
        try:
            call_command("estimate_effect", str(path), *columns, *options, "--json")
        except SystemExit as left:
            code = int(left.code or 0)
        out, error = self.capsys.readouterr()
        return Ran(code, out, error)

    def file(self, text: str | bytes) -> Path:
        path = self.folder / "panel.csv"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path


def rows(
    *,
    treated: int = 12,
    others: int = 24,
    years: Iterable[int] = range(2010, 2020),
    start: int = 2015,
    effect: float = 5.0,
) -> list[ROW]:
    """`effect` from `start` on, on top of what is of the unit, of the year and of chance."""
    generator = np.random.default_rng(7)
    made: list[ROW] = []
    for number in range(treated + others):
        own, first = generator.normal(50, 5), start if number < treated else 0
        for year in years:
            outcome = own + 0.3 * (year - 2010) + generator.normal() + effect * (first != 0 and year >= first)
            made.append((f"wijk {number:02}", year, round(float(outcome), 4), first))
    return made


def csv(made: Iterable[Sequence[object]], *, separator: str = ",", decimal: str = ".", head: str = "") -> str:
    header = head or separator.join(("wijk", "jaar", "uitkomst", "start"))
    return "\n".join([header, *(separator.join(written(cell, decimal) for cell in row) for row in made)]) + "\n"


def written(cell: object, decimal: str) -> str:
    return str(cell).replace(".", decimal) if isinstance(cell, float) else str(cell)
