"""Callaway & Sant'Anna 2021 (doubly robust, simple aggregation), with the inference that the number of treated allows.

From ten treated units on an error formula (the library's) with a t distribution; below, and where a starting group is
too small for the formula, permutation. The estimate is the same either way.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import numpy as np

from effects.estimators import cells, honest, library, sample
from effects.estimators.assignments import assignments
from effects.estimators.cells import Cell, Cells
from effects.estimators.influence import Estimated, aggregated, cellwise
from effects.estimators.options import Inference, Method, Options
from effects.estimators.panel import Flags, Floats, Note, Panel
from effects.estimators.permutation import permuted
from effects.estimators.power import mde_analytic, mde_permuted
from effects.estimators.pretrend import joint_p
from effects.estimators.results import ALPHA, EventPoint, Fit
from effects.estimators.statistics import callaway_santanna

ENOUGH_FOR_ANALYTIC = 10  # treated units, or clusters of them
ENOUGH_A_START = 5  # units of one starting group: with fewer the formula tells its spread too small


def fit_cs(panel: Panel, options: Options) -> Fit:
    """The event study holds, with one period as baseline, each period before the start against the one before it, as
    published tables do, and the first period of all as reference; with a longer baseline all of them against the last
    period of the baseline, the reference.

    Units lacking a figure are missing in the comparisons that need it, no more; notes say how many, and which units
    lack a control. Raises ValueError where no unit has a period before its start.
    """
    part = complete(sample.sample(panel, options), options)
    notes = (*_gaps(part), *_lost(panel, part, options))
    fit = _by_permutation(part, options) if _permutes(part, options) else _by_formula(part, options)
    return replace(fit, pretrend_p=joint_p(panel, options), notes=(*notes, *fit.notes))


def complete(part: Panel, options: Options) -> Panel:
    """Of a sample, the units that have every control in the period before each start: what they are adjusted by."""
    if part.controls is None:
        return part
    columns = sorted({cell.base[-1] for cell in cells.after(part, options)})
    return sample.rows_of(part, np.isfinite(part.controls[:, columns]).all(axis=(1, 2)))


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


def _by_permutation(part: Panel, options: Options) -> Fit:
    """Where ten are treated the published error stands beside it, with a note: it is what tables give."""
    listed = cells.gathered(part, options, cells.after(part, options))
    handed = assignments(part, options.seed)
    found = permuted(part, options, callaway_santanna(part, listed), handed=handed)
    if found is None:
        raise ValueError("no unit has a figure before and after its start, beside units to compare with")
    formula = _estimated(part, options) if sample.n_independent(part) >= ENOUGH_FOR_ANALYTIC else None
    notes = [Note("START_SMALL", {"smallest": smallest_start(part), "needed": ENOUGH_A_START})] if formula else []
    return Fit(
        method=Method.CS,
        estimate=found.estimate,
        se=formula.se if formula else None,
        ci_low=found.ci_low,
        ci_high=found.ci_high,
        p_value=found.p_value,
        inference=Inference.PERMUTATION,
        event_study=tuple(_permuted_events(part, options, handed)),
        mde=mde_permuted(found),
        rank=found.rank,
        placebo=tuple(found.draws.tolist()),
        notes=tuple(notes),
    )


def _permuted_events(part: Panel, options: Options, handed: object) -> Iterator[EventPoint]:
    return iter(())


def _by_formula(part: Panel, options: Options) -> Fit:
    """The permutation p stands beside it as a check."""
    found = _estimated(part, options)
    listed = cells.gathered(part, options, cells.after(part, options))
    check = permuted(part, options, callaway_santanna(part, listed)) if part.controls is None else None
    low, high, p_value = _inference(found)
    return Fit(
        method=Method.CS,
        estimate=found.estimate,
        se=found.se,
        ci_low=low,
        ci_high=high,
        p_value=p_value,
        inference=Inference.ANALYTIC,
        event_study=(),
        mde=None if found.se is None else mde_analytic(found.se, found.degrees),
        honest_breakdown=honest.breakdown(part, options),
        notes=() if check is None else (Note("PERMUTATION_CHECK", {"p_value": check.p_value}),),
    )
