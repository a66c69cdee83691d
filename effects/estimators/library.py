"""Callaway-Sant'Anna by the library `diff_diff`, from and to our own shapes."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from effects.estimators.options import Comparison, Options
from effects.estimators.panel import Panel

if TYPE_CHECKING:
    from pandas import DataFrame


@dataclass(frozen=True)
class Published:
    """Simple aggregation, and by event time the estimate with its error, as R's did gives them."""

    estimate: float
    se: float
    events: dict[int, tuple[float, float]]


def callaway_santanna(part: Panel, options: Options) -> Published:
    """Of a sample. The library averages periods of anticipation into the effect, R's did does not: not for those."""
    results = fitted(part, options, base="varying")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        dynamic = results.aggregate("event_study").to_dataframe()
    events = {
        int(row["event_time"]): (float(row["att"]), float(row["se"]))
        for row in dynamic.to_dict("records")
        if np.isfinite(row["att"])
    }
    return Published(float(results.overall_att), float(results.overall_se), events)


def fitted(part: Panel, options: Options, *, base: str) -> Any:
    """The library's results of a sample, each pre-period against the one before (`varying`) or one for all."""
    from diff_diff import CallawaySantAnna, SurveyDesign

    estimator = CallawaySantAnna(
        control_group="not_yet_treated" if options.comparison is Comparison.NOT_YET else "never_treated",
        anticipation=options.anticipation,
        cluster=None if part.clusters is None else "cluster",
        base_period=base,
        rank_deficient_action="silent",
        pscore_fallback="unconditional",
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return estimator.fit(
            frame(part),
            outcome="outcome",
            unit="unit",
            time="period",
            first_treat="start",
            covariates=None if part.controls is None else [f"control_{place}" for place in range(_n_controls(part))],
            survey_design=None if part.weights is None else SurveyDesign(weights="weight"),
        )


def frame(part: Panel) -> DataFrame:
    """One row a unit and period that has a figure; units by their place, 0 for never treated."""
    import pandas as pd

    n_units, n_periods = part.outcome.shape
    starts = np.where(np.isfinite(part.first_treated), part.first_treated, 0).astype(np.int64)
    columns: dict[str, Any] = {
        "unit": np.repeat(np.arange(n_units), n_periods),
        "period": np.tile(np.array(part.periods), n_units),
        "outcome": part.outcome.ravel(),
        "start": np.repeat(starts, n_periods),
    }
    if part.weights is not None:
        columns["weight"] = np.repeat(part.weights, n_periods)
    if part.clusters is not None:
        _, cluster = np.unique(np.array(part.clusters, dtype=str), return_inverse=True)
        columns["cluster"] = np.repeat(cluster, n_periods)
    for place in range(_n_controls(part)):
        columns[f"control_{place}"] = part.controls[:, :, place].ravel()  # type: ignore[index]
    whole = pd.DataFrame(columns)
    return whole[np.isfinite(whole["outcome"])]


def _n_controls(part: Panel) -> int:
    return 0 if part.controls is None else part.controls.shape[2]
