"""Time two ways of doing one thing, in turn, and say how they compare."""

from __future__ import annotations

import gc
import time
from collections.abc import Callable
from dataclasses import dataclass
from statistics import median


@dataclass(frozen=True)
class Ratio:
    """How many times as long ours takes as the twin; spread is lowest to highest of the pairs."""

    name: str
    ours: float
    twin: float
    pairs: tuple[float, ...]

    def line(self) -> str:
        low, high = min(self.pairs), max(self.pairs)
        times = f"{seconds(self.ours)} tegen {seconds(self.twin)}"
        return f"{self.name}: {median(self.pairs):.2f} × ({low:.2f}–{high:.2f}, {len(self.pairs)} keer; {times})"


def seconds(value: float) -> str:
    return f"{value * 1000:.1f} ms" if value < 1 else f"{value:.2f} s"


def timed(work: Callable[[], object]) -> float:
    gc.collect()
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def compare(
    name: str,
    ours: Callable[[], object],
    twin: Callable[[], object],
    *,
    rounds: int,
    between: Callable[[], object] = lambda: None,
) -> Ratio:
    """One round unmeasured, then pairs in turn: a busy moment hits both. `between` puts back what was written."""
    pairs = []
    for turn in range(rounds + 1):
        mine = timed(ours)
        between()
        theirs = timed(twin)
        between()
        if turn:
            pairs.append((mine, theirs))
    ratios = tuple(mine / theirs for mine, theirs in pairs)
    return Ratio(name, median(mine for mine, _ in pairs), median(theirs for _, theirs in pairs), ratios)
