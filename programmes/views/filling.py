"""Filling in a report: by hand or by the page itself, which saves while someone types."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes import history, services
from programmes.forms.partnerreport import ReportTable
from programmes.models import Report
from programmes.reports.rows import correctable_interventions, interventions_of, rows_of, totals_of
from programmes.views.pages import pages_of
from programmes.vocabulary import MONEY_STATE_EXPLANATION, MoneyState

PER_PAGE = 25  # interventions: more cells than this no one fills in at once


def fill(request: HttpRequest, found: Report) -> HttpResponse:
    """The table to fill in; saved as a draft, handed in, or with one more row."""
    interventions = interventions_of(found)
    page = Paginator(interventions, PER_PAGE).get_page(request.GET.get("bladzijde"))
    form = _table(request, found, list(page.object_list))
    if form.is_bound:
        write = services.fill_and_submit if "indienen" in request.POST else services.fill_report
        saved = form.saves(request, lambda: write(report=found, by=request.user, **form.said()))
        if request.headers.get("X-Autosave"):
            return told(form, found)
        if saved:
            messages.success(request, _done(request))
            return redirect(f"{reverse('werk:partner-report', args=[found.pk])}?bladzijde={page.number}")
    context = {
        "report": found,
        "form": form,
        "pages": pages_of(page, "?"),
        "several_pages": page.paginator.num_pages > 1,
        "totals": _totals(found, interventions, form),
        "correctable": correctable_interventions(found),
        "earlier_years": range(found.period.year - 1, found.period.programme.start_year - 1, -1),
        "states": [{"term": one.label.capitalize(), "text": MONEY_STATE_EXPLANATION[one]} for one in MoneyState],
        "history": history.of(found),
        "invented": found.period.programme.gemeente.invented,
        "crumbs": [(_("Mijn werk"), reverse("start")), (_("Rapportages"), reverse("werk:reports"))],
    }
    return render(request, "programmes/partner_report.html", context)


def refused_table(request: HttpRequest, found: Report) -> ReportTable:
    """What was typed for a report that can be filled in no more, with why it was refused."""
    page = Paginator(interventions_of(found), PER_PAGE).get_page(request.GET.get("bladzijde"))
    form = ReportTable(request.POST, report=found, interventions=list(page.object_list), by=request.user)
    form.saves(request, lambda: services.fill_report(report=found, by=request.user, **form.said()))
    return form


def _table(request: HttpRequest, found: Report, interventions: list[Any]) -> ReportTable:
    """Bound where something is to be saved; where a row is asked, or what was kept comes back, nothing is yet."""
    sent, extra = request.POST, _extra(request, found)
    only_shown = extra is not None or "terug" in sent
    saves = request.method == "POST" and not only_shown
    return ReportTable(
        sent if saves else None, report=found, interventions=interventions, by=request.user,
        typed=sent if only_shown else None, extra=extra,
    )  # fmt: skip


def _extra(request: HttpRequest, found: Report) -> tuple[int, int] | None:
    """The intervention and year for which one more row is asked."""
    sent = request.POST
    which, year = sent.get("regel", ""), str(found.period.year)
    if "verbeter" in sent:
        which, year = sent.get("verbeter-interventie", ""), sent.get("verbeter-jaar", "")
    if not all(one.isascii() and one.isdigit() for one in (which, year)):
        return None
    return int(which), min(int(year), found.period.year)


def _totals(found: Report, interventions: list[Any], form: ReportTable) -> list[dict[str, Any]]:
    """Of each state the sum of all pages, that of the other pages, and where a total to check can be typed."""
    others = [one for one in interventions if one not in form.interventions]
    rest = totals_of(rows_of(found, others)) if others else {}
    here = totals_of(form.rows)
    return [
        {
            "state": state,
            "rest": rest.get(state) or 0,
            "sum": _added(rest.get(state), here.get(state)),
            "field": form[f"total-{state}"],
        }
        for state in MoneyState
    ]


def _added(*parts: int | None) -> int | None:
    known = [part for part in parts if part is not None]
    return sum(known) if known else None


def told(form: ReportTable, found: Report) -> JsonResponse:
    """What the page tells of saving by itself."""
    if not form.errors:
        words = _("Concept bewaard om %(time)s.") % {"time": f"{timezone.localtime():%H:%M}"}
        return JsonResponse({"saved": True, "version": found.version, "message": words})
    errors = [str(message) for messages_ in form.errors.values() for message in messages_]
    if form.conflict:
        words = _("%(why)s Kies “Bewaar”: dan ziet u beide naast elkaar.") % {"why": errors[0]}
    else:
        words = _("Nog niet bewaard: %(why)s Wat u typte, blijft staan.") % {"why": errors[0]}
    return JsonResponse({"saved": False, "conflict": form.conflict, "message": words})


def _done(request: HttpRequest) -> str:
    if "indienen" in request.POST:
        return _("De rapportage is ingediend. De gemeente kijkt haar na.")
    return _("Bewaard als concept. De gemeente ziet het pas als u indient.")
