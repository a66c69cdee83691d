"""Did the treated units already move differently before the start? One test over all periods before it.

A plain joint χ² refuses far too often where few units are treated, for the covariance of their paths is not known. This
test hands out the starts anew and so keeps its size whatever their number, as long as units could have changed places.
"""

from __future__ import annotations

from math import sqrt

import numpy as np

from effects.estimators import cells, sample, spread
from effects.estimators.assignments import Assignments, assignments
from effects.estimators.options import Options
from effects.estimators.panel import Floats, Panel

RIDGE = 0.05  # of the mean variance, added to each: few placebos tell a covariance badly
SURELY = 2  # errors of drawing that are added to a drawn p: what is refused would be so with every assignment as well


def joint_p(panel: Panel, options: Options, handed: Assignments | None = None) -> float | None:
    """p-value of the joint test; None where there are fewer than two periods before the start.

    Three questions at once, of which the strongest answer counts, compared with the strongest of each placebo: any
    difference (Mahalanobis distance), a slope, a dip in the last period.
    """
    part = sample.sample(panel, options)
    handed = assignments(part, options.seed) if handed is None else handed
    starts = np.vstack([part.first_treated, handed.starts])
    events, paths = _paths(part, options, starts)
    paths = paths / spread.scales(part, options, spread.treated(starts), steps=True)[:, np.newaxis]
    return joint_p_of(events, paths, exhaustive=handed.exhaustive)


def joint_p_of(events: Floats, paths: Floats, *, exhaustive: bool) -> float | None:
    """The same of paths (m, e) that are there already: first the real one, then each placebo; at `events` (e,), the
    last of which is the reference."""
    known = np.isfinite(paths[0])
    events, paths = events[known], paths[:, known]
    paths = paths[np.isfinite(paths).all(axis=1)]
    if paths.shape[1] < 2 or len(paths) < 2:
        return None
    questions = [_distance(paths), *_directions(events, paths)]
    strongest = np.min([_rank(question) for question in questions], axis=0)
    p_value = float(np.mean(strongest <= strongest[0] * (1 + 1e-12)))
    return p_value if exhaustive else min(1.0, p_value + SURELY * sqrt(p_value * (1 - p_value) / len(paths)))


def _paths(part: Panel, options: Options, starts: Floats) -> tuple[Floats, Floats]:
    """(e,) event times before the reference, and last the reference's; (m, e) differences of each assignment."""
    earlier = (cell for cell in cells.before(part, options) if cell.column < cell.base[-1])
    listed = cells.gathered(part, options, earlier)
    change = cells.changes(part.outcome, listed)
    estimate, mass = cells.estimates(change, starts, sample.weights(part), listed)
    rows = cells.of_events(listed)
    paths = [cells.averaged(estimate[:, here], mass[:, here]) for here in rows.values()]
    reference = max(cells.references(part, options), default=0)
    return np.array([*rows, reference], dtype=np.float64), np.array([*paths, np.zeros(len(starts))]).T


def _distance(paths: Floats) -> Floats:
    """(m,) Mahalanobis distance of each path from no difference at all."""
    paths = paths[:, :-1]
    covariance = paths.T @ paths / len(paths)
    covariance += RIDGE * np.mean(np.diag(covariance)) * np.eye(len(covariance))
    if not np.trace(covariance) > 0:
        return np.zeros(len(paths))
    distance: Floats = np.einsum("me,ef,mf->m", paths, np.linalg.pinv(covariance, hermitian=True), paths)
    return distance


def _directions(events: Floats, paths: Floats) -> list[Floats]:
    """(m,) size of the slope, and of the dip of the reference against the mean of all before it."""
    return [np.abs(paths @ (events - events.mean())), np.abs(paths.sum(axis=1))]


def _rank(question: Floats) -> Floats:
    """(m,) share of the assignments that answer at least as strongly."""
    ordered = np.sort(question)
    place: Floats = (len(ordered) - np.searchsorted(ordered, question * (1 - 1e-12), side="left")) / len(ordered)
    return place
