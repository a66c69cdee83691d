"""Interventions: of one programme, or of all on which someone works."""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns import Column, in_euros, name_in
from programmes.lists.filters import ListFilter, a_year, one_of, one_row, words_in
from programmes.models import Intervention, Programme
from programmes.models.interventions import InterventionQuerySet
from programmes.models.programme import ProgrammeQuerySet
from programmes.reporting import silent_in
from programmes.vocabulary import InterventionStatus, PhysicalPart, Pillar
from stakeholders.models import Organisation, narrowed
from stakeholders.permissions import Action, Resource

COLUMNS = (
    Column("interventie", _("Interventie"), "title"),
    Column("programma", _("Programma"), "programme__name"),
    Column("pijler", _("Pijler"), "pillar", write=name_in(Pillar)),
    Column(
        "onderdeel", _("Onderdeel"), "physical_part", shown=False,
        write=lambda code: str(PhysicalPart(code).label) if code else "",
    ),
    Column("trekker", _("Trekker"), "lead__name"),
    Column("jaren", _("Jaren"), "start_year", order=("start_year", "end_year")),
    Column("einde", _("Laatste jaar"), "end_year", shown=False),
    Column("status", _("Status"), "status", write=name_in(InterventionStatus)),
    Column(
        "besteed", _("Besteed"), "spent_cents", numeric=True, computed=True, may_be_empty=True, write=in_euros
    ),
)  # fmt: skip
OF_ONE_PROGRAMME = tuple(column for column in COLUMNS if column.name != "programma")


def worked_on(user: Any) -> InterventionQuerySet:
    """The interventions that a person sees because of a role, not only because they are public."""
    return narrowed(Intervention.objects.all(), user, Resource.INTERVENTION, Action.READ, as_visitor=False)


def programmes_worked_on(user: Any, *, drafts: bool = False) -> ProgrammeQuerySet:
    """The programmes that a person sees because of a role; without `drafts` no concept of a next version."""
    rows = Programme.objects.all() if drafts else Programme.objects.filter(draft_of=None)
    return narrowed(rows, user, Resource.PROGRAMME, Action.READ, as_visitor=False)


def programmes_of(request: HttpRequest) -> ProgrammeQuerySet:
    return programmes_worked_on(request.user)


def leads_of(request: HttpRequest) -> QuerySet[Organisation]:
    return Organisation.objects.filter(pk__in=worked_on(request.user).values("lead"))


class InterventionFilter(ListFilter):
    zoek = words_in("title")
    programma = one_row("programme", _("Programma"), programmes_of)
    pijler = one_of("pillar", _("Pijler"), Pillar.choices)
    status = one_of("status", _("Status"), InterventionStatus.choices)
    trekker = one_row("lead", _("Trekker"), leads_of)
    jaar = a_year(_("Loopt in jaar"), method="running")
    niet_gemeld = a_year(_("Trekker meldde niets over"), method="silent")

    def running(self, rows: InterventionQuerySet, _name: str, year: int) -> InterventionQuerySet:
        return rows.filter(start_year__lte=year, end_year__gte=year)

    def silent(self, rows: InterventionQuerySet, _name: str, year: int) -> InterventionQuerySet:
        return silent_in(rows, year)


class FilterInProgramme(InterventionFilter):
    programma = None


def detailed(rows: InterventionQuerySet) -> InterventionQuerySet:
    return rows.with_spent().select_related("lead", "programme__gemeente")
