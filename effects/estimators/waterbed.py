"""Did the problem move next door? The adjoining areas as if they had been treated, held against areas further away."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

import numpy as np

from effects.estimators import sample
from effects.estimators.answer import answer
from effects.estimators.options import Options
from effects.estimators.panel import NEVER, Panel
from effects.estimators.results import Answer, Unanswerable, Verdict


@dataclass(frozen=True)
class Waterbed:
    """`moved`: the treated got better while the areas beside them got worse, both beyond chance."""

    adjoining: Answer
    moved: bool

    @property
    def estimate(self) -> float | None:
        return None if self.adjoining.fit is None else self.adjoining.fit.estimate


def waterbed(panel: Panel, options: Options, adjoining: Collection[str], verdict: Verdict) -> Waterbed | None:
    """`adjoining`: units of the panel next to treated ones, and not treated themselves; each starts when the earliest
    treated unit does. `verdict`: on the treated. None where nobody adjoins or nothing can be compared.
    """
    starts = sample.starts(sample.sample(panel, options))
    beside = np.array([unit in adjoining for unit in panel.units]) & panel.never
    if not beside.any() or not starts.size:
        return None
    kept = panel.never & ~panel.from_the_start
    moved = sample.rows_of(replace(panel, first_treated=np.where(beside, starts[0], NEVER)), kept)
    try:
        found = answer(moved, replace(options, relevant_effect=None))
    except Unanswerable:
        return None
    return Waterbed(found, moved=verdict is Verdict.BETTER and found.verdict is Verdict.WORSE)
