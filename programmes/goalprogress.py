"""How far each goal of a programme is: in words, and as a picture from nulmeting to streefwaarde."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import prefetch_related_objects
from django.utils.translation import gettext as _

from charts import goalprogress
from charts.chart import Chart
from charts.goalprogress import Progress
from charts.model import Point, Status
from charts.verdict import course_words
from indicators.domains import Status as FigureStatus
from indicators.series import Figure, Series, series_of
from programmes.course import COURSES, Course, path_of
from programmes.models import Goal

POINT_STATUS = {FigureStatus.PROVISIONAL: Status.PROVISIONAL, FigureStatus.ESTIMATED: Status.ESTIMATED}


@dataclass(frozen=True)
class GoalProgress:
    """`chart` is None where a goal has no streefwaarde, so that there is no way to draw."""

    goal: Goal
    course: Course
    words: str
    chart: Chart | None


def progress_of_goals(goals: Sequence[Goal]) -> tuple[GoalProgress, ...]:
    """All goals with their newest figure; indicator, source, and area are at hand (2 queries)."""
    prefetch_related_objects(goals, "targets")
    indicators = {goal.indicator_id: goal.indicator for goal in goals}
    series = series_of({goal.area for goal in goals}, list(indicators.values()))
    return tuple(progress_of(goal, series.get((goal.area_id, goal.indicator.slug))) for goal in goals)


def progress_of(goal: Goal, series: Series | None) -> GoalProgress:
    newest = series.newest() if series else None
    targets = [(target.year, target.value) for target in goal.targets.all()]
    path = path_of(goal.kind, (goal.baseline_year, goal.baseline_value), targets, point_of(newest))
    if path is None:
        return GoalProgress(goal, Course.UNKNOWN, str(Course.UNKNOWN.label), None)
    progress = Progress(
        title=_("%(name)s in %(area)s") % {"name": goal.indicator.label(), "area": goal.area.spoken_name},
        unit=goal.indicator.unit,
        path=path,
        decimals=goal.indicator.decimals,
        threshold=goal.indicator.still_equal,
        source=goal.indicator.credit(invented=goal.area.invented),
    )
    course = COURSES[progress.course]
    words = str(course.label) if course is Course.UNKNOWN else course_words(path, progress.threshold)
    return GoalProgress(goal, course, words, goalprogress.draw(progress))


def point_of(figure: Figure | None) -> Point | None:
    """The newest known figure as the charts take it."""
    if figure is None or figure.value is None:
        return None
    return Point(figure.period, figure.value, POINT_STATUS.get(figure.status, Status.MEASURED))
