"""Better or worse, on course or behind: by threshold and direction."""

import pytest

from charts.model import Direction, GoalMark, Point
from charts.verdict import Course, GoalPath, Verdict, course, judge


@pytest.mark.parametrize(
    ("before", "after", "direction", "threshold", "verdict"),
    [
        (96, 70, Direction.LOWER_IS_BETTER, 2, Verdict.BETTER),
        (70, 96, Direction.LOWER_IS_BETTER, 2, Verdict.WORSE),
        (52, 58, Direction.HIGHER_IS_BETTER, 2, Verdict.BETTER),
        (63, 59, Direction.HIGHER_IS_BETTER, 2, Verdict.WORSE),
        (19, 18, Direction.LOWER_IS_BETTER, 1, Verdict.EQUAL),
        (0.1, 0.4, Direction.HIGHER_IS_BETTER, 0.3, Verdict.EQUAL),
        (10, 12, Direction.NEITHER, 1, Verdict.HIGHER),
        (12, 10, Direction.NEITHER, 1, Verdict.LOWER),
        (None, 10, Direction.HIGHER_IS_BETTER, 1, Verdict.UNKNOWN),
        (10, None, Direction.HIGHER_IS_BETTER, 1, Verdict.UNKNOWN),
    ],
)
def test_a_change_is_judged_by_threshold_and_direction(before, after, direction, threshold, verdict):
    assert judge(before, after, direction, threshold) is verdict


@pytest.mark.parametrize("each", [*Verdict, *Course])
def test_every_verdict_has_a_sign_and_a_word(each):
    assert each.sign
    assert each.word


def standing(latest, *, threshold=0):
    return course(GoalPath(GoalMark(2012, 96), GoalMark(2027, 60), latest), threshold)


@pytest.mark.parametrize(
    ("latest", "expected"),
    [
        (Point(2025, 70), Course.BEHIND),
        (Point(2020, 74), Course.ON_COURSE),
        (Point(2020, 76.8), Course.ON_COURSE),
        (Point(2020, 76.9), Course.BEHIND),
        (Point(2025, 60), Course.REACHED),
        (Point(2025, 104), Course.BEHIND),
        (None, Course.UNKNOWN),
    ],
)
def test_a_goal_is_on_course_along_an_even_path(latest, expected):
    assert standing(latest) is expected


def test_just_behind_still_counts_as_on_course():
    assert standing(Point(2020, 77.5), threshold=1) is Course.ON_COURSE
