"""The course of a dose-response before and after the dose began, and its test against chance.

Chance hands out whole doses anew: each unit gets the dose of another unit, in the periods in which that one had it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from effects.estimators import sample, spread
from effects.estimators.assignments import Assignments, assignments
from effects.estimators.did import point
from effects.estimators.dosing import Course
from effects.estimators.options import Options
from effects.estimators.panel import NEVER, Floats, Panel
from effects.estimators.permutation import Permuted, permuted
from effects.estimators.pretrend import joint_p_of
from effects.estimators.results import CannotFit, EventPoint
from effects.estimators.statistics import NOTHING, two_way
from effects.estimators.twoway import regressed

Places = np.typing.NDArray[np.intp]


@dataclass(frozen=True)
class Patterns:
    """The different doses that units have, `doses` (p, t), the last of them none at all. `real` (n,): which each unit
    has, `NEVER` for none: what stands for a start where doses are handed out. `starts`, `leads` (p,): of each."""

    doses: Floats
    real: Floats
    starts: Floats
    leads: Floats

    def places(self, handed: Floats) -> Places:
        last = len(self.doses) - 1
        return np.where(np.isinf(handed), last, handed).astype(np.intp)

    def given(self, handed: Floats) -> Floats:
        """(m, n, t) The dose of each unit in each period in assignments (m, n)."""
        given: Floats = self.doses[self.places(handed)]
        return given


def patterns_of(part: Panel, dose: Floats) -> Patterns:
    """Of a sample in which every dose is known."""
    found, place = np.unique(np.column_stack([part.first_treated, dose]), axis=0, return_inverse=True)
    given = (found[:, 1:] != 0).any(axis=1)
    after = np.array(part.periods) >= found[:, :1]
    leads = np.where(after, found[:, 1:], 0.0).sum(axis=1) / np.maximum(after.sum(axis=1), 1)
    place = place.reshape(-1)
    return Patterns(
        doses=np.vstack([found[:, 1:], np.zeros(dose.shape[1])]),
        real=np.where(given[place], place.astype(np.float64), NEVER),
        starts=np.append(found[:, 0], NEVER),
        leads=np.append(leads, 0.0),
    )


def handed_out(part: Panel, patterns: Patterns, options: Options) -> Assignments:
    return assignments(replace(part, first_treated=patterns.real), options.seed)


def dose_permuted(part: Panel, dose: Floats, outcome: Floats, options: Options) -> Permuted | None:
    """The slope of `outcome` (n, t) of a sample in which every dose is known, against doses handed out anew."""
    patterns = patterns_of(part, dose)
    panel = replace(part, outcome=outcome, first_treated=patterns.real)
    effect = np.where(np.isfinite(outcome), dose, np.nan)
    handed = handed_out(part, patterns, options)
    found = spread.scales(part, options, patterns.leads[patterns.places(np.vstack([patterns.real, handed.starts]))])
    statistic = two_way(panel, patterns.given)
    return permuted(panel, options, statistic, handed=handed, effect=effect, ratio=found[0] / found[1:])


def dose_joint_p(course: Course, options: Options) -> float | None:
    """Did units that got more already move differently? None where fewer than two periods can tell."""
    part = course.part
    starts = [start for start in sample.starts(part) if _before(part, start, options)]
    if not starts:
        return None
    patterns = patterns_of(part, course.dose)
    handed = handed_out(part, patterns, options)
    places = patterns.places(np.vstack([patterns.real, handed.starts]))
    events, paths = _paths(part, patterns, places, {start: _before(part, start, options) for start in starts})
    paths = paths / spread.scales(part, options, patterns.leads[places], steps=True)[:, np.newaxis]
    return joint_p_of(events, paths, exhaustive=handed.exhaustive)


def _before(part: Panel, start: float, options: Options) -> list[int]:
    """The columns of the baseline of a start."""
    return [at for at, period in enumerate(part.periods) if period + options.anticipation < start]


def _paths(part: Panel, patterns: Patterns, places: Places, baselines: dict[float, list[int]]) -> tuple[Floats, Floats]:
    """(e,) event times before the reference, and last the reference's; (m, e) the slope of each assignment."""
    up: dict[int, Floats] = defaultdict(lambda: np.zeros(len(places)))
    down: dict[int, Floats] = defaultdict(lambda: np.zeros(len(places)))
    for start, columns in baselines.items():
        for column, (covariance, variance) in zip(
            columns[:-1], _slopes(part, patterns, places, start, columns), strict=True
        ):
            event = int(part.periods[column] - start)
            up[event], down[event] = up[event] + covariance, down[event] + variance
    events = sorted(up)
    with np.errstate(invalid="ignore", divide="ignore"):
        slopes = [np.where(down[event] > 0, up[event] / down[event], np.nan) for event in events]
    reference = max(part.periods[columns[-1]] - start for start, columns in baselines.items())
    return np.array([*events, reference], dtype=np.float64), np.array([*slopes, np.zeros(len(places))]).T


def _slopes(
    part: Panel, patterns: Patterns, places: Places, start: float, columns: list[int]
) -> Iterator[tuple[Floats, Floats]]:
    """Of the change from each column to the last: covariance with the coming dose, and the variance of that dose (m,),
    among the units that start then and those without a dose."""
    starts, leads = patterns.starts[places], patterns.leads[places]
    weights = ((starts == start) | np.isinf(starts)) * sample.weights(part)
    for column in columns[:-1]:
        change = part.outcome[:, column] - part.outcome[:, columns[-1]]
        known = np.isfinite(change)
        weight, lead, moved = weights[:, known], leads[:, known], change[known]
        mass, first = weight.sum(axis=1), (weight * lead).sum(axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):
            up = (weight * lead) @ moved - first * (weight @ moved) / mass
            square = (weight * lead**2).sum(axis=1)
            down = square - first**2 / mass
        there = down > NOTHING * square
        yield np.where(there, up, 0.0), np.where(there, down, 0.0)


def dose_events(course: Course, options: Options, *, with_errors: bool) -> tuple[EventPoint, ...]:
    """What one more of the dose does at each time since the dose began, against the last period of the baseline, which
    stands with 0. Before the start: of the dose that is to come, on average; from it on: of the dose of that period."""
    part = course.part
    since = np.array(part.periods) - part.first_treated[:, np.newaxis]  # -inf: never
    times = np.unique(since[np.isfinite(part.outcome) & np.isfinite(since)])
    before = times[times < -options.anticipation]
    if not before.size:
        return ()
    others = times[times != before[-1]]
    size = np.where(since < 0, course.lead[:, np.newaxis], course.dose)
    try:
        found = regressed(part, (since[:, :, np.newaxis] == others) * size[:, :, np.newaxis])
    except CannotFit:
        return ()
    told = [EventPoint(int(before[-1]), 0.0)]
    for time, effect in zip(others, found.coefficients, strict=True):
        told += [] if effect is None else [point(int(time), effect, with_errors=with_errors)]
    return tuple(sorted(told, key=lambda point: point.time))
