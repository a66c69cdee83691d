"""One investment that serves several interventions: divided by share, to the cent, and corrected as a whole."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from programmes.amounts import AmountError, spread, to_cents
from programmes.models import Bundle, Intervention, Investment
from programmes.services.booking import Posting, book, copy_of
from programmes.services.dividing import wrong_with_sum
from programmes.services.entryrules import tidy
from programmes.services.money import check_in_use, new_entry
from programmes.services.spending import check_may_add, check_may_change
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
    parts = zip(shares, spread(cents, [part.share for part in shares]), strict=True)
    override = said.pop("override", "")
    postings = [
        Posting(
            new_entry(intervention=part.intervention, by=by, bundle=bundle, bundle_share=part.share, **said),
            Decimal(of_part) / 100,
        )
        for part, of_part in sorted(parts, key=lambda pair: pair[0].intervention.pk)
    ]
    _check_may_enter(postings, by)
    _settle(postings, book(postings, by=by, override=override))
    return bundle


def _check_may_enter(postings: Sequence[Posting], by: Person) -> None:
    entries = [one.entry for one in postings if one.entry is not None]
    check_may_add(entries, by)
    check_in_use(entries[0].funding_stream)


def _settle(postings: Sequence[Posting], refused: Mapping[int, Refused]) -> None:
    """Tell what is wrong with each part, with its intervention named."""
    wrong = Objections()
    for place, refusal in refused.items():
        for field, messages in refusal.errors.items():
            for message in messages:
                wrong.note(field, f"{getattr(postings[place].entry, 'intervention', '')}: {message}")
    wrong.settle()


@transaction.atomic
def correct_bundle(
    *, bundle: Bundle, amount: Decimal | None, by: Person, note: str = "", override: str = ""
) -> Bundle | None:
    """Reverse every part of a bundle and divide the right amount anew by the same shares; None withdraws it.

    Raises PermissionDenied, or Refused where the bundle was corrected already, or a rule of the ledger does not hold.
    """
    interventions = Intervention.objects.filter(investments__bundle=bundle).distinct()
    list(Intervention.objects.select_for_update().filter(pk__in=interventions.values("pk")).order_by("pk"))
    parts = list(bundle.entries.standing().with_kept().order_by("pk"))
    if not parts:
        raise refuse(WHOLE, _("Dit bedrag is al verbeterd. Verbeter wat ervoor in de plaats kwam."))
    cents = None if amount is None else _cents(amount)
    check_may_change(parts, by)
    corrected = None if cents is None else Bundle.objects.create(name=bundle.name, total_cents=cents)
    for refusal in book(_corrections(parts, corrected, by, note), by=by, override=override).values():
        raise refusal
    return corrected


def _corrections(parts: list[Investment], corrected: Bundle | None, by: Person, note: str) -> list[Posting]:
    """Each part in place of what stood, of the new whole; without one all are withdrawn."""
    if corrected is None:
        return [Posting(None, stood=entry, note=note) for entry in parts]
    amounts = spread(corrected.total_cents, [entry.bundle_share or Decimal(0) for entry in parts])
    return [
        Posting(tidy(copy_of(entry, by, note, bundle=corrected)), Decimal(cents) / 100, entry, note)
        for entry, cents in zip(parts, amounts, strict=True)
    ]


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
