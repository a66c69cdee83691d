"""Agreements: who binds themselves from when to when, the yearly cycle of bid and signing, and its steps."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypedDict, Unpack

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import listing
from programmes.models import Agreement, AgreementDeadline, Document, Programme
from programmes.vocabulary import AGREEMENT_MOVES, AgreementKind, AgreementMove, AgreementStatus
from stakeholders.kinds import OrganisationKind
from stakeholders.models import Organisation, Person
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import WHOLE, Objections, claim, permit, refuse

# Who signs prestatieafspraken: each of the three kinds (Woningwet art. 44).
SIGNERS = (OrganisationKind.GEMEENTE, OrganisationKind.CORPORATIE, OrganisationKind.HUURDERS)
BOUND = (AgreementStatus.SIGNED, AgreementStatus.ENDED)
# What is proposed of each yearly cycle: what, month, day. Whoever keeps the agreement changes it: the law may move.
CYCLE = ((gettext_lazy("bod van de corporatie"), 7, 1), (gettext_lazy("ondertekening"), 12, 15))


@dataclass(frozen=True)
class DeadlineLine:
    """One day of the cycle as it was typed; `done_on` None: not yet done."""

    name: str
    due_on: dt.date | None
    done_on: dt.date | None = None


class AgreementChanges(TypedDict, total=False):
    """What one may say about an agreement; in a change, only what changes. Deadlines are all of them, in any order."""

    kind: str
    name: str
    parties: Sequence[Organisation]
    first_year: int
    last_year: int
    summary: str
    document: Document | None
    deadlines: Sequence[DeadlineLine]


def cycle_of(year: int) -> list[DeadlineLine]:
    """The days that are proposed for the agreements about a year: bid and signing in the year before it."""
    return [DeadlineLine(str(name), dt.date(year - 1, month, day)) for name, month, day in CYCLE]


@transaction.atomic
def propose_agreement(*, programme: Programme, by: Person, **said: Unpack[AgreementChanges]) -> Agreement:
    """Begin an agreement as a bid.

    Raises PermissionDenied, or Refused (`kind`, `name`, `parties`, `first_year`, `last_year`, `document`, `deadlines`).
    """
    permit(Programme.objects.all(), programme, by=by, resource=Resource.AGREEMENT, action=Action.ADD)
    return _write(Agreement(programme=programme), {"parties": (), **said}, by)


@transaction.atomic
def change_agreement(*, agreement: Agreement, version: int, by: Person, **said: Unpack[AgreementChanges]) -> Agreement:
    """Change what is agreed. Once signed, parties, years, kind and name stay as they were signed.

    Raises PermissionDenied, Conflict, or Refused as `propose_agreement`.
    """
    permit(Agreement.objects.all(), agreement, by=by, resource=Resource.AGREEMENT, action=Action.CHANGE)
    claim(agreement, version)
    return _write(agreement, said, by)


@transaction.atomic
def add_cycle(*, agreement: Agreement, version: int, by: Person) -> Agreement:
    """Add the days of the next year of the agreement that has none yet.

    Raises PermissionDenied, Conflict, or Refused where every year has its days.
    """
    permit(Agreement.objects.all(), agreement, by=by, resource=Resource.AGREEMENT, action=Action.CHANGE)
    claim(agreement, version)
    year = year_without_days(agreement)
    if year is None:
        raise refuse(WHOLE, _("Elk jaar van deze afspraak heeft al termijnen. Wijzig die, of voeg er zelf een toe."))
    _put_deadlines(agreement, cycle_of(year), keep=True)
    return agreement


@transaction.atomic
def move_agreement(
    *, agreement: Agreement, version: int, move: str, by: Person, on: dt.date | None = None
) -> Agreement:
    """Take the next step, on a day (today where none is named): talk, sign, round off. Signing meets its own deadline.

    Raises PermissionDenied, Conflict, or Refused (`""`, `on`, `parties`): prestatieafspraken are signed by a gemeente,
    a corporatie and a huurdersorganisatie.
    """
    permit(Agreement.objects.all(), agreement, by=by, resource=Resource.AGREEMENT, action=Action.CHANGE)
    claim(agreement, version)
    if move not in agreement.allowed_moves():
        raise refuse(
            WHOLE, _("Deze stap kan niet: de afspraak is %(status)s.") % {"status": agreement.get_status_display()}
        )
    if move == AgreementMove.SIGN:
        _sign(agreement, on or timezone.localdate())
    agreement.status = AGREEMENT_MOVES[AgreementMove(move)][1]
    agreement.save()
    return agreement


@transaction.atomic
def remove_agreement(*, agreement: Agreement, by: Person) -> None:
    """Remove an agreement that was never signed; its history stays. Raises PermissionDenied, or Refused."""
    permit(Agreement.objects.all(), agreement, by=by, resource=Resource.AGREEMENT, action=Action.REMOVE)
    if agreement.status in BOUND:
        raise refuse(WHOLE, _("Deze afspraak is getekend en blijft bewaard. Sluit haar af als zij voorbij is."))
    agreement.delete()


def year_without_days(agreement: Agreement) -> int | None:
    """The first year of the agreement for which no days were named in the year before; None where each has them."""
    planned = {row.due_on.year + 1 for row in agreement.deadlines.all()}
    return next((year for year in range(agreement.first_year, agreement.last_year + 1) if year not in planned), None)


def missing_signers(agreement: Agreement) -> list[str]:
    """The kinds of organisation that prestatieafspraken still lack, by name; none for a convenant."""
    if agreement.kind != AgreementKind.PERFORMANCE:
        return []
    present = {party.kind for party in agreement.parties.all()}
    return [str(kind.label) for kind in SIGNERS if kind not in present]


def _sign(agreement: Agreement, day: dt.date) -> None:
    wrong = Objections()
    if day > timezone.localdate():
        wrong.note("on", _("Deze dag moet nog komen. Kies de dag waarop getekend is."))
    missing = missing_signers(agreement)
    if missing:
        wrong.note(
            WHOLE,
            _(
                "Prestatieafspraken worden getekend door gemeente, woningcorporatie en huurdersorganisatie. "
                "Hier ontbreekt: %(kinds)s. Voeg die partij toe, en teken daarna."
            )
            % {"kinds": listing(missing)},
        )
    if agreement.parties.count() < 2:
        wrong.note(WHOLE, _("Een afspraak heeft ten minste twee partijen. Voeg de andere toe, en teken daarna."))
    wrong.settle()
    agreement.signed_on = day
    signing = agreement.deadlines.filter(name=str(CYCLE[-1][0]), done_on=None).first()
    if signing is not None:
        signing.done_on = day
        signing.save()


def _write(agreement: Agreement, said: AgreementChanges, by: Person) -> Agreement:
    wrong = Objections()
    if agreement.status in BOUND:
        _check_bound(agreement, said, wrong)
    for name in ("kind", "name", "first_year", "last_year", "summary", "document"):
        if name in said:
            value = said[name]
            setattr(agreement, name, value.strip() if isinstance(value, str) else value)
    _check(agreement, wrong)
    if "parties" in said:
        _check_parties(agreement, said["parties"], by, wrong)
    if "deadlines" in said:
        _check_deadlines(said["deadlines"], wrong)
    wrong.settle()
    _save(agreement)
    if "parties" in said:
        agreement.parties.set(said["parties"])
    if "deadlines" in said:
        _put_deadlines(agreement, said["deadlines"])
    return agreement


def _save(agreement: Agreement) -> None:
    try:
        with transaction.atomic():
            agreement.save()
    except IntegrityError:  # someone else took the name at the same moment
        raise refuse("name", _taken()) from None


def _check_bound(agreement: Agreement, said: AgreementChanges, wrong: Objections) -> None:
    message = _("De afspraak is getekend, dus dit ligt vast. Maak voor iets anders een nieuwe afspraak.")
    for name in ("kind", "name", "first_year", "last_year"):
        if name in said and said[name] != getattr(agreement, name):
            wrong.note(name, message)
    if "parties" in said and {one.pk for one in said["parties"]} != {one.pk for one in agreement.parties.all()}:
        wrong.note("parties", message)


def _check(agreement: Agreement, wrong: Objections) -> None:
    programme = agreement.programme
    if agreement.kind not in AgreementKind.values:
        wrong.note("kind", _("Kies prestatieafspraken of convenant."))
    if not agreement.name:
        wrong.note("name", _("Geef de afspraak een naam."))
    elif programme.agreements.filter(name__iexact=agreement.name).exclude(pk=agreement.pk).exists():
        wrong.note("name", _taken())
    within = _("Kies een jaar van %(first)s tot en met %(last)s: zo lang loopt het programma.") % {
        "first": programme.start_year, "last": programme.end_year,
    }  # fmt: skip
    for name in ("first_year", "last_year"):
        year = getattr(agreement, name)
        if year is None or not programme.start_year <= year <= programme.end_year:
            wrong.note(name, within)
    if not wrong.found.keys() & {"first_year", "last_year"} and agreement.last_year < agreement.first_year:
        wrong.note("last_year", _("Het laatste jaar ligt voor het eerste. Draai ze om."))
    if agreement.document and agreement.document.programme_id != programme.pk:
        wrong.note("document", _("Dit document hoort bij een ander programma. Kies er een van dit programma."))


def _taken() -> str:
    return _("Dit programma heeft al een afspraak die zo heet. Kies een andere naam.")


def _check_parties(agreement: Agreement, parties: Sequence[Organisation], by: Person, wrong: Objections) -> None:
    seen = Organisation.objects.visible_to(by).filter(pk__in=[one.pk for one in parties])
    if seen.count() != len({one.pk for one in parties}):
        wrong.note(
            "parties", _("Een van deze organisaties kennen wij niet. Kies uit de lijst, of voeg haar eerst toe.")
        )
    if not parties:
        wrong.note("parties", _("Kies met wie u de afspraak maakt."))
    strangers = [one.name for one in parties if one.kind not in SIGNERS]
    if strangers and agreement.kind == AgreementKind.PERFORMANCE:
        wrong.note(
            "parties",
            _(
                "Prestatieafspraken zijn tussen gemeente, woningcorporatie en huurdersorganisatie. "
                "Haal %(names)s weg, of kies convenant."
            )
            % {"names": listing(strangers)},
        )


def _check_deadlines(lines: Sequence[DeadlineLine], wrong: Objections) -> None:
    told: set[tuple[str, dt.date]] = set()
    for line in lines:
        if not line.name.strip() or line.due_on is None:
            wrong.note("deadlines", _("Noem bij elke termijn wat er dan klaar is, en uiterlijk wanneer."))
            return
        if line.done_on is not None and line.done_on > timezone.localdate():
            wrong.note("deadlines", _("“Gedaan op” ligt in de toekomst. Laat het leeg zolang het nog niet gedaan is."))
        if (line.name.strip(), line.due_on) in told:
            wrong.note("deadlines", _("“%(name)s” staat er twee keer in op dezelfde dag.") % {"name": line.name})
        told.add((line.name.strip(), line.due_on))


def _put_deadlines(agreement: Agreement, lines: Sequence[DeadlineLine], *, keep: bool = False) -> None:
    """What stands already keeps its row, so that its history tells only what changed; `keep`: the others stay too."""
    standing = {(row.name, row.due_on): row for row in agreement.deadlines.all()}
    for line in lines:
        assert line.due_on is not None  # noqa: S101 - checked above, said for the type checker
        row = standing.pop((line.name.strip(), line.due_on), None)
        row = row or AgreementDeadline(agreement=agreement, name=line.name.strip(), due_on=line.due_on)
        if row.pk is None or row.done_on != line.done_on:
            row.done_on = line.done_on
            row.save()
    for gone in () if keep else standing.values():
        gone.delete()
