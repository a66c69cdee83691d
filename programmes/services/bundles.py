"""One investment that serves several interventions: divided by share, to the cent, and corrected as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from programmes.amounts import AmountError, spread, to_cents
from programmes.ceilings import counts
from programmes.models import Bundle, Intervention, Investment
from programmes.services.ceilings import hold_to_ceilings, lock_ceilings
from programmes.services.dividing import wrong_with_sum
from programmes.services.entryrules import check_entry, tidy
from programmes.services.money import check_may_change, copy_of, report_investment, reverse
from stakeholders.models import Person
from stakeholders.refusal import WHOLE, Objections, Refused, refuse

DECIMALS = 8


@dataclass(frozen=True)
class BundleShare:
    """An intervention and its share (0–1, at most eight decimals) of one investment."""

    intervention: Intervention
    share: Decimal


@transaction.atomic
def report_bundle(*, name: str, amount: Decimal, shares: Sequence[BundleShare], by: Person, **said: Any) -> Bundle:
    """Enter one investment of `amount` euros as an entry for each intervention; the parts add up to the cent.

    `said` is what `report_investment` takes beside the intervention and the amount, the same for every part. Raises
    PermissionDenied, or Refused (`name`, `amount`, `shares`, or a field of the entries, with the intervention named).
    """
    cents = _checked(name, amount, shares)
    bundle = Bundle.objects.create(name=name.strip(), total_cents=cents)
    wrong = Objections()
    parts = spread(cents, [part.share for part in shares])
    for part, of_part in sorted(zip(shares, parts, strict=True), key=lambda pair: pair[0].intervention.pk):
        try:
            report_investment(
                intervention=part.intervention, amount=Decimal(of_part) / 100, by=by, bundle=bundle,
                bundle_share=part.share, **said,
            )  # fmt: skip
        except Refused as refusal:
            for field, messages in refusal.errors.items():
                for message in messages:
                    wrong.note(field, f"{part.intervention}: {message}")
    wrong.settle()
    return bundle


@transaction.atomic
def correct_bundle(
    *, bundle: Bundle, amount: Decimal | None, by: Person, note: str = "", override: str = ""
) -> Bundle | None:
    """Reverse every part of a bundle and divide the right amount anew by the same shares; None withdraws it.

    Raises PermissionDenied, or Refused where the bundle was corrected already, or a rule of the ledger does not hold.
    """
    interventions = Intervention.objects.filter(investments__bundle=bundle).distinct()
    list(Intervention.objects.select_for_update().filter(pk__in=interventions.values("pk")).order_by("pk"))
    parts = list(bundle.entries.standing().with_names().order_by("pk"))
    if not parts:
        raise refuse(WHOLE, _("Dit bedrag is al verbeterd. Verbeter wat ervoor in de plaats kwam."))
    cents = None if amount is None else _cents(amount)
    for entry in parts:
        check_may_change(entry, by)
    lock_ceilings(parts)
    for entry in parts:
        reverse(entry, by, note)
    if cents is None:
        return None
    corrected = Bundle.objects.create(name=bundle.name, total_cents=cents)
    of_parts = spread(cents, [entry.bundle_share or Decimal(0) for entry in parts])
    written = [_put_in_place(entry, corrected, new, by, note) for entry, new in zip(parts, of_parts, strict=True)]
    _hold_to_ceilings(parts, written, override, by)
    return corrected


def _put_in_place(entry: Investment, bundle: Bundle, cents: int, by: Person, note: str) -> Investment:
    replacement = tidy(copy_of(entry, by, note, bundle=bundle))
    replacement.amount_cents = check_entry(replacement, Decimal(cents) / 100, by, replaces=entry)
    replacement.save()
    return replacement


def _hold_to_ceilings(before: list[Investment], after: list[Investment], override: str, by: Person) -> None:
    """Once all parts are written: by how much each programme commits more than it did."""
    for programme in {entry.intervention.programme_id for entry in after}:
        old = [entry for entry in before if entry.intervention.programme_id == programme and counts(entry)]
        new = [entry for entry in after if entry.intervention.programme_id == programme]
        added = sum(entry.amount_cents for entry in new) - sum(entry.amount_cents for entry in old)
        hold_to_ceilings(entry=new[0], added=added, override=override, by=by)


def _checked(name: str, amount: Decimal, shares: Sequence[BundleShare]) -> int:
    wrong = Objections()
    if not name.strip():
        wrong.note("name", _("Geef dit bedrag een naam, zodat u het terugvindt."))
    if len({part.intervention.pk for part in shares}) < len(shares):
        wrong.note("shares", _("Een interventie staat er twee keer in. Noem elke interventie één keer."))
    elif len(shares) < 2:
        wrong.note("shares", _("Verdeel over ten minste twee interventies. Is het er één, meld het bedrag dan daar."))
    elif any(not 0 < part.share <= 1 or part.share != round(part.share, DECIMALS) for part in shares):
        wrong.note("shares", _("Elk deel is meer dan 0 % en ten hoogste 100 %."))
    elif said := wrong_with_sum(sum((part.share for part in shares), Decimal(0))):
        wrong.note("shares", said)
    cents = 0
    try:
        cents = _cents(amount)
    except Refused as refusal:
        wrong.found |= refusal.errors
    wrong.settle()
    return cents


def _cents(amount: Decimal) -> int:
    try:
        cents = to_cents(amount)
    except AmountError as error:
        raise refuse("amount", str(error))
    if cents < 0:
        raise refuse("amount", _("Een bedrag is nooit kleiner dan 0."))
    return cents
