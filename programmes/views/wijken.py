"""Pages for the wijken and the phases of a programme."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes import history, services
from programmes.forms.programme import NewWijkForm, PhaseForms, WijkForm, phase_initial, wijk_initial
from programmes.services import Refused, is_frozen
from programmes.views.pages import changes_plan, form_page, own_plan, page_of
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource

SETS_UP = those_who_may(Action.CHANGE, Resource.PROGRAMME)


@audience(SETS_UP)
def wijken(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_plan(request, slug)
    rows = programme.wijken.prefetch_related("areas")
    return page_of(request, "wijken", programme, wijken=rows, frozen=is_frozen(programme))


@audience(SETS_UP)
@changes_plan
def new_wijk(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_plan(request, slug)
    form = NewWijkForm(request.POST or None, programme=programme)
    if form.saves(request, lambda: services.name_wijk(programme=programme, by=request.user, **form.cleaned_data)):
        messages.success(request, _("%(name)s hoort nu bij het programma.") % {"name": form.saved.name})
        return redirect("werk:wijken", slug=slug)
    lead = _("Geef de wijk een naam en kies de gebieden waaruit zij bestaat.")
    above = "" if form.fields["areas"].queryset.exists() else "programmes/no_ground.html"
    return form_page(request, form, programme, title=_("Wijk toevoegen"), lead=lead, above=above)


@audience(SETS_UP)
@changes_plan
def wijk(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    programme = own_plan(request, slug)
    row = get_object_or_404(programme.wijken, pk=pk)
    form = WijkForm(request.POST or None, programme=programme, initial=wijk_initial(row))
    if form.saves(request, lambda: services.change_wijk(wijk=row, by=request.user, **form.cleaned_data)):
        messages.success(request, _("Bewaard."))
        return redirect("werk:wijken", slug=slug)
    remove, label = reverse("werk:wijk-remove", args=[slug, pk]), _("Haal deze wijk weg")
    told = history.of(row)
    return form_page(request, form, programme, title=row.name, remove=remove, remove_label=label, history=told)


@require_POST
@audience(SETS_UP)
def remove_wijk(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    programme = own_plan(request, slug)
    row = get_object_or_404(programme.wijken, pk=pk)
    try:
        services.remove_wijk(wijk=row, by=request.user)
        messages.success(request, _("%(name)s hoort niet meer bij het programma.") % {"name": row.name})
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("werk:wijken", slug=slug)


@audience(SETS_UP)
@changes_plan
def phases(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_plan(request, slug)
    forms = PhaseForms(request.POST or None, initial=phase_initial(programme.phases.all()))
    seen = request.POST.get("version", "")
    version = int(seen) if seen.isascii() and seen.isdigit() else programme.version
    if request.method == "POST" and forms.is_valid() and forms.attempt(
        lambda lines: services.set_phases(programme=programme, version=version, phases=lines, by=request.user)
    ):  # fmt: skip
        messages.success(request, _("De fases zijn bewaard."))
        return redirect("werk:programme", slug=slug)
    programme.refresh_from_db()
    return page_of(
        request,
        "phases",
        programme,
        forms=forms,
        version=programme.version if forms.conflict else version,
        standing=programme.phases.all() if forms.conflict else [],
    )
