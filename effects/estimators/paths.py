"""The complete paths that a synthetic method works with, and what had to be left out to get them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from effects.estimators.options import Options
from effects.estimators.panel import Flags, Floats, Note, Panel
from effects.estimators.results import CannotFit, Code, Refusal
from effects.estimators.sample import sample, weights

MISSING_MOST = 0.5  # of the donors: a period that more of them lack is left out, rather than all those donors
MOST_NAMED = 20  # of the donors that are left out, so that a sentence stays one

Anything = TypeVar("Anything")


@dataclass(frozen=True)
class Paths:
    """Units × periods without a gap, sorted; the first `n_pre` periods lie before the `start`.

    `treated` (n,): the others are donors, never treated in the panel. `weights` (n,): of a unit among treated ones.
    """

    units: tuple[str, ...]
    periods: tuple[int, ...]
    outcome: Floats
    treated: Flags
    weights: Floats
    start: int
    n_pre: int
    notes: tuple[Note, ...]

    @property
    def event_times(self) -> tuple[int, ...]:
        return tuple(period - self.start for period in self.periods)


def paths_of(panel: Panel, options: Options) -> Paths:
    """Periods that are left out, or that anticipation takes from the baseline, are dropped; so are periods that a
    treated unit or most donors lack, and then donors that lack any. Nothing is filled in.

    Raises CannotFit where treated units start apart or too little remains for weights to mean anything.
    """
    panel = sample(panel, options)
    treated = np.isfinite(panel.first_treated)
    start = _common_start(panel.first_treated[treated])
    periods = np.array(panel.periods)
    wanted: Flags = (periods < start - options.anticipation) | (periods >= start)
    known = np.isfinite(panel.outcome)
    kept: Flags = wanted & known[treated].all(axis=0) & (known[~treated].mean(axis=0) >= 1 - MISSING_MOST)
    complete = np.asarray(known[:, kept].all(axis=1), dtype=bool)
    _enough(n_pre=int((periods[kept] < start).sum()), n_post=int((periods[kept] >= start).sum()))
    _enough_donors(int((complete & ~treated).sum()))
    return Paths(
        units=_chosen(panel.units, complete),
        periods=_chosen(panel.periods, kept),
        outcome=panel.outcome[complete][:, kept],
        treated=treated[complete],
        weights=weights(panel)[complete],
        start=start,
        n_pre=int((periods[kept] < start).sum()),
        notes=_left_out(_chosen(panel.periods, wanted & ~kept), _chosen(panel.units, ~treated & ~complete)),
    )


def _chosen(names: tuple[Anything, ...], chosen: Flags) -> tuple[Anything, ...]:
    return tuple(name for name, wanted in zip(names, chosen, strict=True) if wanted)


def _common_start(starts: Floats) -> int:
    distinct = tuple(int(start) for start in np.unique(starts))
    if len(distinct) > 1:
        raise CannotFit((Refusal(Code.STARTS_DIFFER, {"starts": distinct}),))
    return distinct[0]


def _enough(*, n_pre: int, n_post: int) -> None:
    """Two periods before the start, or there is no movement to match, and one after it."""
    if n_pre < 2:
        raise CannotFit((Refusal(Code.PRE_SHORT, {"found": n_pre, "needed": 2}),))
    if n_post < 1:
        raise CannotFit((Refusal(Code.POST_SHORT, {"found": n_post, "needed": 1}),))


def _enough_donors(found: int) -> None:
    if found < 2:
        raise CannotFit((Refusal(Code.DONORS_FEW, {"found": found, "needed": 2}),))


def _left_out(periods: tuple[int, ...], donors: tuple[str, ...]) -> tuple[Note, ...]:
    notes = []
    if periods:
        notes.append(Note("PERIODS_INCOMPLETE", {"periods": periods}))
    if donors:
        notes.append(Note("DONORS_INCOMPLETE", {"units": donors[:MOST_NAMED], "count": len(donors)}))
    return tuple(notes)
