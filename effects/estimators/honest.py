"""How crooked may the comparison be before the effect is no longer shown? Rambachan & Roth 2023.

By the library where there is an error formula. Where few are treated, by the interval that the permutations give; where
neither can be defended, nothing, and a note says why.
"""

from __future__ import annotations

import warnings

import numpy as np

from effects.estimators import library
from effects.estimators.options import Options
from effects.estimators.panel import Floats, Note, Panel
from effects.estimators.results import EventPoint

LARGEST = 10.0  # beyond it nobody asks further: "ten times and more"
MOVES_NEEDED = 2  # between measurements before the start: of one nobody knows whether it was a large one


def breakdown(part: Panel, options: Options) -> float | None:
    """How many times the largest move between two years before the start each later move may be off (relative
    magnitudes), until the interval of the mean effect holds zero: 0 where it does already.

    Of a sample. It needs the covariance of the event study, so None below what an error formula needs, and where the
    years do not follow one another.
    """
    from diff_diff import HonestDiD

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            event_study = library.fitted(part, options, base="universal").aggregate("event_study")
            found = HonestDiD(method="relative_magnitude").breakdown_value(event_study)
        except (ValueError, NotImplementedError):
            return None
    return LARGEST if found is None else float(found)


def by_interval(low: float | None, high: float | None, moves: Floats, steps: float) -> tuple[float | None, Note]:
    """The same question without a covariance, and the note that says how it was answered, or why not.

    If each step after the baseline is off by at most M times the largest of `moves` before the start, the mean effect
    is off by at most M · that move · `steps`, the mean number of steps from the middle of the baseline to what is
    averaged. An interval by inversion holds zero once it is moved by its bound nearest to zero: M is that bound through
    that product. `moves` are taken as measured; their noise makes the largest of them larger, and so M smaller.
    """
    moves = np.abs(moves[np.isfinite(moves)])
    if low is None or high is None:
        return None, Note("HONEST_NO_INTERVAL")
    if len(moves) < MOVES_NEEDED:
        return None, Note("HONEST_PRE_SHORT", {"found": len(moves), "needed": MOVES_NEEDED})
    told = Note("HONEST_BY_INTERVAL", {"largest": float(moves.max()), "steps": float(steps)})
    if low <= 0 <= high:
        return 0.0, told
    off = float(moves.max()) * steps
    nearest = min(abs(low), abs(high))
    return (LARGEST if off * LARGEST <= nearest else nearest / off), told


def of_events(low: float | None, high: float | None, events: tuple[EventPoint, ...]) -> tuple[float | None, Note]:
    """From an event study in which all stands against one reference, and a baseline of all before it."""
    reference = max((point.time for point in events if point.estimate == 0 and point.time < 0), default=0)
    before = [point for point in events if point.time <= reference]
    after = [point.time for point in events if point.time >= 0]
    steps = float(np.mean(after) - np.mean([point.time for point in before])) if before and after else 0.0
    return by_interval(low, high, np.diff([point.estimate for point in before]), steps)
