"""The ledger: report an amount, correct one. Nothing is ever changed or removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Unpack, cast

from django.db import transaction
from django.utils.translation import gettext as _

from programmes.amounts import AmountError, to_cents
from programmes.models import Document, FundingStream, Intervention, Investment
from programmes.services.booking import Posting, book, copy_of
from programmes.services.entryrules import Details, check_stands_alone, tidy
from programmes.services.spending import check_may_add, check_may_change
from programmes.vocabulary import Nature
from stakeholders.models import Organisation, Person
from stakeholders.refusal import WHOLE, Objections, Refused, refuse


@dataclass(frozen=True)
class Correction:
    """A reversal of an entry and, unless the amount was withdrawn, the entry that takes its place."""

    reversal: Investment
    replacement: Investment | None


@dataclass(frozen=True)
class Cell:
    """One amount of a report: what it is about, which entry stood there when it was opened, and what it must become.

    `amount` None means "not reported": an entry that stood is reversed, and nothing takes its place. A detail (btw,
    taakveld, source) that is None or empty stays as it stood. What is wrong with it is told at `key`, or where `places`
    names another place for what was wrong (its taakveld, say).
    """

    key: str
    intervention: Intervention
    payer: Organisation
    spender: Organisation
    year: int
    funding_stream: FundingStream
    state: str
    amount: Decimal | None
    stood: int | None = None
    nature: str = Nature.INVESTMENT
    vat: str | None = None
    taakveld: str | None = None
    taakveld_year: int | None = None
    source_reference: str | None = None
    document: Document | None = None
    note: str = ""
    places: Mapping[str, str] = field(default_factory=dict)

    def blank(self) -> Investment:
        """An entry that stands where this cell stands, not saved and without an amount."""
        names = ("intervention", "payer", "spender", "year", "funding_stream", "state", "nature")
        return Investment(**{name: getattr(self, name) for name in names})

    def said(self) -> Details:
        """The details that were said, without those that must stay as they stood."""
        names = ("vat", "nature", "taakveld", "taakveld_year", "source_reference", "document")
        told = {name: getattr(self, name) for name in names}
        return cast("Details", {name: value for name, value in told.items() if value not in (None, "")})


@transaction.atomic
def report_investment(
    *,
    intervention: Intervention,
    payer: Organisation,
    spender: Organisation,
    year: int,
    funding_stream: FundingStream,
    state: str,
    amount: Decimal,
    by: Person,
    note: str = "",
    override: str = "",
    **details: Unpack[Details],
) -> Investment:
    """Add one entry to the ledger; `amount` in euros, exact to the cent. Nought is an amount: "nothing was spent".

    A reporter reports for the own organisation, on interventions in which it takes part; a manager for the own
    gemeente. A gemeente that spends names a taakveld, or the intervention does. A commitment stays under its ceilings,
    unless a manager gives a reason to go beyond (`override`).
    Raises PermissionDenied, or Refused (`year`, `amount`, `state`, `funding_stream`, `vat`, `nature`, `taakveld`,
    `document`): a negative amount, parts of a cent, a year outside the programme or the intervention, a retired stream.
    """
    entry = new_entry(
        intervention=intervention, payer=payer, spender=spender, year=year, funding_stream=funding_stream, state=state,
        note=note, by=by, **details,
    )  # fmt: skip
    check_may_add([entry], by)
    check_in_use(funding_stream)
    _book_one(Posting(entry, amount), by, override)
    return entry


def new_entry(*, by: Person, **said: Any) -> Investment:
    """An entry that is said for the first time, tidied and not saved."""
    return tidy(Investment(**said, entered_by=by))


def _book_one(posting: Posting, by: Person, override: str) -> None:
    for refusal in book([posting], by=by, override=override).values():
        raise refusal


def check_in_use(stream: FundingStream) -> None:
    if stream.retired:
        raise refuse("funding_stream", _("De geldstroom %(name)s is gestopt. Kies een andere.") % {"name": stream})


@transaction.atomic
def correct_investment(
    *, entry: Investment, amount: Decimal | None, by: Person, note: str = "", override: str = "",
    **details: Unpack[Details],
) -> Correction:  # fmt: skip
    """Reverse an entry and put the right amount in its place; None withdraws it.

    What is not said anew in `details` stays as it was. Raises PermissionDenied, or Refused: an entry that was reversed
    already, a reversal, an amount or detail that breaks a rule.
    """
    check_may_change([entry], by)
    if entry.reverses_id is not None:
        raise refuse(WHOLE, _("Dit is zelf een tegenboeking. Verbeter de nieuwe boeking die erna kwam."))
    posting = _correction(entry, amount, by, note, **details)
    _book_one(posting, by, override)
    return Correction(cast("Investment", posting.reversal), posting.entry)


def _correction(
    entry: Investment, amount: Decimal | None, by: Person, note: str, **details: Unpack[Details]
) -> Posting:
    """What reverses an entry, and takes its place unless it is withdrawn."""
    check_stands_alone(entry, amount)
    replacement = None if amount is None else tidy(copy_of(entry, by, note, **details))
    return Posting(replacement, amount, entry, note)


@transaction.atomic
def save_report(*, cells: Sequence[Cell], by: Person, override: str = "") -> int:
    """Save the cells of a report whose amounts or details changed, all or none; the number that was saved.

    A cell that stood as it was costs nothing, so that the same report twice adds nothing. Raises PermissionDenied, or
    Refused with the key of each cell that breaks a rule or that someone else saved in the meantime (and `override`
    where a reason to go beyond a ceiling would do).
    """
    locked = Intervention.objects.select_for_update().filter(pk__in={cell.intervention.pk for cell in cells})
    list(locked.order_by("pk"))
    standing = _standing_entries(cells)
    wrong = Objections()
    said: list[tuple[Cell, Posting]] = []
    for cell in cells:
        try:
            said += [(cell, posting) for posting in _postings(cell, standing.get(_place(cell), []), by)]
        except Refused as objection:
            _note_once(wrong, cell, objection)
    postings = [posting for _cell, posting in said]
    check_may_change([one.stood for one in postings if one.stood is not None], by)
    check_may_add([one.entry for one in postings if one.stood is None and one.entry is not None], by)
    for place, refusal in book(postings, by=by, override=override).items():
        _note_once(wrong, said[place][0], refusal)
    wrong.settle()
    return len(postings)


def _note_once(wrong: Objections, cell: Cell, refusal: Refused) -> None:
    """What is wrong with a cell, at its place; cells that share a place are told the same thing once."""
    for name, messages in refusal.errors.items():
        place = cell.places.get(name, cell.key)
        for message in messages:
            if message not in wrong.found.get(place, []):
                wrong.note(place, message)
    if "override" in refusal.errors and "override" not in wrong.found:
        wrong.note("override", _("Waarom mag dit boven het plafond? De reden blijft te zien."))


Place = tuple[int, int, int, int, int, str, str]


def _place(row: Cell | Investment) -> Place:
    """Where an amount stands: intervention, payer, spender, year, funding stream, state and nature."""
    where = (row.intervention.pk, row.payer.pk, row.spender.pk, row.year, row.funding_stream.pk)
    return (*where, row.state, row.nature)


def _standing_entries(cells: Sequence[Cell]) -> dict[Place, list[Investment]]:
    entries = Investment.objects.in_hand().filter(
        intervention__in={cell.intervention.pk for cell in cells}, year__in={cell.year for cell in cells}
    )
    found: dict[Place, list[Investment]] = {}
    for entry in entries.with_kept().select_related("entered_by"):
        found.setdefault(_place(entry), []).append(entry)
    return found


def _postings(cell: Cell, standing: list[Investment], by: Person) -> list[Posting]:
    """What a cell asks to be booked; nothing where it stands so already."""
    entry = standing[0] if len(standing) == 1 else None
    if len(standing) < 2 and _stands_so(cell, entry):
        return []
    if len(standing) > 1:
        raise refuse("amount", _("Hier staan meer boekingen bij elkaar. Verbeter ze een voor een bij de boekingen."))
    if (entry.pk if entry else None) != cell.stood:
        raise refuse("amount", _changed_meanwhile(entry))
    if entry is not None:
        return [_correction(entry, cell.amount, by, cell.note, **cell.said())]
    if cell.amount is None:
        return []
    check_in_use(cell.funding_stream)
    blank = cell.blank()
    for name, value in {**cell.said(), "note": cell.note, "entered_by": by}.items():
        setattr(blank, name, value)
    return [Posting(tidy(blank), cell.amount, note=cell.note)]


def _stands_so(cell: Cell, entry: Investment | None) -> bool:
    """Whether the ledger says already what the cell says."""
    cents = None if cell.amount is None else _cents(cell.amount)
    if entry is None or cents is None:
        return cents == (entry.amount_cents if entry else None)
    return cents == entry.amount_cents and all(value == getattr(entry, name) for name, value in cell.said().items())


def _changed_meanwhile(entry: Investment | None) -> str:
    from charts.wording import euros

    if entry is None:
        return _("Dit bedrag is net door iemand anders teruggeboekt. Kijk het na en bewaar opnieuw.")
    return _("%(who)s vulde hier net %(amount)s in. Kijk het na en bewaar opnieuw.") % {
        "who": entry.entered_by or _("Iemand anders"),
        "amount": euros(entry.amount_cents),
    }


def _cents(amount: Decimal) -> int:
    try:
        return to_cents(amount)
    except AmountError as error:
        raise refuse("amount", str(error))
