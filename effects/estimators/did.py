"""Two-way fixed effects of unit and period on treated × after the start: difference in differences as published tables
have it, with an event study beside it.

Where starts differ, units that were treated earlier serve as comparison for those that start later, so that an effect
that grows is told too small and can even change sign (Goodman-Bacon 2021). That is said in a note.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from effects.estimators import honest, sample
from effects.estimators.influence import Estimated
from effects.estimators.options import Comparison, Inference, Method, Options
from effects.estimators.panel import Flags, Floats, Note, Panel
from effects.estimators.permutation import permuted
from effects.estimators.power import fit_by_permutation, mde_analytic
from effects.estimators.pretrend import joint_p
from effects.estimators.results import ENOUGH_FOR_ANALYTIC, CannotFit, EventPoint, Fit
from effects.estimators.statistics import effective_units, two_way
from effects.estimators.twoway import Coefficient, Regression, outcome_without_controls, regressed


def fit_did(panel: Panel, options: Options) -> Fit:
    """Raises `CannotFit` where treatment cannot be told from unit and period."""
    part = sample.sample(panel, options)
    ahead = anticipated(part, options)
    found = regressed(part, treatment(part)[:, :, np.newaxis], without=ahead)
    effect = found.coefficients[0]
    if effect is None:
        raise CannotFit(notes=(Note("TREATMENT_NOT_SEPARATE"),))
    analytic = by_formula(part, options)
    fit = from_formula(effect, degrees_of(part, found)) if analytic else from_permutation(part, options, found, effect)
    points = event_study(part, options, with_errors=analytic)
    limit, how = honest.of_events(fit.ci_low, fit.ci_high, points)
    notes = (*found.notes, *staggered(part), *untold(part, points), *left_over(part, found, ahead), *fit.notes, how)
    pretrend = joint_p(panel, as_compared(part, options))
    return replace(fit, event_study=points, pretrend_p=pretrend, honest_breakdown=limit, notes=notes)


def degrees_of(part: Panel, found: Regression) -> float:
    """Where nobody is never treated, there are no two groups to count: then by what each unit adds to the estimate."""
    if np.isinf(part.first_treated).any():
        return min(found.degrees, sample.degrees(part))
    return max(1.0, min(found.degrees, effective_units(part, treatment(part), found.cells.used) - 1))


def as_compared(part: Panel, options: Options) -> Options:
    """Where nobody is never treated, two-way fixed effects compare with who starts later."""
    return options if np.isinf(part.first_treated).any() else replace(options, comparison=Comparison.NOT_YET)


def treatment(part: Panel) -> Floats:
    """(n, t) 1 from the start of a unit on; a part of 1 in the first period where that is known."""
    if part.treated_part is not None:
        return part.treated_part
    after: Floats = (np.array(part.periods) >= part.first_treated[:, np.newaxis]).astype(np.float64)
    return after


def anticipated(part: Panel, options: Options) -> Flags:
    """(n, t) The periods just before the start of a unit that belong neither to the baseline nor to the effect."""
    ahead = part.first_treated[:, np.newaxis] - np.array(part.periods)
    window: Flags = (ahead >= 1) & (ahead <= options.anticipation)
    return window


def by_formula(part: Panel, options: Options) -> bool:
    if options.inference == Inference.AUTO:
        return sample.n_independent(part) >= ENOUGH_FOR_ANALYTIC
    return options.inference == Inference.ANALYTIC


def from_formula(effect: Coefficient, degrees: float) -> Fit:
    """The published error, with the degrees of freedom that the number of treated leaves: by all clusters, ten treated
    among fifty would be called an effect in 9 % of the cases without one."""
    told = Estimated(effect.estimate, effect.se, degrees)
    low, high = told.interval
    return Fit(
        method=Method.DID,
        estimate=effect.estimate,
        se=effect.se,
        ci_low=low,
        ci_high=high,
        p_value=told.p_value,
        inference=Inference.ANALYTIC,
        mde=None if effect.se is None else mde_analytic(effect.se, degrees),
    )


def from_permutation(part: Panel, options: Options, found: Regression, effect: Coefficient) -> Fit:
    """The treatment handed out anew over the same cells; what the controls explain is taken out once, beforehand."""
    outcome = outcome_without_controls(part, found)
    tested = permuted(part, options, two_way(replace(part, outcome=outcome)))
    if tested is None:
        raise CannotFit(notes=(Note("TREATMENT_NOT_SEPARATE"),))
    return fit_by_permutation(Method.DID, effect.estimate, tested)


def event_study(part: Panel, options: Options, *, with_errors: bool) -> tuple[EventPoint, ...]:
    """The effect at each time since the start against the last period of the baseline, which stands with 0."""
    since = since_start(part)
    times = times_of(part)
    before = times[times < -options.anticipation]
    if not before.size:
        return ()
    reference = before[-1]
    others = times[times != reference]
    try:
        found = regressed(part, (since[:, :, np.newaxis] == others).astype(np.float64))
    except CannotFit:
        return ()
    told = {
        int(time): point(int(time), effect, with_errors=with_errors)
        for time, effect in zip(others, found.coefficients, strict=True)
        if effect is not None
    }
    told[int(reference)] = EventPoint(int(reference), 0.0)
    return tuple(told[time] for time in sorted(told))


def since_start(part: Panel) -> Floats:
    """(n, t) -inf: never."""
    since: Floats = np.array(part.periods) - part.first_treated[:, np.newaxis]
    return since


def times_of(part: Panel) -> Floats:
    """(e,) The times since the start at which some unit has a figure, early to late."""
    since = since_start(part)
    return np.unique(since[np.isfinite(part.outcome) & np.isfinite(since)])


def point(time: int, effect: Coefficient, *, with_errors: bool) -> EventPoint:
    if not with_errors:
        return EventPoint(time, effect.estimate)
    return EventPoint(time, effect.estimate, effect.se, effect.ci_low, effect.ci_high)


def staggered(part: Panel) -> tuple[Note, ...]:
    starts = sample.starts(part)
    return (Note("STAGGERED_TWO_WAY", {"starts": starts.astype(int).tolist()}),) if len(starts) > 1 else ()


def untold(part: Panel, points: tuple[EventPoint, ...]) -> tuple[Note, ...]:
    """Times that cannot be told from unit, period and the other times: those are then held against these as well."""
    lost = sorted({int(time) for time in times_of(part)} - {point.time for point in points})
    return (Note("TIMES_NOT_SEPARATE", {"times": lost}),) if points and lost else ()


def left_over(part: Panel, found: Regression, ahead: Flags) -> tuple[Note, ...]:
    """What takes no part though its outcome is there: cells without a control, and units with one cell."""
    lost = np.isfinite(part.outcome) & ~found.cells.used & ~ahead
    if not lost.any():
        return ()
    units = [unit for unit, row in zip(part.units, lost, strict=True) if row.any()]
    return (Note("CELLS_LEFT_OUT", {"cells": int(lost.sum()), "units": units}),)
