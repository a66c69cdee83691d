"""The error of Callaway-Sant'Anna from what each unit adds to the estimate (its influence function).

The same as in R's did, and without controls as in the library, here also for a baseline of several periods, which
neither offers.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from effects.estimators import sample
from effects.estimators.cells import Cells, averaged, changes, chosen, estimates
from effects.estimators.doubly_robust import compared, influence
from effects.estimators.panel import Flags, Floats, Panel
from effects.estimators.results import ALPHA
from effects.estimators.statistics import arms_of


@dataclass(frozen=True)
class Cellwise:
    """Of each cell the estimate and weight (c,), and what each unit adds to it (n, c). `apart`: in some cell the
    controls tell the treated from the others."""

    cells: Cells
    estimate: Floats
    mass: Floats
    influence: Floats
    apart: bool = False


@dataclass(frozen=True)
class Estimated:
    """`degrees`: of freedom of the t distribution (Welch-Satterthwaite over treated and comparison units)."""

    estimate: float
    se: float | None
    degrees: float

    @property
    def interval(self) -> tuple[float | None, float | None]:
        from scipy.stats import t

        if not self.se:
            return None, None
        reach = float(t.ppf(1 - ALPHA / 2, self.degrees)) * self.se
        return self.estimate - reach, self.estimate + reach

    @property
    def p_value(self) -> float | None:
        from scipy.stats import t

        return float(2 * t.sf(abs(self.estimate) / self.se, self.degrees)) if self.se else None


def cellwise(panel: Panel, cells: Cells) -> Cellwise:
    change = changes(panel.outcome, cells)
    if panel.controls is not None:
        return _adjusted(panel, cells, change)
    weights, starts = sample.weights(panel), panel.first_treated
    estimate, mass = estimates(change, starts[np.newaxis], weights, cells)
    groups = np.searchsorted(cells.starts, starts)
    parts = np.zeros_like(change)
    for column in np.flatnonzero(np.isfinite(estimate[0])):
        known = np.isfinite(change[:, column])
        treated = known & (groups == cells.group[column])
        others = known & (cells.allowed[column][groups] > 0)
        parts[:, column] = _centred(change[:, column], treated, weights) - _centred(change[:, column], others, weights)
    return Cellwise(cells, estimate[0], mass[0], parts)


def aggregated(panel: Panel, found: Cellwise, rows: Flags | None = None) -> Estimated:
    """Simple aggregation of the cells `rows`; the weights of the starting groups are themselves estimated (wif)."""
    there = np.isfinite(found.estimate) & (found.mass > 0)
    rows = there if rows is None else rows & there
    estimate, mass = found.estimate[rows], found.mass[rows]
    total = float(averaged(estimate[np.newaxis], mass[np.newaxis])[0])
    added = found.influence[:, rows] @ (mass / mass.sum())
    belongs = panel.first_treated[:, np.newaxis] == chosen(found.cells, rows).starts_of_cells
    own = sample.weights(panel)[:, np.newaxis] * belongs
    added += own @ (estimate - total) / mass.sum()
    return Estimated(total, float(np.sqrt(_variance(panel, added))), _degrees(panel, added))


def _centred(values: Floats, rows: Flags, weights: Floats) -> Floats:
    share = np.where(rows, weights, 0.0) / weights[rows].sum()
    values = np.where(rows, values, 0.0)
    centred: Floats = share * (values - share @ values)
    return centred


def _adjusted(panel: Panel, cells: Cells, change: Floats) -> Cellwise:
    estimate, mass = np.full(change.shape[1], np.nan), np.zeros(change.shape[1])
    parts, weights, apart = np.zeros_like(change), sample.weights(panel), False
    for columns, arms in arms_of(panel, cells, change, panel.first_treated, weights):
        found = compared(np.where(np.isfinite(change[:, columns]), change[:, columns], 0.0), arms)
        estimate[columns], parts[:, columns] = found.effect, influence(found, arms)
        mass[columns] = weights[arms.treated].sum()
        apart |= found.apart
    return Cellwise(cells, estimate, mass, parts, apart)


def _by_cluster(panel: Panel, added: Floats) -> tuple[Floats, Flags]:
    """Influence and being treated of each independent unit: a unit, or a cluster of them."""
    treated = sample.treated(panel)
    if panel.clusters is None:
        return added, treated
    _, place = np.unique(np.array(panel.clusters, dtype=str), return_inverse=True)
    parts: Floats = np.bincount(place, weights=added).astype(np.float64)
    return parts, np.bincount(place, weights=treated) > 0


def _variance(panel: Panel, added: Floats) -> float:
    parts, _ = _by_cluster(panel, added)
    if panel.clusters is None:
        return float(parts @ parts)
    centred = parts - parts.mean()
    return float(centred @ centred) * len(parts) / (len(parts) - 1)


def _degrees(panel: Panel, added: Floats) -> float:
    parts, treated = _by_cluster(panel, added)
    variances = [float(np.sum(parts[rows] ** 2)) for rows in (treated, ~treated)]
    lost = [len(sample.starts(panel)), 1]
    counts = [max(int(rows.sum()) - less, 1) for rows, less in zip((treated, ~treated), lost, strict=True)]
    below = sum(variance**2 / count for variance, count in zip(variances, counts, strict=True))
    return sum(variances) ** 2 / below if below > 0 else 1.0
