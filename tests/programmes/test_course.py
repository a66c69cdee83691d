"""Whether a goal is on course."""

import pytest

from programmes.course import Course, course_of, expected
from programmes.vocabulary import GoalKind

FROM = (2012, 100.0)
TO = [(2022, 60.0)]


@pytest.mark.parametrize(
    ("value", "course"),
    [
        (90.0, Course.BEHIND),
        (80.0, Course.ON_COURSE),
        (81.5, Course.ON_COURSE),
        (60.0, Course.REACHED),
        (40.0, Course.REACHED),
    ],
)
def test_a_figure_halfway_is_set_beside_the_straight_line(value: float, course: Course) -> None:
    assert course_of(GoalKind.FALL, FROM, TO, (2017, value), slack=2) == course


def test_a_rising_goal_is_judged_the_other_way() -> None:
    assert course_of(GoalKind.RISE, (2012, 50.0), [(2022, 60.0)], (2017, 54.0)) == Course.BEHIND
    assert course_of(GoalKind.RISE, (2012, 50.0), [(2022, 60.0)], (2017, 55.0)) == Course.ON_COURSE


def test_a_goal_to_hold_is_lost_on_either_side() -> None:
    hold = (GoalKind.HOLD, (2012, 50.0), [(2022, 50.0)])
    assert course_of(*hold, (2017, 51.0), slack=2) == Course.ON_COURSE
    assert course_of(*hold, (2017, 53.0), slack=2) == Course.BEHIND
    assert course_of(*hold, (2017, 47.0), slack=2) == Course.BEHIND


@pytest.mark.parametrize("figure", [None, (2012, 100.0), (2010, 80.0)])
def test_nothing_is_said_without_a_figure_after_the_nulmeting(figure: tuple[int, float] | None) -> None:
    assert course_of(GoalKind.FALL, FROM, TO, figure) == Course.UNKNOWN


def test_nothing_is_said_without_a_target() -> None:
    assert course_of(GoalKind.FALL, FROM, [], (2017, 80.0)) == Course.UNKNOWN


def test_the_line_runs_through_every_target_and_stays_at_the_last() -> None:
    targets = [(2016, 90.0), (2020, 60.0)]
    assert [expected(FROM, targets, year) for year in (2012, 2014, 2018, 2020, 2025)] == [100.0, 95.0, 75.0, 60.0, 60.0]
