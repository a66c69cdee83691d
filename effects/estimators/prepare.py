"""Before any method: who takes part, in which periods, in an order that follows from the figures and not from names."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import numpy.typing as npt

from effects.estimators import sample
from effects.estimators.options import Comparison, Method, Options
from effects.estimators.panel import NEVER, Flags, Note, Panel
from effects.estimators.results import POST_NEEDED, PRE_NEEDED, Unanswerable

Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Prepared:
    """`n_pre`, `n_post`: periods with figures before and after the start, of the treated units that have the most.
    `missing_treated`, `missing_comparison`: the share of their cells that has no figure."""

    panel: Panel
    treated: tuple[str, ...]
    comparison: tuple[str, ...]
    n_pre: int
    n_post: int
    missing_treated: float
    missing_comparison: float
    calendar: dict[int, int]  # the period as the file has it, of each number it got here
    notes: tuple[Note, ...]


def prepared(panel: Panel, options: Options) -> Prepared:
    """Raises `Unanswerable` where nobody is treated or nobody is left to compare with."""
    given = panel.periods
    panel, timing = in_time(panel, options)
    panel, left = taking_part(panel, options)
    treated, comparison = treated_of(panel, options), comparison_of(panel, options)
    refuse_without_groups(panel, options, treated, comparison)
    known, notes = with_figures(panel)
    still = treated_of(known, options)
    refuse_without_groups(known, options, still, comparison_of(known, options))
    before, after = (lengths(panel, options, (treated, comparison), before=side) for side in (True, False))
    return Prepared(
        panel=known,
        treated=names(known, still),
        comparison=names(known, comparison_of(known, options)),
        n_pre=int(before.max()),
        n_post=int(after.max()),
        missing_treated=missing(panel, treated),
        missing_comparison=missing(panel, comparison),
        calendar=calendar_of(given),
        notes=(
            *panel.notes,
            *timing,
            *left,
            *gaps(panel, treated, comparison),
            *shorter(panel, treated, before, after),
            *notes,
        ),
    )


def in_time(panel: Panel, options: Options) -> tuple[Panel, tuple[Note, ...]]:
    """Starts moved to the first period from then on, periods counted by one, and without those that are left out."""
    panel, notes = snapped(panel)
    panel, counted = numbered(panel, options)
    return panel, (*notes, *counted)


def snapped(panel: Panel) -> tuple[Panel, tuple[Note, ...]]:
    periods = np.array(panel.periods, dtype=np.float64)
    later = np.array([start if start > periods[-1] else periods[periods >= start][0] for start in panel.first_treated])
    inside = (panel.first_treated >= periods[0]) & (later != panel.first_treated)
    after = np.isfinite(panel.first_treated) & (panel.first_treated > periods[-1])
    notes = [Note("START_BETWEEN_PERIODS", {"units": names(panel, inside)})] if inside.any() else []
    notes += [Note("STARTS_AFTER_PANEL", {"units": names(panel, after)})] if after.any() else []
    return replace(panel, first_treated=np.where(after, NEVER, later)), tuple(notes)


def numbered(panel: Panel, options: Options) -> tuple[Panel, tuple[Note, ...]]:
    """Event time counts periods: where they do not follow each other by one (every two years, 20081 for a quarter),
    they are numbered. Periods that are left out keep their number, so that years stay years."""
    periods = np.array(panel.periods)
    kept = np.array([period not in options.left_out for period in panel.periods])
    if not kept.any():
        raise Unanswerable(Note("NOBODY_TREATED"))
    numbers = periods
    notes: tuple[Note, ...] = ()
    if calendar_of(panel.periods):
        numbers, notes = np.arange(len(periods)), (Note("PERIODS_COUNTED", {"periods": list(panel.periods)}),)
    starts = panel.first_treated.copy()
    there = np.isfinite(starts) & (starts >= periods[0])
    starts[there] = numbers[np.searchsorted(periods, starts[there])]
    starts[np.isfinite(starts) & ~there] = numbers[0]
    return columns(replace(panel, periods=tuple(numbers.tolist()), first_treated=starts), kept), notes


def calendar_of(periods: tuple[int, ...]) -> dict[int, int]:
    """Number → period, where periods do not follow each other by one; else nothing, for they are their own numbers."""
    return dict(enumerate(periods)) if (np.diff(periods) != 1).any() else {}


def columns(panel: Panel, kept: Flags) -> Panel:
    return replace(
        panel,
        periods=tuple(period for period, here in zip(panel.periods, kept, strict=True) if here),
        outcome=panel.outcome[:, kept],
        dose=None if panel.dose is None else panel.dose[:, kept],
        controls=None if panel.controls is None else panel.controls[:, kept],
        treated_part=None if panel.treated_part is None else panel.treated_part[:, kept],
    )


def taking_part(panel: Panel, options: Options) -> tuple[Panel, tuple[Note, ...]]:
    """Without units that were treated from the start and units that weigh nothing, each named."""
    changing = sample.changing(panel, options)
    start, kept = panel.from_the_start & ~changing, panel.from_the_start & changing
    weightless = np.zeros(len(panel.units), dtype=bool)
    if panel.weights is not None:
        weightless = panel.weights == 0
    notes = [Note("FROM_THE_START", {"units": names(panel, start)})] if start.any() else []
    notes += [Note("DOSE_AT_FIRST", {"units": names(panel, kept)})] if kept.any() else []
    notes += [Note("NO_WEIGHT", {"units": names(panel, weightless)})] if weightless.any() else []
    return rows(panel, np.flatnonzero(~start & ~weightless)), tuple(notes)


def rows(panel: Panel, places: Places) -> Panel:
    return replace(
        panel,
        units=tuple(panel.units[place] for place in places),
        outcome=panel.outcome[places],
        first_treated=panel.first_treated[places],
        weights=None if panel.weights is None else panel.weights[places],
        dose=None if panel.dose is None else panel.dose[places],
        controls=None if panel.controls is None else panel.controls[places],
        clusters=None if panel.clusters is None else tuple(panel.clusters[place] for place in places),
        treated_part=None if panel.treated_part is None else panel.treated_part[places],
    )


def treated_of(panel: Panel, options: Options) -> Flags:
    """(n,) Also those whose dose changes after they had one from the start on."""
    return panel.treated | (panel.from_the_start & sample.changing(panel, options))


def comparison_of(panel: Panel, options: Options) -> Flags:
    """(n,) Never treated units; with `notyet` also those that start later than the first. With two-way fixed effects
    the latter serve in any case, so they count where nobody is never treated."""
    serve = options.comparison == Comparison.NOT_YET or (options.method == Method.DID and not panel.never.any())
    if not serve or not panel.treated.any():
        return panel.never
    first = panel.first_treated[panel.treated].min()
    later: Flags = panel.first_treated > first
    return later


def refuse_without_groups(panel: Panel, options: Options, treated: Flags, comparison: Flags) -> None:
    if not treated.any():
        raise Unanswerable(Note("NOBODY_TREATED"))
    if not comparison.any() and options.method != Method.DOSE:
        later = len(np.unique(panel.first_treated[treated])) > 1
        raise Unanswerable(Note("NOBODY_TO_COMPARE_BUT_LATER" if later else "NOBODY_TO_COMPARE"))


def with_figures(panel: Panel) -> tuple[Panel, tuple[Note, ...]]:
    """Only units with a figure, ordered by start and then by their figures: other names give the same answer."""
    known: Flags = np.asarray(np.isfinite(panel.outcome).any(axis=1))
    notes = (Note("NO_FIGURES", {"units": names(panel, ~known)}),) if not known.all() else ()
    keys = [tuple(np.nan_to_num(row, nan=-np.inf)) for row in panel.outcome]
    order = sorted(np.flatnonzero(known), key=lambda at: (panel.first_treated[at], keys[at], panel.units[at]))
    return rows(panel, np.array(order, dtype=np.intp)), notes


def names(panel: Panel, chosen: Flags) -> tuple[str, ...]:
    return tuple(unit for unit, here in zip(panel.units, chosen, strict=True) if here)


def missing(panel: Panel, chosen: Flags) -> float:
    return float(np.isnan(panel.outcome[chosen]).mean()) if chosen.any() else 0.0


def gaps(panel: Panel, treated: Flags, comparison: Flags) -> tuple[Note, ...]:
    empty = np.isnan(panel.outcome)
    if not empty.any():
        return ()
    incomplete: Flags = np.asarray(empty.any(axis=1))
    with_gaps = names(panel, incomplete)
    treated_cells, comparison_cells = int(empty[treated].sum()), int(empty[comparison].sum())
    facts = {"cells": int(empty.sum()), "of": empty.size, "treated": treated_cells, "comparison": comparison_cells}
    return (Note("MISSING_CELLS", {**facts, "units": with_gaps}),)


def lengths(panel: Panel, options: Options, groups: tuple[Flags, Flags], *, before: bool) -> Places:
    """Of each treated unit its periods on one side of the start, if the comparison has figures in them too."""
    known, periods = np.isfinite(panel.outcome), np.array(panel.periods)
    treated, comparison = groups
    others = known[comparison].any(axis=0) if comparison.any() else known.any(axis=0)
    own = panel.first_treated[treated][:, np.newaxis]
    side = periods < own - options.anticipation if before else periods >= own
    group = np.stack([known[panel.first_treated == start].any(axis=0) for start in own[:, 0]])
    counts: Places = (side & group & others).sum(axis=1)
    return counts


def shorter(panel: Panel, treated: Flags, before: Places, after: Places) -> tuple[Note, ...]:
    """Where starts differ, the units that have fewer periods than a rule asks while others have enough."""
    enough = (before >= PRE_NEEDED) & (after >= POST_NEEDED)
    if enough.all() or len(np.unique(panel.first_treated[treated])) == 1:
        return ()
    facts: dict[str, object] = {
        "short": int((~enough).sum()),
        "of": len(enough),
        "before": PRE_NEEDED,
        "after": POST_NEEDED,
    }
    return (Note("SOME_SHORT", facts),)
