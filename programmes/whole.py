"""A programme with what hangs under it, fetched once for all that a page tells of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from programmes.models import Goal, Intervention, Programme, ProgrammeArea
from wijken.models import Area

PARENTS = "area__parent__parent__parent"


@dataclass(frozen=True)
class Whole:
    """What a reader may see of a programme and of those under it.

    `plan` is the programme or a concept of its next version. Wijken, phases and goals are those of the plan; what is
    done is always the programme's own (`itself`), since a concept has no interventions.
    """

    plan: Programme
    itself: Programme
    children: tuple[Programme, ...]

    @property
    def own(self) -> list[Intervention]:
        return list(self.itself.interventions.all())

    @property
    def interventions(self) -> list[Intervention]:
        """Of the programme and of its children, in the order of their years."""
        found = [one for each in (self.itself, *self.children) for one in each.interventions.all()]
        return sorted(found, key=lambda one: (one.start_year, one.title, one.pk))

    @property
    def goals(self) -> list[Goal]:
        return [goal for each in (self.plan, *self.children) for goal in each.goals.all()]

    @property
    def wijken(self) -> list[ProgrammeArea]:
        return [wijk for each in (self.plan, *self.children) for wijk in each.wijken.all()]


def whole_of(plan: Programme, reader: Any) -> Whole:
    """Phases, wijken with their areas, goals, and interventions (6 queries)."""
    itself = plan.draft_of or plan
    children = children_of(itself, reader)
    goals = Goal.objects.visible_to(reader).select_related("indicator__source", PARENTS)
    done = Intervention.objects.visible_to(reader).order_by("start_year", "title", "pk")
    wijken = ProgrammeArea.objects.prefetch_related(Prefetch("areas", Area.objects.with_parents()))
    prefetch_related_objects([plan, *children], "phases", Prefetch("wijken", wijken), Prefetch("goals", goals))
    prefetch_related_objects([itself, *children], Prefetch("interventions", done))
    return Whole(plan, itself, tuple(children))


def children_of(programme: Programme, reader: Any) -> list[Programme]:
    """The programmes under this one that the reader may see: those that its sums and pictures take in."""
    visible = Programme.objects.visible_to(reader).filter(parent=programme, draft_of=None)
    return list(visible.select_related("gemeente").order_by("start_year", "name"))
