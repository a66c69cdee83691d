"""How a programme goes: milestones of interventions, risks, and decisions that were taken."""

from __future__ import annotations

import datetime as dt
from typing import Any, TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.models import Decision, Document, Intervention, Milestone, Programme, Risk
from programmes.vocabulary import DecidedBy, Likelihood
from stakeholders.models import Organisation, Person
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import Objections, claim, permit, refuse


class MilestoneChanges(TypedDict, total=False):
    """What one may say about a milestone; in a change, only what changes. `reached_on` None is: not yet."""

    name: str
    due_on: dt.date | None
    reached_on: dt.date | None


class RiskChanges(TypedDict, total=False):
    """What one may say about a risk; likelihood and effect are 1, 2 or 3, and weigh together from 1 to 9."""

    name: str
    likelihood: int
    effect: int
    measure: str
    owner: Organisation | None
    closed_on: dt.date | None


class DecisionChanges(TypedDict, total=False):
    """What one may say about a decision."""

    name: str
    text: str
    taken_on: dt.date | None
    taken_by: str
    document: Document | None


@transaction.atomic
def add_milestone(*, intervention: Intervention, by: Person, **said: Unpack[MilestoneChanges]) -> Milestone:
    """Name a moment that an intervention must reach. Raises PermissionDenied, or Refused (`name`, `due_on`, …)."""
    permit(Intervention.objects.all(), intervention, by=by, resource=Resource.MILESTONE, action=Action.ADD)
    return _write_milestone(Milestone(intervention=intervention), said)


@transaction.atomic
def change_milestone(*, milestone: Milestone, version: int, by: Person, **said: Unpack[MilestoneChanges]) -> Milestone:
    """Change it, or say on which day it was reached. Raises PermissionDenied, Conflict, or Refused."""
    permit(Milestone.objects.all(), milestone, by=by, resource=Resource.MILESTONE, action=Action.CHANGE)
    claim(milestone, version)
    return _write_milestone(milestone, said)


@transaction.atomic
def remove_milestone(*, milestone: Milestone, by: Person) -> None:
    """Remove a milestone; its history stays. Raises PermissionDenied."""
    permit(Milestone.objects.all(), milestone, by=by, resource=Resource.MILESTONE, action=Action.REMOVE)
    milestone.delete()


@transaction.atomic
def add_risk(
    *, programme: Programme, intervention: Intervention | None = None, by: Person, **said: Unpack[RiskChanges]
) -> Risk:
    """Write down what may go wrong with a programme, or with one of its interventions.

    Raises PermissionDenied, or Refused (`intervention`, `name`, `likelihood`, `effect`, `owner`, `closed_on`).
    """
    permit(Programme.objects.all(), programme, by=by, resource=Resource.RISK, action=Action.ADD)
    _check_inside(programme, intervention)
    return _write_risk(Risk(programme=programme, intervention=intervention), said, by)


@transaction.atomic
def change_risk(*, risk: Risk, version: int, by: Person, **said: Unpack[RiskChanges]) -> Risk:
    """Weigh it anew, say what is done about it, or close it. Raises PermissionDenied, Conflict, or Refused."""
    permit(Risk.objects.all(), risk, by=by, resource=Resource.RISK, action=Action.CHANGE)
    claim(risk, version)
    return _write_risk(risk, said, by)


@transaction.atomic
def remove_risk(*, risk: Risk, by: Person) -> None:
    """Remove a risk that was written down by mistake; its history stays. Raises PermissionDenied."""
    permit(Risk.objects.all(), risk, by=by, resource=Resource.RISK, action=Action.REMOVE)
    risk.delete()


@transaction.atomic
def record_decision(
    *, programme: Programme, intervention: Intervention | None = None, by: Person, **said: Unpack[DecisionChanges]
) -> Decision:
    """Record what was decided about a programme, or about one of its interventions.

    Raises PermissionDenied, or Refused (`intervention`, `name`, `taken_on`, `taken_by`, `document`).
    """
    permit(Programme.objects.all(), programme, by=by, resource=Resource.DECISION, action=Action.ADD)
    _check_inside(programme, intervention)
    return _write_decision(Decision(programme=programme, intervention=intervention), said)


@transaction.atomic
def change_decision(*, decision: Decision, version: int, by: Person, **said: Unpack[DecisionChanges]) -> Decision:
    """Correct what stands of a decision. Raises PermissionDenied, Conflict, or Refused as `record_decision`."""
    permit(Decision.objects.all(), decision, by=by, resource=Resource.DECISION, action=Action.CHANGE)
    claim(decision, version)
    return _write_decision(decision, said)


@transaction.atomic
def remove_decision(*, decision: Decision, by: Person) -> None:
    """Remove a decision that was recorded by mistake; its history stays. Raises PermissionDenied."""
    permit(Decision.objects.all(), decision, by=by, resource=Resource.DECISION, action=Action.REMOVE)
    decision.delete()


def _write_milestone(milestone: Milestone, said: MilestoneChanges) -> Milestone:
    _take(milestone, said)
    wrong = Objections()
    programme = milestone.intervention.programme
    if not milestone.name:
        wrong.note("name", _("Geef de mijlpaal een naam."))
    if milestone.due_on is None:
        wrong.note("due_on", _("Kies een dag."))
    elif not programme.start_year <= milestone.due_on.year <= programme.end_year:
        wrong.note(
            "due_on",
            _("Het programma loopt van %(first)s tot en met %(last)s. Kies een dag daarbinnen.")
            % {"first": programme.start_year, "last": programme.end_year},
        )
    _check_past(milestone.reached_on, "reached_on", wrong)
    namesakes = Milestone.objects.filter(intervention=milestone.intervention, name__iexact=milestone.name)
    taken = _("Deze interventie heeft al een mijlpaal met deze naam. Kies een andere.")
    if milestone.name and namesakes.exclude(pk=milestone.pk).exists():
        wrong.note("name", taken)
    wrong.settle()
    try:
        with transaction.atomic():
            milestone.save()
    except IntegrityError:  # someone else took the name at the same moment
        raise refuse("name", taken) from None
    return milestone


def _write_risk(risk: Risk, said: RiskChanges, by: Person) -> Risk:
    _take(risk, said)
    wrong = Objections()
    if not risk.name:
        wrong.note("name", _("Zeg in een paar woorden wat er mis kan gaan."))
    for name in ("likelihood", "effect"):
        if getattr(risk, name) not in Likelihood.values:
            wrong.note(name, _("Kies klein, middel of groot."))
    owner = said.get("owner")
    if owner and not Organisation.objects.visible_to(by).filter(pk=owner.pk).exists():
        wrong.note("owner", _("Deze organisatie kennen wij niet. Kies er een uit de lijst, of voeg haar eerst toe."))
    _check_past(risk.closed_on, "closed_on", wrong)
    wrong.settle()
    risk.save()
    return risk


def _write_decision(decision: Decision, said: DecisionChanges) -> Decision:
    _take(decision, said)
    wrong = Objections()
    if not decision.name:
        wrong.note("name", _("Zeg in een paar woorden wat er is besloten."))
    if decision.taken_by not in DecidedBy.values:
        wrong.note("taken_by", _("Kies wie het besluit nam."))
    if decision.taken_on is None:
        wrong.note("taken_on", _("Kies de dag van het besluit."))
    _check_past(decision.taken_on, "taken_on", wrong)
    if decision.document and decision.document.programme_id != decision.programme_id:
        wrong.note("document", _("Dit document hoort bij een ander programma. Kies er een uit de lijst."))
    wrong.settle()
    decision.save()
    return decision


def _take(row: Any, said: Any) -> None:
    for name, value in said.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)


def _check_past(day: dt.date | None, name: str, wrong: Objections) -> None:
    if day and day > timezone.localdate():
        wrong.note(name, _("Deze dag moet nog komen. Kies vandaag of een eerdere dag."))


def _check_inside(programme: Programme, intervention: Intervention | None) -> None:
    if intervention and intervention.programme_id != programme.pk:
        raise refuse("intervention", _("Deze interventie hoort bij een ander programma. Kies er een uit de lijst."))
