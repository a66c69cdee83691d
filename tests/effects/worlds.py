"""Panels of which we know what is in them."""

from __future__ import annotations

import numpy as np

from effects.estimators.panel import NEVER, Panel


def noise(generator: np.random.Generator, n_units: int, n_periods: int, memory: float = 0.0) -> np.ndarray:
    """Normal noise that remembers `memory` of last year; 1 makes a random walk."""
    drawn = generator.normal(size=(n_units, n_periods))
    if memory < 1:
        drawn[:, 0] /= np.sqrt(1 - memory**2)
    for period in range(1, n_periods):
        drawn[:, period] += memory * drawn[:, period - 1]
    return drawn


def world(
    seed: int = 1,
    *,
    treated: int = 5,
    others: int = 40,
    before: int = 8,
    after: int = 4,
    effect: float = 0.0,
    memory: float = 0.0,
    starts: tuple[int, ...] = (),
) -> Panel:
    """Levels of their own, a common course, noise, and `effect` from 2000 on, or from each of `starts` in turn."""
    generator = np.random.default_rng(seed)
    n_units, n_periods = treated + others, before + after
    periods = np.arange(2000 - before, 2000 + after)
    first = np.full(n_units, NEVER)
    first[:treated] = np.resize(starts or (2000,), treated)
    outcome = generator.normal(scale=3, size=(n_units, 1)) + generator.normal(size=n_periods)
    outcome = outcome + noise(generator, n_units, n_periods, memory) + effect * (periods >= first[:, np.newaxis])
    names = tuple(f"u{place:03d}" for place in range(n_units))
    return Panel(names, tuple(periods.tolist()), outcome, first)
