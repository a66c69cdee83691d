"""Better or worse, on course or behind: by threshold and direction."""

import pytest

from charts.model import Direction, GoalMark, Point, Status
from charts.verdict import Course, GoalPath, Verdict, Way, course, course_words, judge


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


BASE = GoalMark(2012, 50)


def hold(latest, target=50):
    return GoalPath(BASE, GoalMark(2027, target), latest, Way.HOLD)


@pytest.mark.parametrize(
    ("value", "expected", "words"),
    [
        (50, Course.ON_COURSE, "zo gebleven"),
        (51.5, Course.ON_COURSE, "zo gebleven"),
        (48.5, Course.ON_COURSE, "zo gebleven"),
        (52.5, Course.BEHIND, "niet zo gebleven"),
        (47.5, Course.BEHIND, "niet zo gebleven"),
    ],
)
def test_a_figure_that_should_stay_is_off_course_on_either_side(value, expected, words):
    path = hold(Point(2020, value))
    assert (course(path, 2), course_words(path, 2), path.done_share, path.turned) == (expected, words, None, False)


@pytest.mark.parametrize(
    ("way", "value", "expected", "words"),
    [
        (Way.FALL, 50, Course.REACHED, "doel gehaald"),
        (Way.FALL, 40, Course.REACHED, "doel gehaald"),
        (Way.FALL, 51, Course.ON_COURSE, "op koers"),
        (Way.FALL, 60, Course.BEHIND, "de andere kant op"),
        (Way.RISE, 50, Course.REACHED, "doel gehaald"),
        (Way.RISE, 60, Course.REACHED, "doel gehaald"),
        (Way.RISE, 40, Course.BEHIND, "de andere kant op"),
    ],
)
def test_a_target_that_is_the_baseline_is_reached_until_the_figure_turns(way, value, expected, words):
    path = GoalPath(BASE, GoalMark(2027, 50), Point(2020, value), way)
    assert (course(path, 2), course_words(path, 2), path.done_share) == (expected, words, None)


@pytest.mark.parametrize(
    ("way", "target", "value", "share"),
    [(Way.RISE, 60, 55, "0.5"), (Way.FALL, 40, 45, "0.5"), (Way.RISE, 60, 45, "-0.5"), (Way.FALL, 40, 55, "-0.5")],
)
def test_the_share_of_the_way_is_the_same_upwards_and_downwards(way, target, value, share):
    path = GoalPath(BASE, GoalMark(2027, target), Point(2020, value), way)
    assert str(path.done_share) == share
    assert path.turned is share.startswith("-")


@pytest.mark.parametrize(("way", "target", "value"), [(Way.RISE, 60, 40), (Way.FALL, 40, 60)])
def test_a_figure_on_the_wrong_side_of_the_baseline_went_the_other_way(way, target, value):
    path = GoalPath(BASE, GoalMark(2027, target), Point(2020, value), way)
    assert (course(path), course_words(path)) == (Course.BEHIND, "de andere kant op")


def test_just_past_the_baseline_is_about_equal_and_not_the_other_way():
    path = GoalPath(BASE, GoalMark(2027, 20), Point(2025, 51), Way.FALL)
    assert course_words(path, 2) == "achter op het doel"


def test_just_past_the_baseline_in_the_first_year_is_still_on_course():
    path = GoalPath(BASE, GoalMark(2027, 40), Point(2013, 50.5), Way.FALL)
    assert course_words(path, 2) == "op koers"


@pytest.mark.parametrize("latest", [None, Point(2012, 50), Point(2010, 70), Point(2020, None, Status.WITHHELD)])
@pytest.mark.parametrize("way", Way)
def test_without_a_figure_after_the_baseline_nothing_is_said(way, latest):
    assert course(GoalPath(BASE, GoalMark(2027, 50), latest, way)) is Course.UNKNOWN


def test_the_even_path_runs_through_every_target():
    path = GoalPath(BASE, GoalMark(2022, 40), Point(2020, 43), Way.FALL, (GoalMark(2016, 49),))
    assert [float(path.expected(year)) for year in (2012, 2016, 2019, 2022, 2030)] == [50, 49, 44.5, 40, 40]
    assert course(path) is Course.ON_COURSE
