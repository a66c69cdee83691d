"""Whether a goal is on course: the figure of a year against the straight line from nulmeting to target."""

from __future__ import annotations

from collections.abc import Sequence

from django.db import models
from django.utils.translation import gettext_lazy as _

from charts import verdict
from charts.model import GoalMark, Point
from charts.verdict import GoalPath, Way
from programmes.vocabulary import GoalKind


class Course(models.TextChoices):
    REACHED = "gehaald", _("doel gehaald")
    ON_COURSE = "op_koers", _("op koers")
    BEHIND = "achter", _("achter op het doel")
    UNKNOWN = "onbekend", _("nog niet te zeggen")


GOOD = (Course.REACHED, Course.ON_COURSE)

Mark = tuple[int, float]

WAYS = {GoalKind.RISE: Way.RISE, GoalKind.FALL: Way.FALL, GoalKind.HOLD: Way.HOLD}
COURSES = {
    verdict.Course.REACHED: Course.REACHED,
    verdict.Course.ON_COURSE: Course.ON_COURSE,
    verdict.Course.BEHIND: Course.BEHIND,
    verdict.Course.UNKNOWN: Course.UNKNOWN,
}


def path_of(kind: str, baseline: Mark, targets: Sequence[Mark], latest: Point | None) -> GoalPath | None:
    """The way of a goal from its nulmeting through its targets; None without a target."""
    if not targets:
        return None
    *by_way, last = [GoalMark(*target) for target in sorted(targets)]
    return GoalPath(GoalMark(*baseline), last, latest, WAYS[GoalKind(kind)], tuple(by_way))


def course_of(kind: str, baseline: Mark, targets: Sequence[Mark], figure: Mark | None, slack: float = 0.0) -> Course:
    """The course of a goal in the year of the figure.

    `slack`, in the unit of the values, is the change that still counts as about equal: so far a figure may lag
    behind the line. A figure of the year of the nulmeting or earlier says nothing yet.
    """
    path = path_of(kind, baseline, targets, Point(*figure) if figure else None)
    return COURSES[verdict.course(path, slack)] if path else Course.UNKNOWN


def expected(baseline: Mark, targets: Sequence[Mark], year: int) -> float:
    """The value on the straight lines from the nulmeting through each target; after the last target, that target."""
    path = path_of(GoalKind.RISE, baseline, targets, None)
    return float(path.expected(year)) if path else baseline[1]
