"""What is asked of a panel."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Method(StrEnum):
    AUTO = "auto"
    DID = "did"
    CS = "cs"
    SDID = "sdid"
    SC = "sc"
    DOSE = "dose"


class Comparison(StrEnum):
    NEVER = "never"
    NOT_YET = "notyet"


class Inference(StrEnum):
    AUTO = "auto"
    ANALYTIC = "analytic"
    PLACEBO = "placebo"
    PERMUTATION = "permutation"


class Direction(StrEnum):
    HIGHER = "higher"
    LOWER = "lower"


SYNTHETIC = (Method.SDID, Method.SC)
DEFAULT_SEED = 20_270_101
ALL_BEFORE = 0  # periods of the baseline: as many as there are


@dataclass(frozen=True)
class Options:
    """`anticipation`: periods before the start that are left out of the baseline. `left_out`: periods that are left out
    of everything, such as the year in which a wijk was selected. `relevant_effect`: the effect that would matter, in
    the unit of the outcome, not negative; None where nobody stated one. `direction`: which way is better.
    `baseline`: of `cs`, how many of the last periods before the start are averaged to what the rest is held against: 1
    as published, `ALL_BEFORE` all there are. One year is a shaky base, and the year of the selection a crooked one.
    `dose_planned`: the dose is what was planned, not what was realised.
    """

    method: Method = Method.AUTO
    comparison: Comparison = Comparison.NEVER
    anticipation: int = 0
    inference: Inference = Inference.AUTO
    direction: Direction = Direction.HIGHER
    seed: int = DEFAULT_SEED
    force: bool = False
    left_out: tuple[int, ...] = ()
    relevant_effect: float | None = None
    baseline: int = 1
    dose_planned: bool = False
