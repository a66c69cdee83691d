"""Milestones of what is done: those that come, those that are late, and those that were reached."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from portal.wijkstory.doing import Doing
from portal.wijkstory.events import MOST, Event
from programmes.models import Milestone
from programmes.vocabulary import InterventionStatus


def milestones_ahead(doings: Iterable[Doing], year: int) -> list[Event]:
    """What was not reached yet; a day that is over is said so, and stands in this year."""
    going = [each for each in doings if each.intervention.status != InterventionStatus.WITHDRAWN]
    return [_ahead(doing, one, year) for doing in going for one in _of(doing) if one.reached_on is None]


def milestones_reached(doings: Iterable[Doing]) -> list[Event]:
    """The latest first."""
    found = [(one.reached_on, doing, one) for doing in doings for one in _of(doing) if one.reached_on]
    found.sort(key=lambda each: (each[0], each[2].name), reverse=True)
    return [_event(day.year, doing, one, _day(day)) for day, doing, one in found[:MOST]]


def _ahead(doing: Doing, milestone: Milestone, year: int) -> Event:
    day = _day(milestone.due_on)
    told = _("had er op %(day)s moeten zijn, nog niet gehaald") % {"day": day} if milestone.is_late else day
    return _event(max(milestone.due_on.year, year), doing, milestone, told)


def _event(year: int, doing: Doing, milestone: Milestone, text: str) -> Event:
    told = _("%(name)s (%(intervention)s)") % {"name": milestone.name, "intervention": doing.intervention.title}
    return Event(year, told, text, f"#{doing.anchor}")


def _of(doing: Doing) -> list[Milestone]:
    return list(doing.intervention.milestones.all())


def _day(day: object) -> str:
    return str(date_format(day, "j F Y"))
