"""What comes of a panel. Every number is finite or None: where nothing can be said, nothing stands."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from effects.estimators.options import Inference, Method
from effects.estimators.panel import Note

LEVEL = 0.95  # of every interval
ALPHA = 1 - LEVEL
PRETREND_ALPHA = 0.10
PRE_NEEDED, POST_NEEDED = 3, 2  # periods before and after a start
ENOUGH_FOR_ANALYTIC = 10  # treated units, below which no error formula is trusted


class Verdict(StrEnum):
    BETTER = "beter"
    WORSE = "slechter"
    NO_DIFFERENCE_SHOWN = "geen verschil aangetoond"
    CANNOT_SAY = "niet te zeggen"


class Code(StrEnum):
    """Why a figure is refused."""

    PRE_SHORT = "PRE_SHORT"
    POST_SHORT = "POST_SHORT"
    DONORS_FEW = "DONORS_FEW"
    TREATED_FEW = "TREATED_FEW"
    SUPPRESSED = "SUPPRESSED"
    SERIES_BREAK = "SERIES_BREAK"
    NO_OVERLAP = "NO_OVERLAP"
    PRETREND = "PRETREND"
    UNDERPOWERED = "UNDERPOWERED"
    DOSE_THIN = "DOSE_THIN"
    STARTS_DIFFER = "STARTS_DIFFER"  # a synthetic method was asked for units that start in different periods


@dataclass(frozen=True)
class Refusal:
    """A rule that the data cannot meet, with the facts that its sentence names (what is there, what is needed)."""

    code: Code
    facts: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class EventPoint:
    """The effect at one time since the start: 0 is the first treated period, the reference stands with estimate 0."""

    time: int
    estimate: float
    se: float | None = None
    ci_low: float | None = None
    ci_high: float | None = None


@dataclass(frozen=True)
class Rank:
    """How many placebos, itself among them, showed at least as much: `place` 1 `of` 25 is the most extreme of 25."""

    place: int
    of: int


@dataclass(frozen=True)
class Fit:
    """What one method makes of a panel, whether or not the rules let it be said.

    `estimate` to `ci_high` and `mde` in the unit of the outcome. `mde`: the smallest true effect that this design
    finds with a probability of 80 % at 5 %, two-sided. `weights`: by unit, of the synthetic methods.
    `placebo`: the estimates of every placebo, in a fixed order. `inference`: the one that was used.
    """

    method: Method
    estimate: float
    se: float | None
    ci_low: float | None
    ci_high: float | None
    p_value: float | None
    inference: Inference
    event_study: tuple[EventPoint, ...] = ()
    pretrend_p: float | None = None
    mde: float | None = None
    weights: dict[str, float] | None = None
    rank: Rank | None = None
    placebo: tuple[float, ...] = ()
    honest_breakdown: float | None = None
    notes: tuple[Note, ...] = ()
    refusals: tuple[Refusal, ...] = ()  # that only the fit could see


class CannotFit(Exception):
    """There is no estimate, not even when it is forced: `refusals` and `notes` say why."""

    def __init__(self, refusals: tuple[Refusal, ...] = (), notes: tuple[Note, ...] = ()) -> None:
        super().__init__(", ".join([refusal.code for refusal in refusals] + [note.code for note in notes]))
        self.refusals = refusals
        self.notes = notes


class Unanswerable(Exception):
    """The panel holds no question that this method could answer, such as nobody treated. `note` says why."""

    def __init__(self, note: Note) -> None:
        super().__init__(note.code)
        self.note = note


@dataclass(frozen=True)
class Answer:
    """The whole answer. `fit` is None where it is refused and not forced; `beside` holds the second method's fit.

    `pretrend_p` and `mde` say what the data can bear, and stand also where the estimate is refused.
    """

    method: Method
    verdict: Verdict
    n_treated: int
    n_comparison: int
    n_pre: int
    n_post: int
    fit: Fit | None
    refusals: tuple[Refusal, ...] = ()
    beside: Fit | None = None
    pretrend_p: float | None = None
    mde: float | None = None
    notes: tuple[Note, ...] = ()
    treated: tuple[str, ...] = ()
    comparison: tuple[str, ...] = ()
    versions: dict[str, str] = field(default_factory=dict)
