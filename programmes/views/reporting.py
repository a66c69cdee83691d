"""The page on which an organisation reports its money for a year."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.forms.report import ReportForm, WhichReport
from programmes.models import Intervention
from programmes.reporting import interventions_to_report, lines_of, organisations_to_report_for
from programmes.reports.overview import reports_over
from programmes.views.ceilings import warn_of_ceilings
from programmes.views.pages import pages_of
from programmes.vocabulary import MONEY_STATE_EXPLANATION, MoneyState
from stakeholders.audience import audience, those_who_may
from stakeholders.models import Organisation
from stakeholders.permissions import Action, Resource

PER_PAGE = 40  # interventions: more cells than this no one fills in at once


@audience(those_who_may(Action.ADD, Resource.INVESTMENT))
def report(request: HttpRequest) -> HttpResponse:
    organisations = organisations_to_report_for(request.user)
    organisation, year = _asked(request, organisations)
    page = Paginator(interventions_to_report(request.user, organisation, year), PER_PAGE).get_page(
        request.GET.get("bladzijde")
    )
    address = f"{_address(organisation, year)}&bladzijde={page.number}"
    form = _form(request, page.object_list, organisation, year)
    if form.is_bound and form.is_valid() and form.save():
        messages.success(request, _saved(form.saved))
        warn_of_ceilings(request, form.written())
        return redirect(address)
    context = {
        "form": form,
        "organisation": organisation,
        "invented": organisation.invented,
        "which": _which(organisations, organisation, year),
        "year": year,
        "year_tabs": [
            {"title": str(one), "url": _address(organisation, one), "current": one == year}
            for one in range(year - 3, year + 4)
        ],
        "states": [{"term": one.label.capitalize(), "text": MONEY_STATE_EXPLANATION[one]} for one in MoneyState],
        "in_periods": reports_over(request.user, organisation, year),
        "pages": pages_of(page, _address(organisation, year) + "&"),
        "crumbs": [(_("Mijn werk"), reverse("start"))],
    }
    return render(request, "programmes/report.html", context)


def _form(
    request: HttpRequest, interventions: Sequence[Intervention], organisation: Organisation, year: int
) -> ReportForm:
    rows = lines_of(interventions, organisation, year)
    extra = request.POST.get("regel", "")
    return ReportForm(
        request.POST if request.method == "POST" and not extra else None,
        rows=rows,
        organisation=organisation,
        year=year,
        by=request.user,
        typed=request.POST if extra else None,
        extra=int(extra) if extra.isascii() and extra.isdigit() else None,
    )


def _asked(request: HttpRequest, organisations: list[Organisation]) -> tuple[Organisation, int]:
    """The organisation and the year of the address; what one may not report for does not exist."""
    asked = {"organisatie": request.GET.get("organisatie", ""), "jaar": request.GET.get("jaar", "")}
    found = [one for one in organisations if asked["organisatie"] in ("", one.slug)]
    year = asked["jaar"] or str(timezone.localdate().year)
    if not found or not (year.isascii() and year.isdigit() and 1990 <= int(year) <= 2100):
        raise Http404
    return found[0], int(year)


def _which(organisations: list[Organisation], chosen: Organisation, year: int) -> WhichReport | None:
    """The choice of another organisation; none where there is one."""
    if len(organisations) < 2:
        return None
    return WhichReport(organisations, initial={"jaar": year, "organisatie": chosen.slug})


def _address(organisation: Organisation, year: int) -> str:
    return f"{reverse('werk:report')}?jaar={year}&organisatie={organisation.slug}"


def _saved(number: int) -> str:
    if not number:
        return _("Er was niets gewijzigd.")
    return ngettext("%(number)s bedrag bewaard.", "%(number)s bedragen bewaard.", number) % {"number": number}
