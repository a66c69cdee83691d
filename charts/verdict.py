"""Better, worse or about equal: judged by the indicator's own threshold and direction, told by a sign and a word."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from itertools import pairwise

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


class Way(StrEnum):
    """Where a figure should go from its baseline."""

    RISE = "rise"
    FALL = "fall"
    HOLD = "hold"


@dataclass(frozen=True)
class GoalPath:
    """From a baseline to a target, and the last known figure on the way; all in the unit of the indicator.

    `by_way` are the targets of years before the last. Without `way` it is read from where the target lies.
    """

    baseline: GoalMark
    target: GoalMark
    latest: Point | None
    way: Way | None = None
    by_way: tuple[GoalMark, ...] = ()

    @property
    def aim(self) -> Decimal:
        """The change that is wanted."""
        return exact(self.target.value) - exact(self.baseline.value)

    @property
    def wanted(self) -> Way:
        if self.way:
            return self.way
        return Way.HOLD if self.aim == 0 else Way.RISE if self.aim > 0 else Way.FALL

    @property
    def sign(self) -> int:
        """1 where higher is nearer to the goal, else -1; of no meaning for a figure that should stay."""
        return -1 if self.wanted is Way.FALL else 1

    @property
    def figure(self) -> Point | None:
        """The last figure, where it is known and of a year after the baseline: an earlier one says nothing yet."""
        known = self.latest is not None and self.latest.value is not None
        return self.latest if known and self.latest.year > self.baseline.year else None  # type: ignore[union-attr]

    @property
    def time_share(self) -> Decimal:
        """The part of the time from baseline to target that has passed at the last figure, from 0 to 1."""
        years = self.target.year - self.baseline.year
        if self.latest is None or years <= 0:
            return Decimal(1)
        return min(max(Decimal(self.latest.year - self.baseline.year) / years, Decimal(0)), Decimal(1))

    @property
    def change(self) -> Decimal | None:
        """How much the last figure differs from the baseline."""
        return None if self.figure is None else exact(self.figure.figure) - exact(self.baseline.value)

    @property
    def done_share(self) -> Decimal | None:
        """The part of the wanted change that has come about; negative when things went the other way.

        None where there is no figure yet, where it should stay, and where the target is the baseline itself.
        """
        if self.change is None or self.aim == 0 or self.wanted is Way.HOLD:
            return None
        return self.change / self.aim

    @property
    def turned(self) -> bool:
        """Whether the figure is on the wrong side of the baseline."""
        return self.change is not None and self.wanted is not Way.HOLD and self.change * self.sign < 0

    def expected(self, year: int) -> Decimal:
        """The value on the straight lines from the baseline through each target; after the last, that target."""
        targets = sorted((*self.by_way, self.target), key=lambda mark: mark.year)
        marks = [self.baseline, *(mark for mark in targets if mark.year > self.baseline.year)]
        for before, after in pairwise(marks):
            if year <= after.year:
                part = Decimal(year - before.year) / (after.year - before.year)
                return exact(before.value) + (exact(after.value) - exact(before.value)) * part
        return exact(marks[-1].value)


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
    """Against the even path in the year of the last figure: up to `threshold` short of it is still on course.

    A figure that should stay is off course on either side. Where the target is the baseline itself, the goal is
    reached as long as the figure is not on the wrong side of it.
    """
    if path.figure is None:
        return Course.UNKNOWN
    value, due = exact(path.figure.figure), path.expected(path.figure.year)
    if path.wanted is Way.HOLD:
        return Course.ON_COURSE if abs(value - due) <= exact(threshold) else Course.BEHIND
    if (value - exact(path.target.value)) * path.sign >= 0:
        return Course.REACHED
    return Course.ON_COURSE if (due - value) * path.sign <= exact(threshold) else Course.BEHIND


def course_words(path: GoalPath, threshold: Number = 0) -> str:
    """The course as a reader calls it, for what should stay and for what went the other way too."""
    found = course(path, threshold)
    if path.wanted is Way.HOLD and found is not Course.UNKNOWN:
        return _("zo gebleven") if found is Course.ON_COURSE else _("niet zo gebleven")
    if found is Course.BEHIND and path.turned and abs(path.change or Decimal(0)) > exact(threshold):
        return _("de andere kant op")
    return found.word
