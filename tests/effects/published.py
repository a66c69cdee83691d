"""The published data sets and tables that the estimators are held against; tests skip where they are not there."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from effects.estimators.panel import NEVER, Panel

FOLDER = Path(__file__).parents[3] / "shared" / "data" / "effects"


def rows(name: str) -> list[dict[str, str]]:
    path = FOLDER / name
    if not path.exists():
        pytest.skip(f"{name} is not here")
    with path.open(newline="") as file:
        return list(csv.DictReader(file))


def mpdta(*, controls: bool = False) -> Panel:
    """Teen employment in 500 counties, 2003-2007 (Callaway & Sant'Anna 2021)."""
    table = rows("mpdta.csv")
    units = sorted({row["countyreal"] for row in table})
    periods = sorted({int(row["year"]) for row in table})
    outcome, population = np.full((2, len(units), len(periods)), np.nan)
    first = np.full(len(units), NEVER)
    place = {unit: row for row, unit in enumerate(units)}
    for row in table:
        cell = place[row["countyreal"]], periods.index(int(row["year"]))
        outcome[cell], population[cell] = float(row["lemp"]), float(row["lpop"])
        first[cell[0]] = float(row["first.treat"]) or NEVER
    return Panel(
        tuple(units),
        tuple(periods),
        outcome,
        first,
        controls=population[:, :, np.newaxis] if controls else None,
        control_names=("lpop",) if controls else (),
    )


def r_did(kind: str, scenario: str) -> list[dict[str, str]]:
    """Output of R's `did` 2.5.0: `aggte` or `attgt`."""
    return [row for row in rows(f"did_R_ref_{kind}.csv") if row["scenario"] == scenario]
