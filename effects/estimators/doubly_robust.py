"""Doubly robust comparison of changes given covariates (Sant'Anna & Zhao 2020, eq. 3.1; their "traditional" form).

The change of the comparison units is regressed on the covariates, and what is left of it is weighed by how much a
comparison unit looks like a treated one. Written for many changes at once, because the covariates and the weights are
the same for all periods after the same base.

As R's did and DRDID have it: what the comparison units count for adds up to 1, and units unlike any treated one count
for next to nothing. The library lets both slip (no sum of 1, and scores kept at .01 or more): on the men of Lalonde's
training programme against the 15,992 of a survey it gives -850, and R's packages -871. So these are our own.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np

from effects.estimators.panel import Flags, Floats

CERTAIN = 1 - 1e-6  # no score is larger, as in R's DRDID
TOO_LIKE = 0.995  # comparison units with a larger score are left out, as in R's DRDID
APART = 0.999  # a score from here on: the covariates tell who is treated, so that likeness says nothing (R's did)


@dataclass(frozen=True)
class Arms:
    """Rows of one comparison: `treated`, `others` flags, `covariates` with a first column of ones, `weights`."""

    treated: Flags
    others: Flags
    covariates: Floats
    weights: Floats


@dataclass(frozen=True)
class Compared:
    """`effect` (c,) on each change. `share`, `odds` (n,): what each treated and each comparison unit counts for; both
    add up to 1. `left` (n, c): the change without what the covariates tell. `bread`: inverse of the regression's normal
    matrix. `apart`: likeness could not be told, so that only the regression adjusts.
    """

    effect: Floats
    share: Floats
    odds: Floats
    score: Floats
    left: Floats
    bread: Floats
    apart: bool


def compared(change: Floats, arms: Arms) -> Compared:
    """`change` (n, c) is complete in both arms, and anything finite outside them."""
    score, apart = _propensity(arms)
    alike = arms.others & (score < TOO_LIKE)
    share = _adding_up(np.where(arms.treated, arms.weights, 0.0))
    odds = _adding_up(np.where(alike, arms.weights * score / (1 - score), 0.0))
    least = (arms.weights * arms.others)[:, np.newaxis]
    normal = arms.covariates.T @ (least * arms.covariates)
    bread = np.asarray(np.linalg.pinv(normal, hermitian=True), dtype=np.float64)
    left = change - arms.covariates @ (bread @ (arms.covariates.T @ (least * change)))
    return Compared((share - odds) @ left, share, odds, score, left, bread, apart)


def _adding_up(mass: Floats) -> Floats:
    whole: Floats = mass / mass.sum()
    return whole


def influence(found: Compared, arms: Arms) -> Floats:
    """(n, c) What each unit adds to the uncertainty of each effect."""
    among_others = found.odds @ found.left
    treated = found.share[:, np.newaxis] * (found.left - found.effect - among_others)
    others = found.odds[:, np.newaxis] * (found.left - among_others)
    return treated - others + _of_regression(found, arms) + _of_propensity(found, arms)


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
    odds = found.odds[:, np.newaxis]
    part: Floats = turned @ (arms.covariates.T @ (-odds * (found.left - found.odds @ found.left)))
    return part


def _propensity(arms: Arms) -> tuple[Floats, bool]:
    """Logit of being treated. The plain share, and True, where it cannot be fitted or tells the two apart."""
    from diff_diff.linalg import solve_logit

    both = arms.treated | arms.others
    treated, weights = arms.treated[both].astype(np.float64), arms.weights[both]
    plain = np.full(len(both), np.average(treated, weights=weights))
    score = plain.copy()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            _, score[both] = solve_logit(
                arms.covariates[both, 1:], treated, rank_deficient_action="silent", weights=weights
            )
    except (np.linalg.LinAlgError, ValueError):
        return plain, True
    if not np.isfinite(score).all() or score[both].max() >= APART:
        return plain, True
    return np.minimum(score, CERTAIN), False
