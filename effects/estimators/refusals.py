"""The rules that keep a figure from being said, all of them at once, each with what is there and what is needed."""

from __future__ import annotations

from math import comb

import numpy as np

from effects.estimators.dosing import has_dose, n_dosed
from effects.estimators.options import SYNTHETIC, Inference, Method, Options
from effects.estimators.panel import Floats, Panel
from effects.estimators.prepare import Prepared
from effects.estimators.results import ENOUGH_FOR_ANALYTIC, POST_NEEDED, PRE_NEEDED, PRETREND_ALPHA, Code, Fit, Refusal
from effects.estimators.sample import n_independent

PRE_NEEDED_SYNTHETIC = 5  # periods
DONORS_NEEDED, PLACEBOS_NEEDED = 20, 19  # comparison units; placebos
MOST_MISSING_TREATED, MOST_MISSING_COMPARISON = 0.10, 0.20  # of the cells
DOSES_NEEDED = 10  # different ones


def refusals_of(
    ready: Prepared, options: Options, method: Method, fit: Fit | None, seen: tuple[Refusal, ...] = ()
) -> tuple[Refusal, ...]:
    """In the order of `Code`, one of each. `seen`: by the method itself."""
    found = (
        *of_length(ready, method),
        *of_numbers(ready, options, method),
        *of_cells(ready),
        *of_series(ready.panel),
        *of_overlap(ready, options, method),
        *of_dose(ready.panel, options, method),
        *of_starts(ready.panel, method),
        *(of_fit(fit, options) if fit else ()),
        *seen,
    )
    first = {refusal.code: refusal for refusal in reversed(found)}
    return tuple(first[code] for code in Code if code in first)


def of_length(ready: Prepared, method: Method) -> list[Refusal]:
    needed = PRE_NEEDED_SYNTHETIC if method in SYNTHETIC else PRE_NEEDED
    short = []
    if ready.n_pre < needed:
        short.append(Refusal(Code.PRE_SHORT, {"found": ready.n_pre, "needed": needed}))
    if ready.n_post < POST_NEEDED:
        short.append(Refusal(Code.POST_SHORT, {"found": ready.n_post, "needed": POST_NEEDED}))
    return short


def of_numbers(ready: Prepared, options: Options, method: Method) -> list[Refusal]:
    """Placebos of a synthetic method are the comparison units, one at a time or as many at once as are treated."""
    few = []
    placebos = method in SYNTHETIC
    others, own = len(ready.comparison), len(ready.treated)
    there, needed = (comb(others, own), PLACEBOS_NEEDED) if placebos else (others, DONORS_NEEDED)
    if method != Method.DOSE and there < needed:
        few.append(Refusal(Code.DONORS_FEW, {"found": there, "needed": needed, "placebos": placebos}))
    independent = n_dosed(ready.panel) if method == Method.DOSE else n_independent(ready.panel)
    if options.inference == Inference.ANALYTIC and independent < ENOUGH_FOR_ANALYTIC:
        few.append(Refusal(Code.TREATED_FEW, {"found": independent, "needed": ENOUGH_FOR_ANALYTIC}))
    return few


def of_cells(ready: Prepared) -> list[Refusal]:
    treated, comparison = ready.missing_treated, ready.missing_comparison
    if treated <= MOST_MISSING_TREATED and comparison <= MOST_MISSING_COMPARISON:
        return []
    allowed = {"treated_most": MOST_MISSING_TREATED, "comparison_most": MOST_MISSING_COMPARISON}
    return [Refusal(Code.SUPPRESSED, {"treated_share": treated, "comparison_share": comparison, **allowed})]


def of_series(panel: Panel) -> list[Refusal]:
    """A break in the series, or a unit whose boundary moved: what follows is not comparable with what went before."""
    if not panel.breaks and not panel.redrawn:
        return []
    return [Refusal(Code.SERIES_BREAK, {"periods": panel.breaks, "units": panel.redrawn})]


def of_overlap(ready: Prepared, options: Options, method: Method) -> list[Refusal]:
    """Most treated units lay, on the mean before their start, further outside the range of the comparison units than
    those differ among each other (one standard deviation). Synthetic control judges it by its own fit."""
    panel = ready.panel
    if method in (Method.DOSE, Method.SC):
        return []
    before = np.array(panel.periods) < panel.first_treated[panel.treated].min() - options.anticipation
    level = baseline(panel.outcome[:, before])
    others = level[np.isin(panel.units, ready.comparison) & np.isfinite(level)]
    treated = panel.treated & np.isfinite(level)
    if others.size < 2 or not treated.any():
        return []
    apart = (level < others.min() - others.std()) | (level > others.max() + others.std())
    if apart[treated].mean() <= 0.5:
        return []
    units = [unit for unit, here in zip(panel.units, treated & apart, strict=True) if here]
    return [Refusal(Code.NO_OVERLAP, {"units": sorted(units)})]


def baseline(outcome: Floats) -> Floats:
    known = np.isfinite(outcome)
    counts = known.sum(axis=1)
    sums = np.where(known, outcome, 0.0).sum(axis=1)
    means: Floats = np.divide(sums, counts, out=np.full(len(outcome), np.nan), where=counts > 0)
    return means


def of_dose(panel: Panel, options: Options, method: Method) -> list[Refusal]:
    if method != Method.DOSE or panel.dose is None:
        return []
    there = n_doses(panel.dose)
    if there >= DOSES_NEEDED and not options.dose_planned:
        return []
    return [Refusal(Code.DOSE_THIN, {"found": there, "needed": DOSES_NEEDED, "planned": options.dose_planned})]


def n_doses(dose: Floats) -> int:
    """How many different doses other than 0 there are: one unit that gets more each year has many, but tells one."""
    given = dose[has_dose(dose)]
    known = given[np.isfinite(given) & (given != 0)]
    paths = np.unique(np.where(np.isfinite(given), given, np.inf), axis=0)
    return min(len(np.unique(known)), len(paths))


def of_starts(panel: Panel, method: Method) -> list[Refusal]:
    starts = np.unique(panel.first_treated[panel.treated])
    if method not in SYNTHETIC or len(starts) == 1:
        return []
    return [Refusal(Code.STARTS_DIFFER, {"starts": starts.astype(int).tolist()})]


def of_fit(fit: Fit, options: Options) -> list[Refusal]:
    found = list(fit.refusals)
    if fit.pretrend_p is not None and fit.pretrend_p < PRETREND_ALPHA:
        found.append(Refusal(Code.PRETREND, {"p_value": fit.pretrend_p}))
    if options.relevant_effect is not None and fit.mde is not None and fit.mde > options.relevant_effect:
        found.append(Refusal(Code.UNDERPOWERED, {"mde": fit.mde, "relevant": options.relevant_effect}))
    return found
