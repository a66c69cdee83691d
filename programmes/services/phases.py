"""Phases: the parts of a programme's horizon."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from programmes.models import Phase, Programme
from programmes.services.plan import hold_plan
from stakeholders.models import Person
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import Objections, claim, permit


@dataclass(frozen=True)
class PhaseLine:
    """A phase as someone writes it down."""

    name: str
    start_year: int
    end_year: int


@transaction.atomic
def set_phases(*, programme: Programme, version: int, phases: Sequence[PhaseLine], by: Person) -> Programme:
    """Replace the phases. They lie inside the programme, in order, and do not overlap.

    Raises PermissionDenied, Conflict, or Refused with the place of the phase as field ("0", "1", …; none where the
    plan is frozen).
    """
    permit(Programme.objects.all(), programme, by=by, resource=Resource.PROGRAMME, action=Action.CHANGE)
    hold_plan(programme)
    claim(programme, version)
    _check_phases(programme, phases)
    kept = {phase.start_year: phase for phase in programme.phases.all()}
    for line in phases:
        _put_phase(kept.pop(line.start_year) if line.start_year in kept else Phase(programme=programme), line)
    for gone in kept.values():
        gone.delete()
    programme.save()
    return programme


def _check_phases(programme: Programme, phases: Sequence[PhaseLine]) -> None:
    wrong = Objections()
    for place, line in enumerate(phases):
        _check_phase(programme, line, str(place), wrong)
        for other in phases[:place]:
            if line.start_year <= other.end_year and other.start_year <= line.end_year:
                wrong.note(
                    str(place),
                    _("Deze fase overlapt met “%(other)s”. Laat haar daarna beginnen of daarvoor eindigen.")
                    % {"other": other.name},
                )
    wrong.settle()


def _check_phase(programme: Programme, line: PhaseLine, place: str, wrong: Objections) -> None:
    if not line.name.strip():
        wrong.note(place, _("Geef de fase een naam."))
    if line.end_year < line.start_year:
        wrong.note(place, _("Het laatste jaar ligt voor het eerste. Wissel ze om."))
    elif line.start_year < programme.start_year or line.end_year > programme.end_year:
        wrong.note(
            place,
            _("Deze fase valt buiten het programma. Kies jaren van %(first)s tot en met %(last)s.")
            % {"first": programme.start_year, "last": programme.end_year},
        )


def _put_phase(phase: Phase, line: PhaseLine) -> None:
    before = (phase.pk, phase.name, phase.start_year, phase.end_year)
    phase.name, phase.start_year, phase.end_year = line.name.strip(), line.start_year, line.end_year
    if before != (phase.pk, phase.name, phase.start_year, phase.end_year) or phase.pk is None:
        phase.save()
