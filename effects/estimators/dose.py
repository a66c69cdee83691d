"""Dose-response with effects of unit and of period: what one more of the dose does to the outcome.

The estimate is the mean slope over all units and periods; it says nothing of whether the slope is the same everywhere.
"""

from __future__ import annotations

import warnings
from dataclasses import replace

import numpy as np

from effects.estimators import sample
from effects.estimators.did import anticipated, left_over
from effects.estimators.dosepaths import dose_events, dose_joint_p, dose_permuted
from effects.estimators.dosing import all_known, by_dose, course_of, dose_of, n_dosed
from effects.estimators.influence import Estimated
from effects.estimators.options import Inference, Method, Options
from effects.estimators.panel import Floats, Note, Panel
from effects.estimators.power import fit_by_permutation, mde_analytic
from effects.estimators.results import ALPHA, ENOUGH_FOR_ANALYTIC, CannotFit, Fit
from effects.estimators.statistics import effective_units
from effects.estimators.twoway import Coefficient, Regression, coefficient, outcome_without_controls, regressed


def fit_dose(panel: Panel, options: Options) -> Fit:
    """From ten units with a dose (or clusters of them) on by formula, below by handing the doses out anew.

    Raises `CannotFit` where there is no dose, or it cannot be told from unit and period.
    """
    part, notes = by_dose(sample.sample(panel, options))
    analytic = by_formula(part, options)
    if not analytic:
        part, lost = all_known(part)
        notes = (*notes, *lost)
    ahead = anticipated(part, options)
    found = regressed(part, dose_of(part)[:, :, np.newaxis], without=ahead)
    if found.coefficients[0] is None:
        raise CannotFit(notes=(Note("DOSE_NOT_SEPARATE"),))
    fit = from_formula(part, found, options) if analytic else from_permutation(part, found, options)
    course = course_of(part)
    pretrend = dose_joint_p(course, options)
    untold = () if pretrend is not None else (course.without_pretrend(options),)
    return replace(
        fit,
        event_study=dose_events(course, options, with_errors=analytic),
        pretrend_p=pretrend,
        notes=(*found.notes, *notes, *left_over(part, found, ahead), *fit.notes, *untold, Note("HONEST_NOT_OF_DOSE")),
    )


def by_formula(part: Panel, options: Options) -> bool:
    if options.inference == Inference.AUTO:
        return n_dosed(part) >= ENOUGH_FOR_ANALYTIC
    return options.inference == Inference.ANALYTIC


def from_formula(part: Panel, found: Regression, options: Options) -> Fit:
    """The published error, with the degrees of freedom that the doses leave; permutation beside it as a check."""
    slope, effective = found.coefficients[0], effective_units(part, dose_of(part), found.cells.used)
    told: Coefficient | None = None
    degrees: float = found.degrees
    notes: tuple[Note, ...] = ()
    if slope is not None and compares_two_periods(part, found):
        told, degrees = of_differences(part, dose_of(part), found)
        notes = (Note("ERROR_OF_DIFFERENCES", {"clustered": slope.se}),)
    elif slope is not None:
        degrees = max(1.0, min(found.degrees, effective - 1))
        told = with_degrees(slope, degrees)
    if told is None:
        raise CannotFit(notes=(Note("DOSE_NOT_SEPARATE"),))
    leans = (Note("DOSE_LEANS", {"effective": effective}),) if effective < ENOUGH_FOR_ANALYTIC else ()
    return Fit(
        method=Method.DOSE,
        estimate=told.estimate,
        se=told.se,
        ci_low=told.ci_low,
        ci_high=told.ci_high,
        p_value=told.p_value,
        inference=Inference.ANALYTIC,
        mde=None if told.se is None else mde_analytic(told.se, degrees),
        notes=(*notes, *leans, *checked(part, found, options)),
    )


def with_degrees(slope: Coefficient, degrees: float) -> Coefficient:
    told = Estimated(slope.estimate, slope.se, degrees)
    return Coefficient(slope.estimate, slope.se, *told.interval, told.p_value)


def checked(part: Panel, found: Regression, options: Options) -> tuple[Note, ...]:
    part, lost = all_known(part)
    check = None if lost or part.controls is not None else dose_permuted(part, dose_of(part), part.outcome, options)
    return () if check is None else (Note("PERMUTATION_CHECK", {"p_value": check.p_value}),)


def from_permutation(part: Panel, found: Regression, options: Options) -> Fit:
    """The doses handed out anew over the same cells; what the controls explain is taken out once, beforehand."""
    outcome = outcome_without_controls(part, found)
    tested = dose_permuted(part, dose_of(part), outcome, options)
    slope = found.coefficients[0]
    if tested is None or slope is None:
        raise CannotFit(notes=(Note("DOSE_NOT_SEPARATE"),))
    return fit_by_permutation(Method.DOSE, slope.estimate, tested)


def compares_two_periods(part: Panel, found: Regression) -> bool:
    """One change a unit: then there is nothing within a unit to cluster, unless clusters were asked for."""
    return part.clusters is None and len(np.unique(found.cells.period)) == 2


def of_differences(part: Panel, dose: Floats, found: Regression) -> tuple[Coefficient | None, int]:
    """The same slope from the change of each unit between two periods, with the ordinary error of least squares, as
    Card & Krueger (1994, table 4) print it. Degrees of freedom: units less slopes and a constant."""
    from diff_diff import LinearRegression

    rows = found.cells.used.all(axis=1) if found.cells.used.shape[1] == 2 else found.cells.used.sum(axis=1) == 2
    first, last = np.unique(found.cells.period)
    root = np.ones(int(rows.sum())) if part.weights is None else np.sqrt(part.weights[rows] / part.weights[rows].mean())
    columns = [dose[rows, last] - dose[rows, first], np.ones(len(root))]
    if part.controls is not None:
        columns += list((part.controls[rows, last] - part.controls[rows, first]).T)
    change = (part.outcome[rows, last] - part.outcome[rows, first]) * root
    model = LinearRegression(include_intercept=False, alpha=ALPHA, vcov_type="classical")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(np.column_stack(columns) * root[:, np.newaxis], change)
    return coefficient(model, 0), int(model.df_)
