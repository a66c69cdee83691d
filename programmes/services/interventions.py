"""Interventions: log, change, move through their statuses, count what they yield."""

from __future__ import annotations

import copy
import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, TypedDict, Unpack

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.models import Intervention, Output, Programme, Reach
from programmes.services.dividing import wrong_with_sum
from programmes.services.plan import keep_to_itself
from programmes.services.wijken import check_areas
from programmes.taakvelden import FORM, not_the_form
from programmes.vocabulary import ALLOWED_MOVES, MAY_MOVE, Move, PhysicalPart, Pillar
from stakeholders.models import Organisation, Person
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import WHOLE, Objections, claim, permit, refuse
from wijken.models import Area


@dataclass(frozen=True)
class ReachShare:
    """An area and the share (0–1, at most four decimals) of the intervention that goes there."""

    area: Area
    share: Decimal


@dataclass(frozen=True)
class OutputLine:
    """A thing that is counted; None where the number is not known.

    `counted_on` is the day on which there were so many. Left out: as it was recorded with the same number before, else
    it is known only that there were so many on the day on which this is entered.
    """

    name: str
    planned: int | None = None
    realised: int | None = None
    counted_on: dt.date | None = None


class InterventionChanges(TypedDict, total=False):
    """What one may say about an intervention; in a change, only what changes."""

    title: str
    description: str
    pillar: str
    physical_part: str
    lead: Organisation
    partners: Sequence[Organisation]
    start_year: int
    end_year: int
    taakveld: str
    reach: Sequence[ReachShare]
    outputs: Sequence[OutputLine]


@transaction.atomic
def log_intervention(*, programme: Programme, by: Person, **said: Unpack[InterventionChanges]) -> Intervention:
    """Log what is done: planned, until someone moves it.

    Needs `title`, `pillar`, `lead`, `start_year`, `end_year` and `reach`. Raises PermissionDenied, or Refused with each
    field that breaks a rule: years inside the programme, shares that sum to exactly 1, a part only with `fysiek`.
    """
    permit(Programme.objects.all(), programme, by=by, resource=Resource.INTERVENTION, action=Action.ADD)
    keep_to_itself(programme)
    intervention = Intervention(programme=programme)
    _write(intervention, {"reach": [], **said}, by)
    return intervention


@transaction.atomic
def change_intervention(
    *, intervention: Intervention, version: int, by: Person, **said: Unpack[InterventionChanges]
) -> Intervention:
    """Change what is said, on the version that this person saw.

    Raises PermissionDenied, Conflict where someone else saved first, Refused as `log_intervention`, and where amounts
    would fall outside new years.
    """
    permit(Intervention.objects.all(), intervention, by=by, resource=Resource.INTERVENTION, action=Action.CHANGE)
    claim(intervention, version)
    _write(intervention, said, by)
    return intervention


@transaction.atomic
def remove_intervention(*, intervention: Intervention, by: Person) -> None:
    """Remove one that was logged by mistake. Raises PermissionDenied, or Refused where it has money or documents."""
    permit(Intervention.objects.all(), intervention, by=by, resource=Resource.INTERVENTION, action=Action.REMOVE)
    if intervention.investments.exists():
        raise refuse(WHOLE, _("Er staan bedragen bij deze interventie. Trek haar in, dan blijft te zien wat er was."))
    if intervention.documents.exists():
        raise refuse(WHOLE, _("Er staan documenten bij deze interventie. Haal die eerst weg, of trek haar in."))
    intervention.delete()


@transaction.atomic
def move_intervention(*, intervention: Intervention, move: str, by: Person, on: dt.date | None = None) -> Intervention:
    """Begin, end or withdraw, as ALLOWED_MOVES lets; `on` is the day it really began or ended (today when left out).

    Raises PermissionDenied, or Refused (`move`, `on`). Of two people at the same moment one moves it.
    """
    if move not in Move.values:
        raise refuse("move", _("Wij kennen de stap “%(move)s” niet.") % {"move": move})
    step = Move(move)
    permit(Intervention.objects.all(), intervention, by=by, resource=Resource.INTERVENTION, action=MAY_MOVE[step])
    Intervention.objects.select_for_update().filter(pk=intervention.pk).first()
    intervention.refresh_from_db()
    _check_move(intervention, step)
    _put_day(intervention, step, on or timezone.localdate())
    intervention.status = ALLOWED_MOVES[step][1]
    intervention.version += 1
    intervention.save()
    return intervention


def _check_move(intervention: Intervention, move: Move) -> None:
    if move not in intervention.allowed_moves():
        raise refuse(
            "move",
            _(
                "Deze interventie is %(status)s; de stap “%(move)s” kan dan niet. "
                "Kijk of iemand anders haar net wijzigde."
            )
            % {"status": intervention.get_status_display(), "move": move.label},
        )


def _put_day(intervention: Intervention, move: Move, day: dt.date) -> None:
    if day > timezone.localdate():
        raise refuse("on", _("Deze dag moet nog komen. Kies vandaag of een eerdere dag."))
    if move == Move.BEGIN:
        if not intervention.programme.start_year <= day.year <= intervention.programme.end_year:
            raise refuse("on", _("Deze dag valt buiten het programma. Kies een dag daarbinnen."))
        intervention.began_on = day
    if move == Move.END:
        if intervention.began_on and day < intervention.began_on:
            raise refuse("on", _("De interventie begon later dan deze dag. Kies een dag na het begin."))
        intervention.ended_on = day


def _write(intervention: Intervention, said: InterventionChanges, by: Person) -> None:
    _take(intervention, said)
    _objections(intervention, said, by).settle()
    intervention.save()
    if "partners" in said:
        intervention.partners.set([one for one in said["partners"] if one != intervention.lead])
    if "reach" in said:
        _put_reach(intervention, said["reach"])
    if "outputs" in said:
        _put_outputs(intervention, said["outputs"])


def wrong_in_intervention(
    *, intervention: Intervention, by: Person, **said: Unpack[InterventionChanges]
) -> dict[str, list[str]]:
    """Every objection to what is said, by field, without writing anything; nothing is changed on `intervention`.

    A form asks it also when some fields are still wrong, and then says only the rest.
    """
    draft = copy.copy(intervention)
    _take(draft, said)
    return _objections(draft, said, by).found


def _take(intervention: Intervention, said: InterventionChanges) -> None:
    plain: dict[str, Any] = {
        name: value for name, value in said.items() if name not in ("reach", "outputs", "partners")
    }
    for name, value in plain.items():
        setattr(intervention, name, value.strip() if isinstance(value, str) else value)


def _objections(intervention: Intervention, said: InterventionChanges, by: Person) -> Objections:
    wrong = Objections()
    _check_words(intervention, wrong)
    _check_years(intervention, wrong)
    _check_organisations(intervention, said, by, wrong)
    if "reach" in said:
        _check_reach(intervention, said["reach"], wrong)
    if "outputs" in said:
        _check_outputs(said["outputs"], wrong)
    return wrong


def _check_words(intervention: Intervention, wrong: Objections) -> None:
    namesakes = Intervention.objects.filter(programme=intervention.programme, title__iexact=intervention.title)
    if not intervention.title:
        wrong.note("title", _("Geef de interventie een naam."))
    elif namesakes.exclude(pk=intervention.pk).exists():
        wrong.note("title", _("Dit programma heeft al een interventie met deze naam. Kies een andere."))
    if intervention.pillar not in Pillar.values:
        wrong.note("pillar", _("Kies een van de vier pijlers."))
    if intervention.physical_part and intervention.pillar != Pillar.FYSIEK:
        wrong.note("physical_part", _("Een onderdeel hoort alleen bij de pijler fysiek. Maak dit veld leeg."))
    elif intervention.physical_part and intervention.physical_part not in PhysicalPart.values:
        wrong.note("physical_part", _("Kies een van de onderdelen uit de lijst."))
    if intervention.taakveld and not FORM.fullmatch(intervention.taakveld):
        wrong.note("taakveld", not_the_form(intervention.taakveld))


def _check_years(intervention: Intervention, wrong: Objections) -> None:
    first, last = intervention.programme.start_year, intervention.programme.end_year
    start, end = intervention.start_year, intervention.end_year
    for name, year in (("start_year", start), ("end_year", end)):
        if year is None:
            wrong.note(name, _("Kies een jaar."))
        elif not first <= year <= last:
            wrong.note(
                name,
                _("Het programma loopt van %(first)s tot en met %(last)s. Kies een jaar daarbinnen.")
                % {"first": first, "last": last},
            )
    if wrong.found.keys() & {"start_year", "end_year"}:
        return
    if end < start:
        wrong.note("end_year", _("Het laatste jaar ligt voor het eerste. Wissel ze om."))
    elif intervention.pk:
        _check_money_stays_inside(intervention, wrong)


def _check_money_stays_inside(intervention: Intervention, wrong: Objections) -> None:
    years = sorted(set(intervention.investments.standing().values_list("year", flat=True)))
    for name, outside in (
        ("start_year", [year for year in years if year < intervention.start_year]),
        ("end_year", [year for year in years if year > intervention.end_year]),
    ):
        if outside:
            wrong.note(
                name,
                _("In %(years)s zijn al bedragen gemeld. Kies ruimere jaren, of laat die bedragen eerst terugboeken.")
                % {"years": ", ".join(map(str, outside))},
            )


def _check_organisations(intervention: Intervention, said: InterventionChanges, by: Person, wrong: Objections) -> None:
    if intervention.lead_id is None:
        wrong.note("lead", _("Kies wie deze interventie trekt."))
    named = {"lead": [said["lead"]] if said.get("lead") else [], "partners": list(said.get("partners", ()))}
    for name, organisations in named.items():
        visible = set(Organisation.objects.visible_to(by).filter(pk__in=[one.pk for one in organisations]))
        for organisation in organisations:
            if organisation not in visible:
                wrong.note(
                    name, _("Deze organisatie kennen wij niet. Kies er een uit de lijst, of voeg haar eerst toe.")
                )


def _check_reach(intervention: Intervention, reach: Sequence[ReachShare], wrong: Objections) -> None:
    if not reach:
        wrong.note("reach", _("Kies ten minste één gebied waar deze interventie terechtkomt."))
        return
    areas = [part.area for part in reach]
    check_areas(intervention.programme, areas, wrong, "reach")
    if len(set(areas)) < len(areas):
        wrong.note("reach", _("Een gebied staat er twee keer in. Noem elk gebied één keer."))
    if any(not 0 < part.share <= 1 or part.share != round(part.share, 4) for part in reach):
        wrong.note(
            "reach", _("Elk deel is meer dan 0 % en ten hoogste 100 %, met ten hoogste twee cijfers achter de komma.")
        )
        return
    said = wrong_with_sum(sum((part.share for part in reach), Decimal(0)))
    if said:
        wrong.note("reach", said)


def _check_outputs(outputs: Sequence[OutputLine], wrong: Objections) -> None:
    names = [line.name.strip().lower() for line in outputs]
    if any(not name for name in names):
        wrong.note("outputs", _("Zeg bij elk aantal wat er geteld wordt, zoals “woningen gerenoveerd”."))
    if len(set(names)) < len(names):
        wrong.note("outputs", _("Een resultaat staat er twee keer in. Noem elk resultaat één keer."))
    if any(number is not None and number < 0 for line in outputs for number in (line.planned, line.realised)):
        wrong.note("outputs", _("Een aantal kan niet kleiner zijn dan 0. Laat het leeg als u het niet weet."))
    if any(line.counted_on and line.realised is None for line in outputs):
        wrong.note("outputs", _("Er staat een dag zonder aantal. Vul in hoeveel het er die dag waren."))
    if any(line.counted_on and line.counted_on > timezone.localdate() for line in outputs):
        wrong.note("outputs", _("De dag van een telling ligt in de toekomst. Kies vandaag of een eerdere dag."))


def _put_reach(intervention: Intervention, reach: Sequence[ReachShare]) -> None:
    standing = {part.area_id: part for part in intervention.reach.all()}
    for part in reach:
        row = standing.pop(part.area.pk, None) or Reach(intervention=intervention, area=part.area, share=0)
        if row.share != part.share:
            row.share = part.share
            row.save()
    for gone in standing.values():
        gone.delete()


def _put_outputs(intervention: Intervention, outputs: Sequence[OutputLine]) -> None:
    standing = {output.name.lower(): output for output in intervention.outputs.all()}
    for line in outputs:
        row = standing.pop(line.name.strip().lower(), None) or Output(intervention=intervention)
        day = line.counted_on or (row.counted_on if row.realised == line.realised else None)
        said = (line.name.strip(), line.planned, line.realised, day)
        if row.pk is None or (row.name, row.planned, row.realised, row.counted_on) != said:
            row.name, row.planned, row.realised, row.counted_on = said
            row.save()
    for gone in standing.values():
        gone.delete()
