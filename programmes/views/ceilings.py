"""Pages of the ceilings of a programme: how full each is, a new one, and who went beyond one and why."""

from __future__ import annotations

from collections.abc import Iterable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes import history, services
from programmes.ceilings import fullness_of, warnings_for
from programmes.forms.ceilings import CeilingForm, NewCeilingForm
from programmes.models import Ceiling, CeilingOverride, Investment, Programme
from programmes.views.pages import (
    Crumbs,
    crumbs_of,
    form_page,
    money_tabs,
    own_programme,
    page_of,
    programme_to_read,
)
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource

READS = those_who_may(Action.READ, Resource.CEILING)


@audience(READS)
def ceilings(request: HttpRequest, slug: str) -> HttpResponse:
    programme = programme_to_read(request, slug, Resource.CEILING)
    own = Ceiling.objects.visible_to(request.user).filter(programme=programme).select_related("funding_stream")
    overrides = CeilingOverride.objects.filter(ceiling__in=own)
    return page_of(
        request, "ceilings", programme,
        ceilings=fullness_of(own),
        overrides=overrides.select_related("ceiling__funding_stream", "allowed_by", "entry__intervention"),
        may_change=Programme.objects.editable_by(request.user).filter(pk=programme.pk).exists(),
        tabs=money_tabs(request, programme, "ceilings"),
    )  # fmt: skip


@audience(those_who_may(Action.ADD, Resource.CEILING))
def new(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_programme(request, slug)
    years = {"first_year": programme.start_year, "last_year": programme.end_year}
    form = NewCeilingForm(request.POST or None, programme=programme, initial=years)
    if form.saves(request, lambda: services.set_ceiling(programme=programme, by=request.user, **form.said())):
        messages.success(request, _("Het plafond staat erin."))
        return redirect("werk:ceilings", slug=slug)
    lead = _("Hoeveel mag dit programma ten hoogste verplichten uit een geldstroom?")
    return form_page(request, form, programme, title=_("Plafond toevoegen"), lead=lead, crumbs=crumbs(programme))


@audience(those_who_may(Action.CHANGE, Resource.CEILING))
def ceiling(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    programme = own_programme(request, slug)
    row = get_object_or_404(programme.ceilings.select_related("funding_stream", "programme"), pk=pk)
    initial = {"first_year": row.first_year, "last_year": row.last_year, "amount": row.amount, "version": row.version}
    form = CeilingForm(request.POST or None, programme=programme, initial=initial)
    if form.saves(request, lambda: services.change_ceiling(ceiling=row, by=request.user, **form.said())):
        messages.success(request, _("Bewaard."))
        return redirect("werk:ceilings", slug=slug)
    return form_page(
        request, form, programme, title=_("Plafond van %(stream)s") % {"stream": row.funding_stream},
        crumbs=crumbs(programme), history=history.of(row),
        remove=reverse("werk:ceiling-remove", args=[slug, pk]), remove_label=_("Haal dit plafond weg"),
    )  # fmt: skip


@require_POST
@audience(those_who_may(Action.REMOVE, Resource.CEILING))
def remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    programme = own_programme(request, slug)
    try:
        services.remove_ceiling(ceiling=get_object_or_404(programme.ceilings, pk=pk), by=request.user)
    except services.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("werk:ceiling", slug=slug, pk=pk)
    messages.success(request, _("Het plafond is weggehaald."))
    return redirect("werk:ceilings", slug=slug)


def warn_of_ceilings(request: HttpRequest, entries: Iterable[Investment]) -> None:
    """Tell of each ceiling that these entries brought to 80 % or beyond."""
    for words in warnings_for(entries):
        messages.warning(request, words)


def crumbs(programme: Programme) -> Crumbs:
    return [*crumbs_of(programme), (_("Plafonds"), reverse("werk:ceilings", args=[programme.slug]))]
