"""Worlds in which the engine is tried: one design of treated and others, with noise that differs in kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import partial

import numpy as np

from effects.estimators.options import Method, Options
from effects.estimators.panel import NEVER, Panel

YEARS_BEFORE, YEARS_AFTER, START = 8, 4, 2000
OTHERS = 40
SEED = 20261124  # worlds that nobody looked at while the engine was made
HEAVY = 3  # degrees of freedom of a t: its fourth moment does not exist
Draw = np.random.Generator
Noise = Callable[[Draw, tuple[int, int]], np.ndarray]


def remembering(memory: float, draw: Draw, shape: tuple[int, int]) -> np.ndarray:
    """Normal noise that keeps `memory` of last year's; 1 makes a random walk."""
    return carried(draw.normal(size=shape), memory)


def carried(fresh: np.ndarray, memory: float) -> np.ndarray:
    if memory < 1:
        fresh[:, 0] /= np.sqrt(1 - memory**2)
    for period in range(1, fresh.shape[1]):
        fresh[:, period] += memory * fresh[:, period - 1]
    return fresh


def common_factor(draw: Draw, shape: tuple[int, int]) -> np.ndarray:
    """One course that the years share, to which each area answers more or less, and noise of its own."""
    return draw.normal(size=(shape[0], 1)) * draw.normal(size=shape[1]).cumsum() / 2 + draw.normal(size=shape)


def heavy_tails(draw: Draw, shape: tuple[int, int]) -> np.ndarray:
    return draw.standard_t(HEAVY, size=shape) / np.sqrt(HEAVY / (HEAVY - 2))


def unequal(draw: Draw, shape: tuple[int, int]) -> np.ndarray:
    """Areas of all sizes: some are three times as noisy as others, treated or not."""
    return np.exp(draw.uniform(-0.55, 0.55, size=(shape[0], 1))) * carried(draw.normal(size=shape), 0.4)


@dataclass(frozen=True)
class Design:
    """`louder`: how many times the noise of the treated areas is that of the others."""

    name: str
    treated: int
    noise: Noise = field(default_factory=lambda: partial(remembering, 0.4))
    method: Method = Method.AUTO
    starts: tuple[int, ...] = (START,)
    louder: float = 1.0
    others: int = OTHERS

    @property
    def options(self) -> Options:
        """One or two treated areas are asked by name for what the rules would choose: without the second opinion."""
        few = self.method is Method.AUTO and self.treated < 3
        return Options(force=True, method=Method.SDID if few else self.method)


def drawn(design: Design, seed: int, effect: float) -> Panel:
    """Levels of their own, a common course, noise, and `effect` from the start on."""
    draw = np.random.default_rng([SEED, seed])
    shape = (design.treated + design.others, YEARS_BEFORE + YEARS_AFTER)
    periods = np.arange(START - YEARS_BEFORE, START + YEARS_AFTER)
    first = np.full(shape[0], NEVER)
    first[: design.treated] = np.resize(design.starts, design.treated)
    own = draw.normal(scale=3, size=(shape[0], 1)) + draw.normal(size=shape[1])
    noise = design.noise(draw, shape)
    noise[: design.treated] *= design.louder
    outcome = own + noise + effect * (periods >= first[:, np.newaxis])
    return Panel(tuple(f"u{place:03d}" for place in range(shape[0])), tuple(periods.tolist()), outcome, first)


def worst(seed: int, memory: float, *, units: int = 600, chosen: int = 20) -> Panel:
    """The worst `chosen` on their figure of the last year before the start, and no effect at all."""
    draw = np.random.default_rng([SEED, seed])
    periods = tuple(range(START - YEARS_BEFORE, START + YEARS_AFTER))
    level = draw.normal(size=(units, 1)) + draw.normal(size=len(periods))
    outcome = level + remembering(memory, draw, (units, len(periods)))
    first = np.full(units, NEVER)
    first[np.argsort(outcome[:, periods.index(START - 1)])[:chosen]] = START
    return Panel(tuple(f"u{place:03d}" for place in range(units)), periods, outcome, first)


COUNTS = (1, 2, 3, 5, 10)
SOME = (1, 3, 10)
FEWER = {2: 25}  # every pair of areas is a placebo
KINDS = (
    ("ruis zonder geheugen", partial(remembering, 0.0)),
    ("uitschieters", heavy_tails),
    ("gezamenlijke golf", common_factor),
    ("gebieden van alle maten", unequal),
)
DESIGNS = (
    *(Design(f"{number} behandeld", number, others=FEWER.get(number, OTHERS)) for number in (*COUNTS, 20)),
    Design("1 behandeld, cs gevraagd", 1, method=Method.CS),
    *(Design(f"{number} behandeld, did gevraagd", number, method=Method.DID) for number in (3, 10)),
    Design("5 behandeld, ruis die alles onthoudt", 5, partial(remembering, 1.0)),
    *(Design(f"{number} behandeld, {name}", number, noise) for name, noise in KINDS for number in SOME),
    *(
        Design(f"{number} behandeld, tweemaal zo rumoerig", number, louder=2.0, others=FEWER.get(number, OTHERS))
        for number in COUNTS
    ),
    Design("12 behandeld, drie starts", 12, starts=(1998, 2000, 2001)),
)
