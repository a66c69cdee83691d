"""The door: a panel and what is asked of it in, the whole answer out, with what may not be said named."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from effects.estimators.baseline import chosen_baseline
from effects.estimators.dosing import by_dose, counted
from effects.estimators.options import SYNTHETIC, Direction, Inference, Method, Options
from effects.estimators.panel import Note, Panel
from effects.estimators.paths import paths_of
from effects.estimators.prepare import Prepared, prepared
from effects.estimators.refusals import refusals_of
from effects.estimators.results import ALPHA, Answer, CannotFit, EventPoint, Fit, Refusal, Unanswerable, Verdict
from effects.estimators.versions import versions

Estimator = Callable[[Panel, Options], Fit]
FEW_FOR_GROUPS = 3  # treated units: with fewer, a synthetic comparison is made for them
WHERE = {
    Method.DID: ("did", "fit_did"),
    Method.CS: ("cs", "fit_cs"),
    Method.SDID: ("synthetic", "fit_sdid"),
    Method.SC: ("synthetic", "fit_sc"),
    Method.DOSE: ("dose", "fit_dose"),
}

PERIODS = frozenset({"periods", "starts"})  # facts that list periods
NO_FIT = (Note("NO_FIT"),)
ROUNDING = 1e-13  # of the largest figure


@dataclass(frozen=True)
class Tried:
    """A fit, or why there is none."""

    fit: Fit | None
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[Note, ...] = ()


def answer(panel: Panel, options: Options) -> Answer:
    """Raises `Unanswerable` where nobody is treated, nobody is left to compare with, or nothing can be estimated and
    no rule says why."""
    panel, started = dosed(panel) if options.method == Method.DOSE else (panel, ())
    ready = prepared(panel, options)
    method = chosen(ready, options)
    ready = as_used(ready, method, options)
    asked, held = based(method, ready.panel, options)
    tried = attempt(estimator(method), ready.panel, asked)
    refusals = refusals_of(ready, options, method, tried.fit, tried.refusals)
    if tried.fit is None and not refusals:
        raise Unanswerable(tried.notes[0])
    shown = tried.fit if options.force or not refusals else None
    second = beside(method, ready, options) if shown else Tried(None)
    return Answer(
        method=method,
        verdict=verdict(tried.fit, refusals, options),
        n_treated=len(ready.treated),
        n_comparison=len(ready.comparison),
        n_pre=ready.n_pre,
        n_post=ready.n_post,
        fit=shown,
        refusals=tuple(replace(one, facts=dated(one.facts, ready.calendar)) for one in refusals),
        beside=second.fit,
        pretrend_p=tried.fit.pretrend_p if tried.fit else None,
        mde=tried.fit.mde if tried.fit else None,
        notes=(
            *ready.notes,
            *started,
            *(replace(note, facts=dated(note.facts, ready.calendar)) for note in (*held, *tried.notes)),
            *((Note("HONEST_NOT_SYNTHETIC"),) if tried.fit and method in SYNTHETIC else ()),
            *unheeded(tried.fit, panel, options),
        ),
        treated=ready.treated,
        comparison=ready.comparison,
        versions=versions(),
    )


def dosed(panel: Panel) -> tuple[Panel, tuple[Note, ...]]:
    """The starts that follow from the doses."""
    if panel.dose is None:
        raise Unanswerable(Note("NO_DOSE"))
    return by_dose(panel)


def chosen(ready: Prepared, options: Options) -> Method:
    """1 or 2 treated units with one start: synthetic difference in differences. More: Callaway-Sant'Anna."""
    if options.method != Method.AUTO:
        return options.method
    starts = set(ready.panel.first_treated[ready.panel.treated].tolist())
    return Method.SDID if len(ready.treated) < FEW_FOR_GROUPS and len(starts) == 1 else Method.CS


def based(method: Method, panel: Panel, options: Options) -> tuple[Options, tuple[Note, ...]]:
    """Where the method was left to the rules, so is the baseline of Callaway-Sant'Anna."""
    if options.method != Method.AUTO or method != Method.CS:
        return options, ()
    return chosen_baseline(panel, options)


def attempt(estimate: Estimator, panel: Panel, options: Options) -> Tried:
    """A fit without a finite estimate, such as of figures too large to square, is none."""
    try:
        with np.errstate(all="ignore"):
            fit = estimate(panel, options)
    except CannotFit as none:
        return Tried(None, none.refusals, none.notes or NO_FIT)
    except (np.linalg.LinAlgError, ValueError, ZeroDivisionError):
        return Tried(None, (), NO_FIT)
    return Tried(settled(fit, panel), (), fit.notes) if np.isfinite(fit.estimate) else Tried(None, fit.refusals, NO_FIT)


def settled(fit: Fit, panel: Panel) -> Fit:
    """An effect that is only the rounding of the figures is none, and nothing can be said of its error."""
    rounding = ROUNDING * float(np.nanmax(np.abs(panel.outcome), initial=0.0))
    if fit.method == Method.DOSE and panel.dose is not None:
        rounding /= float(np.nanmax(np.abs(panel.dose), initial=0.0)) or 1.0
    if abs(fit.estimate) > rounding:
        return fit
    study = tuple(EventPoint(point.time, without(rounding, point.estimate)) for point in fit.event_study)
    return replace(fit, estimate=0.0, se=None, ci_low=None, ci_high=None, p_value=None, mde=None, event_study=study)


def without(rounding: float, figure: float) -> float:
    return figure if abs(figure) > rounding else 0.0


def estimator(method: Method) -> Estimator:
    """Imported when it is asked for: each brings in its part of the statistics library."""
    module, name = WHERE[method]
    found: Estimator = getattr(importlib.import_module(f"effects.estimators.{module}"), name)
    return found


def beside(method: Method, ready: Prepared, options: Options) -> Tried:
    """Synthetic control beside synthetic difference in differences."""
    if method != Method.SDID or options.method != Method.AUTO:
        return Tried(None)
    from effects.estimators.synthetic import fit_beside

    return attempt(fit_beside, ready.panel, replace(options, method=Method.SC))


def as_used(ready: Prepared, method: Method, options: Options) -> Prepared:
    """A synthetic method uses complete paths only: what it can count on is what is left of donors and periods. Of a
    dose it counts who got one."""
    if method == Method.DOSE:
        return counted(ready)
    if method not in SYNTHETIC:
        return ready
    try:
        paths = paths_of(ready.panel, options)
    except CannotFit:
        return ready
    donors = tuple(unit for unit, own in zip(paths.units, paths.treated, strict=True) if not own)
    return replace(ready, comparison=donors, n_pre=paths.n_pre, n_post=len(paths.periods) - paths.n_pre)


def unheeded(fit: Fit | None, panel: Panel, options: Options) -> tuple[Note, ...]:
    """What was asked and this method cannot do: said, so that nobody reads it into the answer."""
    if fit is None:
        return ()
    given = {"controls": panel.controls is not None, "cluster": panel.clusters is not None}
    columns = [name for name, there in given.items() if there] if fit.method in SYNTHETIC else []
    notes = [Note("COLUMNS_UNUSED", {"columns": columns})] if columns else []
    chance = {Inference.PLACEBO, Inference.PERMUTATION}
    heeded = options.inference in {Inference.AUTO, fit.inference} or {options.inference, fit.inference} <= chance
    return (*notes, *(() if heeded else (Note("INFERENCE_CHANGED", {"used": str(fit.inference)}),)))


def dated(facts: dict[str, object], calendar: dict[int, int]) -> dict[str, object]:
    """With the periods that a method names as the file has them."""
    told = {}
    for name in PERIODS & facts.keys() if calendar else ():
        value = facts[name]
        if isinstance(value, list | tuple):
            told[name] = [calendar.get(int(number), number) for number in value]
    return {**facts, **told}


def verdict(fit: Fit | None, refusals: tuple[Refusal, ...], options: Options) -> Verdict:
    """Better or worse only where p and interval agree that it is not zero, and nothing was refused."""
    if fit is None or refusals:
        return Verdict.CANNOT_SAY
    if fit.p_value is None or fit.p_value > ALPHA or not excludes_zero(fit):
        return Verdict.NO_DIFFERENCE_SHOWN
    higher_is_better = options.direction == Direction.HIGHER
    return Verdict.BETTER if (fit.estimate > 0) == higher_is_better else Verdict.WORSE


def excludes_zero(fit: Fit) -> bool:
    return fit.ci_low is not None and fit.ci_high is not None and (fit.ci_low > 0 or fit.ci_high < 0)
