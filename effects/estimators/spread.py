"""How much does a group of units move by itself? Told by what it did before anything happened.

A permutation test asks whether others, had they been treated, would have shown as much. If the treated are noisier than
the others, for example because fewer people live there, chance alone shows more in them, and the test finds too much.
So each assignment is held against the spread of its own units (a studentised permutation test: Janssen 1997, Chung &
Romano 2013; of one or two treated units only their own past can tell that spread). It is at least that of the middle
assignment: a unit that happened to be quiet does not count for more than it shows. Every assignment is treated alike,
so where all units are alike the test keeps its exact size.
"""

from __future__ import annotations

import numpy as np

from effects.estimators import sample
from effects.estimators.options import Options
from effects.estimators.panel import Floats, Panel


def scales(part: Panel, options: Options, amounts: Floats, *, steps: bool = False) -> Floats:
    """(m,) Error of the slope on `amounts` (m, n), what each unit gets in each assignment, of a sample: where that is 1
    or 0, of the mean of the treated less that of the others. 1 where nothing moves, or there is one period. `steps`: by
    the moves from period to period, which a steady drift leaves small.
    """
    variance, weights = _variances(part, options, steps=steps), sample.weights(part)
    apart = (amounts - (amounts @ weights / weights.sum())[:, np.newaxis]) ** 2
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = np.sqrt(apart @ (variance * weights**2)) / (apart @ weights)
    middle = float(np.nanmedian(found))
    return np.maximum(found, middle) if middle > 0 else np.ones(len(found))


def relative(part: Panel, options: Options, starts: Floats) -> Floats:
    """(m,) How much noisier the really treated are than those of each assignment."""
    found = scales(part, options, treated(np.vstack([part.first_treated, starts])))
    ratio: Floats = found[0] / found[1:]
    return ratio


def treated(starts: Floats) -> Floats:
    """(m, n) 1 for a unit with a start."""
    return np.isfinite(starts).astype(np.float64)


def _variances(part: Panel, options: Options, *, steps: bool) -> Floats:
    """(n,) Of each unit before the first start, beside what all units did."""
    quiet = np.array(part.periods) < min(part.first_treated) - options.anticipation
    level = part.outcome[:, quiet] - sample.mean(part.outcome[:, quiet], axis=0)
    moves = np.diff(level, axis=1) if steps else level - sample.mean(level, axis=1)[:, np.newaxis]
    known = np.isfinite(moves)
    freedom = known.sum(axis=1) - (0 if steps else 1)
    variance: Floats = (np.where(known, moves, 0.0) ** 2).sum(axis=1) / np.maximum(freedom, 1)
    return variance
