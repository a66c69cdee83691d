"""Whether a goal is on course: the figure of a year against the straight line from nulmeting to target."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from django.db import models
from django.utils.translation import gettext_lazy as _

from programmes.vocabulary import GoalKind


class Course(models.TextChoices):
    REACHED = "gehaald", _("doel gehaald")
    ON_COURSE = "op_koers", _("op koers")
    BEHIND = "achter", _("achter op het doel")
    UNKNOWN = "onbekend", _("nog niet te zeggen")


GOOD = (Course.REACHED, Course.ON_COURSE)

Mark = tuple[int, float]


def course_of(kind: str, baseline: Mark, targets: Sequence[Mark], figure: Mark | None, slack: float = 0.0) -> Course:
    """The course of a goal in the year of the figure.

    `slack`, in the unit of the values, is the change that still counts as about equal: so far a figure may lag
    behind the line. A figure of the year of the nulmeting or earlier says nothing yet.
    """
    if figure is None or not targets or figure[0] <= baseline[0]:
        return Course.UNKNOWN
    year, value = figure
    if kind == GoalKind.HOLD:
        return Course.ON_COURSE if abs(value - expected(baseline, targets, year)) <= slack else Course.BEHIND
    sign = 1 if kind == GoalKind.RISE else -1
    if sign * value >= sign * targets[-1][1]:
        return Course.REACHED
    return Course.ON_COURSE if sign * value >= sign * expected(baseline, targets, year) - slack else Course.BEHIND


def expected(baseline: Mark, targets: Sequence[Mark], year: int) -> float:
    """The value on the straight lines from the nulmeting through each target; after the last target, that target."""
    marks = [baseline, *sorted(target for target in targets if target[0] > baseline[0])]
    for (from_year, before), (to_year, after) in pairwise(marks):
        if year <= to_year:
            return before + (after - before) * (year - from_year) / (to_year - from_year)
    return marks[-1][1]
