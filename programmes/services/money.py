"""The ledger: report an amount, correct one. Nothing is ever changed or removed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, Unpack, cast

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from programmes.amounts import AmountError, to_cents
from programmes.ceilings import counts
from programmes.models import Document, FundingStream, Intervention, Investment
from programmes.services.ceilings import hold_to_ceilings, lock_ceilings
from programmes.services.closed import check_year_is_open
from programmes.services.entryrules import Details, check_entry, check_stands_alone, tidy
from programmes.vocabulary import Nature
from stakeholders.models import Organisation, Person, gemeente_ids
from stakeholders.permissions import Action, Resource, Scope, scope_per_role
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
    _check_may_add(intervention, spender, by)
    check_in_use(funding_stream)
    entry = tidy(
        Investment(
            intervention=intervention, payer=payer, spender=spender, year=year, funding_stream=funding_stream,
            state=state, note=note, entered_by=by, **details,
        )
    )  # fmt: skip
    entry.amount_cents = check_entry(entry, amount, by)
    lock_ceilings([entry])
    entry.save()
    hold_to_ceilings(entry=entry, added=entry.amount_cents, override=override, by=by)
    return entry


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
    check_may_change(entry, by)
    if entry.reverses_id is not None:
        raise refuse(WHOLE, _("Dit is zelf een tegenboeking. Verbeter de nieuwe boeking die erna kwam."))
    check_stands_alone(entry, amount)
    replacement = None if amount is None else tidy(copy_of(entry, by, note, **details))
    if replacement is not None and amount is not None:
        replacement.amount_cents = check_entry(replacement, amount, by, replaces=entry)
    lock_ceilings([entry] if replacement is None else [replacement])
    reversal = reverse(entry, by, note)
    if replacement is not None:
        replacement.save()
        added = replacement.amount_cents - (entry.amount_cents if counts(entry) else 0)
        hold_to_ceilings(entry=replacement, added=added, override=override, by=by)
    return Correction(reversal, replacement)


@transaction.atomic
def save_report(*, cells: Sequence[Cell], by: Person, override: str = "") -> int:
    """Save the cells of a report whose amounts or details changed, all or none; the number that was saved.

    A cell that stood as it was costs nothing, so that the same report twice adds nothing. Raises PermissionDenied, or
    Refused with the key of each cell that breaks a rule or that someone else saved in the meantime (and `override`
    where a reason to go beyond a ceiling would do).
    """
    locked = Intervention.objects.select_for_update().filter(pk__in={cell.intervention.pk for cell in cells})
    list(locked.order_by("pk"))
    lock_ceilings(cell.blank() for cell in cells)
    standing = _standing_entries(cells)
    wrong, saved = Objections(), 0
    for cell in cells:
        try:
            saved += _save_cell(cell, standing.get(_place(cell), []), by, override)
        except Refused as refusal:
            _note_once(wrong, cell, refusal)
            if "override" in refusal.errors and "override" not in wrong.found:
                wrong.note("override", _("Waarom mag dit boven het plafond? De reden blijft te zien."))
    wrong.settle()
    return saved


def _note_once(wrong: Objections, cell: Cell, refusal: Refused) -> None:
    """What is wrong with a cell, at its place; cells that share a place are told the same thing once."""
    for name, messages in refusal.errors.items():
        place = cell.places.get(name, cell.key)
        for message in messages:
            if message not in wrong.found.get(place, []):
                wrong.note(place, message)


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
    for entry in entries.select_related("intervention__programme", "payer", "spender", "funding_stream", "document"):
        found.setdefault(_place(entry), []).append(entry)
    return found


def _save_cell(cell: Cell, standing: list[Investment], by: Person, override: str) -> int:
    """Write one cell; 1 where something was written, 0 where it already stood so."""
    entry = standing[0] if len(standing) == 1 else None
    if len(standing) < 2 and _stands_so(cell, entry):
        return 0
    if len(standing) > 1:
        raise refuse("amount", _("Hier staan meer boekingen bij elkaar. Verbeter ze een voor een bij de boekingen."))
    if (entry.pk if entry else None) != cell.stood:
        raise refuse("amount", _changed_meanwhile(entry))
    if entry is not None:
        correct_investment(
            entry=entry, amount=cell.amount, by=by, note=cell.note, override=override, **cell.said()
        )  # fmt: skip
    elif cell.amount is not None:
        report_investment(
            intervention=cell.intervention, payer=cell.payer, spender=cell.spender, year=cell.year,
            funding_stream=cell.funding_stream, state=cell.state, amount=cell.amount, by=by, note=cell.note,
            override=override, **cell.said(),
        )  # fmt: skip
    return 1


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


def reverse(entry: Investment, by: Person, note: str) -> Investment:
    """Write the reversal of an entry. Raises Refused where it was reversed already, also at this very moment."""
    check_year_is_open(entry)
    reversal = copy_of(entry, by, note, reverses_id=entry.pk, amount_cents=-entry.amount_cents)
    try:
        with transaction.atomic():
            reversal.save()
    except IntegrityError:
        raise refuse(WHOLE, _("Deze boeking is al teruggeboekt. Verbeter de boeking die ervoor in de plaats kwam."))
    return reversal


def _cents(amount: Decimal) -> int:
    try:
        return to_cents(amount)
    except AmountError as error:
        raise refuse("amount", str(error))


def spenders_for(by: Person, intervention: Intervention, action: Action) -> list[int] | None:
    """The organisations for which this person may enter money here: None means any, an empty list nobody.

    A permission counts for the organisations in which the person has the very role that gives it.
    """
    own: list[int] = []
    for role, scope in scope_per_role(by, Resource.INVESTMENT, action).items():
        if scope == Scope.ALL or (scope == Scope.GEMEENTE and intervention.programme.gemeente_id in gemeente_ids(by)):
            return None
        if scope == Scope.OWN:
            own += by.organisation_ids(role)
    return own


def _check_may_add(intervention: Intervention, spender: Organisation, by: Person) -> None:
    own = spenders_for(by, intervention, Action.ADD)
    if own is None:
        return
    if spender.pk not in own:
        raise PermissionDenied(_("U kunt alleen bedragen melden die uw eigen organisatie besteedt."))
    if not Intervention.objects.reported_by(own).filter(pk=intervention.pk).exists():
        raise PermissionDenied(_("Uw organisatie doet niet mee aan deze interventie. Vraag het de programmamanager."))


def may_correct(*, entry: Investment, by: Person) -> bool:
    """Whether this person may correct the entry as it stands: it is no reversal, and was not reversed."""
    own = spenders_for(by, entry.intervention, Action.CHANGE)
    stands = entry.reverses_id is None and not hasattr(entry, "reversed_by")
    return stands and (own is None or entry.spender_id in own)


def check_may_change(entry: Investment, by: Person) -> None:
    own = spenders_for(by, entry.intervention, Action.CHANGE)
    if own is not None and entry.spender_id not in own:
        raise PermissionDenied(_("U kunt alleen bedragen verbeteren die uw eigen organisatie besteedt."))
