"""Pages on which a manager says when partners report, and closes a period."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from programmes import history, services
from programmes.forms.base import ServiceForm
from programmes.forms.periods import NewPeriodForm, PeriodForm
from programmes.models import Programme, ReportingPeriod
from programmes.reports.overview import with_statuses
from programmes.views.pages import crumbs_of, form_page, own_programme, page_of
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource


@audience(those_who_may(Action.CHANGE, Resource.PERIOD))
def periods(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_programme(request, slug)
    return page_of(request, "periods", programme, periods=with_statuses(programme.periods.all()))


@audience(those_who_may(Action.ADD, Resource.PERIOD))
def new(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_programme(request, slug)
    form = NewPeriodForm(request.POST or None)
    if form.saves(request, lambda: services.make_period(programme=programme, by=request.user, **form.said())):
        messages.success(request, _opened(form.saved))
        return redirect("werk:periods", slug=slug)
    lead = _("Elke partner die in het jaar meedoet, krijgt een eigen rapportage om in te vullen.")
    return form_page(
        request, form, programme, title=_("Nieuwe rapportageperiode"), lead=lead, crumbs=_crumbs(programme)
    )


@audience(those_who_may(Action.CHANGE, Resource.PERIOD))
def period(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _own_period(request, slug, pk)
    form = PeriodForm(request.POST or None, initial=PeriodForm().initial_of(found))
    if form.saves(request, lambda: services.change_period(period=found, by=request.user, **form.said())):
        messages.success(request, _("Bewaard."))
        return redirect("werk:periods", slug=slug)
    told = history.of(found)
    return form_page(request, form, found.programme, title=found.name, history=told, crumbs=_crumbs(found.programme))


@require_POST
@audience(those_who_may(Action.CHANGE, Resource.PERIOD))
def lock(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    found = _own_period(request, slug, pk)
    form = ServiceForm(request.POST)
    version = request.POST.get("version", "")
    seen = int(version) if version.isascii() and version.isdigit() else 0
    if form.saves(request, lambda: services.lock_period(period=found, version=seen, by=request.user)):
        messages.success(request, _("“%(name)s” is vergrendeld.") % {"name": found.name})
    for message in form.non_field_errors():
        messages.error(request, message)
    return redirect("werk:periods", slug=slug)


def _own_period(request: HttpRequest, slug: str, pk: int) -> ReportingPeriod:
    own = ReportingPeriod.objects.editable_by(request.user).select_related("programme__gemeente")
    return get_object_or_404(own, programme__slug=slug, pk=pk)


def _crumbs(programme: Programme) -> list[tuple[str, str]]:
    return [*crumbs_of(programme), (_("Rapportageperiodes"), reverse("werk:periods", args=[programme.slug]))]


def _opened(period: ReportingPeriod) -> str:
    number = period.reports.count()
    if not number:
        return _("De periode staat erin. Op de eerste dag maken wij de rapportages voor de partners.")
    return ngettext(
        "De periode is open: %(number)s partner kan rapporteren.",
        "De periode is open: %(number)s partners kunnen rapporteren.",
        number,
    ) % {"number": number}
