"""What an entry of the ledger must hold to, whoever enters it and by whatever way."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import TypedDict

from django.utils.translation import gettext as _

from programmes.amounts import AmountError, to_cents
from programmes.models import Bundle, Document, Intervention, Investment, Report
from programmes.services.closed import Year, check_year_is_open, closed_years
from programmes.taakvelden import lists_of, wrong_with_taakveld
from programmes.vocabulary import MoneyState, Nature, Vat
from stakeholders.kinds import OrganisationKind
from stakeholders.models import Organisation, Person
from stakeholders.refusal import WHOLE, Objections, refuse

LONGEST = {"note": 300, "source_reference": 160}


class Details(TypedDict, total=False):
    """What may be said of an entry beside where it stands. Left out: unknown btw, an investment, no more."""

    vat: str
    nature: str
    taakveld: str
    taakveld_year: int | None
    source_reference: str
    document: Document | None
    bundle: Bundle | None
    bundle_share: Decimal | None


def tidy(entry: Investment) -> Investment:
    """Take the white space off, and take the taakveld of the intervention where a gemeente spends and names none."""
    entry.note, entry.source_reference = entry.note.strip(), entry.source_reference.strip()
    entry.taakveld = entry.taakveld.strip()
    if not entry.taakveld and spent_by_gemeente(entry):
        entry.taakveld, entry.taakveld_year = entry.intervention.taakveld, None
    if not entry.taakveld:
        entry.taakveld_year = None
    return entry


def spent_by_gemeente(entry: Investment) -> bool:
    return entry.spender.kind == OrganisationKind.GEMEENTE


@dataclass(frozen=True)
class Known:
    """What the rules look up, asked once for many entries.

    Organisations that someone may see, lists of taakvelden by book year, documents that someone may see with their
    programmes, and the reports that closed a year.
    """

    organisations: Collection[int]
    taakvelden: Mapping[int, Collection[str]]
    documents: Collection[tuple[int, int]]
    closed: Mapping[Year, Report]


def known_for(entries: Collection[Investment], by: Person) -> Known:
    """What the rules need of these entries, tidied; at most six queries, however many they are.

    Waits for who accepts a report about one of their years: call inside a transaction.
    """
    named = {pk for entry in entries for pk in (entry.payer_id, entry.spender_id)}
    visible = Organisation.objects.visible_to(by).filter(pk__in=named)
    years = {entry.taakveld_year or entry.year for entry in entries if entry.taakveld}
    lists = lists_of(years)
    organisations = set(visible.values_list("pk", flat=True))
    return Known(organisations, lists, _documents_of(entries, by), closed_years(entries))


def _documents_of(entries: Collection[Investment], by: Person) -> set[tuple[int, int]]:
    named = {entry.document_id for entry in entries if entry.document_id}
    if not named:
        return set()
    return set(Document.objects.visible_to(by).filter(pk__in=named).values_list("pk", "programme"))


def check_entry(
    entry: Investment, amount: Decimal, by: Person, *, replaces: Investment | None = None, known: Known | None = None
) -> int:
    """The amount in cents, once every rule holds; `replaces` is the entry that it corrects. Raises Refused.

    Who checks many entries gives what is `known` for all of them, and then nothing is asked of the database.
    """
    known, wrong = known or known_for([entry], by), Objections()
    check_year_is_open(entry, known.closed)
    _check_year(entry.intervention, entry.year, wrong)
    _check_words(entry, wrong)
    _check_organisations(entry, known, wrong)
    _check_taakveld(entry, known, wrong, replaces)
    _check_document(entry, known, wrong, replaces)
    cents = _check_amount(amount, wrong)
    wrong.settle()
    return cents


def check_stands_alone(entry: Investment, amount: Decimal | None) -> None:
    """Refuse to change the amount of a link of a chain, or of one share of a bundle: the others would not add up."""
    if entry.passed_on:
        raise refuse(WHOLE, _("Dit bedrag is doorgegeven. Neem het eerst terug; daarna kunt u het verbeteren."))
    if amount == entry.amount:
        return
    if entry.passed_from_id:
        told = {"name": entry.payer}
        raise refuse(
            "amount",
            _("%(name)s gaf dit bedrag door. Laat het terugnemen en het juiste bedrag doorgeven.") % told,
        )
    if entry.bundle_id:
        raise refuse("amount", _("Dit is een deel van “%(name)s”. Verbeter die als geheel.") % {"name": entry.bundle})


def _check_words(entry: Investment, wrong: Objections) -> None:
    if entry.state not in MoneyState.values:
        wrong.note("state", _("Kies begroot, begroot na wijziging, toegekend, verplicht of besteed."))
    if entry.vat not in Vat.values:
        wrong.note("vat", _("Kies inclusief, exclusief of onbekend."))
    if entry.nature not in Nature.values:
        wrong.note("nature", _("Kies investering of kapitaallast."))
    for name, longest in LONGEST.items():
        if len(getattr(entry, name)) > longest:
            wrong.note(name, _("Dit is te lang. Gebruik hoogstens %(number)s tekens.") % {"number": longest})


def _check_organisations(entry: Investment, known: Known, wrong: Objections) -> None:
    for name, organisation in (("payer", entry.payer_id), ("spender", entry.spender_id)):
        if organisation not in known.organisations:
            wrong.note(name, _("Deze organisatie kennen wij niet. Kies er een uit de lijst."))


def _check_taakveld(entry: Investment, known: Known, wrong: Objections, replaces: Investment | None) -> None:
    """A gemeente books on a taakveld. What stood without one before it was asked may stay so when it is corrected."""
    if entry.taakveld:
        same = replaces is not None and (replaces.taakveld, replaces.taakveld_year) == (
            entry.taakveld,
            entry.taakveld_year,
        )
        said = "" if same else wrong_with_taakveld(entry.taakveld, entry.taakveld_year or entry.year, known.taakvelden)
        if said:
            wrong.note("taakveld", said)
    elif spent_by_gemeente(entry) and (replaces is None or replaces.taakveld):
        wrong.note(
            "taakveld",
            _(
                "De gemeente boekt elk bedrag op een taakveld. Vul het hier in, zoals 6.3, "
                "of één keer bij de interventie."
            ),
        )


def _check_document(entry: Investment, known: Known, wrong: Objections, replaces: Investment | None) -> None:
    if entry.document_id is None or (replaces is not None and replaces.document_id == entry.document_id):
        return
    if (entry.document_id, entry.intervention.programme_id) not in known.documents:
        wrong.note("document", _("Dit document hoort niet bij dit programma. Kies er een uit de lijst."))


def _check_amount(amount: Decimal, wrong: Objections) -> int:
    try:
        cents = to_cents(amount)
    except AmountError as error:
        wrong.note("amount", str(error))
        return 0
    if cents < 0:
        wrong.note(
            "amount", _("Een bedrag is nooit kleiner dan 0. Was een eerder bedrag te hoog? Verbeter dan dat bedrag.")
        )
    return cents


def _check_year(intervention: Intervention, year: int, wrong: Objections) -> None:
    programme = intervention.programme
    if not programme.start_year <= year <= programme.end_year:
        wrong.note("year", _outside(_("Het programma"), year, programme.start_year, programme.end_year))
    elif not intervention.start_year <= year <= intervention.end_year:
        message = _outside(_("De interventie"), year, intervention.start_year, intervention.end_year)
        wrong.note("year", message + " " + _("De programmamanager kan de jaren van de interventie aanpassen."))


def _outside(what: str, year: int, first: int, last: int) -> str:
    told = {"what": what, "first": first, "last": last, "year": year}
    return (
        _("%(what)s loopt van %(first)s tot en met %(last)s; %(year)s valt daarbuiten. Kies een jaar daarbinnen.")
        % told
    )
