"""Entries of the ledger, newest first unless asked otherwise."""

from __future__ import annotations

from typing import Any

import django_filters
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns import Column, in_euros, local, name_in, yes_or_no
from programmes.lists.filters import EVERY, ListFilter, a_year, one_of, one_row, words_in
from programmes.lists.interventions import programmes_of, worked_on
from programmes.models import FundingStream, Investment
from programmes.models.interventions import InterventionQuerySet
from programmes.models.money import InvestmentQuerySet
from programmes.models.streams import FundingStreamQuerySet
from programmes.vocabulary import MoneyState, Nature, Pillar, Vat
from stakeholders.models import Organisation, narrowed, works_with
from stakeholders.permissions import Action, Resource

COLUMNS = (
    Column("interventie", _("Interventie"), "intervention__title"),
    Column("programma", _("Programma"), "intervention__programme__name", shown=False, sortable=False),
    Column("pijler", _("Pijler"), "intervention__pillar", shown=False, sortable=False, write=name_in(Pillar)),
    Column("jaar", _("Jaar"), "year"),
    Column("toestand", _("Toestand"), "state", write=name_in(MoneyState)),
    Column("betaalt", _("Wie betaalt en besteedt"), "payer__name", order=("payer__name", "spender__name")),
    Column("besteedt", _("Wie besteedt"), "spender__name", shown=False, sortable=False),
    Column("geldstroom", _("Geldstroom"), "funding_stream__name", shown=False, sortable=False),
    Column("btw", _("Btw"), "vat", shown=False, sortable=False, write=name_in(Vat)),
    Column("aard", _("Aard"), "nature", shown=False, sortable=False, write=name_in(Nature)),
    Column("taakveld", _("Taakveld"), "taakveld", shown=False, sortable=False),
    Column("doorgegeven", _("Doorgegeven"), "passed_on", shown=False, sortable=False, write=yes_or_no),
    Column("terug", _("Boekt terug (nummer)"), "reverses_id", shown=False, sortable=False),
    Column("bronstuk", _("Bronstuk"), "source_reference", shown=False, sortable=False),
    Column("toelichting", _("Toelichting"), "note", shown=False, sortable=False),
    # entries are numbered as they come in, so the number sorts by the moment and needs no index of its own
    Column("gemeld", _("Gemeld"), "entered_at", order=("pk",), write=local),
    Column("door", _("Gemeld door"), "entered_by__name", shown=False, sortable=False),
    Column("bedrag", _("Bedrag"), "amount_cents", numeric=True, write=in_euros),
    Column("nummer", _("Nummer"), "pk", shown=False, sortable=False),
)


def entries_worked_on(user: Any) -> InvestmentQuerySet:
    """The entries that a person sees because of a role, not only because they are public."""
    return narrowed(Investment.objects.all(), user, Resource.INVESTMENT, Action.READ, as_visitor=False)


def columns_for(user: Any) -> tuple[Column, ...]:
    """Who entered an amount stands only in the list of who works with the ledger; a council member reads amounts."""
    return tuple(one for one in COLUMNS if one.name != "door" or works_with(user, Resource.INVESTMENT))


def detailed(rows: InvestmentQuerySet) -> InvestmentQuerySet:
    return rows.with_names()


def interventions_of(request: HttpRequest) -> InterventionQuerySet:
    """Those of the programme that was chosen, or the one that a link names: never thousands to choose from."""
    rows = worked_on(request.user).order_by("title")
    programme, named = request.GET.get("programma"), request.GET.get("interventie", "")
    if programme:
        return rows.filter(programme__slug=programme)
    return rows.filter(pk=named) if named.isdecimal() and len(named) < 10 else rows.none()


def streams_of(request: HttpRequest) -> FundingStreamQuerySet:
    return FundingStream.objects.visible_to(request.user)


def organisations_of(request: HttpRequest) -> Any:
    return Organisation.objects.visible_to(request.user).order_by("name")


WITHOUT = "geen"  # the taakveld of entries that have none


class EntryFilter(ListFilter):
    zoek = words_in("intervention__title", _("Zoek op interventie"))
    programma = one_row("intervention__programme", _("Programma"), programmes_of)
    interventie = one_row("intervention", _("Interventie"), interventions_of, by="pk")
    pijler = one_of("intervention__pillar", _("Pijler"), Pillar.choices)
    jaar = a_year(_("Jaar"), field_name="year")
    vanaf = a_year(_("Vanaf jaar"), field_name="year", lookup_expr="gte")
    tot = a_year(_("Tot en met jaar"), field_name="year", lookup_expr="lte")
    toestand = one_of("state", _("Toestand"), MoneyState.choices)
    geldstroom = one_row("funding_stream", _("Geldstroom"), streams_of)
    uitvoerder = one_row("spender", _("Wie besteedt"), organisations_of)
    eerste_betaler = django_filters.ModelChoiceFilter(
        label=_("Wie het eerst betaalde"), queryset=organisations_of, to_field_name="slug", empty_label=EVERY,
        method="of_first_payer",
    )  # fmt: skip
    taakveld = django_filters.CharFilter(label=_("Taakveld"), max_length=8, method="of_taakveld")
    btw = one_of("vat", _("Btw"), Vat.choices)
    aard = one_of("nature", _("Aard"), Nature.choices)
    telt = django_filters.ChoiceFilter(
        label=_("Telt mee in totalen"), choices=[("ja", _("ja"))], empty_label=EVERY, method="that_count"
    )

    def __init__(self, data: Any, *args: Any, **kwargs: Any) -> None:
        super().__init__(data, *args, **kwargs)
        if not (data.get("programma") or data.get("interventie")):
            self.filters.pop("interventie")

    def of_first_payer(self, rows: InvestmentQuerySet, _name: str, value: Organisation) -> InvestmentQuerySet:
        return rows.paid_first_by(value)

    def of_taakveld(self, rows: InvestmentQuerySet, _name: str, value: str) -> InvestmentQuerySet:
        return rows.filter(taakveld="" if value == WITHOUT else value)

    def that_count(self, rows: InvestmentQuerySet, _name: str, _value: str) -> InvestmentQuerySet:
        return rows.counting()

    def total(self) -> int | None:
        """The sum of what was found in cents, where one state was chosen: states are never mixed."""
        return self.narrowed().total_cents() if self.is_valid() and self.form.cleaned_data["toestand"] else None
