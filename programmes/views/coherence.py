"""Pages on how a programme hangs together: what is expected of what, and whether the money follows the goals."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from programmes.contributions import chart_of
from programmes.models import Intervention
from programmes.views.pages import page_of, seen_programme
from stakeholders.audience import audience, those_who_may
from stakeholders.permissions import Action, Resource


@audience(those_who_may(Action.READ, Resource.CONTRIBUTION))
def contributions(request: HttpRequest, slug: str) -> HttpResponse:
    """The contribution picture; whoever may change an intervention goes on from it."""
    programme = seen_programme(request, slug)
    own = set(Intervention.objects.editable_by(request.user).filter(programme__slug=slug).values_list("pk", flat=True))

    def address_of(one: Intervention) -> str | None:
        return reverse("werk:intervention", args=[one.pk]) if one.pk in own else None

    return page_of(request, "contribution_picture", programme, chart=chart_of(programme, request.user, address_of))
