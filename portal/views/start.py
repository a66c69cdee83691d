"""The start page of who signed in: what awaits action, and the way to one's work."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _

from programmes import todo
from stakeholders.audience import SIGNED_IN, audience
from stakeholders.kinds import Role
from stakeholders.permissions import Action, Resource, may

# What one does → (its address, the permission that it asks).
WAYS = [
    (_("Programma’s"), "werk:programmes", Resource.PROGRAMME, Action.CHANGE),
    (_("Rapporteren"), "werk:report", Resource.INVESTMENT, Action.ADD),
    (_("Rapportages"), "werk:reports", Resource.REPORT, Action.READ),
    (_("Boekingen"), "werk:entries", Resource.INVESTMENT, Action.ADD),
    (_("Geldstromen"), "werk:streams", Resource.INVESTMENT, Action.ADD),
    (_("Organisaties"), "organisations", Resource.ORGANISATION, Action.CHANGE),
    (_("Mensen uitnodigen"), "people", Resource.PERSON, Action.ADD),
    (_("Cijfers inlezen"), "imports", Resource.IMPORT, Action.ADD),
]


@audience(SIGNED_IN)
def start(request: HttpRequest) -> HttpResponse:
    roles = request.user.roles()
    awaiting = [
        *(todo.for_manager(request.user) if Role.MANAGER in roles else []),
        *(todo.for_reporter(request.user) if Role.REPORTER in roles else []),
        *(todo.for_controller(request.user) if Role.CONTROLLER in roles else []),
    ]
    memberships = list(request.user.held())
    context = {
        "invented": any(one.organisation.invented for one in memberships),
        "awaiting": awaiting,
        "ways": _ways(request.user),
        "memberships": memberships,
    }
    return render(request, "portal/start.html", context)


def _ways(user: Any) -> list[tuple[str, str]]:
    """What this person may do, as names with addresses."""
    found = []
    for name, page, resource, action in WAYS:
        if may(user, resource, action):
            try:
                found.append((name, reverse(page)))
            except NoReverseMatch:  # a page of another room that is not in this installation
                continue
    return found
