"""Panels for the synthetic methods: wijken with a level of their own and a common course, a few of them treated."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest

from effects.estimators.panel import NEVER, Panel

DATA = Path(__file__).parents[2].parent / "shared" / "data" / "effects"


def panel_of(outcome, treated=(0,), start=2010, first=2000, **more) -> Panel:
    outcome = np.asarray(outcome, dtype=float)
    units = tuple(f"WK{number:04}" for number in range(len(outcome)))
    starts = np.full(len(outcome), NEVER)
    starts[list(treated)] = start
    return Panel(units, tuple(range(first, first + outcome.shape[1])), outcome, starts, **more)


def random_panel(seed=1, donors=24, periods=15, effect=0.0, treated=(0,), start=2010, **more) -> Panel:
    generator = np.random.default_rng(seed)
    n = donors + len(treated)
    courses = generator.normal(size=(n, 2)) @ generator.normal(size=(2, periods)).cumsum(axis=1) / 2
    outcome = 50 + 3 * generator.normal(size=(n, 1)) + courses + generator.normal(size=(n, periods))
    outcome[list(treated), start - 2000 :] += effect
    return panel_of(outcome, treated, start, **more)


def proposition_99() -> Panel:
    file = DATA / "california_prop99.csv"
    if not file.exists():
        pytest.skip("the published data are not beside the project")
    with file.open() as lines:
        rows = {
            (row["State"], int(row["Year"])): float(row["PacksPerCapita"])
            for row in csv.DictReader(lines, delimiter=";")
        }
    states, years = (tuple(sorted(set(part))) for part in zip(*rows, strict=True))
    outcome = np.array([[rows[state, year] for year in years] for state in states])
    starts = np.array([1989.0 if state == "California" else NEVER for state in states])
    return Panel(states, years, outcome, starts)
