"""Pages on which people keep milestones, risks and decisions."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes import history, services
from programmes.forms.progress import DecisionForm, MilestoneForm, OutputsForm, RiskForm
from programmes.models import Decision, Programme, Risk
from programmes.views.interventionparts import readable_to
from programmes.views.pages import crumbs_of, form_page, own_intervention, own_part, page_of
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource, may


@audience(those_who_may(Action.ADD, Resource.MILESTONE))
def new_milestone(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_intervention(request, pk)
    form = MilestoneForm(request.POST or None, new=True)
    if form.saves(request, lambda: services.add_milestone(intervention=found, by=request.user, **form.said())):
        messages.success(request, _("De mijlpaal staat erin."))
        return redirect("werk:intervention", pk=pk)
    return form_page(
        request, form, found.programme, title=_("Mijlpaal toevoegen"), lead=found.title,
        crumbs=crumbs_of(found.programme, found),
    )  # fmt: skip


@audience(those_who_may(Action.CHANGE, Resource.MILESTONE))
def milestone(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    found = own_intervention(request, pk)
    kept = get_object_or_404(found.milestones, pk=row)
    form = MilestoneForm(request.POST or None, initial=MilestoneForm().initial_of(kept))
    if form.saves(request, lambda: services.change_milestone(milestone=kept, by=request.user, **form.said())):
        messages.success(request, _("Bewaard."))
        return redirect("werk:intervention", pk=pk)
    return form_page(
        request, form, found.programme, title=_("Mijlpaal wijzigen"), lead=found.title,
        crumbs=crumbs_of(found.programme, found), history=history.of(kept),
        remove=reverse("werk:milestone-remove", args=[pk, row]), remove_label=_("Haal deze mijlpaal weg"),
    )  # fmt: skip


@require_POST
@audience(those_who_may(Action.REMOVE, Resource.MILESTONE))
def remove_milestone(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    found = own_intervention(request, pk)
    services.remove_milestone(milestone=get_object_or_404(found.milestones, pk=row), by=request.user)
    messages.success(request, _("De mijlpaal is weggehaald."))
    return redirect("werk:intervention", pk=pk)


@audience(those_who_may(Action.CHANGE, Resource.INTERVENTION))
def outputs(request: HttpRequest, pk: int) -> HttpResponse:
    found = own_intervention(request, pk)
    form = OutputsForm(request.POST or None, intervention=found)
    form.initial = form.initial_of(found)
    if form.saves(request, lambda: services.change_intervention(intervention=found, by=request.user, **form.said())):
        messages.success(request, _("Bewaard."))
        return redirect("werk:intervention", pk=pk)
    lead = _("Weet u een aantal niet? Laat het leeg, dan staat er “niet bekend”. Nul is ook een antwoord.")
    crumbs = crumbs_of(found.programme, found)
    return form_page(request, form, found.programme, title=_("Hoeveel er gehaald is"), lead=lead, crumbs=crumbs)


@audience(those_who_may(Action.READ, Resource.RISK))
def risks(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_part(request, slug, Resource.RISK)
    rows = Risk.objects.visible_to(request.user).filter(programme=programme).heaviest_first()
    lead = _("Wat kan er misgaan, hoe zwaar weegt dat, en wat doen we eraan? Dit is nooit openbaar.")
    return page_of(
        request, "part", programme, title=_("Risico’s"), lead=lead, part="programmes/risks.html",
        risks=rows.select_related("owner", "intervention"), may_change_risks=may_change(request, Resource.RISK),
        new=new_address(request, "risk-new", programme, Resource.RISK), new_label=_("Risico toevoegen"),
    )  # fmt: skip


@audience(those_who_may(Action.ADD, Resource.RISK))
def new_risk(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_part(request, slug, Resource.RISK, Action.ADD)
    about = {"programme": programme, "by": request.user}
    form = RiskForm(request.POST or None, new=True, initial={"intervention": request.GET.get("interventie")}, **about)
    if form.saves(request, lambda: services.add_risk(**about, **form.said())):
        messages.success(request, _("Het risico staat erin."))
        return back_to(form.saved, "risks")
    return form_page(request, form, programme, title=_("Risico toevoegen"))


@audience(those_who_may(Action.CHANGE, Resource.RISK))
def risk(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    programme = own_part(request, slug, Resource.RISK, Action.CHANGE)
    kept = get_object_or_404(programme.risks, pk=pk)
    about = {"programme": programme, "by": request.user}
    form = RiskForm(request.POST or None, initial=RiskForm(**about).initial_of(kept), **about)
    if form.saves(request, lambda: services.change_risk(risk=kept, by=request.user, **form.said())):
        messages.success(request, _("Bewaard."))
        return back_to(kept, "risks")
    return form_page(
        request, form, programme, title=_("Risico wijzigen"), lead=about_words(kept), history=history.of(kept),
        remove=reverse("werk:risk-remove", args=[slug, pk]), remove_label=_("Haal dit risico weg"),
    )  # fmt: skip


@require_POST
@audience(those_who_may(Action.REMOVE, Resource.RISK))
def remove_risk(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    programme = own_part(request, slug, Resource.RISK, Action.REMOVE)
    kept = get_object_or_404(programme.risks, pk=pk)
    services.remove_risk(risk=kept, by=request.user)
    messages.success(request, _("Het risico is weggehaald."))
    return back_to(kept, "risks")


@audience(those_who_may(Action.READ, Resource.DECISION))
def decisions(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_part(request, slug, Resource.DECISION)
    visible = Decision.objects.visible_to(request.user).filter(programme=programme)
    rows = visible.select_related("document", "intervention")
    lead = _("Wat is er besloten, wanneer en door wie? Staat het programma openbaar, dan staan de besluiten dat ook.")
    return page_of(
        request, "part", programme, title=_("Besluiten"), lead=lead, part="programmes/decisions.html",
        decisions=rows, readable=readable_to(request.user, rows),
        may_change_decisions=may_change(request, Resource.DECISION),
        new=new_address(request, "decision-new", programme, Resource.DECISION), new_label=_("Besluit toevoegen"),
    )  # fmt: skip


@audience(those_who_may(Action.ADD, Resource.DECISION))
def new_decision(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_part(request, slug, Resource.DECISION, Action.ADD)
    about = {"programme": programme, "by": request.user}
    initial = {"intervention": request.GET.get("interventie")}
    form = DecisionForm(request.POST or None, new=True, initial=initial, **about)
    if form.saves(request, lambda: services.record_decision(**about, **form.said())):
        messages.success(request, _("Het besluit staat erin."))
        return back_to(form.saved, "decisions")
    return form_page(request, form, programme, title=_("Besluit toevoegen"))


@audience(those_who_may(Action.CHANGE, Resource.DECISION))
def decision(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    programme = own_part(request, slug, Resource.DECISION, Action.CHANGE)
    kept = get_object_or_404(programme.decisions, pk=pk)
    about = {"programme": programme, "by": request.user}
    form = DecisionForm(request.POST or None, initial=DecisionForm(**about).initial_of(kept), **about)
    if form.saves(request, lambda: services.change_decision(decision=kept, by=request.user, **form.said())):
        messages.success(request, _("Bewaard."))
        return back_to(kept, "decisions")
    removable = may(request.user, Resource.DECISION, Action.REMOVE)
    return form_page(
        request, form, programme, title=_("Besluit wijzigen"), lead=about_words(kept), history=history.of(kept),
        remove=reverse("werk:decision-remove", args=[slug, pk]) if removable else "",
        remove_label=_("Haal dit besluit weg"),
    )  # fmt: skip


@require_POST
@audience(those_who_may(Action.REMOVE, Resource.DECISION))
def remove_decision(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    programme = own_part(request, slug, Resource.DECISION, Action.REMOVE)
    kept = get_object_or_404(programme.decisions, pk=pk)
    services.remove_decision(decision=kept, by=request.user)
    messages.success(request, _("Het besluit is weggehaald."))
    return back_to(kept, "decisions")


def may_change(request: HttpRequest, resource: Resource) -> bool:
    return may(request.user, resource, Action.CHANGE)


def new_address(request: HttpRequest, name: str, programme: Programme, resource: Resource) -> str:
    """Where this person adds a row; empty where they may not."""
    return reverse(f"werk:{name}", args=[programme.slug]) if may(request.user, resource, Action.ADD) else ""


def about_words(row: Any) -> str:
    return str(row.intervention) if row.intervention else _("Over het hele programma.")


def back_to(row: Any, pages: str) -> HttpResponse:
    """To the page of the intervention that a row is about, else to the programme's own list."""
    if row.intervention_id:
        return redirect("werk:intervention", pk=row.intervention_id)
    return redirect(f"werk:{pages}", slug=row.programme.slug)
