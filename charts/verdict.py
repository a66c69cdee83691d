"""Better, worse or about equal: judged by the indicator's own threshold and direction, told by a sign and a word."""

from enum import StrEnum

from django.utils.translation import gettext as _

from charts.model import Direction
from charts.wording import Number, exact


class Verdict(StrEnum):
    BETTER = "better"
    WORSE = "worse"
    EQUAL = "equal"
    HIGHER = "higher"
    LOWER = "lower"
    UNKNOWN = "unknown"

    @property
    def sign(self) -> str:
        return {"better": "▲", "worse": "▼", "equal": "●", "higher": "↑", "lower": "↓", "unknown": "–"}[self]

    @property
    def word(self) -> str:
        return {
            "better": _("beter"),
            "worse": _("slechter"),
            "equal": _("ongeveer gelijk"),
            "higher": _("hoger"),
            "lower": _("lager"),
            "unknown": _("niet bekend"),
        }[self]


def judge(before: Number | None, after: Number | None, direction: Direction, threshold: Number = 0) -> Verdict:
    """A change of at most `threshold`, in the unit of the values, is about equal; without direction higher or lower."""
    if before is None or after is None:
        return Verdict.UNKNOWN
    difference = exact(after) - exact(before)
    if abs(difference) <= exact(threshold):
        return Verdict.EQUAL
    if direction is Direction.NEITHER:
        return Verdict.HIGHER if difference > 0 else Verdict.LOWER
    rises_well = direction is Direction.HIGHER_IS_BETTER
    return Verdict.BETTER if (difference > 0) is rises_well else Verdict.WORSE


def direction_words(direction: Direction) -> str:
    return {
        Direction.HIGHER_IS_BETTER: _("hoger is beter"),
        Direction.LOWER_IS_BETTER: _("lager is beter"),
        Direction.NEITHER: "",
    }[direction]
