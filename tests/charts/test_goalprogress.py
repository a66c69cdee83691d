"""The picture of a goal and its sentence, for what rises, falls, stays, and turns."""

import re

import pytest

from charts import goalprogress
from charts.examples import goals
from charts.goalprogress import Progress
from charts.model import GoalMark, Point
from charts.verdict import GoalPath, Way

BASE = GoalMark(2012, 50)


def drawn(target, value, way, threshold=2):
    path = GoalPath(BASE, GoalMark(2027, target), Point(2020, value), way)
    return goalprogress.draw(Progress("Cijfer", "punten", path, threshold=threshold))


def places(chart):
    """Where baseline, goal and figure stand on the first drawing."""
    svg = chart.drawings[0].svg
    begin = re.search(r'x1="([\d.]+)"[^>]*class="chart-measure"', svg)[1]
    end = re.search(r'cx="([\d.]+)"[^>]*class="chart-goal"', svg)[1]
    now = re.search(r'cx="([\d.]+)"[^>]*class="chart-dot"', svg)[1]
    return float(begin), float(end), float(now)


@pytest.mark.parametrize(("target", "value", "way"), [(60, 55, Way.RISE), (40, 45, Way.FALL)])
def test_towards_the_goal_is_to_the_right_whichever_way_the_figure_goes(target, value, way):
    begin, end, now = places(drawn(target, value, way))
    assert begin < now < end


@pytest.mark.parametrize(("target", "value", "way"), [(60, 45, Way.RISE), (40, 55, Way.FALL)])
def test_a_figure_that_turned_stands_left_of_the_beginning_and_is_drawn_otherwise(target, value, way):
    chart = drawn(target, value, way)
    begin, end, now = places(chart)
    assert now < begin < end
    assert "chart-done--away" in chart.drawings[0].svg
    assert "dan in 2012, de andere kant op." in chart.sentence


@pytest.mark.parametrize(("value", "way"), [(45, Way.FALL), (55, Way.RISE)])
def test_where_the_goal_is_the_beginning_it_stands_in_the_middle_and_better_to_the_right(value, way):
    begin, end, now = places(drawn(50, value, way))
    assert begin == end < now


def test_a_goal_that_is_the_beginning_says_what_is_asked():
    assert "niet hoger dan in 2012, 50" in drawn(50, 45, Way.FALL).sentence
    assert "niet lager dan in 2012, 50" in drawn(50, 45, Way.RISE).sentence


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (51, "ongeveer gelijk aan 2012, zo gebleven."),
        (53, "3 hoger dan in 2012, niet zo gebleven."),
        (47, "3 lager dan in 2012, niet zo gebleven."),
    ],
)
def test_what_should_stay_says_whether_it_did(value, words):
    chart = drawn(50, value, Way.HOLD)
    assert chart.sentence.endswith(words)
    assert "chart-same" in chart.drawings[0].svg


@pytest.mark.parametrize("name", goals())
def test_no_state_of_a_goal_draws_outside_its_picture(name):
    for drawing in goalprogress.draw(goals()[name]).drawings:
        width = float(re.search(r'viewBox="0 0 ([\d.]+)', drawing.svg)[1])
        found = [float(x) for x in re.findall(r'\b(?:x|x1|x2|cx)="(-?[\d.]+)"', drawing.svg)]
        assert all(0 <= x <= width for x in found)
