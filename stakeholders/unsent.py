"""What someone sent while signed out: kept until they have signed in, so that nothing typed is lost."""

from __future__ import annotations

import time

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

Fields = list[tuple[str, str]]

PLACE = "unsent"
KEPT_SECONDS = 60 * 60
MOST_CHARACTERS = 100_000
NEVER_KEPT = ("password", "csrfmiddlewaretoken")


def keep(request: HttpRequest) -> None:
    """Remember what was typed, and say so; a file cannot be kept, and a password never is."""
    fields = typed(request)
    if not fields or request.FILES or sum(len(value) for _name, value in fields) > MOST_CHARACTERS:
        return
    request.session[PLACE] = {"path": request.get_full_path(), "at": time.time(), "fields": fields}
    messages.warning(request, _("U was uitgelogd, en er is nog niets bewaard. Log in: wat u typte is er nog."))


def take(request: HttpRequest) -> Fields:
    """What was typed for this address, once; nothing where it is too long ago."""
    kept = request.session.get(PLACE)
    if request.method != "GET" or not kept or kept["path"] != request.get_full_path():
        return []
    del request.session[PLACE]
    return kept["fields"] if time.time() - kept["at"] < KEPT_SECONDS else []


def typed(request: HttpRequest) -> Fields:
    if request.method != "POST":
        return []
    names = [name for name in request.POST if not any(word in name for word in NEVER_KEPT)]
    return [(name, str(value)) for name in names for value in request.POST.getlist(name)]


def offer(request: HttpRequest, fields: Fields, *, status: int = 200) -> HttpResponse:
    """A page from which what was typed is sent again; nothing is written until that button is pressed."""
    shown = {"fields": fields, "address": request.get_full_path()}
    return render(request, "stakeholders/unsent.html", shown, status=status)
