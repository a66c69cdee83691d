"""What stands beside an answer, from its snapshot alone: what else may explain a difference, and what it cost."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from typing import Any

import numpy as np

from effects.asjson import as_dict, plain
from effects.estimators.options import Direction, Options
from effects.estimators.panel import NEVER, Panel
from effects.estimators.results import Answer, Verdict

Line = list[float | None]


def context_of(
    panel: Panel, options: Options, answer: Answer, snapshot: dict[str, Any], *, frozen_before: bool
) -> dict[str, Any]:
    """Each under its own name; what cannot be said is None. `frozen_before`: as `maryland` takes it."""
    from effects.estimators.maryland import maryland
    from effects.estimators.regression import regression_to_mean

    selected = options.left_out[0] if options.left_out else None
    regression = None if selected is None else regression_to_mean(panel, options, selected)
    found = {
        "gap": gap_of(panel, snapshot["beside"]),
        "waterbed": waterbed_of(panel, options, answer, snapshot["beside"]["adjoining"]),
        "turnover": turnover_of(panel, snapshot["beside"]),
        "regression": regression and asdict(regression) | {"share": regression.share},
        "maryland": asdict(maryland(answer, frozen_before=frozen_before)),
        "per_thousand": per_thousand_of(answer, snapshot["beside"]["base"]),
    }
    said: dict[str, Any] = rounded(found)
    return said


def first_year(panel: Panel) -> int:
    return int(panel.first_treated.min())


def gap_of(panel: Panel, beside: dict[str, Any]) -> dict[str, Any]:
    """By year the mean of the study's areas and of those they are compared with, beside city and country."""
    from effects.estimators.gap import gap

    treated = np.isfinite(panel.first_treated)
    own, others = _means(panel.outcome[treated].tolist()), _means(panel.outcome[~treated].tolist())
    apart = asdict(gap(panel.periods, own, beside["city"], beside["country"], first_year(panel)))
    lines = {"treated": own, "comparison": others, "city": beside["city"], "country": beside["country"]}
    return apart | {"years": list(panel.periods)} | lines


def _means(rows: Sequence[Sequence[float]]) -> Line:
    """The plain mean of what is known, by year; None where nothing is."""
    return [_mean(column) for column in zip(*rows, strict=True)]


def _mean(values: Iterable[float]) -> float | None:
    known = [value for value in values if value == value]  # noqa: PLR0124 - nan alone is not itself
    return sum(known) / len(known) if known else None


def waterbed_of(panel: Panel, options: Options, answer: Answer, adjoining: dict[str, Any]) -> dict[str, Any] | None:
    """The areas next door as if they had been treated. None where there are none, or nothing can be compared."""
    from effects.estimators.waterbed import waterbed

    if not adjoining["units"] or answer.fit is None:
        return None
    found = waterbed(_with(panel, adjoining), options, adjoining["units"], Verdict(answer.verdict))
    if found is None:
        return None
    names = ("verdict", "estimate", "ci_low", "ci_high", "p_value", "mde", "refusals", "n_treated", "n_comparison")
    told = as_dict(found.adjoining)
    return {"moved": found.moved, "units": adjoining["units"], **{name: told[name] for name in names}}


def _with(panel: Panel, adjoining: dict[str, Any]) -> Panel:
    """The panel with the areas next door in it, in the order of all units."""
    more = np.array([[np.nan if cell is None else cell for cell in row] for row in adjoining["outcome"]], dtype=float)
    units = (*panel.units, *adjoining["units"])
    order = sorted(range(len(units)), key=lambda at: units[at])
    return replace(
        panel,
        units=tuple(units[at] for at in order),
        outcome=np.vstack([panel.outcome, more])[order],
        first_treated=np.concatenate([panel.first_treated, np.full(len(more), NEVER)])[order],
    )


def turnover_of(panel: Panel, beside: dict[str, Any]) -> dict[str, Any]:
    """People against place. No imported figure tells how many came to live there; `densified_by` names what does."""
    from effects.estimators.turnover import turnover

    residents, dwellings = _by_year(beside["residents"]), _by_year(beside["dwellings"])
    found = turnover(
        start=first_year(panel), residents=residents, arrivals={}, dwellings=dwellings, demolished={}
    )  # fmt: skip
    before, after = _ends(residents, first_year(panel))
    return asdict(found) | {"residents": [before, after], "densified_by": beside["densified_by"]}


def _by_year(values: dict[str, float]) -> dict[int, float]:
    return {int(year): value for year, value in values.items()}


def _ends(values: dict[int, float], start: int) -> tuple[float | None, float | None]:
    """The last value before the start, and the last of all."""
    before = [year for year in values if year < start]
    return values[max(before)] if before else None, values[max(values)] if values else None


def per_thousand_of(answer: Answer, base: dict[str, Any]) -> dict[str, Any] | None:
    """The effect per 1,000 of those of whom the figure is a share; None where it is no share."""
    if answer.fit is None or not base:
        return None
    names = ("estimate", "ci_low", "ci_high")
    values = {name: getattr(answer.fit, name) for name in names}
    scale = 1000 / base["per"]
    return {"of": base["unit"], **{name: None if one is None else one * scale for name, one in values.items()}}


def cost_of(answer: Answer, options: Options, money: dict[str, Any], base: dict[str, Any]) -> dict[str, Any]:
    """Realised euros in prices of one year per unit of effect; where the figure is a share, also per case.

    Empty where nothing was spent, no index holds the years, or nothing was estimated.
    """
    from effects.estimators.cost import cost_per_unit

    fit, cents = answer.fit, money["real_cents"]
    if fit is None or not cents or answer.verdict == Verdict.CANNOT_SAY:
        return {}
    bounds = (fit.estimate, fit.ci_low, fit.ci_high)
    found = asdict(cost_per_unit(cents, *bounds, direction=Direction(options.direction)))
    if base.get("number"):
        units = base["number"] / base["per"]
        found["per_case"] = asdict(cost_per_unit(cents, *bounds, direction=options.direction, units=units))
        found["case"] = base["unit"]
    said: dict[str, Any] = rounded(found | {"cents": cents, "price_year": money["price_year"], "whole": money["whole"]})
    return said


def rounded(value: Any) -> Any:
    """Floats as every answer has them, within whatever holds them."""
    if isinstance(value, dict):
        return {name: rounded(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [rounded(one) for one in value]
    return plain(value) if isinstance(value, float) else value
