"""The start page of who signed in: what awaits action, and the way to one's work."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from portal.startpage import awaiting_of, desks_of, ways_of
from stakeholders.audience import SIGNED_IN, audience


@audience(SIGNED_IN)
def start(request: HttpRequest) -> HttpResponse:
    memberships = list(request.user.held())
    context = {
        "invented": any(one.organisation.invented for one in memberships),
        "awaiting": awaiting_of(request.user),
        "desks": desks_of(request.user),
        "ways": ways_of(request.user),
        "memberships": memberships,
    }
    return render(request, "portal/start.html", context)
