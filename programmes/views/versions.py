"""Beginning the next version of a programme, and throwing its concept away."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes import services
from programmes.services import Refused
from programmes.views.pages import own_plan
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource

SETS_UP = those_who_may(Action.CHANGE, Resource.PROGRAMME)


@require_POST
@audience(SETS_UP)
def new(request: HttpRequest, slug: str) -> HttpResponse:
    found = own_plan(request, slug)
    try:
        draft = services.start_draft(programme=found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("werk:programme", slug=slug)
    messages.success(request, _("Het concept van de nieuwe versie staat klaar. Niemand ziet het voordat u publiceert."))
    return redirect("werk:programme", slug=draft.slug)


@require_POST
@audience(SETS_UP)
def discard(request: HttpRequest, slug: str) -> HttpResponse:
    found = own_plan(request, slug)
    try:
        programme = services.discard_draft(draft=found, by=request.user)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("werk:programme", slug=slug)
    messages.success(request, _("Het concept is weggegooid. Het programma staat er zoals het gepubliceerd is."))
    return redirect("werk:programme", slug=programme.slug)
