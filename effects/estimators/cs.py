"""Callaway & Sant'Anna 2021 (doubly robust, simple aggregation), with the inference that the number of treated allows.

From ten treated units on an error formula (the library's, or with controls that of R's did) with a t distribution;
below, and where a starting group is too small for the formula, permutation. The estimate is the same either way.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

import numpy as np

from effects.estimators import cells, honest, library, sample, spread
from effects.estimators.assignments import Assignments, assignments
from effects.estimators.cells import Cell, Cells
from effects.estimators.influence import Estimated, aggregated, cellwise
from effects.estimators.options import Inference, Method, Options
from effects.estimators.panel import Flags, Floats, Note, Panel
from effects.estimators.permutation import Permuted, Statistic, compared, permuted
from effects.estimators.power import mde_analytic, mde_permuted
from effects.estimators.pretrend import joint_p
from effects.estimators.results import CannotFit, Code, EventPoint, Fit, Refusal
from effects.estimators.statistics import at_events, callaway_santanna

ENOUGH_FOR_ANALYTIC = 10  # treated units, or clusters of them
ENOUGH_A_START = 5  # units of one starting group: with fewer the formula tells its spread too small
Interval = tuple[float | None, float | None]
NO_BASE = Refusal(Code.PRE_SHORT, {"found": 0, "needed": 3})


def fit_cs(panel: Panel, options: Options) -> Fit:
    """The event study holds, with one period as baseline, each period before the start against the one before it, as
    published tables do, and the first period of all as reference; with a longer baseline all of them against the last
    period of the baseline, the reference.

    Units lacking a figure are missing in the comparisons that need it, no more; notes say how many, and which units
    lack a control. Raises CannotFit where no unit has a period before its start, or there are as many controls as
    units to compare with.
    """
    part = complete(sample.sample(panel, options), options)
    refuse_to_explain_all(part)
    notes = (*_gaps(part), *_lost(panel, part, options), *_apart(part, options))
    handed = assignments(part, options.seed)
    fit = (_by_permutation if _permutes(part, options) else _by_formula)(part, options, handed)
    pretrend_p = joint_p(panel, options, handed if part.controls is None else None)
    return replace(fit, pretrend_p=pretrend_p, notes=(*notes, *fit.notes))


def complete(part: Panel, options: Options) -> Panel:
    """Of a sample, the units that have every control in the period before each start: what they are adjusted by."""
    if part.controls is None:
        return part
    columns = sorted({cell.base[-1] for cell in cells.after(part, options)})
    known: Flags = np.all(np.isfinite(part.controls[:, columns]), axis=(1, 2))
    return sample.rows_of(part, known)


def refuse_to_explain_all(part: Panel) -> None:
    """As many controls as there are units of the last group explain whatever those did."""
    controls = 0 if part.controls is None else part.controls.shape[2]
    others = int(np.sum(part.first_treated == part.first_treated.max(initial=0.0)))
    if controls and others <= controls + 1:
        raise CannotFit(notes=(Note("CONTROLS_MANY", {"controls": controls, "others": others}),))


def adequate(part: Panel) -> bool:
    """Whether an error formula may be trusted: enough treated, and enough of them in each starting group."""
    return sample.n_independent(part) >= ENOUGH_FOR_ANALYTIC and smallest_start(part) >= ENOUGH_A_START


def smallest_start(part: Panel) -> int:
    counts = [int(np.sum(part.first_treated == start)) for start in sample.starts(part)]
    return min(counts, default=0)


def _permutes(part: Panel, options: Options) -> bool:
    if options.inference is Inference.AUTO:
        return not adequate(part)
    return options.inference is not Inference.ANALYTIC


def _by_permutation(part: Panel, options: Options, handed: Assignments) -> Fit:
    """Where ten are treated the published error stands beside it, with a note: it is what tables give."""
    found = permuted(part, options, _statistic(part, options, cells.after), handed=handed)
    if found is None:
        raise CannotFit((NO_BASE,))
    formula = None if sample.n_independent(part) < ENOUGH_FOR_ANALYTIC else estimated(part, options)
    note = Note("START_SMALL", {"smallest": smallest_start(part), "needed": ENOUGH_A_START})
    small = (note,) if formula is not None and not adequate(part) else ()
    limit, how = by_interval(part, options, (found.ci_low, found.ci_high))
    return Fit(
        method=Method.CS,
        estimate=found.estimate,
        se=None if formula is None else formula.se,
        ci_low=found.ci_low,
        ci_high=found.ci_high,
        p_value=found.p_value,
        inference=Inference.PERMUTATION,
        event_study=permuted_events(part, options, handed),
        mde=mde_permuted(found),
        rank=found.rank,
        placebo=tuple(found.draws.tolist()),
        honest_breakdown=limit,
        notes=(*small, how),
    )


def breakdown(part: Panel, options: Options, interval: Interval) -> tuple[float | None, tuple[Note, ...]]:
    """By the library's covariance; where the years do not follow one another it has none."""
    limit = honest.breakdown(part, options)
    if limit is not None:
        return limit, ()
    limit, how = by_interval(part, options, interval)
    return limit, (how,)


def by_interval(part: Panel, options: Options, interval: Interval) -> tuple[float | None, Note]:
    return honest.by_interval(*interval, moves_before(part, options), steps_after(part, options))


def moves_before(part: Panel, options: Options) -> Floats:
    """(e,) How much the treated moved away from the others between each two measurements of the baseline."""
    last = {start: base[-1] for start, base in ((cell.start, cell.base) for cell in cells.after(part, options))}
    steps = (cell for cell in cells.step_by_step(part, options) if cell.column <= last.get(cell.start, -1))
    listed = cells.gathered(part, options, steps)
    real, outcome = part.first_treated[np.newaxis], part.outcome[np.newaxis]
    found = [
        float(callaway_santanna(part, cells.chosen(listed, rows))(outcome, real)[0, 0])
        for rows in cells.of_events(listed).values()
    ]
    return np.array(found, dtype=np.float64)


def steps_after(part: Panel, options: Options) -> float:
    """The mean number of periods from the middle of the baseline to what is averaged into the effect."""
    listed = cells.gathered(part, options, cells.after(part, options))
    periods = np.array(part.periods, dtype=np.float64)
    steps = np.array([[periods[cell.column] - periods[list(cell.base)].mean() for cell in listed.cells]])
    change = cells.changes(part.outcome, listed)
    _, mass = cells.estimates(change, part.first_treated[np.newaxis], sample.weights(part), listed)
    return float(cells.averaged(steps, mass)[0])


def _by_formula(part: Panel, options: Options, handed: Assignments) -> Fit:
    """The permutation p stands beside it as a check."""
    found = estimated(part, options)
    low, high = found.interval
    statistic = _statistic(part, options, cells.after)
    check = permuted(part, options, statistic, handed=handed) if part.controls is None else None
    limit, how = breakdown(part, options, (low, high))
    return Fit(
        method=Method.CS,
        estimate=found.estimate,
        se=found.se,
        ci_low=low,
        ci_high=high,
        p_value=found.p_value,
        inference=Inference.ANALYTIC,
        event_study=formula_events(part, options),
        mde=None if found.se is None else mde_analytic(found.se, found.degrees),
        honest_breakdown=limit,
        notes=(*(() if check is None else (Note("PERMUTATION_CHECK", {"p_value": check.p_value}),)), *how),
    )


def estimated(part: Panel, options: Options) -> Estimated:
    """By the library where it offers what is asked as R's did does; no error where a starting group has one unit, and
    few are treated: such a group has no spread, and the formula would take that for certainty.
    """
    listed = cells.gathered(part, options, cells.after(part, options))
    if not listed.cells:
        raise CannotFit((NO_BASE,))
    found = aggregated(part, cellwise(part, listed))
    if options.baseline == 1 and options.anticipation == 0 and part.controls is None:
        published = library.callaway_santanna(part, options)
        found = replace(found, estimate=published.estimate, se=published.se)
    if smallest_start(part) < 2 and sample.n_independent(part) < ENOUGH_FOR_ANALYTIC:
        return replace(found, se=None)
    return found


def permuted_events(part: Panel, options: Options, handed: Assignments) -> tuple[EventPoint, ...]:
    """Intervals by inverting the test at each event time, for an effect at that time alone."""
    listed = _event_cells(part, options)
    tested = _all_at_once if part.controls is None else _one_by_one
    found = tested(part, options, handed, listed)
    points = [EventPoint(event, one.estimate, None, one.ci_low, one.ci_high) for event, one in found if one is not None]
    return with_reference(part, options, points)


Tested = Iterator[tuple[int, Permuted | None]]


def _all_at_once(part: Panel, options: Options, handed: Assignments, listed: Cells) -> Tested:
    starts = np.vstack([part.first_treated, handed.starts])
    ratio = spread.relative(part, options, handed.starts)
    for event, shown in at_events(part, listed, starts).items():
        yield event, compared(float(shown[0, 0]), shown[:, 1:] * ratio, exhaustive=handed.exhaustive)


def _one_by_one(part: Panel, options: Options, handed: Assignments, listed: Cells) -> Tested:
    since = np.array(part.periods)[np.newaxis] - part.first_treated[:, np.newaxis]
    for event, rows in cells.of_events(listed).items():
        statistic = callaway_santanna(part, cells.chosen(listed, rows))
        effect = np.where(np.isfinite(part.outcome), (since == event).astype(np.float64), np.nan)
        yield event, permuted(part, options, statistic, handed=handed, effect=effect)


def formula_events(part: Panel, options: Options) -> tuple[EventPoint, ...]:
    listed = _event_cells(part, options)
    found = cellwise(part, listed)
    points = []
    for event, rows in cells.of_events(listed).items():
        if np.isfinite(found.estimate[rows]).any():
            point = aggregated(part, found, rows)
            points.append(EventPoint(event, point.estimate, point.se, *point.interval))
    return with_reference(part, options, points)


def with_reference(part: Panel, options: Options, points: list[EventPoint]) -> tuple[EventPoint, ...]:
    """What is held against itself shows no change."""
    if options.baseline == 1:
        references = {int(part.periods[0] - sample.starts(part)[-1])}
    else:
        references = cells.references(part, options)
    there = {point.time for point in points}
    added = [EventPoint(time, 0.0) for time in references - there]
    return tuple(sorted([*points, *added], key=lambda point: point.time))


def _event_cells(part: Panel, options: Options) -> Cells:
    if options.baseline == 1:
        listed = (*cells.step_by_step(part, options), *cells.after(part, options))
    else:
        listed = (*cells.before(part, options), *cells.since_reference(part, options))
    return cells.gathered(part, options, iter(listed))


def _statistic(part: Panel, options: Options, listing: Callable[[Panel, Options], Iterator[Cell]]) -> Statistic:
    return callaway_santanna(part, cells.gathered(part, options, listing(part, options)))


def _gaps(part: Panel) -> Iterator[Note]:
    missing = int(np.sum(~np.isfinite(part.outcome)))
    if missing:
        yield Note("CELLS_MISSING", {"missing": missing, "of": part.outcome.size})


def _lost(panel: Panel, part: Panel, options: Options) -> Iterator[Note]:
    lost = sorted(set(sample.sample(panel, options).units) - set(part.units))
    if lost:
        yield Note("CONTROLS_MISSING", {"units": lost})


def _apart(part: Panel, options: Options) -> Iterator[Note]:
    """Controls that tell who is treated leave nobody alike to compare with: said, for only the regression adjusts."""
    if part.controls is not None and cellwise(part, cells.gathered(part, options, cells.after(part, options))).apart:
        yield Note("CONTROLS_APART", {"columns": list(part.control_names)})
