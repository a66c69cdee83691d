"""Pages on which a manager logs what is done, moves it on, and says how it is expected to help."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes import history, services
from programmes.forms.intervention import (
    ChangeContributionForm,
    InterventionForm,
    MoveForm,
    NewContributionForm,
    NewInterventionForm,
    contribution_initial,
    intervention_initial,
)
from programmes.models import Intervention
from programmes.services import Refused
from programmes.views.interventionparts import parts_of
from programmes.views.pages import (
    crumbs_of,
    form_page,
    intervention_worked_on,
    own_intervention,
    own_part,
    page_of,
)
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource

CHANGES = those_who_may(Action.CHANGE, Resource.INTERVENTION)


@audience(those_who_may(Action.ADD, Resource.INTERVENTION))
def new(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_part(request, slug, Resource.INTERVENTION, Action.ADD)
    form = NewInterventionForm(request.POST or None, programme=programme, by=request.user)
    if form.saves(request, lambda: services.log_intervention(programme=programme, by=request.user, **form.said())):
        messages.success(request, _("De interventie staat erin. Verbind haar nu met een uitkomst."))
        return redirect("werk:intervention", pk=form.saved.pk)
    lead = _("Vertel wat u doet, wie het doet, wanneer en waar. Alles is later te wijzigen.")
    return form_page(
        request, form, programme, title=_("Interventie toevoegen"), lead=lead,
        above="programmes/before_intervention.html",
    )  # fmt: skip


@audience(those_who_may(Action.READ, Resource.INTERVENTION))
def intervention(request: HttpRequest, pk: int) -> HttpResponse:
    """For whoever works on it, or reads along in a role; the public reads of it on the pages of wijk and programme."""
    return _page_of(request, intervention_worked_on(request, pk), MoveForm())


@audience(CHANGES)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_intervention(request, pk)
    initial = intervention_initial(found)
    about = {"programme": found.programme, "intervention": found, "by": request.user}
    form = InterventionForm(request.POST or None, initial=initial, **about)
    if form.saves(request, lambda: services.change_intervention(intervention=found, by=request.user, **form.said())):
        messages.success(request, _("Bewaard."))
        return redirect("werk:intervention", pk=pk)
    return form_page(
        request, form, found.programme, title=_("Interventie wijzigen"), crumbs=crumbs_of(found.programme, found),
        remove=reverse("werk:intervention-remove", args=[pk]), remove_label=_("Haal deze interventie weg"),
    )  # fmt: skip


@require_POST
@audience(CHANGES)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_intervention(request, pk)
    form, which = MoveForm(request.POST), {"intervention": found, "move": request.POST.get("stap", "")}
    if form.saves(request, lambda: services.move_intervention(**which, by=request.user, **form.cleaned_data)):
        messages.success(request, _("De interventie is nu %(status)s.") % {"status": found.get_status_display()})
        return redirect("werk:intervention", pk=pk)
    return _page_of(request, found, form)


@require_POST
@audience(those_who_may(Action.REMOVE, Resource.INTERVENTION))
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_intervention(request, pk)
    try:
        services.remove_intervention(intervention=found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("werk:intervention", pk=pk)
    messages.success(request, _("“%(title)s” is weggehaald.") % {"title": found.title})
    return redirect("werk:interventions", slug=found.programme.slug)


@audience(those_who_may(Action.ADD, Resource.CONTRIBUTION))
def new_contribution(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_intervention(request, pk)
    form = NewContributionForm(request.POST or None, intervention=found)
    if form.saves(request, lambda: services.link_contribution(intervention=found, by=request.user, **form.said())):
        messages.success(request, _("De interventie is verbonden met %(name)s.") % {"name": form.saved.indicator.name})
        return redirect("werk:intervention", pk=pk)
    lead = _("Waarom zou deze interventie bewoners helpen? Dit is een verwachting, geen bewijs.")
    return form_page(
        request,
        form,
        found.programme,
        title=_("Verbind met een uitkomst"),
        lead=lead,
        crumbs=crumbs_of(found.programme, found),
    )


@audience(those_who_may(Action.CHANGE, Resource.CONTRIBUTION))
def contribution(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    found = own_intervention(request, pk)
    row = get_object_or_404(found.contributions.select_related("indicator"), pk=link)
    form = ChangeContributionForm(request.POST or None, initial=contribution_initial(row))
    if form.saves(request, lambda: services.change_contribution(contribution=row, by=request.user, **form.said())):
        messages.success(request, _("Bewaard."))
        return redirect("werk:intervention", pk=pk)
    return form_page(
        request, form, found.programme, title=_("Bijdrage aan %(name)s") % {"name": row.indicator.name},
        crumbs=crumbs_of(found.programme, found), remove=reverse("werk:contribution-remove", args=[pk, link]),
        remove_label=_("Haal deze verbinding weg"), history=history.of(row),
    )  # fmt: skip


@require_POST
@audience(those_who_may(Action.REMOVE, Resource.CONTRIBUTION))
def remove_contribution(request: HttpRequest, pk: int, link: int) -> HttpResponse:
    found = own_intervention(request, pk)
    services.remove_contribution(contribution=get_object_or_404(found.contributions, pk=link), by=request.user)
    messages.success(request, _("De verbinding is weggehaald."))
    return redirect("werk:intervention", pk=pk)


def _page_of(request: HttpRequest, found: Intervention, form: MoveForm) -> HttpResponse:
    return page_of(request, "intervention", found.programme, form=form, **parts_of(found, request.user))
