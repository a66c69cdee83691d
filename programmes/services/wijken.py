"""Wijken of a programme: named sets of areas of its gemeente."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from programmes.models import Programme, ProgrammeArea
from programmes.services.plan import hold_plan
from stakeholders.models import Person
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import Objections, claim, permit
from wijken.models import Area


@transaction.atomic
def name_wijk(*, programme: Programme, name: str, areas: Iterable[Area], by: Person) -> ProgrammeArea:
    """Add a wijk of the programme: a name and the areas of the gemeente that belong to it.

    Raises PermissionDenied, or Refused (`name`, `areas`, or the whole where the plan is frozen).
    """
    permit(Programme.objects.all(), programme, by=by, resource=Resource.PROGRAMME, action=Action.CHANGE)
    hold_plan(programme)
    return _put_wijk(ProgrammeArea(programme=programme), name, list(areas))


@transaction.atomic
def change_wijk(*, wijk: ProgrammeArea, version: int, name: str, areas: Iterable[Area], by: Person) -> ProgrammeArea:
    """Give a wijk of the programme another name or other areas, on the version that this person saw.

    Raises as `name_wijk`, and Conflict where someone else saved first.
    """
    permit(Programme.objects.all(), wijk.programme, by=by, resource=Resource.PROGRAMME, action=Action.CHANGE)
    hold_plan(wijk.programme)
    claim(wijk, version)
    return _put_wijk(wijk, name, list(areas))


@transaction.atomic
def remove_wijk(*, wijk: ProgrammeArea, by: Person) -> None:
    """Take a wijk out of the programme.

    Raises PermissionDenied, or Refused where the plan is frozen.
    """
    permit(Programme.objects.all(), wijk.programme, by=by, resource=Resource.PROGRAMME, action=Action.CHANGE)
    hold_plan(wijk.programme)
    wijk.delete()


def _put_wijk(wijk: ProgrammeArea, name: str, areas: list[Area]) -> ProgrammeArea:
    wijk.name = name.strip()
    _check_wijk(wijk, areas)
    wijk.save()
    wijk.areas.set(areas)
    return wijk


def _check_wijk(wijk: ProgrammeArea, areas: list[Area]) -> None:
    wrong = Objections()
    namesakes = ProgrammeArea.objects.filter(programme=wijk.programme, name__iexact=wijk.name).exclude(pk=wijk.pk)
    if not wijk.name:
        wrong.note("name", _("Geef de wijk de naam die bewoners gebruiken."))
    elif namesakes.exists():
        wrong.note("name", _("Dit programma heeft al een wijk met deze naam. Kies een andere."))
    if not areas:
        wrong.note("areas", _("Kies ten minste één gebied."))
    check_areas(wijk.programme, areas, wrong)
    wrong.settle()


def check_areas(programme: Programme, areas: Sequence[Area], wrong: Objections, name: str = "areas") -> None:
    """Every area lies in the programme's gemeente, and all are of one division.

    Equal codes of two years may be two places.
    """
    inside = set(Area.objects.in_gemeente(programme.gemeente.code).filter(pk__in=[area.pk for area in areas]))
    for area in areas:
        if area not in inside:
            wrong.note(
                name,
                _("%(area)s ligt niet in %(gemeente)s. Kies gebieden van deze gemeente.")
                % {"area": area.name, "gemeente": programme.gemeente.name},
            )
    divisions = sorted({area.division_year for area in areas})
    if len(divisions) > 1:
        wrong.note(
            name,
            _("Deze gebieden zijn van verschillende indelingen (%(years)s). Kies gebieden van één jaar.")
            % {"years": ", ".join(str(year) for year in divisions)},
        )
