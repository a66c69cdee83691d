"""Dose-response with effects of unit and of period: what one more of the dose does to the outcome.

The estimate is the mean slope over all units and periods; it says nothing of whether the slope is the same everywhere.
"""

from __future__ import annotations

import warnings
from dataclasses import replace

import numpy as np

from effects.estimators import sample
from effects.estimators.did import anticipated
from effects.estimators.options import Inference, Method, Options
from effects.estimators.panel import Floats, Note, Panel
from effects.estimators.power import mde_analytic
from effects.estimators.results import ALPHA, CannotFit, Fit
from effects.estimators.twoway import Coefficient, Regression, coefficient, regressed


def fit_dose(panel: Panel, options: Options) -> Fit:
    """Raises `CannotFit` where there is no dose, or it cannot be told from unit and period."""
    part = sample.sample(panel, options)
    dose, notes = doses(part)
    ahead = anticipated(part, options)
    found = regressed(replace(part, dose=dose), dose[:, :, np.newaxis], without=ahead)
    slope, degrees = found.coefficients[0], found.degrees
    if slope is not None and compares_two_periods(part, found):
        notes = (*notes, Note("ERROR_OF_DIFFERENCES", {"clustered": slope.se}))
        slope, degrees = of_differences(part, dose, found)
    if slope is None:
        raise CannotFit(notes=(Note("DOSE_NOT_SEPARATE"),))
    return Fit(
        method=Method.DOSE,
        estimate=slope.estimate,
        se=slope.se,
        ci_low=slope.ci_low,
        ci_high=slope.ci_high,
        p_value=slope.p_value,
        inference=Inference.ANALYTIC,
        mde=None if slope.se is None else mde_analytic(slope.se, degrees),
        notes=(*found.notes, *notes),
    )


def doses(part: Panel) -> tuple[Floats, tuple[Note, ...]]:
    """(n, t) The dose of each period. One that never changes within any unit is what the unit got from its start on."""
    if part.dose is None:
        raise CannotFit(notes=(Note("NO_DOSE"),))
    if not constant(part.dose):
        return part.dose, ()
    own = np.array([row[np.isfinite(row)][0] if np.isfinite(row).any() else np.nan for row in part.dose])
    after = np.array(part.periods) >= part.first_treated[:, np.newaxis]
    never = [
        unit for unit, dose, start in zip(part.units, own, part.first_treated, strict=True) if dose and start == np.inf
    ]
    notes = [Note("DOSE_FROM_START")]
    notes += [Note("DOSE_OF_UNTREATED", {"units": never})] if never else []
    return np.where(after, own[:, np.newaxis], np.where(np.isnan(own)[:, np.newaxis], np.nan, 0.0)), tuple(notes)


def constant(dose: Floats) -> bool:
    known = np.isfinite(dose)
    lowest, highest = np.where(known, dose, np.inf).min(axis=1), np.where(known, dose, -np.inf).max(axis=1)
    return bool((lowest >= highest).all())


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
