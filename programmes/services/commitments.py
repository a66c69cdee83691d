"""Commitments of an agreement: who does what, how much and by when, through which interventions."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from charts.wording import listing
from programmes.amounts import AmountError, to_cents
from programmes.models import Agreement, Commitment, Intervention, Output
from programmes.models.interventions import InterventionQuerySet
from programmes.services.agreements import BOUND
from stakeholders.models import Organisation, Person
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import WHOLE, Objections, claim, permit, refuse


class CommitmentChanges(TypedDict, total=False):
    """What one may say about a commitment; in a change, only what changes. `amount` in euros; None: none promised."""

    organisation: Organisation
    what: str
    quantity: int | None
    unit: str
    amount: Decimal | None
    due_on: dt.date | None
    interventions: Sequence[Intervention]
    outputs: Sequence[Output]


@transaction.atomic
def add_commitment(*, agreement: Agreement, by: Person, **said: Unpack[CommitmentChanges]) -> Commitment:
    """Write a promise into an agreement that is not signed yet.

    Raises PermissionDenied, or Refused (`organisation`, `what`, `quantity`, `unit`, `amount`, `due_on`, …).
    """
    permit(Agreement.objects.all(), agreement, by=by, resource=Resource.AGREEMENT, action=Action.CHANGE)
    if agreement.status in BOUND:
        raise refuse(WHOLE, _signed())
    return _write(Commitment(agreement=agreement), {"interventions": (), "outputs": (), **said})


@transaction.atomic
def change_commitment(
    *, commitment: Commitment, version: int, by: Person, **said: Unpack[CommitmentChanges]
) -> Commitment:
    """Change a promise; once the agreement is signed only through which interventions and results it is kept.

    Raises PermissionDenied, Conflict, or Refused as `add_commitment`.
    """
    agreement = commitment.agreement
    permit(Agreement.objects.all(), agreement, by=by, resource=Resource.AGREEMENT, action=Action.CHANGE)
    claim(commitment, version)
    return _write(commitment, said)


@transaction.atomic
def remove_commitment(*, commitment: Commitment, by: Person) -> None:
    """Take a promise out of an agreement that is not signed; its history stays. Raises PermissionDenied, or Refused."""
    permit(Agreement.objects.all(), commitment.agreement, by=by, resource=Resource.AGREEMENT, action=Action.CHANGE)
    if commitment.agreement.status in BOUND:
        raise refuse(WHOLE, _signed())
    commitment.delete()


def _signed() -> str:
    return _("De afspraak is getekend, dus de toezeggingen liggen vast. Maak voor iets anders een nieuwe afspraak.")


def _write(commitment: Commitment, said: CommitmentChanges) -> Commitment:
    wrong = Objections()
    bound = commitment.agreement.status in BOUND
    before = {name: getattr(commitment, name) for name in _PLAIN} if bound else {}
    for name in ("organisation", "what", "quantity", "unit", "due_on"):
        if name in said:
            value = said[name]
            setattr(commitment, name, value.strip() if isinstance(value, str) else value)
    if "amount" in said:
        commitment.amount_cents = _cents(said["amount"], wrong)
    for name, value in before.items():
        if value != getattr(commitment, name):
            wrong.note(name.removesuffix("_id").removesuffix("_cents"), _signed())
    _check(commitment, wrong)
    _check_interventions(commitment, said.get("interventions", ()), wrong)
    _check_outputs(commitment, said, wrong)
    wrong.settle()
    commitment.save()
    _link(commitment, said)
    return commitment


def _link(commitment: Commitment, said: CommitmentChanges) -> None:
    if "interventions" in said:
        commitment.interventions.set(said["interventions"])
    if "outputs" in said:
        commitment.outputs.set(said["outputs"])
    elif "interventions" in said:  # what no longer keeps the promise counts for it no longer
        commitment.outputs.remove(*commitment.outputs.exclude(intervention__in=said["interventions"]))


_PLAIN = ("organisation_id", "what", "quantity", "unit", "amount_cents", "due_on")


def _cents(amount: Decimal | None, wrong: Objections) -> int | None:
    if amount is None:
        return None
    try:
        cents = to_cents(amount)
    except AmountError as error:
        wrong.note("amount", str(error))
        return None
    if cents < 0:
        wrong.note("amount", _("Een toezegging is niet negatief. Laat het bedrag leeg als er geen is toegezegd."))
    return cents


def _check(commitment: Commitment, wrong: Objections) -> None:
    agreement = commitment.agreement
    if commitment.organisation_id is None or not agreement.parties.filter(pk=commitment.organisation_id).exists():
        wrong.note("organisation", _("Kies een van de partijen van deze afspraak."))
    if not commitment.what:
        wrong.note("what", _("Zeg in een paar woorden wat wordt toegezegd."))
    if commitment.quantity is not None and not commitment.unit:
        wrong.note("unit", _("Zeg waarvan er zoveel zijn, bijvoorbeeld: woningen."))
    if commitment.due_on is None:
        wrong.note("due_on", _("Kies een dag."))
    elif not agreement.first_year <= commitment.due_on.year <= agreement.last_year:
        wrong.note(
            "due_on",
            _("De afspraak loopt van %(first)s tot en met %(last)s. Kies een dag daarbinnen.")
            % {"first": agreement.first_year, "last": agreement.last_year},
        )


def _check_interventions(commitment: Commitment, rows: Sequence[Intervention], wrong: Objections) -> None:
    if set(rows) - set(interventions_for(commitment.agreement).filter(pk__in=[one.pk for one in rows])):
        wrong.note("interventions", _("Een van deze interventies hoort bij een ander programma. Kies uit de lijst."))


def _check_outputs(commitment: Commitment, said: CommitmentChanges, wrong: Objections) -> None:
    """Only results of the interventions that keep the promise count for it."""
    linked = said["interventions"] if "interventions" in said else commitment.interventions.all()
    known = {one.pk for one in linked}
    strange = [f"“{one}”" for one in said.get("outputs", ()) if one.intervention_id not in known]
    if strange:
        words = _("%(names)s hoort bij een interventie die u niet koos. Kies die ook, of haal het vinkje weg.")
        wrong.note("outputs", words % {"names": listing(strange)})


def interventions_for(agreement: Agreement) -> InterventionQuerySet:
    """What can keep a promise: the interventions of the programme, and of the programmes under it."""
    here = Q(programme=agreement.programme_id) | Q(programme__parent=agreement.programme_id, programme__draft_of=None)
    return Intervention.objects.filter(here)
