"""Ceilings: set, change and remove them, and who may go beyond them."""

from __future__ import annotations

from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from programmes.amounts import AmountError, to_cents
from programmes.models import Ceiling, FundingStream, Intervention, Programme
from stakeholders.models import Person, narrowed
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import WHOLE, Objections, claim, permit, refuse


@transaction.atomic
def set_ceiling(
    *, programme: Programme, funding_stream: FundingStream, first_year: int, last_year: int, amount: Decimal, by: Person
) -> Ceiling:
    """Set the most that the programme may commit from a stream in a period; `amount` in euros.

    Raises PermissionDenied, or Refused (`funding_stream`, `first_year`, `last_year`, `amount`).
    """
    permit(Programme.objects.all(), programme, by=by, resource=Resource.CEILING, action=Action.ADD)
    ceiling = Ceiling(programme=programme, funding_stream=funding_stream, first_year=first_year, last_year=last_year)
    _write(ceiling, amount)
    return ceiling


@transaction.atomic
def change_ceiling(
    *, ceiling: Ceiling, version: int, first_year: int, last_year: int, amount: Decimal, by: Person
) -> Ceiling:
    """Change its years or amount; the stream stays. What was committed before stays, also where it is beyond now.

    Raises PermissionDenied, Conflict, or Refused as `set_ceiling`.
    """
    permit(Ceiling.objects.all(), ceiling, by=by, resource=Resource.CEILING, action=Action.CHANGE)
    claim(ceiling, version)
    ceiling.first_year, ceiling.last_year = first_year, last_year
    _write(ceiling, amount)
    return ceiling


@transaction.atomic
def remove_ceiling(*, ceiling: Ceiling, by: Person) -> None:
    """Remove one that was set by mistake. Raises PermissionDenied, or Refused where someone went beyond it."""
    permit(Ceiling.objects.all(), ceiling, by=by, resource=Resource.CEILING, action=Action.REMOVE)
    if ceiling.overrides.exists():
        raise refuse(WHOLE, _("Hier ging iemand met een reden overheen; dat blijft te zien. Wijzig het plafond."))
    ceiling.delete()


def _write(ceiling: Ceiling, amount: Decimal) -> None:
    wrong = Objections()
    _check_years(ceiling, wrong)
    same = Ceiling.objects.filter(
        programme=ceiling.programme_id, funding_stream=ceiling.funding_stream_id, first_year=ceiling.first_year
    )
    if same.exclude(pk=ceiling.pk).exists():
        wrong.note("first_year", _("Er is al een plafond voor deze geldstroom vanaf dit jaar. Wijzig dat."))
    try:
        ceiling.amount_cents = to_cents(amount)
    except AmountError as error:
        wrong.note("amount", str(error))
    else:
        if ceiling.amount_cents < 0:
            wrong.note("amount", _("Een plafond is nooit kleiner dan 0."))
    wrong.settle()
    ceiling.save()


def _check_years(ceiling: Ceiling, wrong: Objections) -> None:
    programme = ceiling.programme
    for name, year in (("first_year", ceiling.first_year), ("last_year", ceiling.last_year)):
        if not programme.start_year <= year <= programme.end_year:
            told = {"first": programme.start_year, "last": programme.end_year}
            wrong.note(
                name, _("Het programma loopt van %(first)s tot en met %(last)s. Kies een jaar daarbinnen.") % told
            )
    if not wrong.found and ceiling.last_year < ceiling.first_year:
        wrong.note("last_year", _("Het laatste jaar ligt voor het eerste. Wissel ze om."))


def may_exceed(intervention: Intervention, by: Person) -> bool:
    """Whether the permission table lets this person commit beyond a ceiling here."""
    here = Programme.objects.filter(pk=intervention.programme_id)
    return bool(narrowed(here, by, Resource.INVESTMENT, Action.EXCEED).exists())
