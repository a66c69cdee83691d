"""When something goes wrong. The pages for it stand in templates/; these two need nothing that may be broken."""

from __future__ import annotations

import logging

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from apirules.problems import problem_response

logger = logging.getLogger(__name__)


def server_error(request: HttpRequest) -> HttpResponse:
    if of_api(request):
        return problem_response(500, _("Er ging iets mis bij ons. Probeer het straks nog eens."))
    return HttpResponse(_page("500.html", _("Er ging iets mis bij ons. Probeer het straks nog eens.")), status=500)


def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    if of_api(request):
        return problem_response(400, _("Deze vraag kunnen we niet lezen."))
    return HttpResponse(_page("400.html", _("Deze vraag kunnen we niet lezen.")), status=400)


def of_api(request: HttpRequest) -> bool:
    """Whether a program asked: it gets problem details, as with every other error of the API."""
    return request.path_info.startswith("/api/v1")


def _page(template: str, sentence: str) -> str:
    """The page without a request (whose user may need the database); one sentence where even that fails."""
    try:
        return render_to_string(template)
    except Exception:  # whatever is broken, a reader gets a sentence
        logger.exception("The error page %s failed too", template)
        return f'<!doctype html><html lang="nl"><title>Wijkaanpak</title><h1>{sentence}</h1></html>'
