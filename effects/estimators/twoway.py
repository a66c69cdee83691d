"""Two-way fixed effects: what is left of a figure after the effect of its unit and of its period, against regressors.

The regression and its error are the library's; sweeping out units is ours, for the library's own takes no unit weights
with the published small-sample correction.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from effects.estimators.panel import Floats, Note, Panel
from effects.estimators.results import ALPHA, CannotFit


@dataclass(frozen=True)
class Cells:
    """The cells of a panel that take part, as columns of equal length."""

    outcome: Floats
    unit: npt.NDArray[np.intp]
    period: npt.NDArray[np.intp]
    weight: Floats
    clusters: npt.NDArray[np.intp]
    used: npt.NDArray[np.bool_]  # (n, t)


@dataclass(frozen=True)
class Coefficient:
    """None for `se` and what follows from it where no error can be told, such as with one cluster."""

    estimate: float
    se: float | None
    ci_low: float | None
    ci_high: float | None
    p_value: float | None


@dataclass(frozen=True)
class Regression:
    """`coefficients`: of the regressors in their order, None where the others say the same.
    `slopes`: of the controls, 0 where they are dropped. `degrees`: of freedom of the error."""

    coefficients: tuple[Coefficient | None, ...]
    slopes: Floats
    degrees: int
    cells: Cells
    notes: tuple[Note, ...] = ()


def regressed(panel: Panel, regressors: Floats, *, without: npt.NDArray[np.bool_] | None = None) -> Regression:
    """Outcome on `regressors` (n, t, k), the controls, and effects of unit and of period, weighted by unit.

    Errors are clustered by `panel.clusters`, else by unit: CR1 with the factor G/(G−1) · (N−1)/(N−K), where K counts
    the slopes, the periods and a constant, not the units, which lie within the clusters (as `reghdfe`, `xtreg` and
    `fixest` do). Degrees of freedom: G−1. `without` (n, t): cells that take no part.
    """
    cells = cells_of(panel, regressors, without)
    controls = np.empty((*panel.outcome.shape, 0)) if panel.controls is None else panel.controls
    columns = np.concatenate([regressors, controls], axis=2)[cells.used]
    periods = dummies(cells)
    design = swept(np.column_stack([columns, periods]), cells)
    fitted = library_fit(design, swept(cells.outcome[:, np.newaxis], cells)[:, 0], cells)
    k, c = regressors.shape[2], controls.shape[2]
    slopes = np.array(fitted.coefficients_[k : k + c], dtype=np.float64)
    dropped = [name for name, slope in zip(panel.control_names, slopes, strict=False) if np.isnan(slope)]
    told = [coefficient(fitted, place) for place in range(k)]
    return Regression(
        (None,) * k if dropped and k == 1 and not own_movement(design, cells) else tuple(told),
        np.nan_to_num(slopes),
        len(set(cells.clusters.tolist())) - 1,
        cells,
        (Note("CONTROLS_DROPPED", {"columns": dropped}),) if dropped else (),
    )


def cells_of(panel: Panel, regressors: Floats, without: npt.NDArray[np.bool_] | None) -> Cells:
    """Cells in which all is known, of units that have two of them at least: one says nothing about change."""
    used = np.isfinite(panel.outcome) & np.isfinite(regressors).all(axis=2)
    if panel.controls is not None:
        used &= np.isfinite(panel.controls).all(axis=2)
    if without is not None:
        used &= ~without
    weights = np.ones(len(panel.units)) if panel.weights is None else panel.weights
    used &= ((used.sum(axis=1) > 1) & (weights > 0))[:, np.newaxis]
    if not used.any():
        raise CannotFit(notes=(Note("NOTHING_TO_COMPARE_IN_TIME"),))
    unit, period = np.nonzero(used)
    names = panel.units if panel.clusters is None else panel.clusters
    cluster_of_unit = np.unique(np.array(names), return_inverse=True)[1]
    return Cells(panel.outcome[used], unit, period, weights[unit], cluster_of_unit[unit], used)


def own_movement(design: Floats, cells: Cells) -> bool:
    """Whether the first column says anything that the others together do not."""
    root = np.sqrt(cells.weight)[:, np.newaxis]
    first, others = (design * root)[:, 0], (design * root)[:, 1:]
    left = first - others @ np.linalg.lstsq(others, first, rcond=None)[0]
    return bool(np.linalg.norm(left) > 1e-9 * np.linalg.norm(first))


def dummies(cells: Cells) -> Floats:
    """(N, t−1) of the periods that occur, the first left out."""
    occurring = np.unique(cells.period)[1:]
    columns: Floats = (cells.period[:, np.newaxis] == occurring).astype(np.float64)
    return columns


def swept(columns: Floats, cells: Cells) -> Floats:
    """`columns` (N, k) less the weighted mean of their unit."""
    size = cells.unit.max() + 1
    total = np.bincount(cells.unit, cells.weight, size)
    means = np.stack(
        [np.bincount(cells.unit, cells.weight * column, size) / np.where(total > 0, total, 1) for column in columns.T],
        axis=1,
    )
    left: Floats = columns - means[cells.unit]
    return settled(left, columns)


def settled(left: Floats, columns: Floats) -> Floats:
    """What is only rounding is nothing, so that a column that varies within no unit is seen to."""
    scale = np.max(np.abs(columns), axis=0, initial=0.0)
    return np.where(np.max(np.abs(left), axis=0, initial=0.0) <= 1e-12 * scale, 0.0, left)


def library_fit(design: Floats, outcome: Floats, cells: Cells) -> Any:
    """Weighting by multiplying with the root of the weight: the library's own weights give other clustered errors."""
    from diff_diff import LinearRegression

    root = np.sqrt(cells.weight / cells.weight.mean())
    model = LinearRegression(
        include_intercept=False,
        cluster_ids=cells.clusters,
        alpha=ALPHA,
        rank_deficient_action="silent",
        vcov_type="hc1",
        df_convention="cluster",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        model.fit(design * root[:, np.newaxis], outcome * root, cluster_k_adjustment=1)
    return model


def coefficient(fitted: Any, place: int) -> Coefficient | None:
    told = fitted.get_inference(place)
    if not np.isfinite(told.coefficient):
        return None
    numbers = (told.se, *told.conf_int, told.p_value)
    if not (np.isfinite(numbers).all() and told.se > 0):
        return Coefficient(told.coefficient, None, None, None, None)
    return Coefficient(told.coefficient, *(float(number) for number in numbers))


def outcome_without_controls(panel: Panel, found: Regression) -> Floats:
    """(n, t) The outcome of the cells that were used, less what their controls explain; NaN elsewhere."""
    outcome: Floats = np.where(found.cells.used, panel.outcome, np.nan)
    return outcome if panel.controls is None else outcome - np.nan_to_num(panel.controls) @ found.slopes
