"""Money that goes through several hands: passed on, followed back, and counted once, where it is spent."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from charts.wording import euros
from programmes.models import Intervention, Investment
from programmes.services.booking import copy_of, reverse
from programmes.services.entryrules import Details, check_entry, tidy
from programmes.services.spending import check_may_change, spenders_for
from programmes.vocabulary import Nature
from stakeholders.models import Organisation, Person
from stakeholders.permissions import Action
from stakeholders.refusal import WHOLE, Objections, refuse


@dataclass(frozen=True)
class PassedOn:
    """What came of an entry: the part that its hand keeps (None where all went), the part on its way, what arrived."""

    kept: Investment | None
    passed: Investment
    received: Investment


@transaction.atomic
def pass_on(
    *, entry: Investment, amount: Decimal, to: Organisation, by: Person, note: str = "",
    instead_of: Investment | None = None, **details: Unpack[Details],
) -> PassedOn:  # fmt: skip
    """Pass on the whole of an entry, or `amount` euros of it, to the next hand; stream, year and state stay.

    The entry is reversed and split: what stays, what is passed on (which no total counts any more) and what the next
    hand has. `instead_of` is an amount that the next hand reported itself from the same payer: it takes its place, so
    that the euro is counted once. Raises PermissionDenied, or Refused (`amount`, `to`, `instead_of`, or the whole).
    """
    check_may_change([entry], by)
    list(Intervention.objects.select_for_update().filter(pk=entry.intervention_id))
    entry = Investment.objects.with_names().get(pk=entry.pk)
    _check_can_be_passed_on(entry)
    cents = _checked_part(entry, amount, to, by)
    _check_not_reported_twice(entry, cents, to, instead_of)
    reverse(entry, by, note)
    kept = _written(copy_of(entry, by, note), entry.amount_cents - cents)
    passed = copy_of(entry, by, note, passed_on=True, amount_cents=cents)
    passed.save()
    if instead_of is not None:
        check_may_change([instead_of], by)
        reverse(instead_of, by, note)
    of_hand = instead_of or Investment()
    own: Details = {"vat": of_hand.vat, "taakveld": of_hand.taakveld, "taakveld_year": of_hand.taakveld_year}
    said: Details = {**own, **details}
    received = tidy(_next_link(passed, to, by, note, **said))
    received.amount_cents = check_entry(received, amount, by, replaces=instead_of)
    received.save()
    return PassedOn(kept, passed, received)


def _next_link(passed: Investment, to: Organisation, by: Person, note: str, **details: Unpack[Details]) -> Investment:
    """What the next hand has: its own btw and taakveld, the money of who paid first."""
    return copy_of(
        passed, by, note, payer=passed.spender, spender=to, passed_on=False, passed_from=passed,
        first_payer=passed.first_payer or passed.payer, document=None, **details,
    )  # fmt: skip


@transaction.atomic
def take_back(*, entry: Investment, by: Person, note: str = "") -> Investment:
    """Take back what was passed on: `entry` is what the next hand has. What stands then with who passed it on.

    Raises PermissionDenied unless the person may change what that hand has, or Refused where `entry` came from nobody,
    was passed on further, or stands no more.
    """
    list(Intervention.objects.select_for_update().filter(pk=entry.intervention_id))
    entry = Investment.objects.with_names().get(pk=entry.pk)
    passed = entry.passed_from
    if passed is None or entry.reverses_id:
        raise refuse(WHOLE, _("Dit bedrag is niet door een ander doorgegeven."))
    check_may_change([passed], by)
    arrived = list(Investment.objects.in_hand().filter(passed_from=passed))
    if entry not in arrived or sum(one.amount_cents for one in arrived) != passed.amount_cents:
        raise refuse(WHOLE, _("Dit bedrag staat er niet meer zo. Neem eerst terug wat daarna is doorgegeven."))
    for one in [*arrived, passed]:
        reverse(one, by, note)
    back = copy_of(passed, by, note, passed_on=False)
    rest = _rest_beside(passed)
    if rest is not None:
        reverse(rest, by, note)
    back.amount_cents = passed.amount_cents + (rest.amount_cents if rest else 0)
    back.save()
    return back


def _rest_beside(passed: Investment) -> Investment | None:
    """What the hand kept of the same money, so that after taking back it stands as one amount again."""
    same = ("intervention", "payer", "spender", "year", "funding_stream", "state", "nature", "vat", "taakveld")
    found = Investment.objects.in_hand().filter(**{name: getattr(passed, name) for name in same})
    beside = list(found.filter(passed_from=passed.passed_from, bundle=None))
    return beside[0] if len(beside) == 1 else None


def _written(entry: Investment, cents: int) -> Investment | None:
    """Save an entry of so many cents; of nothing there is none."""
    if not cents:
        return None
    entry.amount_cents = cents
    entry.save()
    return entry


def _check_can_be_passed_on(entry: Investment) -> None:
    if entry.reverses_id or hasattr(entry, "reversed_by") or entry.passed_on:
        raise refuse(WHOLE, _("Dit bedrag staat er niet meer zo. Kies de boeking die ervoor in de plaats kwam."))
    if entry.nature == Nature.CAPITAL_CHARGE:
        raise refuse(WHOLE, _("Een kapitaallast wordt niet doorgegeven. Geef de investering zelf door."))
    if entry.bundle_id:
        raise refuse(WHOLE, _("Dit is een deel van een gedeelde investering. Geef door voor u verdeelt."))


def _checked_part(entry: Investment, amount: Decimal, to: Organisation, by: Person) -> int:
    wrong = Objections()
    cents = int(amount * 100) if amount.is_finite() and amount * 100 == int(amount * 100) else 0
    if not 0 < cents <= entry.amount_cents:
        most = {"most": euros(entry.amount_cents)}
        wrong.note("amount", _("Geef meer dan 0 door en ten hoogste %(most)s, op de cent.") % most)
    if to == entry.spender or to in entry.hands:
        wrong.note("to", _("%(name)s had dit geld al in handen. Kies een ander.") % {"name": to})
    elif spenders_for(by, entry.intervention, Action.ADD) is not None and not _takes_part(to, entry.intervention):
        wrong.note(
            "to", _("%(name)s doet niet mee aan deze interventie. Vraag het de programmamanager.") % {"name": to}
        )
    wrong.settle()
    return cents


def _takes_part(organisation: Organisation, intervention: Intervention) -> bool:
    return Intervention.objects.reported_by([organisation.pk]).filter(pk=intervention.pk).exists()


def reported_by_next(entry: Investment, to: Organisation) -> list[Investment]:
    """What the next hand reported itself from this payer and stream: very likely the same euros."""
    same = ("intervention", "year", "funding_stream", "state", "nature")
    found = Investment.objects.in_hand().filter(**{name: getattr(entry, name) for name in same})
    return list(found.filter(payer=entry.spender, spender=to, passed_from=None).with_names())


def _check_not_reported_twice(entry: Investment, cents: int, to: Organisation, instead_of: Investment | None) -> None:
    own = reported_by_next(entry, to)
    if instead_of is not None and instead_of not in own:
        raise refuse("instead_of", _("Dit is geen bedrag dat %(name)s hieruit meldde.") % {"name": to})
    if instead_of is not None and instead_of.amount_cents != cents:
        exact = {"amount": euros(instead_of.amount_cents)}
        raise refuse("amount", _("Geef precies %(amount)s door, of verbeter eerst dat bedrag.") % exact)
    if own and instead_of is None:
        told = {"name": to, "amount": euros(own[0].amount_cents), "payer": entry.spender}
        raise refuse(
            "instead_of",
            _(
                "%(name)s meldde hier zelf al %(amount)s, betaald door %(payer)s. "
                "Kies dat bedrag, dan telt het één keer."
            )
            % told,
        )
