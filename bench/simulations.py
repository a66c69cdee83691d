"""Is the engine honest? Worlds of which we know what is in them, answered by the rules, counted: what was found?

`make bench ARGS="simulations --rounds 1000"` draws a thousand worlds a line and prints the tables of
docs/effecten-getoetst.md. Every world goes through `answer.answer`, and forced, so that a refusal does not hide what
the estimator would have said. Lines that are ready stand in a file, so a run that was broken off takes up its own.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np

from bench.worlds import DESIGNS, START, Design, drawn, worst
from effects.estimators import cs, did
from effects.estimators.answer import answer
from effects.estimators.options import Options
from effects.estimators.results import ALPHA, Code

SELECTED_LESS = 5  # a world of 600 areas takes as long as five of the others
ENGINE = (Path(__file__).parents[1] / "effects" / "estimators", Path(__file__).parent)


@dataclass(frozen=True)
class Seen:
    """What one world without an effect gave. An effect in it would move estimate and interval by as much and nothing
    else (a test holds that), so `powerful`, that the smallest effect which it says it can show would have been found,
    is seen without drawing the world again; and the interval holds every effect as often as it holds none.
    """

    found: bool
    covered: bool
    pretrend: bool
    powerful: bool
    mde: float


@dataclass(frozen=True)
class Row:
    """One line of the table: rates where nothing happens, and where the smallest effect that can be shown does."""

    name: str
    panels: int
    false_positive: float
    pretrend: float
    mde: float
    power: float
    coverage: float

    def line(self) -> str:
        rates = (self.false_positive, self.pretrend, self.power, self.coverage)
        told = [rated(rate, self.panels) for rate in rates]
        return f"| {self.name} | {self.panels} | {' | '.join(told)} | {decimal(self.mde)} |"


@dataclass(frozen=True)
class Selected:
    """`error`: of the mean spurious effect."""

    name: str
    panels: int
    spurious: float
    naive: float
    error: float

    def line(self) -> str:
        share = f"{decimal(self.spurious / self.naive)} ± {decimal(self.error / self.naive)}"
        return f"| {self.name} | {self.panels} | {decimal(self.naive)} | {decimal(self.spurious)} | {share} |"


Line = TypeVar("Line", Row, Selected)


def measure(rounds: int, *_only: str) -> Iterator[Row | Selected]:
    ready = Ready(rounds)
    with ProcessPoolExecutor(os.cpu_count(), initializer=lean) as pool:
        for memory in (0.0, 0.4):
            name, panels = f"ruis onthoudt {decimal(memory)}", max(2, rounds // SELECTED_LESS)
            yield ready.row(Selected, name, partial(selected, pool, name, memory, panels))
        for design in DESIGNS:
            yield ready.row(Row, design.name, partial(counted, pool, design, rounds))
    ready.file.unlink(missing_ok=True)


class Ready:
    """Lines of an unfinished run of the same size on the same code."""

    def __init__(self, rounds: int) -> None:
        code = hashlib.sha256(b"".join(path.read_bytes() for at in ENGINE for path in sorted(at.glob("*.py"))))
        name = f"wijkaanpak-simulations-{rounds}-{code.hexdigest()[:12]}.jsonl"
        self.file = Path(tempfile.gettempdir()) / name
        lines = self.file.read_text().splitlines() if self.file.exists() else []
        self.rows = {line["name"]: line for line in map(json.loads, lines)}

    def row(self, kind: type[Line], name: str, count: Callable[[], Line]) -> Line:
        if name in self.rows:
            return kind(**self.rows[name])
        line = count()
        with self.file.open("a") as file:
            file.write(json.dumps(asdict(line)) + "\n")
        return line


def counted(pool: ProcessPoolExecutor, design: Design, panels: int) -> Row:
    """Nothing happens in the worlds. What would have been found of an effect follows from the interval (`Seen`)."""
    worlds = list(pool.map(partial(seen, design), range(panels), chunksize=20))
    return Row(
        design.name,
        panels,
        share(worlds, lambda one: one.found),
        share(worlds, lambda one: one.pretrend),
        float(np.median([one.mde for one in worlds])),
        share(worlds, lambda one: one.powerful),
        share(worlds, lambda one: one.covered),
    )


def seen(design: Design, seed: int) -> Seen:
    given = answer(drawn(design, seed, 0.0), design.options)
    fit = given.fit
    low = -np.inf if fit.ci_low is None else fit.ci_low
    high = np.inf if fit.ci_high is None else fit.ci_high
    effect = np.inf if fit.mde is None else fit.mde * (1 if seed % 2 else -1)
    refused = Code.PRETREND in {refusal.code for refusal in given.refusals}
    return Seen(fit.p_value <= ALPHA, low <= 0 <= high, refused, not low <= -effect <= high, abs(effect))


def selected(pool: ProcessPoolExecutor, name: str, memory: float, panels: int) -> Selected:
    """The worst 20 of 600 on their figure of the last year before the start, and no effect at all."""
    found = np.array(list(pool.map(partial(selection, memory), range(panels), chunksize=5)))
    spurious, naive = np.abs(found.mean(axis=0))
    return Selected(name, panels, float(spurious), float(naive), float(found[:, 0].std(ddof=1) / np.sqrt(panels)))


def selection(memory: float, seed: int) -> tuple[float, float]:
    """Effect that the engine sees without being told the year, and what after against that year shows."""
    panel = worst(seed, memory)
    rows, after = np.isfinite(panel.first_treated), np.array(panel.periods) >= START
    naive = panel.outcome[rows][:, after].mean() - panel.outcome[rows, panel.periods.index(START - 1)].mean()
    return answer(panel, Options(force=True)).fit.estimate, naive


def share(worlds: list[Seen], what: Callable[[Seen], bool]) -> float:
    return float(np.mean([what(one) for one in worlds]))


def rated(rate: float, worlds: int) -> str:
    """A rate with its error of counting."""
    return f"{100 * rate:.1f} ± {100 * np.sqrt(rate * (1 - rate) / worlds):.1f} %".replace(".", ",")


def decimal(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def lean() -> None:
    """Without the course around the start and the breakdown: most of the time, and not counted."""
    cs.permuted_events = cs.formula_events = did.event_study = lambda *_, **__: ()
    cs.honest.breakdown = lambda *_: None
