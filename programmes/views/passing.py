"""Pages on which money is passed on or taken back, and one amount is divided over interventions."""

from __future__ import annotations

from decimal import Decimal

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes import services
from programmes.forms.passing import BundleCorrectionForm, BundleForm, PassOnForm
from programmes.models import Bundle, Investment
from programmes.views.ceilings import warn_of_ceilings
from programmes.views.pages import Crumbs, crumbs_of, form_page, open_to, own_part
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource

ADDS = those_who_may(Action.ADD, Resource.INVESTMENT)
READS = those_who_may(Action.READ, Resource.INVESTMENT)
CHANGES = those_who_may(Action.CHANGE, Resource.INVESTMENT)


@audience(CHANGES)
def pass_on(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Investment.objects.correctable_by(request.user).with_names(), pk=pk)
    form = PassOnForm(request.POST or None, entry=found, by=request.user)
    if form.saves(request, lambda: services.pass_on(entry=found, by=request.user, **form.said())):
        messages.success(request, _("Doorgegeven. Het telt nu bij %(name)s.") % {"name": form.saved.received.spender})
        return redirect("werk:entry", pk=form.saved.received.pk)
    lead = _("%(name)s geeft dit bedrag, of een deel ervan, door. Zo telt elke euro één keer: waar hij wordt besteed.")
    context = {
        "form": form, "title": _("Geef geld door"), "lead": lead % {"name": found.spender}, "save": _("Geef door"),
        "crumbs": [*_way_to(request, found), (_("Boeking"), _address(found))],
        "invented": found.intervention.is_invented(),
    }  # fmt: skip
    return render(request, "programmes/form_page.html", context)


@require_POST
@audience(CHANGES)
def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Investment.objects.visible_to(request.user).with_names(), pk=pk)
    if found.passed_from is None or not services.may_correct(entry=found.passed_from, by=request.user):
        raise Http404
    try:
        back = services.take_back(entry=found, by=request.user)
    except services.Refused as refusal:
        messages.error(request, str(refusal))
        return redirect(_address(found))
    messages.success(request, _("Teruggenomen. Het telt weer bij %(name)s.") % {"name": back.spender})
    return redirect(_address(back))


@audience(ADDS)
def new_bundle(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_part(request, slug, Resource.INVESTMENT, Action.ADD)
    own = {"payer": request.user.organisation_ids()[0], "spender": request.user.organisation_ids()[0]}
    form = BundleForm(request.POST or None, programme=programme, by=request.user, initial=own)
    if form.saves(request, lambda: services.report_bundle(by=request.user, **form.said())):
        messages.success(request, _("Verdeeld. De delen tellen op de cent op tot het hele bedrag."))
        warn_of_ceilings(request, form.saved.entries.with_names())
        return redirect("werk:bundle", pk=form.saved.pk)
    return form_page(
        request, form, programme, title=_("Verdeel één bedrag"), save=_("Verdeel en meld"),
        lead=_("Eén investering die voor meer interventies is. Elke interventie krijgt haar deel, op de cent."),
    )  # fmt: skip


@audience(READS)
def bundle(request: HttpRequest, pk: int) -> HttpResponse:
    """The parts of one investment; who may correct all of them corrects it as a whole."""
    parts = Investment.objects.visible_to(request.user).filter(bundle=pk, reverses=None).with_names()
    entries = list(parts.order_by("intervention__title"))
    if not entries:
        raise Http404
    found = get_object_or_404(Bundle, pk=pk)
    own = Investment.objects.correctable_by(request.user).filter(bundle=pk, reverses=None)
    may_correct = own.count() == len(entries)
    form = BundleCorrectionForm(request.POST or None, initial={"amount": Decimal(found.total_cents) / 100})
    if may_correct and form.saves(
        request, lambda: services.correct_bundle(bundle=found, by=request.user, **form.cleaned_data)
    ):
        messages.success(request, _("Verbeterd. De oude delen zijn teruggeboekt en blijven te zien."))
        return redirect("werk:bundle", pk=form.saved.pk) if form.saved else redirect("werk:entries")
    context = {
        "bundle": found, "entries": entries, "form": form, "may_correct": may_correct,
        "crumbs": _way_to(request, entries[0])[:-1],
        "stands": any(not hasattr(one, "reversed_by") for one in entries),
        "invented": entries[0].intervention.is_invented(),
    }  # fmt: skip
    return render(request, "programmes/bundle.html", context)


def _way_to(request: HttpRequest, entry: Investment) -> Crumbs:
    one = entry.intervention
    return open_to(request, crumbs_of(one.programme, one), one.programme)


def _address(entry: Investment) -> str:
    return reverse("werk:entry", args=[entry.pk])
