"""The interventions of a programme with their milestones, as data for the timeline of `charts`."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from charts import timeline
from charts.chart import Chart
from charts.model import Pillar as ChartPillar
from charts.model import SpanStatus
from charts.timeline import Line, Timeline
from programmes.contributions import AddressOf
from programmes.models import Intervention, Milestone, Programme
from programmes.vocabulary import InterventionStatus, Pillar

MOST = 40  # a longer picture shows no more at a glance; the list of interventions holds them all

STATUS = {
    InterventionStatus.PLANNED: SpanStatus.PLANNED,
    InterventionStatus.BUSY: SpanStatus.RUNNING,
    InterventionStatus.ENDED: SpanStatus.FINISHED,
    InterventionStatus.WITHDRAWN: SpanStatus.WITHDRAWN,
}


def timeline_of(programme: Programme, interventions: Sequence[Intervention], address_of: AddressOf) -> Chart | None:
    """The timeline of the first `MOST` of what someone may see; None where nothing is done yet (1 query)."""
    if not interventions:
        return None
    rows = interventions[:MOST]
    prefetch_related_objects(rows, "milestones")
    lines = tuple(line_of(each, address_of(each)) for each in rows)
    years = [programme.start_year, programme.end_year, *(year for each in lines for year in years_of(each))]
    told = Timeline(
        title=_("Plan en werkelijkheid van %(name)s") % {"name": programme.name},
        first_year=min(years),
        last_year=max(years),
        now=moment(timezone.localdate()),
        pillars=tuple(ChartPillar(code, str(Pillar(code).label)) for code in Pillar.values),
        lines=lines,
        start_year=programme.start_year,
        total=len(interventions),
    )
    return timeline.draw(told)


def undrawn(interventions: Sequence[Intervention]) -> int:
    """How many interventions the timeline leaves out."""
    return max(len(interventions) - MOST, 0)


def line_of(intervention: Intervention, url: str | None) -> Line:
    return Line(
        title=intervention.title,
        pillar=intervention.pillar,
        first=intervention.start_year,
        last=intervention.end_year,
        status=STATUS[InterventionStatus(intervention.status)],
        began=moment(intervention.began_on) if intervention.began_on else None,
        ended=moment(intervention.ended_on) if intervention.ended_on else None,
        url=url,
        milestones=tuple(milestone_of(each) for each in intervention.milestones.all()),
    )


def milestone_of(milestone: Milestone) -> timeline.Milestone:
    return timeline.Milestone(
        name=milestone.name,
        due=moment(milestone.due_on),
        reached=moment(milestone.reached_on) if milestone.reached_on else None,
        when=(day(milestone.due_on), day(milestone.reached_on) if milestone.reached_on else ""),
    )


def years_of(each: Line) -> list[int]:
    moments = [each.began, each.ended, *(one.due for one in each.milestones)]
    return [each.first, each.last, *(int(one) for one in moments if one is not None)]


def moment(day: dt.date) -> float:
    """A day as a year with its fraction."""
    length = 366 if day.year % 4 == 0 and (day.year % 100 or day.year % 400 == 0) else 365
    return day.year + (day.timetuple().tm_yday - 1) / length


def day(date: dt.date) -> str:
    return date_format(date, "j F Y")
