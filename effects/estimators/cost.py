"""What a unit of effect cost: realised, price-corrected euros over the effect, the bounds by inverting its interval."""

from __future__ import annotations

from dataclasses import dataclass

from effects.estimators.options import Direction


@dataclass(frozen=True)
class Cost:
    """In euros per unit of improvement. `per_unit`, `low`, `high` only where the interval of the effect holds no zero
    and the effect is an improvement; `at_least` where it holds zero: what a unit cost at the very least, None where
    even the favourable bound is no improvement. `worsened`: the effect is surely for the worse, and nothing was bought.
    """

    per_unit: float | None = None
    low: float | None = None
    high: float | None = None
    at_least: float | None = None
    worsened: bool = False


def cost_per_unit(
    cents: int,
    estimate: float | None,
    ci_low: float | None,
    ci_high: float | None,
    *,
    direction: Direction = Direction.HIGHER,
    units: float = 1.0,
) -> Cost:
    """`cents`: all that was realised, in prices of one year. `units`: how many units one unit of the indicator is, such
    as residents / 1000 for a rate per 1,000 residents: then the cost is per case. An open bound counts as zero held.
    """
    if cents <= 0 or estimate is None or units <= 0:
        return Cost()
    euros = cents / 100 / units
    better, least, most = _improvement(estimate, ci_low, ci_high, direction)
    if least is not None and least > 0:
        return Cost(euros / better, None if most is None else euros / most, euros / least)
    if most is not None and most < 0:
        return Cost(worsened=True)
    return Cost(at_least=euros / most if most else None)


def per_thousand(effect: float, residents: float) -> float | None:
    """An effect on a count in areas with so many residents (or households) together, per 1,000 of them."""
    return 1000 * effect / residents if residents > 0 else None


def _improvement(
    estimate: float, ci_low: float | None, ci_high: float | None, direction: Direction
) -> tuple[float, float | None, float | None]:
    """The effect and its bounds, counted so that more is better."""
    if direction is Direction.HIGHER:
        return estimate, ci_low, ci_high
    return -estimate, None if ci_high is None else -ci_high, None if ci_low is None else -ci_low
