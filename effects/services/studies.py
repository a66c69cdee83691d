"""Studies: propose, make, change, freeze, remove. What is frozen never changes: that is what pre-registering is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain, count
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from charts.wording import listing
from effects.models import ComparisonArea, Study, StudyArea, StudyOutcome
from effects.proposal import Proposed, proposals_of
from effects.vocabulary import MOST_PRIMARY, StartBasis, StudyStatus
from indicators.models import Indicator
from programmes.models import Intervention, Programme
from stakeholders.models import Person
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import WHOLE, Objections, claim, permit, refuse
from wijken.models import Area

LONGEST_NAME = 150


class StudyChanges(TypedDict, total=False):
    """What one may say about a study; in a change, only what changes."""

    name: str
    areas: Sequence[Area]
    start_year: int
    start_basis: str
    selection_year: int | None


@dataclass(frozen=True)
class OutcomeLine:
    """One outcome as it was typed. `relevant_effect` in the indicator's own unit; None: nobody said what matters."""

    indicator: Indicator
    primary: bool
    lag_years: int
    relevant_effect: float | None = None
    interventions: Sequence[Intervention] = ()


@transaction.atomic
def propose_studies(*, programme: Programme, by: Person, chosen: Sequence[Proposed] | None = None) -> list[Study]:
    """Make the proposed studies that a manager chose, or all; their comparison areas are chosen at once.

    Raises PermissionDenied.
    """
    permit(Programme.objects.all(), programme, by=by, resource=Resource.STUDY, action=Action.ADD)
    wanted = proposals_of(programme) if chosen is None else chosen
    return [_make(programme, one) for one in wanted]


def _make(programme: Programme, proposed: Proposed) -> Study:
    study = Study.objects.create(
        programme=programme,
        name=_free_name(programme, proposed),
        start_year=proposed.start.year,
        start_basis=proposed.start.basis,
        selection_year=proposed.selection_year,
    )
    _put_areas(study, proposed.areas)
    for one in proposed.outcomes:
        outcome = StudyOutcome.objects.create(
            study=study,
            indicator=one.indicator,
            primary_rank=one.primary_rank,
            lag_years=one.lag_years,
            relevant_effect=one.indicator.better_from,
        )
        outcome.interventions.set(one.interventions)
    choose_comparison(study)
    return study


def _free_name(programme: Programme, proposed: Proposed) -> str:
    """Its areas and start; where a study is called that already, what it asks too, and else a number."""
    standing = set(programme.studies.values_list("name", flat=True))
    asked = listing([one.indicator.label() for one in proposed.outcomes if one.primary_rank])
    longer = f"{proposed.name}: {asked}"[:LONGEST_NAME]
    numbered = (f"{longer} ({number})" for number in count(2))
    return next(name for name in chain((proposed.name, longer), numbered) if name not in standing)


@transaction.atomic
def make_study(
    *, programme: Programme, by: Person, outcomes: Sequence[OutcomeLine], **said: Unpack[StudyChanges]
) -> Study:
    """A study that no contribution link proposes. Raises as `change_study` and `set_outcomes`."""
    permit(Programme.objects.all(), programme, by=by, resource=Resource.STUDY, action=Action.ADD)
    return write_study(programme=programme, outcomes=outcomes, **said)


def write_study(*, programme: Programme, outcomes: Sequence[OutcomeLine], **said: Unpack[StudyChanges]) -> Study:
    """As `make_study`, of whoever may."""
    study = Study(programme=programme, start_basis=StartBasis.CHOSEN)
    _write(study, said)
    _write_outcomes(study, outcomes)
    choose_comparison(study)
    return study


@transaction.atomic
def change_study(*, study: Study, version: int, by: Person, **said: Unpack[StudyChanges]) -> Study:
    """Change a study that is not frozen. Other areas or years mean other comparison areas: these are chosen anew.

    Raises PermissionDenied, Conflict, or Refused (`name`, `areas`, `start_year`, `selection_year`).
    """
    take(study, version, by)
    before = (study.start_year, study.selection_year, _area_ids(study))
    if said.get("start_year", study.start_year) != study.start_year:
        said.setdefault("start_basis", StartBasis.CHOSEN)
    _write(study, said)
    if before != (study.start_year, study.selection_year, _area_ids(study)):
        choose_comparison(study)
    return study


@transaction.atomic
def set_outcomes(*, study: Study, version: int, outcomes: Sequence[OutcomeLine], by: Person) -> Study:
    """All outcomes in place of those that stood; main questions in this order.

    Raises PermissionDenied, Conflict, or Refused (`outcomes`): none, more than three main questions, one twice.
    """
    take(study, version, by)
    _write_outcomes(study, outcomes)
    choose_comparison(study, only_new=True)
    return study


@transaction.atomic
def freeze_study(*, study: Study, version: int, by: Person) -> Study:
    """Pre-register: from now on nothing changes, and the outcome may be looked at.

    Raises PermissionDenied, Conflict, or Refused where something is lacking.
    """
    take(study, version, by)
    vague = study.outcomes.filter(primary_rank__isnull=False, relevant_effect=None).select_related("indicator")
    if vague:
        told = {"names": listing([one.indicator.label() for one in vague])}
        raise refuse("outcomes", _("Zeg eerst welk verschil ertoe doet bij %(names)s.") % told)
    return freeze(study, by)


def freeze(study: Study, by: Person | None) -> Study:
    """As `freeze_study`, of whoever may."""
    objections = Objections()
    if not study.study_areas.exists():
        objections.note("areas", _("Kies ten minste één gebied."))
    for outcome in study.outcomes.select_related("indicator"):
        if not outcome.chosen_at:
            told = {"indicator": outcome.indicator}
            objections.note("outcomes", _("Kies eerst de vergelijkingswijken voor %(indicator)s.") % told)
    if not study.outcomes.filter(primary_rank__isnull=False).exists():
        objections.note("outcomes", _("Kies ten minste één hoofdvraag."))
    objections.settle()
    study.status, study.frozen_at, study.frozen_by = StudyStatus.FROZEN, timezone.now(), by
    study.save()
    return study


@transaction.atomic
def remove_study(*, study: Study, by: Person) -> None:
    """Remove a study that is not frozen. What was frozen stays, also where its answer pleases nobody.

    Raises PermissionDenied, or Refused.
    """
    permit(Study.objects.all(), study, by=by, resource=Resource.STUDY, action=Action.REMOVE)
    _hold(study)
    study.delete()


def choose_comparison(study: Study, *, only_new: bool = False) -> None:
    """Let the rules choose the comparison areas of each outcome, in place of what stood."""
    from effects.comparison import weigh  # numpy and shapely, which no page should pay that only reads

    outcomes = study.outcomes.select_related("indicator", "study")
    for outcome in outcomes.filter(chosen_at__isnull=True) if only_new else outcomes:
        outcome.comparison_areas.all().delete()
        ComparisonArea.objects.bulk_create(
            ComparisonArea(
                outcome=outcome, area=one.area, choice=one.choice, proposed=one.choice, distance=one.distance,
                facts=one.facts,
            )
            for one in weigh(outcome)
        )  # fmt: skip
        outcome.chosen_at = timezone.now()
        outcome.save()


def take(study: Study, version: int, by: Person) -> None:
    """Begin a change. Raises PermissionDenied, Conflict, or Refused where the study is frozen."""
    permit(Study.objects.all(), study, by=by, resource=Resource.STUDY, action=Action.CHANGE)
    _hold(study)
    claim(study, version)


def _hold(study: Study) -> None:
    standing = Study.objects.select_for_update().filter(pk=study.pk).first()
    if standing is not None and standing.is_frozen:
        day = timezone.localdate(standing.frozen_at) if standing.frozen_at else ""
        raise refuse(
            WHOLE,
            _(
                "Dit onderzoek is vastgelegd (%(day)s) en verandert niet meer. "
                "Wilt u iets anders onderzoeken? Maak dan een nieuw onderzoek ernaast."
            )
            % {"day": day},
        )


def _area_ids(study: Study) -> set[int]:
    return set(study.study_areas.values_list("area_id", flat=True))


def _write(study: Study, said: StudyChanges) -> None:
    for name in ("name", "start_year", "start_basis", "selection_year"):
        if name in said:
            setattr(study, name, said[name])
    study.name = study.name.strip()
    _check(study, said)
    try:
        with transaction.atomic():
            study.save()
    except IntegrityError:
        raise refuse("name", _("Een ander onderzoek van dit programma heet al zo. Kies een andere naam."))
    if "areas" in said:
        _put_areas(study, said["areas"])


def _check(study: Study, said: StudyChanges) -> None:
    objections = Objections()
    if not study.name:
        objections.note("name", _("Geef het onderzoek een naam."))
    if not study.start_year:
        objections.note("start_year", _("Vul het jaar in waarin het begon."))
    elif study.selection_year and study.selection_year > study.start_year:
        objections.note("selection_year", _("Een wijk is gekozen voor het begin, of in dat jaar: niet erna."))
    _check_areas(said.get("areas"), objections)
    objections.settle()


def _check_areas(areas: Sequence[Area] | None, objections: Objections) -> None:
    if areas is None:
        return
    if not areas:
        objections.note("areas", _("Kies ten minste één gebied."))
    if len({(area.level, area.division_year, area.invented) for area in areas}) > 1:
        objections.note("areas", _("Kies gebieden van één soort en één indeling: wijken, buurten of postcodes."))


def _put_areas(study: Study, areas: Sequence[Area]) -> None:
    wanted = {area.pk for area in areas}
    for row in study.study_areas.exclude(area__in=wanted):
        row.delete()
    standing = _area_ids(study)
    for area in areas:
        if area.pk not in standing:
            StudyArea.objects.create(study=study, area=area)


def _write_outcomes(study: Study, lines: Sequence[OutcomeLine]) -> None:
    _check_outcomes(lines)
    for row in study.outcomes.exclude(indicator__in=[line.indicator.pk for line in lines]):
        row.delete()
    for row in study.outcomes.filter(primary_rank__isnull=False):
        row.primary_rank = None  # so that no two hold the same place while they change
        row.save()
    rank = 0
    for line in lines:
        rank += line.primary
        said = {
            "primary_rank": rank if line.primary else None,
            "lag_years": line.lag_years,
            "relevant_effect": line.relevant_effect,
        }
        outcome, _new = StudyOutcome.objects.update_or_create(study=study, indicator=line.indicator, defaults=said)
        if line.interventions:
            outcome.interventions.set(line.interventions)


def _check_outcomes(lines: Sequence[OutcomeLine]) -> None:
    objections = Objections()
    if not lines:
        objections.note("outcomes", _("Kies ten minste één uitkomst."))
    if sum(line.primary for line in lines) > MOST_PRIMARY:
        objections.note("outcomes", _("Kies ten hoogste drie hoofdvragen. De rest is verkennend."))
    if len({line.indicator.pk for line in lines}) < len(lines):
        objections.note("outcomes", _("Dezelfde uitkomst staat er twee keer."))
    if any(line.relevant_effect is not None and line.relevant_effect < 0 for line in lines):
        objections.note("outcomes", _("Schrijf het effect dat ertoe doet zonder min."))
    objections.settle()
