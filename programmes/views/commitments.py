"""Pages on which a promise is written into an agreement, changed, or taken out."""

from __future__ import annotations

from collections.abc import Sequence

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes import history, services
from programmes.forms.agreements import CommitmentForm, commitment_initial
from programmes.models import Commitment, Output
from programmes.services import Refused
from programmes.views.agreements import CHANGES, crumbs, own
from programmes.views.pages import form_page
from stakeholders.audience import audience


@audience(CHANGES)
def new(request: HttpRequest, pk: int) -> HttpResponse:
    agreement = own(request, pk)
    form = CommitmentForm(request.POST or None, agreement=agreement, new=True)
    if form.saves(request, lambda: services.add_commitment(agreement=agreement, by=request.user, **form.said())):
        messages.success(request, _("De toezegging staat erin."))
        return _onward(request, form.saved, [])
    shown = {"title": _("Toezegging toevoegen"), "lead": agreement.name, "crumbs": crumbs(agreement)}
    return form_page(request, form, agreement.programme, **shown)


@audience(CHANGES)
def change(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    agreement = own(request, pk)
    kept = get_object_or_404(agreement.commitments.select_related("agreement__programme"), pk=row)
    before = [one.pk for one in kept.interventions.all()]
    form = CommitmentForm(
        request.POST or None, initial=commitment_initial(kept), agreement=agreement, commitment=kept,
        propose="resultaten" in request.GET,
    )  # fmt: skip
    if form.saves(request, lambda: services.change_commitment(commitment=kept, by=request.user, **form.said())):
        messages.success(request, _("Bewaard."))
        return _onward(request, form.saved, before)
    return form_page(
        request, form, agreement.programme, title=_("Toezegging wijzigen"), lead=agreement.name,
        crumbs=crumbs(agreement), history=history.of(kept), remove=reverse("werk:commitment-remove", args=[pk, row]),
        remove_label=_("Haal deze toezegging weg"),
    )  # fmt: skip


def _onward(request: HttpRequest, saved: Commitment, before: Sequence[int]) -> HttpResponse:
    """To the agreement; first to the results of interventions that are new to the promise, to choose which count."""
    new = saved.interventions.exclude(pk__in=before)
    if saved.quantity is None or not Output.objects.filter(intervention__in=new).exists():
        return redirect("werk:agreement", pk=saved.agreement_id)
    messages.info(request, _("Kies nu welke resultaten van de interventies meetellen, en bewaar."))
    here = reverse("werk:commitment", args=[saved.agreement_id, saved.pk])
    return redirect(f"{here}?resultaten=kies#id_outputs")


@require_POST
@audience(CHANGES)
def remove(request: HttpRequest, pk: int, row: int) -> HttpResponse:
    agreement = own(request, pk)
    try:
        services.remove_commitment(commitment=get_object_or_404(agreement.commitments, pk=row), by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("De toezegging is weggehaald."))
    return redirect("werk:agreement", pk=pk)
