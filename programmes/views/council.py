"""What the college sends to the council, and where the council reads it."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from programmes import services
from programmes.models import Programme
from programmes.models.programme import ProgrammeQuerySet
from programmes.proposal import proposal_of
from programmes.services import Refused
from programmes.views.pages import own_plan, page_of
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource

READS = those_who_may(Action.READ, Resource.PROGRAMME)


@require_POST
@audience(those_who_may(Action.PUBLISH, Resource.PROGRAMME))
def send(request: HttpRequest, slug: str) -> HttpResponse:
    """Send a concept to the council, or take it back ("terug")."""
    found = own_plan(request, slug)
    back = "terug" in request.POST
    try:
        write = services.take_back_from_council if back else services.send_to_council
        write(programme=found, by=request.user)
        done = _("De raad leest dit concept niet meer.") if back else _("De raad kan dit concept nu lezen.")
        messages.success(request, done)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("werk:programme", slug=slug)


@audience(READS)
def sent(request: HttpRequest) -> HttpResponse:
    """Every concept that lies before the council, as far as this person may read it."""
    crumbs = [(_("Mijn werk"), reverse("start"))]
    found = sent_to_council(request).order_by("-sent_to_council_on", "name")
    invented = any(one.gemeente.invented for one in found)
    return render(request, "programmes/council.html", {"proposals": found, "crumbs": crumbs, "invented": invented})


@audience(READS)
def programme(request: HttpRequest, slug: str) -> HttpResponse:
    """One proposal: what would change, the whole plan, the money so far, and what was decided."""
    found = get_object_or_404(sent_to_council(request), slug=slug)
    crumbs = [(_("Mijn werk"), reverse("start")), (_("Voor de raad"), reverse("werk:council"))]
    return page_of(request, "proposal", found, proposal=proposal_of(found, request.user), crumbs=crumbs)


def sent_to_council(request: HttpRequest) -> ProgrammeQuerySet:
    visible = Programme.objects.visible_to(request.user).filter(sent_to_council_on__isnull=False)
    return visible.select_related("gemeente", "lead", "parent", "draft_of__gemeente", "draft_of__lead")
