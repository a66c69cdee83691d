"""Reports of partners as a list; side by side per period they stand in the overview."""

from __future__ import annotations

from typing import Any

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns import Column, local, name_in, yes_or_no
from programmes.lists.filters import ListFilter, a_year, one_of, one_row
from programmes.models import Programme, Report
from programmes.models.reports import ReportQuerySet
from programmes.reports.overview import LATE, late_ones
from programmes.vocabulary import ReportStatus
from stakeholders.models import Organisation


def moment(value: Any) -> Any:
    return local(value) if value else value


COLUMNS = (
    Column("partner", _("Partner"), "organisation__name"),
    Column("programma", _("Programma"), "period__programme__name"),
    Column("periode", _("Periode"), "period__name"),
    Column("jaar", _("Jaar"), "period__year", shown=False),
    Column("uiterlijk", _("Uiterlijk op"), "period__due_on"),
    Column("status", _("Status"), "status", write=name_in(ReportStatus)),
    Column("te_laat", _("Te laat"), "is_past", shown=False, sortable=False, write=yes_or_no),
    Column("ingediend", _("Ingediend op"), "submitted_at", may_be_empty=True, write=moment),
    Column("beoordeeld", _("Beoordeeld op"), "judged_at", may_be_empty=True, write=moment),
)
STANDS = [(LATE, _("te laat")), *ReportStatus.choices]


def detailed(rows: ReportQuerySet) -> ReportQuerySet:
    past = Exists(late_ones(Report.objects.filter(pk=OuterRef("pk"))))
    return rows.annotate(is_past=past).select_related("organisation", "period__programme__gemeente")


def programmes_with(request: HttpRequest) -> QuerySet[Programme]:
    return Programme.objects.filter(pk__in=Report.objects.visible_to(request.user).values("period__programme"))


def partners_in(request: HttpRequest) -> QuerySet[Organisation]:
    rows = Organisation.objects.filter(pk__in=Report.objects.visible_to(request.user).values("organisation"))
    return rows.order_by("name")


class ReportFilter(ListFilter):
    programma = one_row("period__programme", _("Programma"), programmes_with)
    partner = one_row("organisation", _("Partner"), partners_in)
    jaar = a_year(_("Over het jaar"), field_name="period__year")
    welke = one_of("status", _("Status"), STANDS, method="standing")

    def standing(self, rows: ReportQuerySet, _name: str, which: str) -> ReportQuerySet:
        return late_ones(rows) if which == LATE else rows.filter(status=which)
