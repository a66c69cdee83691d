"""Doubly robust comparison of changes given covariates (Sant'Anna & Zhao 2020, eq. 3.1; their "traditional" form).

The change of the comparison units is regressed on the covariates, and what is left of it is weighed by how much a
comparison unit looks like a treated one. Written for many changes at once, because the covariates and the weights are
the same for all periods after the same base; tests hold it equal to the library.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np

from effects.estimators.panel import Flags, Floats

TRIM = 0.01  # propensity scores are kept this far from 0 and 1, as R's did does


@dataclass(frozen=True)
class Arms:
    """Rows of one comparison: `treated`, `others` flags, `covariates` with a first column of ones, `weights`."""

    treated: Flags
    others: Flags
    covariates: Floats
    weights: Floats


@dataclass(frozen=True)
class Compared:
    """`effect` (c,) on each change. `share`, `odds` (n,): what each treated and each comparison unit counts for.
    `left` (n, c): the change without what the covariates tell. `bread`: inverse of the regression's normal matrix.
    """

    effect: Floats
    share: Floats
    odds: Floats
    score: Floats
    left: Floats
    bread: Floats


def compared(change: Floats, arms: Arms) -> Compared:
    """`change` (n, c) is complete in both arms, and anything finite outside them."""
    mass = float(arms.weights[arms.treated].sum())
    score: Floats = np.clip(_propensity(arms), TRIM, 1 - TRIM)
    share = np.where(arms.treated, arms.weights, 0.0) / mass
    odds = np.where(arms.others, arms.weights * score / (1 - score), 0.0) / mass
    least = (arms.weights * arms.others)[:, np.newaxis]
    normal = arms.covariates.T @ (least * arms.covariates)
    bread = np.asarray(np.linalg.pinv(normal, hermitian=True), dtype=np.float64)
    left = change - arms.covariates @ (bread @ (arms.covariates.T @ (least * change)))
    return Compared((share - odds) @ left, share, odds, score, left, bread)


def influence(found: Compared, arms: Arms) -> Floats:
    """(n, c) What each unit adds to the uncertainty of each effect."""
    own = found.share[:, np.newaxis] * (found.left - found.effect) - found.odds[:, np.newaxis] * found.left
    return own + _of_regression(found, arms) + _of_propensity(found, arms)


def _of_regression(found: Compared, arms: Arms) -> Floats:
    """The comparison units' part in the regression's own uncertainty."""
    toward = arms.covariates @ (found.bread @ (arms.covariates.T @ (found.odds - found.share)))
    part: Floats = (arms.weights * arms.others * toward)[:, np.newaxis] * found.left
    return part


def _of_propensity(found: Compared, arms: Arms) -> Floats:
    """Every unit's part in the propensity's own uncertainty."""
    both, score = arms.treated | arms.others, found.score
    spread = np.where(both, arms.weights * score * (1 - score), 0.0)
    hessian = arms.covariates.T @ (spread[:, np.newaxis] * arms.covariates)
    residual = np.where(both, arms.weights * (arms.treated - score), 0.0)
    turned = residual[:, np.newaxis] * (arms.covariates @ np.linalg.pinv(hessian, hermitian=True))
    part: Floats = turned @ (arms.covariates.T @ (-found.odds[:, np.newaxis] * found.left))
    return part


def _propensity(arms: Arms) -> Floats:
    """Logit of being treated; the plain share where it cannot be fitted, so that only the regression is left."""
    from diff_diff.linalg import solve_logit

    both = arms.treated | arms.others
    covariates = arms.covariates[both]
    score = np.full(len(both), 0.5)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _, score[both] = solve_logit(
                covariates[:, 1:],
                arms.treated[both].astype(np.float64),
                rank_deficient_action="silent",
                weights=arms.weights[both],
            )
    except (np.linalg.LinAlgError, ValueError):
        score[both] = np.average(arms.treated[both], weights=arms.weights[both])
    return score
