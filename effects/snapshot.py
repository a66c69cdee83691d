"""The exact numbers that an answer is computed from, as JSON with one spelling, and its hash."""

from __future__ import annotations

import hashlib
import json
import math
from collections.abc import Iterable
from typing import Any

import numpy as np

from effects.estimators.options import Comparison, Direction, Inference, Method, Options
from effects.estimators.panel import NEVER, Panel


def snapshot_of(panel: Panel, options: Options) -> dict[str, Any]:
    """An unknown figure is null, and so is the start of a unit that is never treated."""
    return {
        "panel": {
            "units": list(panel.units),
            "periods": list(panel.periods),
            "outcome": [_plain(row) for row in panel.outcome.tolist()],
            "first_treated": [None if math.isinf(year) else int(year) for year in panel.first_treated.tolist()],
            "breaks": list(panel.breaks),
            "redrawn": list(panel.redrawn),
            "notes": [{"code": note.code, "facts": note.facts} for note in panel.notes],
        },
        "options": {
            "method": str(options.method),
            "comparison": str(options.comparison),
            "inference": str(options.inference),
            "direction": str(options.direction),
            "anticipation": options.anticipation,
            "left_out": list(options.left_out),
            "relevant_effect": options.relevant_effect,
            "seed": options.seed,
        },
    }


def read_snapshot(snapshot: dict[str, Any]) -> tuple[Panel, Options]:
    """What was computed with, so that anyone can compute it again."""
    kept, asked = snapshot["panel"], snapshot["options"]
    panel = Panel(
        units=tuple(kept["units"]),
        periods=tuple(kept["periods"]),
        outcome=np.array([_numbers(row) for row in kept["outcome"]], dtype=float),
        first_treated=np.array([NEVER if year is None else year for year in kept["first_treated"]], dtype=float),
        breaks=tuple(kept["breaks"]),
        redrawn=tuple(kept["redrawn"]),
    )
    return panel, Options(
        method=Method(asked["method"]),
        comparison=Comparison(asked["comparison"]),
        inference=Inference(asked["inference"]),
        direction=Direction(asked["direction"]),
        anticipation=asked["anticipation"],
        left_out=tuple(asked["left_out"]),
        relevant_effect=asked["relevant_effect"],
        seed=asked["seed"],
    )


def canonical(value: Any) -> str:
    """JSON with one spelling: sorted keys, no spaces. Raises ValueError for nan and infinity."""
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)


def sha256_of(value: Any) -> str:
    return hashlib.sha256(canonical(value).encode()).hexdigest()


def _plain(row: Iterable[float]) -> list[float | None]:
    return [cell if math.isfinite(cell) else None for cell in row]


def _numbers(row: Iterable[float | None]) -> list[float]:
    return [math.nan if cell is None else cell for cell in row]
