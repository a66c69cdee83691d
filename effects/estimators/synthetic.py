"""Synthetic difference-in-differences and synthetic control: one treated unit, or a few that start together, against a
weighted mean of donors that moved like it before the start.

Sources: Arkhangelsky, Athey, Hirshberg, Imbens & Wager 2021 (synthetic DiD, and synthetic control on all outcomes of
before the start, as in their table 1); Abadie, Diamond & Hainmueller 2010 (placebos).

The weights of the real unit come from the library's Frank-Wolfe steps, as in the published tables. They stop after
10,000: for synthetic control a little short of the best fit (Proposition 99: -19.6 where the best fit gives -19.5), so
its placebos take the very same steps. With synthetic DiD there is one clear best fit, and the placebos get it exactly
from `simplex`, all at once.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from effects.estimators.drift import pretrend_p
from effects.estimators.options import Inference, Method, Options
from effects.estimators.panel import Flags, Floats, Note, Panel
from effects.estimators.paths import Paths, paths_of
from effects.estimators.placebos import Judged, Sets, judged, sets_of
from effects.estimators.power import mde
from effects.estimators.results import ALPHA, Code, EventPoint, Fit, Refusal
from effects.estimators.simplex import Problems, simplex_weights

PRECISION = 1e-5  # of the noise: the library's steps stop when they win less than its square
ROUNDING = 1e-12  # of the largest figure
BARELY = 1e-6  # ridge, in units of the noise, that makes weights unique without moving them
BESIDE_MOST = 99  # so that p is in hundredths
FAR = 3.0  # times the pre-fit of the middle placebo
WIDE = 0.25  # of the donors' spread


def fit_sdid(panel: Panel, options: Options, *, most: int | None = None) -> Fit:
    """Estimate: the mean gap after the start less the weighted gap before it.

    `event_study`: that gap in each period, before and after the start, so after it they average to the estimate. The
    reference is a weighted mean of periods before the start, not one period: only where all weight lies on one of them
    does a period stand with 0.
    """
    return _fit(Method.SDID, panel, options, most)


def fit_sc(panel: Panel, options: Options, *, most: int | None = None) -> Fit:
    """Estimate: the mean gap after the start. `event_study`: the gaps; there is no reference period."""
    return _fit(Method.SC, panel, options, most)


def fit_beside(panel: Panel, options: Options) -> Fit:
    """Synthetic control as a second opinion. Its placebos take the library's steps one by one, so beyond `BESIDE_MOST`
    that many are drawn with the seed, and a note says so.
    """
    return fit_sc(panel, options, most=BESIDE_MOST)


def _fit(method: Method, panel: Panel, options: Options, most: int | None) -> Fit:
    """Raises CannotFit where no weights can be found. `most`: as in `sets_of`."""
    paths = paths_of(panel, options)
    sets = sets_of(paths, options.seed, most)
    synthetic = synthetic_did(paths, sets) if method is Method.SDID else synthetic_control(paths, sets)
    found = judged(paths, sets, settled(paths, synthetic.gaps), settled(paths, synthetic.residuals))
    analytic = options.inference is Inference.ANALYTIC
    low, high, p_value = _normal(found) if analytic else _placebo(found)
    return Fit(
        method=method,
        estimate=found.overall.estimate,
        se=found.error or None,
        ci_low=low,
        ci_high=high,
        p_value=p_value,
        inference=Inference.ANALYTIC if analytic else Inference.PLACEBO,
        event_study=_event_study(paths, found),
        pretrend_p=pretrend_p(paths, sets, intercept=method is Method.SDID),
        mde=mde(found.null, found.overall.shares),
        weights=_named(paths, synthetic.weights),
        rank=found.overall.rank,
        placebo=tuple(float(value) for value in found.null),
        notes=(*paths.notes, *_drawn(sets)),
        refusals=_refusals(paths, found, _spread(method, paths)),
    )


def settled(paths: Paths, apart: Floats) -> Floats:
    """What is only rounding is nothing: no placebo is judged by it."""
    return np.where(np.abs(apart) > ROUNDING * np.max(np.abs(paths.outcome)), apart, 0.0)


@dataclass(frozen=True)
class Synthetic:
    """`gaps` (p, t), `residuals` (p, n_pre) of each set; `weights` (n,) of the donors for the real one."""

    gaps: Floats
    residuals: Floats
    weights: Floats


def _standardised(paths: Paths) -> tuple[Paths, float]:
    """In units of the donors' spread before the start, so that no tolerance hangs on the unit of the outcome."""
    before = paths.outcome[~paths.treated, : paths.n_pre]
    centre, spread = float(before.mean()), float(before.std())
    spread = spread if spread > 1e-12 * max(abs(centre), 1e-300) else 1.0
    return replace(paths, outcome=(paths.outcome - centre) / spread), spread


def synthetic_did(paths: Paths, sets: Sets) -> Synthetic:
    """Of every set: the real one as the library has it, the placebos exactly."""
    paths, scale = _standardised(paths)
    donors = _donors(paths, sets)
    noise = np.array([_noise(paths.outcome[row, : paths.n_pre]) for row in donors])
    ridge = (paths.treated.sum() * (len(paths.periods) - paths.n_pre)) ** 0.25 * noise
    weights = _matched_exactly(paths, sets, donors, ridge)
    for row in {0, *np.flatnonzero(~np.isfinite(weights).all(axis=1))}:
        weights[row] = _matched(paths, sets.membership[row], donors[row], ridge[row], noise[row], intercept=True)
    gaps = (sets.membership - weights) @ paths.outcome
    baseline = np.array([_baseline(paths, *pair) for pair in zip(donors, noise, strict=True)])
    before = gaps[:, : paths.n_pre]
    relative = gaps - (before * baseline).sum(axis=1, keepdims=True)
    return Synthetic(scale * relative, scale * (before - before.mean(axis=1, keepdims=True)), weights[0])


def synthetic_control(paths: Paths, sets: Sets) -> Synthetic:
    """Of every set, as the library has it."""
    paths, scale = _standardised(paths)
    weights = np.zeros(sets.membership.shape)
    for row, (members, donors) in enumerate(zip(sets.membership, _donors(paths, sets), strict=True)):
        noise = _noise(paths.outcome[donors, : paths.n_pre])
        weights[row] = _matched(paths, members, donors, BARELY * noise, noise, intercept=False)
    gaps = (sets.membership - weights) @ paths.outcome
    return Synthetic(scale * gaps, scale * gaps[:, : paths.n_pre], weights[0])


def _donors(paths: Paths, sets: Sets) -> Flags:
    """(p, n) Who each set is compared with: never a treated unit, nor one of its own."""
    donors: Flags = ~paths.treated & (sets.membership == 0)
    return donors


def _noise(before: Floats) -> float:
    """The spread of the steps from period to period, over units and periods (Arkhangelsky e.a. 2021, eq. 2.2)."""
    steps = np.diff(before, axis=1)
    return float(np.std(steps, ddof=1)) if steps.size > 1 else 0.0


def _matched(paths: Paths, members: Floats, donors: Flags, ridge: float, noise: float, *, intercept: bool) -> Floats:
    """(n,) The library's weights on the donors, so that they move as the members did before the start."""
    from diff_diff.utils import compute_sdid_unit_weights

    before = paths.outcome[:, : paths.n_pre]
    weights = np.zeros(len(donors))
    weights[donors] = compute_sdid_unit_weights(
        before[donors].T,
        members @ before,
        zeta_omega=ridge,
        intercept=intercept,
        min_decrease=PRECISION * noise if noise > 0 else PRECISION,
    )
    return weights


def _matched_exactly(paths: Paths, sets: Sets, donors: Flags, ridge: Floats) -> Floats:
    """(p, n) The same for all sets at once; nan where the noise is too small to have one clear answer."""
    before = paths.outcome[:, : paths.n_pre]
    moves = before - before.mean(axis=1, keepdims=True)
    penalty = paths.n_pre * np.maximum(ridge, BARELY) ** 2
    return simplex_weights(Problems(moves.T, sets.membership @ moves, donors, penalty))


def _baseline(paths: Paths, donors: Flags, noise: float) -> Floats:
    """(n_pre,) The library's weights on the periods before the start, in which donors were as they are after it."""
    from diff_diff.utils import compute_time_weights

    outcome = paths.outcome[donors]
    weights: Floats = compute_time_weights(
        outcome[:, : paths.n_pre].T,
        outcome[:, paths.n_pre :].T,
        zeta_lambda=BARELY * noise,
        min_decrease=PRECISION * noise if noise > 0 else PRECISION,
    )
    return weights


def _placebo(found: Judged) -> tuple[float | None, float | None, float]:
    return found.overall.ci_low, found.overall.ci_high, found.overall.p_value


def _normal(found: Judged) -> tuple[float | None, float | None, float | None]:
    """As if the estimate were normal with the spread of the placebos (their algorithm 4)."""
    from scipy.stats import norm

    if not found.error:
        return None, None, None
    reach = float(norm.ppf(1 - ALPHA / 2)) * found.error
    estimate = found.overall.estimate
    return estimate - reach, estimate + reach, float(2 * norm.sf(abs(estimate) / found.error))


def _event_study(paths: Paths, found: Judged) -> tuple[EventPoint, ...]:
    return tuple(
        EventPoint(time=time, estimate=gap.estimate, ci_low=gap.ci_low, ci_high=gap.ci_high)
        for time, gap in zip(paths.event_times, found.by_period, strict=True)
    )


def _named(paths: Paths, weights: Floats) -> dict[str, float]:
    """Donors with any weight at all; nothing is cut, so they add up to 1."""
    return {unit: float(weight) for unit, weight in zip(paths.units, weights, strict=True) if weight > 0}


def _drawn(sets: Sets) -> tuple[Note, ...]:
    if sets.exhaustive:
        return ()
    return (Note("PLACEBOS_DRAWN", {"drawn": len(sets.membership) - 1, "possible": sets.possible}),)


def _spread(method: Method, paths: Paths) -> float:
    """How far donors lie apart before the start: in level for synthetic control, in movement for synthetic DiD."""
    before = paths.outcome[~paths.treated, : paths.n_pre]
    if method is Method.SDID:
        before = before - before.mean(axis=1, keepdims=True)
    return float(np.sqrt(before.var(axis=0).mean()))


def _refusals(paths: Paths, found: Judged, spread: float) -> tuple[Refusal, ...]:
    """NO_OVERLAP: no weighted mean of donors came near the path of before the start. Its distance is more than `FAR`
    times that of the middle placebo, more than `WIDE` of what lies between donors anyhow, and among the largest 5 %.
    """
    distance, typical = float(found.pre_fit[0]), float(np.median(found.pre_fit))
    as_far = float((found.pre_fit >= distance).mean())
    if distance <= max(FAR * typical, WIDE * spread) or as_far > ALPHA:
        return ()
    units = tuple(unit for unit, treated in zip(paths.units, paths.treated, strict=True) if treated)
    facts: dict[str, object] = {"units": units, "pre_fit": distance, "typical": typical, "spread": spread}
    return (Refusal(Code.NO_OVERLAP, facts),)
