"""Better, worse or about equal: judged by the indicator's own threshold and direction, told by a sign and a word."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.model import Direction, GoalMark, Point
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
        return str(_WORDS[self])


_WORDS = {
    Verdict.BETTER: gettext_lazy("beter"),
    Verdict.WORSE: gettext_lazy("slechter"),
    Verdict.EQUAL: gettext_lazy("ongeveer gelijk"),
    Verdict.HIGHER: gettext_lazy("hoger"),
    Verdict.LOWER: gettext_lazy("lager"),
    Verdict.UNKNOWN: gettext_lazy("niet bekend"),
}


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


@dataclass(frozen=True)
class GoalPath:
    """From a baseline to a target, and the last known figure on the way; all in the unit of the indicator."""

    baseline: GoalMark
    target: GoalMark
    latest: Point | None

    @property
    def aim(self) -> Decimal:
        """The change that is wanted."""
        return exact(self.target.value) - exact(self.baseline.value)

    @property
    def time_share(self) -> Decimal:
        """The part of the time from baseline to target that has passed at the last figure, from 0 to 1."""
        years = self.target.year - self.baseline.year
        if self.latest is None or years <= 0:
            return Decimal(1)
        return min(max(Decimal(self.latest.year - self.baseline.year) / years, Decimal(0)), Decimal(1))

    @property
    def done_share(self) -> Decimal | None:
        """The part of the wanted change that has come about; negative when things went the other way."""
        if self.latest is None or self.latest.value is None or self.aim == 0:
            return None
        return (exact(self.latest.value) - exact(self.baseline.value)) / self.aim


class Course(StrEnum):
    """Where a goal stands against an even path from baseline to target."""

    REACHED = "reached"
    ON_COURSE = "on_course"
    BEHIND = "behind"
    UNKNOWN = "unknown"

    @property
    def sign(self) -> str:
        return {"reached": "▲", "on_course": "▲", "behind": "▼", "unknown": "–"}[self]

    @property
    def word(self) -> str:
        return {
            "reached": _("doel gehaald"),
            "on_course": _("op koers"),
            "behind": _("achter op het doel"),
            "unknown": _("niet bekend"),
        }[self]


def course(path: GoalPath, threshold: Number = 0) -> Course:
    """On course: in the year of the last figure at most `threshold` short of the even path from baseline to target."""
    if path.latest is None or path.latest.value is None or path.aim == 0:
        return Course.UNKNOWN
    done = exact(path.latest.value) - exact(path.baseline.value)
    sign = 1 if path.aim > 0 else -1
    if done * sign >= path.aim * sign:
        return Course.REACHED
    short = (path.aim * path.time_share - done) * sign
    return Course.ON_COURSE if short <= exact(threshold) else Course.BEHIND
