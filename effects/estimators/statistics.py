"""What is recomputed for every assignment: Callaway-Sant'Anna, and two-way fixed effects.

Each is linear in the outcome, which `permutation` relies on, and takes several outcomes with the same gaps at once.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

import numpy as np

from effects.estimators import sample
from effects.estimators.cells import Cells, averaged, changes, chosen, estimates, of_events
from effects.estimators.doubly_robust import Arms, compared
from effects.estimators.panel import Flags, Floats, Panel
from effects.estimators.permutation import Statistic

NOTHING = 1e-12  # of a treatment's size: what is left of one that unit and period tell is only rounding


def callaway_santanna(panel: Panel, cells: Cells) -> Statistic:
    """Simple aggregation of `cells`, of a sample."""
    if panel.controls is not None:
        return _adjusted(panel, cells)
    weights = sample.weights(panel)

    def statistic(outcomes: Floats, starts: Floats) -> Floats:
        each = [estimates(changes(outcome, cells), starts, weights, cells) for outcome in outcomes]
        return np.stack([averaged(estimate, mass) for estimate, mass in each])

    return statistic


def at_events(panel: Panel, cells: Cells, starts: Floats) -> dict[int, Floats]:
    """(2, m) at each event time, of a sample without controls: what each assignment shows, and how much of an effect of
    the really treated units at that time alone."""
    since = np.array(panel.periods)[np.newaxis] - panel.first_treated[:, np.newaxis]
    known, rows_of = np.isfinite(panel.outcome), of_events(cells)
    effect = np.empty((len(panel.units), len(cells.cells)))
    for event, rows in rows_of.items():
        felt = np.where(known, (since == event).astype(np.float64), np.nan)
        effect[:, rows] = changes(felt, chosen(cells, rows))
    both = (changes(panel.outcome, cells), effect)
    found = [estimates(change, starts, sample.weights(panel), cells) for change in both]
    return {
        event: np.stack([averaged(estimate[:, rows], mass[:, rows]) for estimate, mass in found])
        for event, rows in rows_of.items()
    }


def two_way(panel: Panel, given: Callable[[Floats], Floats] | None = None) -> Statistic:
    """The coefficient of being treated with effects of unit and period (Frisch-Waugh-Lovell), of a sample.

    `given`: what each unit gets in each period (m, n, t) in assignments (m, n), if not 1 from its start on. Missing
    figures and weights are allowed: what is swept out is swept out of the treatment of each assignment as well.
    """
    weights = sample.weights(panel)[:, np.newaxis] * np.isfinite(panel.outcome)
    periods = np.array(panel.periods)

    def statistic(outcomes: Floats, starts: Floats) -> Floats:
        left = np.stack([swept(np.nan_to_num(outcome)[np.newaxis], weights)[0] for outcome in outcomes])
        found = []
        for part in np.array_split(starts, max(1, starts.size // 200_000)):
            treatment = given(part) if given else (periods >= part[:, :, np.newaxis]).astype(np.float64)
            size = np.einsum("mnt,mnt,nt->m", treatment, swept(treatment, weights), weights)
            size[size <= NOTHING * np.einsum("mnt,mnt,nt->m", treatment, treatment, weights)] = np.nan
            with np.errstate(invalid="ignore", divide="ignore"):
                found.append(np.einsum("mnt,knt,nt->km", treatment, left, weights) / size)
        return np.concatenate(found, axis=1)

    return statistic


def swept(values: Floats, weights: Floats) -> Floats:
    """`values` (m, n, t) less their weighted effects of unit and period."""
    of_unit, of_period = weights.sum(axis=1), weights.sum(axis=0)
    share = np.divide(weights, of_unit[:, np.newaxis], out=np.zeros_like(weights), where=of_unit[:, np.newaxis] > 0)
    own = values - np.einsum("mnt,nt->mn", values, share)[:, :, np.newaxis]
    normal = np.diag(of_period) - weights.T @ share
    course = np.einsum("mnt,nt->mt", own, weights) @ np.linalg.pinv(normal, rcond=1e-10, hermitian=True)
    left: Floats = own - course[:, np.newaxis, :] + (course @ share.T)[:, :, np.newaxis]
    return left


def effective_units(panel: Panel, regressor: Floats, used: Flags) -> float:
    """On how many units, or clusters, that tell as much the slope on a regressor (n, t) rests (Carter, Schnepel &
    Steigerwald 2017): the square of the sum of what each adds to it through the sum of the squares. One large dose
    among small ones counts for one."""
    weights = sample.weights(panel)[:, np.newaxis] * used
    left = swept(np.nan_to_num(regressor)[np.newaxis], weights)[0]
    names = np.array(panel.units if panel.clusters is None else panel.clusters, dtype=str)
    added = np.bincount(np.unique(names, return_inverse=True)[1], (weights * left**2).sum(axis=1))
    return float(added.sum() ** 2 / (added**2).sum())


def _adjusted(panel: Panel, cells: Cells) -> Statistic:
    weights = sample.weights(panel)

    def statistic(outcomes: Floats, starts: Floats) -> Floats:
        change = np.stack([changes(outcome, cells) for outcome in outcomes], axis=2)
        each = [adjusted_estimates(panel, cells, change, row, weights) for row in starts]
        return np.stack([averaged(estimate.T, mass) for estimate, mass in each], axis=1)

    return statistic


def adjusted_estimates(
    panel: Panel, cells: Cells, change: Floats, starts: Floats, weights: Floats
) -> tuple[Floats, Floats]:
    """(c, k) doubly robust estimates on `change` (n, c, k) and (c,) their weights, for one assignment."""
    found, mass = np.full(change.shape[1:], np.nan), np.zeros(len(cells.cells))
    for columns, arms in arms_of(panel, cells, change[:, :, 0], starts, weights):
        values = np.where(np.isfinite(change[:, columns]), change[:, columns], 0.0)
        effect = compared(values.reshape(len(values), -1), arms).effect
        found[columns] = effect.reshape(len(columns), -1)
        mass[columns] = weights[arms.treated].sum()
    return found, mass


def arms_of(
    panel: Panel, cells: Cells, change: Floats, starts: Floats, weights: Floats
) -> list[tuple[list[int], Arms]]:
    """Cells with the same treated and comparison units and the same base, so the same covariates."""
    controls = np.empty((*panel.outcome.shape, 0)) if panel.controls is None else panel.controls
    there = np.isfinite(change)
    groups = np.searchsorted(cells.starts, starts)  # the never treated come last
    together: dict[tuple[object, ...], list[int]] = defaultdict(list)
    for column, cell in enumerate(cells.cells):
        key = (cell.start, cell.base[-1], cells.allowed[column].tobytes(), there[:, column].tobytes())
        together[key].append(column)
    found = []
    for columns in together.values():
        known = there[:, columns[0]]
        treated = known & (groups == cells.group[columns[0]])
        others = known & (cells.allowed[columns[0]][groups] > 0)
        if treated.any() and others.any():
            covariates = _standard(controls, cells.cells[columns[0]].base[-1])
            found.append((columns, Arms(treated, others, covariates, weights)))
    return found


def _standard(controls: Floats, column: int) -> Floats:
    """A column of ones and the controls in their base period, on one scale."""
    values = controls[:, column, :]
    spread = values.std(axis=0)
    scaled = (values - values.mean(axis=0)) / np.where(spread > 0, spread, 1.0)
    return np.column_stack([np.ones(len(values)), scaled])
