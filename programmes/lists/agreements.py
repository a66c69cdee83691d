"""Agreements on which someone works, or to which the own organisation is a party."""

from __future__ import annotations

from functools import cache
from typing import Any

import django_filters
from django.db.models import Min, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns import Column, name_in
from programmes.lists.filters import EVERY, ListFilter, a_year, one_of, one_row, words_in
from programmes.models import Agreement, Programme
from programmes.models.agreements import AgreementQuerySet
from programmes.vocabulary import AgreementKind, AgreementStatus
from stakeholders.models import Organisation, narrowed
from stakeholders.permissions import Action, Resource


def agreements_worked_on(user: Any) -> AgreementQuerySet:
    return narrowed(Agreement.objects.all(), user, Resource.AGREEMENT, Action.READ, as_visitor=False)


def columns(rows: AgreementQuerySet) -> tuple[Column, ...]:
    """The parties of all are asked in one query, once a file needs them."""

    @cache
    def parties() -> dict[int, str]:
        return parties_of(rows)

    return (
        Column("afspraak", _("Afspraak"), "name"),
        Column("programma", _("Programma"), "programme__name"),
        Column("soort", _("Soort"), "kind", write=name_in(AgreementKind)),
        Column("jaren", _("Jaren"), "first_year", order=("first_year", "last_year")),
        Column("einde", _("Laatste jaar"), "last_year", shown=False),
        Column("partijen", _("Partijen"), "pk", sortable=False, write=lambda pk: parties().get(pk, "")),
        Column("status", _("Status"), "status", write=name_in(AgreementStatus)),
        Column("getekend", _("Getekend op"), "signed_on", shown=False, sortable=False),
        Column("termijn", _("Volgende termijn"), "next_day", computed=True, may_be_empty=True),
    )


def parties_of(rows: AgreementQuerySet) -> dict[int, str]:
    """The names of the parties of each agreement."""
    found: dict[int, list[str]] = {}
    for pk, name in rows.order_by("parties__name").values_list("pk", "parties__name"):
        found.setdefault(pk, []).append(name or "")
    return {pk: ", ".join(names) for pk, names in found.items()}


def detailed(rows: AgreementQuerySet) -> AgreementQuerySet:
    with_day = rows.annotate(next_day=Min("deadlines__due_on", filter=Q(deadlines__done_on=None)))
    return with_day.select_related("programme__gemeente").prefetch_related("parties", "deadlines")


def programmes_with(request: HttpRequest) -> QuerySet[Programme]:
    return Programme.objects.filter(pk__in=agreements_worked_on(request.user).values("programme"))


def parties_in(request: HttpRequest) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=agreements_worked_on(request.user).values("parties")).order_by("name")


class AgreementFilter(ListFilter):
    zoek = words_in("name")
    programma = one_row("programme", _("Programma"), programmes_with)
    soort = one_of("kind", _("Soort"), AgreementKind.choices)
    status = one_of("status", _("Status"), AgreementStatus.choices)
    partij = django_filters.ModelChoiceFilter(
        field_name="parties", label=_("Partij"), queryset=parties_in, to_field_name="slug", empty_label=EVERY
    )
    jaar = a_year(_("Loopt in jaar"), method="running")

    def running(self, rows: AgreementQuerySet, _name: str, year: int) -> AgreementQuerySet:
        return rows.filter(first_year__lte=year, last_year__gte=year)
