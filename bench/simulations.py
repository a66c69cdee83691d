"""Is the engine honest? Panels of which we know what is in them, answered by the rules, counted: what was found?

`make bench ARGS="simulations"` prints the table of docs/effecten-getoetst.md. Every panel goes through `answer.answer`
with the method left to the rules, and forced, so that a refusal does not hide what the estimator would have said.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, replace
from functools import partial

import numpy as np

from effects.estimators.answer import answer
from effects.estimators.options import Method, Options
from effects.estimators.panel import NEVER, Panel
from effects.estimators.results import ALPHA, Code
from tests.effects.worlds import noise, world

PANELS_A_ROUND = 200
MEMORY = 0.4  # of last year's noise
FORCED = Options(force=True)
SLOW = {"treated": 2, "others": 22}  # every pair of 22 is a placebo: a fifth of the panels
DESIGNS = (
    ("1 behandeld", {"treated": 1}, FORCED),
    ("2 behandeld", SLOW, FORCED),
    *((f"{number} behandeld", {"treated": number}, FORCED) for number in (3, 5, 10, 20)),
    ("1 behandeld, cs", {"treated": 1}, replace(FORCED, method=Method.CS)),
    ("2 behandeld, cs", {"treated": 2}, replace(FORCED, method=Method.CS)),
    ("12 behandeld, drie starts", {"treated": 12, "starts": (1998, 2000, 2001)}, FORCED),
    ("5 behandeld, toevalswandeling", {"treated": 5, "memory": 1.0}, FORCED),
    ("10 behandeld, did", {"treated": 10}, replace(FORCED, method=Method.DID)),
    ("3 behandeld, did", {"treated": 3}, replace(FORCED, method=Method.DID)),
)


@dataclass(frozen=True)
class Seen:
    """What one panel gave."""

    found: bool
    covered: bool
    pretrend: bool
    mde: float


@dataclass(frozen=True)
class Row:
    """One line of the table: rates where nothing happens, then where the smallest effect that can be shown does."""

    name: str
    panels: int
    false_positive: float
    pretrend: float
    mde: float
    power: float
    coverage: float

    def line(self) -> str:
        rates = " | ".join(percent(rate) for rate in (self.false_positive, self.pretrend, self.power, self.coverage))
        return f"| {self.name} | {self.panels} | {rates} | {decimal(self.mde)} |"


@dataclass(frozen=True)
class Selected:
    name: str
    panels: int
    spurious: float
    naive: float

    def line(self) -> str:
        share = decimal(self.spurious / self.naive)
        return f"| {self.name} | {self.panels} | {decimal(self.naive)} | {decimal(self.spurious)} | {share} |"


def measure(rounds: int, *_only: str) -> Iterator[Row | Selected]:
    with ProcessPoolExecutor(os.cpu_count(), initializer=alone) as pool:
        for memory in (0.0, MEMORY):
            yield selected(pool, memory, panels=rounds * PANELS_A_ROUND // 5)
        for name, parts, options in DESIGNS:
            panels = rounds * PANELS_A_ROUND // (5 if parts is SLOW else 1)
            yield design(pool, name, {"memory": MEMORY, **parts}, options, panels)


def design(pool: ProcessPoolExecutor, name: str, parts: dict, options: Options, panels: int) -> Row:
    """First nothing happens in the panels, then in each of them the smallest effect that it said it could show."""
    nothing = list(pool.map(partial(seen, parts, options), range(panels), [0.0] * panels, chunksize=20))
    effects = [one.mde * (1 if seed % 2 else -1) for seed, one in enumerate(nothing)]
    there = list(pool.map(partial(seen, parts, options), range(panels), effects, chunksize=20))
    return Row(
        name,
        panels,
        rate(nothing, lambda one: one.found),
        rate(nothing, lambda one: one.pretrend),
        float(np.median([one.mde for one in nothing])),
        rate(there, lambda one: one.found),
        rate([*nothing, *there], lambda one: one.covered),
    )


def seen(parts: dict, options: Options, seed: int, effect: float) -> Seen:
    given = answer(world(seed, effect=effect, **parts), options)
    fit = given.fit
    low = -np.inf if fit.ci_low is None else fit.ci_low
    high = np.inf if fit.ci_high is None else fit.ci_high
    refused = Code.PRETREND in {refusal.code for refusal in given.refusals}
    return Seen(fit.p_value <= ALPHA, low <= effect <= high, refused, np.nan if fit.mde is None else fit.mde)


def selected(pool: ProcessPoolExecutor, memory: float, *, panels: int) -> Selected:
    """The worst 20 of 600 on their figure of the last year before the start, and no effect at all."""
    found = np.array(list(pool.map(partial(selection, memory), range(panels), chunksize=5)))
    spurious, naive = np.abs(found.mean(axis=0))
    return Selected(f"ruis onthoudt {decimal(memory)}", panels, float(spurious), float(naive))


def selection(memory: float, seed: int) -> tuple[float, float]:
    """Effect that the engine sees without being told the year, and what after against that year shows."""
    panel = worst(seed, memory)
    rows, after = np.isfinite(panel.first_treated), np.array(panel.periods) >= 2000
    naive = panel.outcome[rows][:, after].mean() - panel.outcome[rows, panel.periods.index(1999)].mean()
    return answer(panel, FORCED).fit.estimate, naive


def worst(seed: int, memory: float, *, units: int = 600, chosen: int = 20) -> Panel:
    generator = np.random.default_rng(seed)
    periods = tuple(range(1992, 2004))
    level = generator.normal(size=(units, 1))
    outcome = level + generator.normal(size=len(periods)) + noise(generator, units, len(periods), memory)
    first = np.full(units, NEVER)
    first[np.argsort(outcome[:, periods.index(1999)])[:chosen]] = 2000
    return Panel(tuple(f"u{place:03d}" for place in range(units)), periods, outcome, first)


def rate(panels: list[Seen], what: Callable[[Seen], bool]) -> float:
    return float(np.mean([what(one) for one in panels]))


def percent(share: float) -> str:
    return f"{100 * share:.1f} %".replace(".", ",")


def decimal(value: float) -> str:
    return f"{value:.2f}".replace(".", ",")


def alone() -> None:
    """One thread a process: two that both take two cores are slower than two that take one."""
    os.environ["OMP_NUM_THREADS"] = os.environ["OPENBLAS_NUM_THREADS"] = "1"
