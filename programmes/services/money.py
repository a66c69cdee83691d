"""The ledger: report an amount, correct one. Nothing is ever changed or removed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from programmes.amounts import AmountError, to_cents
from programmes.models import FundingStream, Intervention, Investment
from programmes.vocabulary import MoneyState
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

    `amount` None means "not reported": an entry that stood is reversed, and nothing takes its place.
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
) -> Investment:
    """Add one entry to the ledger; `amount` in euros, exact to the cent. Nought is an amount: "nothing was spent".

    A reporter reports for the own organisation, on interventions in which it takes part; a manager for the own
    gemeente.
    Raises PermissionDenied, or Refused (`year`, `amount`, `state`, `funding_stream`): a negative amount, parts of a
    cent, a year outside the programme or the intervention, a retired stream.
    """
    _check_may_add(intervention, spender, by)
    if funding_stream.retired:
        message = _("De geldstroom %(name)s is gestopt. Kies een andere.") % {"name": funding_stream}
        raise refuse("funding_stream", message)
    entry = Investment(
        intervention=intervention,
        payer=payer,
        spender=spender,
        year=year,
        funding_stream=funding_stream,
        state=state,
        note=note.strip(),
        entered_by=by,
    )
    entry.amount_cents = _checked(entry, amount, by)
    entry.save()
    return entry


@transaction.atomic
def correct_investment(*, entry: Investment, amount: Decimal | None, by: Person, note: str = "") -> Correction:
    """Reverse an entry and put the right amount in its place; None withdraws it.

    Raises PermissionDenied, or Refused: an entry that was reversed already, a reversal, an amount that breaks a rule.
    """
    _check_may_change(entry, by)
    if entry.reverses_id is not None:
        raise refuse(WHOLE, _("Dit is zelf een tegenboeking. Verbeter de nieuwe boeking die erna kwam."))
    if amount is not None:
        _checked(entry, amount, by)
    reversal = _reverse(entry, by, note)
    replacement = None if amount is None else _replace(entry, amount, by, note)
    return Correction(reversal, replacement)


@transaction.atomic
def save_report(*, cells: Sequence[Cell], by: Person) -> int:
    """Save the cells of a report whose amounts changed, all or none; the number that was saved.

    A cell that stood as it was costs nothing, so that the same report twice adds nothing. Raises PermissionDenied, or
    Refused with the key of each cell that breaks a rule or that someone else saved in the meantime.
    """
    locked = Intervention.objects.select_for_update().filter(pk__in={cell.intervention.pk for cell in cells})
    list(locked.order_by("pk"))
    standing = _standing_entries(cells)
    wrong, saved = Objections(), 0
    for cell in cells:
        try:
            saved += _save_cell(cell, standing.get(_place(cell), []), by)
        except Refused as refusal:
            for messages in refusal.errors.values():
                for message in messages:
                    wrong.note(cell.key, message)
    wrong.settle()
    return saved


Place = tuple[int, int, int, int, int, str]


def _place(row: Cell | Investment) -> Place:
    """Where an amount stands: intervention, payer, spender, year, funding stream and state."""
    return (row.intervention.pk, row.payer.pk, row.spender.pk, row.year, row.funding_stream.pk, row.state)


def _standing_entries(cells: Sequence[Cell]) -> dict[Place, list[Investment]]:
    entries = Investment.objects.standing().filter(
        intervention__in={cell.intervention.pk for cell in cells}, year__in={cell.year for cell in cells}
    )
    found: dict[Place, list[Investment]] = {}
    for entry in entries.select_related("intervention__programme", "payer", "spender", "funding_stream"):
        found.setdefault(_place(entry), []).append(entry)
    return found


def _save_cell(cell: Cell, standing: list[Investment], by: Person) -> int:
    """Write one cell; 1 where something was written, 0 where it already stood so."""
    entry = standing[0] if len(standing) == 1 else None
    cents = None if cell.amount is None else _cents(cell.amount)
    if cents == (entry.amount_cents if entry else None) and len(standing) < 2:
        return 0
    if len(standing) > 1:
        raise refuse("amount", _("Hier staan meer boekingen bij elkaar. Verbeter ze een voor een bij de boekingen."))
    if (entry.pk if entry else None) != cell.stood:
        raise refuse("amount", _changed_meanwhile(entry))
    if entry is not None:
        correct_investment(entry=entry, amount=cell.amount, by=by)
    elif cell.amount is not None:
        report_investment(
            intervention=cell.intervention, payer=cell.payer, spender=cell.spender, year=cell.year,
            funding_stream=cell.funding_stream, state=cell.state, amount=cell.amount, by=by,
        )  # fmt: skip
    return 1


def _changed_meanwhile(entry: Investment | None) -> str:
    from charts.wording import euros

    if entry is None:
        return _("Dit bedrag is net door iemand anders teruggeboekt. Kijk het na en bewaar opnieuw.")
    return _("%(who)s vulde hier net %(amount)s in. Kijk het na en bewaar opnieuw.") % {
        "who": entry.entered_by or _("Iemand anders"),
        "amount": euros(entry.amount_cents),
    }


def _reverse(entry: Investment, by: Person, note: str) -> Investment:
    try:
        with transaction.atomic():
            return _copy(entry, -entry.amount_cents, by, note, reverses=entry)
    except IntegrityError:
        raise refuse(WHOLE, _("Deze boeking is al teruggeboekt. Verbeter de boeking die ervoor in de plaats kwam."))


def _replace(entry: Investment, amount: Decimal, by: Person, note: str) -> Investment:
    return _copy(entry, _cents(amount), by, note)


def _copy(entry: Investment, cents: int, by: Person, note: str, reverses: Investment | None = None) -> Investment:
    return Investment.objects.create(
        intervention=entry.intervention,
        payer=entry.payer,
        spender=entry.spender,
        year=entry.year,
        funding_stream=entry.funding_stream,
        state=entry.state,
        amount_cents=cents,
        reverses=reverses,
        note=note.strip(),
        entered_by=by,
    )


def _cents(amount: Decimal) -> int:
    try:
        return to_cents(amount)
    except AmountError as error:
        raise refuse("amount", str(error))


def _checked(entry: Investment, amount: Decimal, by: Person) -> int:
    """The amount in cents, once every rule holds for the entry."""
    wrong = Objections()
    _check_year(entry.intervention, entry.year, wrong)
    if entry.state not in MoneyState.values:
        wrong.note("state", _("Kies begroot, begroot na wijziging, toegekend, verplicht of besteed."))
    known = set(Organisation.objects.visible_to(by).filter(pk__in=[entry.payer_id, entry.spender_id]))
    for name, organisation in (("payer", entry.payer), ("spender", entry.spender)):
        if organisation not in known:
            wrong.note(name, _("Deze organisatie kennen wij niet. Kies er een uit de lijst."))
    cents = 0
    try:
        cents = to_cents(amount)
    except AmountError as error:
        wrong.note("amount", str(error))
    if cents < 0:
        wrong.note(
            "amount", _("Een bedrag is nooit kleiner dan 0. Was een eerder bedrag te hoog? Verbeter dan dat bedrag.")
        )
    wrong.settle()
    return cents


def _check_year(intervention: Intervention, year: int, wrong: Objections) -> None:
    programme = intervention.programme
    if not programme.start_year <= year <= programme.end_year:
        wrong.note("year", _outside(_("Het programma"), year, programme.start_year, programme.end_year))
    elif not intervention.start_year <= year <= intervention.end_year:
        message = _outside(_("De interventie"), year, intervention.start_year, intervention.end_year)
        wrong.note("year", message + " " + _("De programmamanager kan de jaren van de interventie aanpassen."))


def _outside(what: str, year: int, first: int, last: int) -> str:
    return _(
        "%(what)s loopt van %(first)s tot en met %(last)s; %(year)s valt daarbuiten. Kies een jaar daarbinnen."
    ) % {
        "what": what,
        "first": first,
        "last": last,
        "year": year,
    }


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


def _check_may_change(entry: Investment, by: Person) -> None:
    own = spenders_for(by, entry.intervention, Action.CHANGE)
    if own is not None and entry.spender_id not in own:
        raise PermissionDenied(_("U kunt alleen bedragen verbeteren die uw eigen organisatie besteedt."))
