"""Who could have been treated instead: every other way to hand out the same starts, or a fixed number of seeded draws.

Handing out keeps how many units start when. Where units of one cluster all start together, clusters are handed out, for
that is how the treatment was. All that follows from it holds when units could have changed places (exchangeability).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from math import factorial, prod

import numpy as np

from effects.estimators.panel import NEVER, Floats, Panel

MOST_ENUMERATED = 5_000  # ways; beyond it they are drawn
DRAWS = 1_999  # so that p is a multiple of 1/2000


@dataclass(frozen=True)
class Assignments:
    """`starts` (m, n): the first treated period of each unit in each other assignment than the real one.

    `exhaustive`: these are all there are. Then a p-value is exact, else it has an error of about .005 near .05.
    """

    starts: Floats
    exhaustive: bool


def assignments(panel: Panel, seed: int, *, draws: int = DRAWS) -> Assignments:
    """Of a sample. The order of enumerated ones follows that of the units, that of drawn ones the seed."""
    blocks = _blocks(panel)
    real = panel.first_treated[[block[0] for block in blocks]]
    ways = _ways(real)
    if ways <= MOST_ENUMERATED:
        handed = np.array([row for row in _every(real) if not np.array_equal(row, real)]).reshape(-1, len(real))
    else:
        generator = np.random.default_rng(seed)
        handed = generator.permuted(np.tile(real, (draws, 1)), axis=1)
    return Assignments(_by_unit(handed, blocks, len(panel.units)), ways <= MOST_ENUMERATED)


def _blocks(panel: Panel) -> list[list[int]]:
    """Rows that are handed out together."""
    if panel.clusters is None:
        return [[row] for row in range(len(panel.units))]
    clusters: dict[str, list[int]] = {}
    for row, cluster in enumerate(panel.clusters):
        clusters.setdefault(cluster, []).append(row)
    if all(len(set(panel.first_treated[rows])) == 1 for rows in clusters.values()):
        return list(clusters.values())
    return [[row] for row in range(len(panel.units))]


def _ways(real: Floats) -> int:
    _, counts = np.unique(real, return_counts=True)
    return factorial(len(real)) // prod(factorial(int(count)) for count in counts)


def _every(real: Floats) -> Iterator[Floats]:
    """Every distinct way to hand out the starts, in the order of the units."""
    groups = [(start, int(np.sum(real == start))) for start in np.unique(real[np.isfinite(real)])]

    def hand_out(free: tuple[int, ...], left: list[tuple[float, int]], row: Floats) -> Iterator[Floats]:
        if not left:
            yield row
            return
        start, size = left[0]
        for chosen in combinations(free, size):
            filled = row.copy()
            filled[list(chosen)] = start
            yield from hand_out(tuple(unit for unit in free if unit not in chosen), left[1:], filled)

    yield from hand_out(tuple(range(len(real))), groups, np.full(len(real), NEVER))


def _by_unit(handed: Floats, blocks: list[list[int]], n_units: int) -> Floats:
    starts = np.empty((len(handed), n_units))
    for column, rows in enumerate(blocks):
        starts[:, rows] = handed[:, [column]]
    return starts
