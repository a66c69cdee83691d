"""Errors as RFC 9457 problem details (`application/problem+json`), with a Dutch sentence that helps."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, JsonResponse
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.views import exception_handler

from apirules import API_VERSION

CONTENT_TYPE = "application/problem+json"


def problem(status: int, title: str, detail: str, errors: list[dict[str, str]] | None = None) -> dict[str, Any]:
    """The body of a problem: `errors` holds one {in, name, message} for each field or parameter at fault."""
    body: dict[str, Any] = {"type": "about:blank", "status": status, "title": title, "detail": detail}
    return body | ({"errors": errors} if errors else {})


def as_problem(error: Exception, context: dict[str, Any]) -> Response | None:
    """DRF's exception handler: the same statuses, said as problem details."""
    response = exception_handler(error, context)
    if response is None:
        return None
    errors = flat_errors(response.data, where_of(error)) if isinstance(error, exceptions.ValidationError) else None
    response.data = problem(response.status_code, title_of(response.status_code), detail_of(error, errors), errors)
    response.data |= getattr(error, "versions", {})
    response.content_type = CONTENT_TYPE
    return response


class ParameterError(exceptions.ValidationError):
    """A query parameter that does not exist, or a value that it cannot have."""


def where_of(error: Exception) -> str:
    return "query" if isinstance(error, ParameterError) else "body"


def detail_of(error: Exception, errors: list[dict[str, str]] | None) -> str:
    if errors:
        return " ".join(f"{e['name']}: {e['message']}" if e["name"] else e["message"] for e in errors)
    if isinstance(error, Http404 | exceptions.NotFound):
        return str(_("Dit bestaat niet, of u mag het niet zien."))
    if isinstance(error, exceptions.ParseError):
        return str(_("Dit is geen geldige JSON: %(why)s") % {"why": error.detail})
    if isinstance(error, PermissionDenied | exceptions.PermissionDenied):
        return str(_("U mag dit niet doen. Meld u aan met een account dat dit wel mag."))
    return str(getattr(error, "detail", error))


def flat_errors(data: Any, where: str, name: str = "") -> list[dict[str, str]]:
    """DRF's nested errors as a flat list; nested fields get a dotted name (`bereik.0.aandeel`)."""
    if isinstance(data, dict):
        pairs = [(f"{name}.{key}".strip("."), value) for key, value in data.items()]
        return [error for key, value in pairs for error in flat_errors(value, where, key)]
    if isinstance(data, list) and any(isinstance(item, dict) for item in data):
        pairs = [(f"{name}.{index}".strip("."), value) for index, value in enumerate(data) if value]
        return [error for key, value in pairs for error in flat_errors(value, where, key)]
    messages = data if isinstance(data, list) else [data]
    field = "" if name == "non_field_errors" else name
    return [{"in": where, "name": field, "message": str(message)} for message in messages]


def title_of(status: int) -> str:
    titles = {
        400: _("De vraag klopt niet"),
        401: _("U bent niet aangemeld"),
        403: _("Dit mag niet"),
        404: _("Niet gevonden"),
        405: _("Deze methode bestaat hier niet"),
        406: _("Deze vorm is er niet"),
        409: _("Iemand anders was u voor"),
        415: _("Dit soort inhoud wordt niet gelezen"),
        500: _("Er ging iets mis bij ons"),
    }
    return str(titles.get(status, HTTPStatus(status).phrase))


def problem_response(status: int, detail: str) -> JsonResponse:
    """A problem outside DRF, such as for an address that no resource answers."""
    response = JsonResponse(problem(status, title_of(status), detail), status=status, content_type=CONTENT_TYPE)
    response["API-Version"] = API_VERSION
    return response


def no_such_resource(request: HttpRequest, rest: str = "") -> JsonResponse:
    """The answer to any address under the API that no resource has."""
    detail = _("Het adres /api/v1/%(rest)s bestaat niet. Zie /api/v1/openapi.json voor wat er is.") % {"rest": rest}
    return problem_response(404, detail)


class Conflict(exceptions.APIException):
    """Somebody else changed the row in between; `versions` holds what stands now beside what was sent."""

    status_code = 409

    def __init__(self, detail: str, versions: dict[str, Any] | None = None) -> None:
        super().__init__(detail)
        self.versions = versions or {}
