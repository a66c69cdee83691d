"""What comes next: interventions that begin or end, the next phase, and the years of the goals."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from charts.wording import listing, number
from portal.wijkstory.doing import Doing
from portal.wijkstory.events import MOST, Event
from portal.wijkstory.milestones import milestones_ahead
from portal.wijkstory.outcomes import targets_of
from portal.wijkstory.people import AtWork
from programmes.models import Goal
from programmes.vocabulary import InterventionStatus


def coming(works: Iterable[AtWork], doings: Iterable[Doing], goals: Sequence[Goal], year: int) -> list[Event]:
    """The nearest first."""
    doings = list(doings)
    begun = [*begins_and_ends(doings, year), *milestones_ahead(doings, year)]
    events = [*phases(works, year), *begun, *targets(goals, year)]
    return sorted(events)[:MOST]


def phases(works: Iterable[AtWork], year: int) -> list[Event]:
    found = []
    for work in works:
        if work.next_phase:
            found.append(Event(work.next_phase.start_year, _("Nieuwe fase: %(name)s") % {"name": work.next_phase.name}))
        if work.programme.end_year >= year:
            found.append(Event(work.programme.end_year, _("%(name)s loopt af") % {"name": work.programme.name}))
    return found


def begins_and_ends(doings: Iterable[Doing], year: int) -> list[Event]:
    found = []
    for doing in doings:
        each, url = doing.intervention, f"#{doing.anchor}"
        if each.status == InterventionStatus.PLANNED:
            found.append(Event(max(each.start_year, year), each.title, _("begint"), url))
        elif each.status == InterventionStatus.BUSY and each.end_year >= year:
            found.append(Event(each.end_year, each.title, _("moet klaar zijn"), url))
    return found


def targets(goals: Sequence[Goal], year: int) -> list[Event]:
    """The next target of each goal, those of one year together."""
    by_year: dict[int, list[str]] = defaultdict(list)
    for goal in goals:
        ahead = [target for target in targets_of(goal) if target[0] >= year]
        if ahead:
            wanted = number(ahead[0][1], goal.indicator.decimals)
            by_year[ahead[0][0]].append(f"{goal.indicator.label()} {wanted}")
    return [Event(when, _("Zo ver willen we zijn"), listing(texts), "#bewoners") for when, texts in by_year.items()]
