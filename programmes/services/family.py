"""A city's programme and those of its wijken: one level, within one gemeente."""

from __future__ import annotations

from django.utils.translation import gettext as _

from programmes.models import Programme
from programmes.models.programme import ProgrammeQuerySet
from stakeholders.models import Person
from stakeholders.refusal import Objections


def parents_to_choose(programme: Programme | None, by: Person) -> ProgrammeQuerySet:
    """The programmes under which this one may come; none where it has children of its own."""
    itself = _itself(programme) if programme else None
    if itself and itself.children.exists():
        return Programme.objects.none()
    found = Programme.objects.editable_by(by).filter(parent=None, draft_of=None, historical=False)
    if itself:
        found = found.filter(gemeente=itself.gemeente).exclude(pk=itself.pk)
    return found.order_by("name")


def check_parent(programme: Programme, wrong: Objections) -> None:
    """A programme comes under one of its own gemeente that comes under none, and has no children itself."""
    parent = programme.parent
    if parent is None:
        return
    itself = _itself(programme)
    if parent == itself or parent.draft_of_id:
        wrong.note("parent", _("Kies een ander programma: dit is het programma zelf of een concept."))
    elif parent.gemeente_id != programme.gemeente_id:
        wrong.note("parent", _("Kies een programma van dezelfde gemeente."))
    elif parent.parent_id:
        wrong.note(
            "parent",
            _("“%(name)s” valt zelf onder “%(above)s”. Kies dat programma.")
            % {"name": parent.name, "above": parent.parent},
        )
    elif itself.pk and itself.children.exclude(draft_of=itself).exists():
        wrong.note("parent", _("Onder dit programma vallen zelf programma’s. Het kan dan niet onder een ander vallen."))


def _itself(programme: Programme) -> Programme:
    return programme.draft_of or programme
