"""Pages of agreements: all that one may see, one with its promises and days, and the forms."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from charts.wording import listing
from programmes import history, services
from programmes.forms.agreements import AgreementForm, AgreementStepForm, agreement_initial, proposed_initial
from programmes.lists import Listing
from programmes.lists import agreements as listed
from programmes.models import Agreement, Programme
from programmes.promises import AT_HAND, deadlines_of, promises_of
from programmes.services import Refused
from programmes.views.lists import list_page
from programmes.views.pages import Crumbs, crumbs_of, form_page, own_programme, page_of
from stakeholders.audience import audience, those_who_may
from stakeholders.models import narrowed, worked_with
from stakeholders.permissions import Action, Resource

READS = those_who_may(Action.READ, Resource.AGREEMENT)
CHANGES = those_who_may(Action.CHANGE, Resource.AGREEMENT)


@audience(READS)
def agreements(request: HttpRequest) -> HttpResponseBase:
    """Those on which one works or to which one's organisation is a party; ?programma= narrows to one programme."""
    rows = listed.agreements_worked_on(request.user)
    found = Listing(
        request, rows, listed.columns(rows), listed.AgreementFilter,
        name="afspraken", first="-jaren", detailed=listed.detailed,
    )  # fmt: skip
    shown: dict[str, Any] = {"title": _("Afspraken"), "caption": _("Afspraken met partners")}
    shown["lead"] = _("Prestatieafspraken en convenanten: wie heeft wat toegezegd, en wat is ervan gekomen?")
    shown["nothing"] = {"title": _("Er zijn nog geen afspraken.") if not found.filter.said() else _("Geen gevonden.")}
    if programme := may_add_to(request, request.GET.get("programma", "")):
        new = reverse("werk:agreement-new", args=[programme.slug])
        shown |= {"new_url": new, "new_label": _("Afspraak toevoegen")}
    return list_page(request, "agreements", found, **shown)


@audience(READS)
def agreement(request: HttpRequest, pk: int) -> HttpResponse:
    return one_page(request, seen(request, pk), AgreementStepForm())


@audience(those_who_may(Action.ADD, Resource.AGREEMENT))
def new(request: HttpRequest, slug: str) -> HttpResponse:
    programme = own_programme(request, slug)
    initial = proposed_initial(programme, timezone.localdate().year)
    form = AgreementForm(request.POST or None, initial=initial, programme=programme, by=request.user, new=True)
    if form.saves(request, lambda: services.propose_agreement(programme=programme, by=request.user, **form.said())):
        messages.success(request, _("De afspraak staat erin als bod. Voeg nu de toezeggingen toe."))
        return redirect("werk:agreement", pk=form.saved.pk)
    return form_page(request, form, programme, title=_("Afspraak toevoegen"), lead=programme.name)


@audience(CHANGES)
def change(request: HttpRequest, pk: int) -> HttpResponse:
    row = own(request, pk)
    about = {"programme": row.programme, "by": request.user}
    form = AgreementForm(request.POST or None, initial=agreement_initial(row), **about)
    if form.saves(request, lambda: services.change_agreement(agreement=row, by=request.user, **form.said())):
        messages.success(request, _("Bewaard."))
        return redirect("werk:agreement", pk=pk)
    return form_page(
        request, form, row.programme, title=_("Afspraak wijzigen"), lead=row.name, crumbs=crumbs(row),
        remove=reverse("werk:agreement-remove", args=[pk]), remove_label=_("Haal deze afspraak weg"),
    )  # fmt: skip


@require_POST
@audience(CHANGES)
def move(request: HttpRequest, pk: int) -> HttpResponse:
    row = own(request, pk)
    form = AgreementStepForm(request.POST)
    which = {"agreement": row, "move": request.POST.get("stap", ""), "by": request.user}
    if form.saves(request, lambda: services.move_agreement(**which, **form.cleaned_data)):
        told = {"status": form.saved.get_status_display()}
        messages.success(request, _("De afspraak is nu: %(status)s.") % told)
        return redirect("werk:agreement", pk=pk)
    row.refresh_from_db()
    return one_page(request, row, form)


@require_POST
@audience(CHANGES)
def cycle(request: HttpRequest, pk: int) -> HttpResponse:
    """Add the days of the next year that has none."""
    row = own(request, pk)
    form = AgreementStepForm(request.POST)
    about = {"agreement": row, "by": request.user}
    if form.saves(request, lambda: services.add_cycle(version=form.cleaned_data["version"], **about)):
        messages.success(request, _("De termijnen staan erbij. Pas ze aan als ze anders zijn."))
        return redirect("werk:agreement", pk=pk)
    row.refresh_from_db()
    return one_page(request, row, form)


@require_POST
@audience(those_who_may(Action.REMOVE, Resource.AGREEMENT))
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    row = own(request, pk)
    try:
        services.remove_agreement(agreement=row, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("werk:agreement", pk=pk)
    messages.success(request, _("“%(name)s” is weggehaald.") % {"name": row.name})
    return redirect("werk:agreements")


def seen(request: HttpRequest, pk: int) -> Agreement:
    rows = Agreement.objects.visible_to(request.user).select_related("programme__gemeente", "document")
    return get_object_or_404(rows, pk=pk)


def own(request: HttpRequest, pk: int) -> Agreement:
    """An agreement that this person may change; anything else does not exist."""
    rows = Agreement.objects.editable_by(request.user).select_related("programme__gemeente", "document")
    return get_object_or_404(rows, pk=pk)


def may_add_to(request: HttpRequest, slug: str) -> Programme | None:
    """The programme to which this person may add an agreement; None where none was named, or none such is."""
    rows = Programme.objects.filter(slug=slug, draft_of=None)
    return narrowed(rows, request.user, Resource.AGREEMENT, Action.ADD).first() if slug else None


def crumbs(row: Agreement | None = None) -> Crumbs:
    found = [*crumbs_of()[:1], (_("Afspraken"), reverse("werk:agreements"))]
    return [*found, (row.name, reverse("werk:agreement", args=[row.pk]))] if row else found[:1]


def one_page(request: HttpRequest, row: Agreement, form: AgreementStepForm) -> HttpResponse:
    commitments = row.commitments.select_related("agreement", "organisation")
    promises = promises_of(list(commitments.prefetch_related(*AT_HAND)), request.user)
    mine = Agreement.objects.editable_by(request.user).filter(pk=row.pk).exists()
    followed = worked_with(Agreement.objects.filter(pk=row.pk), request.user, Resource.AGREEMENT).exists()
    if not form.is_bound:
        form.initial["version"] = row.version
    return page_of(
        request, "agreement", row.programme, agreement=row, parties=row.parties.all(), promises=promises,
        deadlines=deadlines_of(row), moves=row.allowed_moves() if mine else [], mine=mine, form=form,
        missing=listing(services.missing_signers(row)), next_year=services.year_without_days(row) if mine else None,
        history=history.of(row) if followed else None, crumbs=crumbs(row)[:-1],
    )  # fmt: skip
