"""Pages of a screening: start one, see how far it is, stop it, and read where a study may be worth making."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from effects import screened, services
from effects.forms.screening import ScreeningForm
from effects.services.screening import Asked
from effects.tasks import SCREENING
from effects.views.pages import person_of
from programmes.lists.export import csv_response
from runs.models import Run
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource

READS = those_who_may(Action.READ, Resource.SCREENING)
ADDS = those_who_may(Action.ADD, Resource.SCREENING)
NEWEST = 20


@audience(ADDS)
@require_http_methods(["GET", "HEAD", "POST"])
def screenings(request: HttpRequest) -> HttpResponse:
    form = ScreeningForm(request.POST if request.method == "POST" else None)
    if form.saves(request, lambda: services.start_screening(asked=form.asked(), by=person_of(request))):
        return redirect("onderzoek:screening", pk=form.saved.pk)
    runs = Run.objects.filter(kind=SCREENING).select_related("started_by").defer("result")[:NEWEST]
    earlier = [(run, screened.name_of(Asked.of(run.arguments))) for run in runs]
    return _page(request, "screenings", [], form=form, earlier=earlier)


@audience(READS)
@require_safe
def screening(request: HttpRequest, pk: int) -> HttpResponse:
    """How far it is, and then where something stands out. htmx asks for the part that changes."""
    run = _run(pk)
    shown: dict[str, Any] = {"run": run, "progress": screened.progress_of(run), "asked": Asked.of(run.arguments)}
    if request.htmx:  # type: ignore[attr-defined]
        answer = render(request, "effects/screening_state.html", shown)
        if not shown["progress"]:
            answer["HX-Refresh"] = "true"
        return answer
    shown |= {"found": screened.findings_of(run, request.user), "name": screened.name_of(Asked.of(run.arguments))}
    return _page(request, "screening", [(_("Doorlichten"), reverse("onderzoek:screenings"))], **shown)


@audience(READS)
@require_safe
def as_csv(request: HttpRequest, pk: int) -> HttpResponseBase:
    found = screened.findings_of(_run(pk), request.user)
    if found is None:
        raise Http404
    return csv_response(f"doorlichting-{pk}", screened.heads(), screened.rows_of(found))


@require_POST
@audience(ADDS)
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    if services.cancel_screening(run=_run(pk), by=person_of(request)):
        messages.success(request, _("Het doorlichten wordt gestopt."))
    return redirect("onderzoek:screening", pk=pk)


def _run(pk: int) -> Run:
    return get_object_or_404(Run, pk=pk, kind=SCREENING)


def _page(request: HttpRequest, template: str, crumbs: list[tuple[str, str]], **shown: Any) -> HttpResponse:
    context = {"crumbs": [(_("Mijn werk"), reverse("start")), *crumbs], **shown}
    return render(request, f"effects/{template}.html", context)
