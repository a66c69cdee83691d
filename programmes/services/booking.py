"""Entries put in the ledger, one or hundreds: every rule is asked once for all of them, and all are booked or none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from programmes.models import Investment
from programmes.services.closed import check_year_is_open, closed_years
from programmes.services.entryrules import Known, check_entry, known_for
from programmes.services.holding import Commitment, hold_to_ceilings, keep_reasons, lock_ceilings
from stakeholders.models import Person
from stakeholders.refusal import WHOLE, Refused, refuse

# What a reversal, and what takes the place of an entry, keeps of it.
KEPT = (
    "intervention", "payer", "spender", "year", "funding_stream", "state", "vat", "nature", "taakveld",
    "taakveld_year", "source_reference", "document", "passed_on", "passed_from", "first_payer", "bundle",
    "bundle_share",
)  # fmt: skip


def copy_of(entry: Investment, by: Person, note: str, **changes: Any) -> Investment:
    """An entry like this one, not saved and without an amount."""
    kept = {name: getattr(entry, name) for name in KEPT}
    return Investment(**{**kept, "note": note.strip(), "entered_by": by, **changes})


@dataclass
class Posting:
    """What is to be booked: an `entry` (tidied, not saved) of `amount` euros, in place of the entry that `stood`.

    One without an entry withdraws what stood. `reversal` is written with it where something stood.
    """

    entry: Investment | None
    amount: Decimal | None = None
    stood: Investment | None = None
    note: str = ""
    reversal: Investment | None = None

    def rows(self) -> Iterator[Investment]:
        """What it touches: the entry that comes, else the one that goes."""
        yield from [one for one in (self.entry or self.stood,) if one is not None]

    def check(self, by: Person, known: Known) -> None:
        """Give the entry its cents once every rule holds. Raises Refused."""
        if self.stood is not None:
            check_year_is_open(self.stood, known.closed)
        if self.entry is not None and self.amount is not None:
            self.entry.amount_cents = check_entry(self.entry, self.amount, by, replaces=self.stood, known=known)

    def written(self, by: Person) -> Iterator[Investment]:
        """The entries to write, in their order."""
        if self.stood is not None:
            self.reversal = reversal_of(self.stood, by, self.note)
            yield self.reversal
        if self.entry is not None:
            yield self.entry


def book(postings: Sequence[Posting], *, by: Person, override: str = "") -> dict[int, Refused]:
    """Book all, or nothing: what refuses a posting, by its place. A fixed number of queries, however many there are.

    Who may enter or correct them was checked before. Waits for who accepts a report about one of their years, then
    for who commits under the same ceilings: always in that order, so that two writers never wait for each other.
    """
    refused = _broken_rules(postings, by) | _twice(postings)
    sound = [place for place in range(len(postings)) if place not in refused]
    commitments = [Commitment(postings[place].entry, postings[place].stood) for place in sound]
    lock_ceilings(one for each in commitments for one in (each.entry, each.stood) if one is not None)
    beyond_ceilings, kept = hold_to_ceilings(commitments, override=override, by=by)
    refused |= {sound[place]: refusal for place, refusal in beyond_ceilings.items()}
    if not refused:
        refused = _write(postings, by)
    if not refused:
        keep_reasons(kept, reason=override, by=by)
    return refused


def _broken_rules(postings: Sequence[Posting], by: Person) -> dict[int, Refused]:
    known = known_for([row for one in postings for row in one.rows()], by)
    refused = {}
    for place, posting in enumerate(postings):
        try:
            posting.check(by, known)
        except Refused as refusal:
            refused[place] = refusal
    return refused


def _twice(postings: Sequence[Posting]) -> dict[int, Refused]:
    """The second of two that would reverse the same entry."""
    seen: Counter[int] = Counter()
    refused = {}
    for place, posting in enumerate(postings):
        if posting.stood is not None:
            seen[posting.stood.pk] += 1
            if seen[posting.stood.pk] > 1:
                refused[place] = _reversed_already()
    return refused


def _write(postings: Sequence[Posting], by: Person) -> dict[int, Refused]:
    """Write all; where someone else reversed one of them before or at this very moment nothing, and which those are."""
    try:
        with transaction.atomic():
            Investment.objects.book([row for posting in postings for row in posting.written(by)])
    except IntegrityError:
        stood = [one.stood.pk for one in postings if one.stood is not None]
        gone = set(Investment.objects.filter(reverses__in=stood).values_list("reverses", flat=True))
        refused = {
            place: _reversed_already()
            for place, one in enumerate(postings)
            if one.stood is not None and one.stood.pk in gone
        }
        if not refused:
            raise
        return refused
    return {}


def reversal_of(entry: Investment, by: Person, note: str) -> Investment:
    return copy_of(entry, by, note, reverses_id=entry.pk, amount_cents=-entry.amount_cents)


def reverse(entry: Investment, by: Person, note: str) -> Investment:
    """Write the reversal of one entry. Raises Refused where it was reversed already, also at this very moment."""
    check_year_is_open(entry, closed_years([entry]))
    reversal = reversal_of(entry, by, note)
    try:
        with transaction.atomic():
            reversal.save()
    except IntegrityError:
        raise _reversed_already()
    return reversal


def _reversed_already() -> Refused:
    return refuse(WHOLE, _("Deze boeking is al teruggeboekt. Verbeter de boeking die ervoor in de plaats kwam."))
