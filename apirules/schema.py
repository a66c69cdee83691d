"""What the Design Rules want in the OpenAPI document, added to what drf-spectacular finds itself."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from apirules.problems import CONTENT_TYPE, title_of

VERSION_HEADER = {
    "API-Version": {"description": "Het volledige versienummer van de API.", "schema": {"type": "string"}}
}
PROBLEM = {
    "type": "object",
    "required": ["status", "title", "detail"],
    "properties": {
        "type": {"type": "string"},
        "status": {"type": "integer"},
        "title": {"type": "string"},
        "detail": {"type": "string"},
        "staatNu": {"type": "object", "description": "Bij 409: de rij zoals zij nu is, met haar versie."},
        "gezonden": {"type": "object", "description": "Bij 409: wat u stuurde."},
        "errors": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["in", "name", "message"],
                "properties": {
                    "in": {"type": "string", "enum": ["query", "body"]},
                    "name": {"type": "string"},
                    "message": {"type": "string"},
                },
            },
        },
    },
}
METHODS = ("get", "put", "post", "delete", "patch")


def add_design_rules(result: dict[str, Any], generator: Any, request: Any, public: bool) -> dict[str, Any]:
    """A drf-spectacular postprocessing hook: version header on each answer, problem details for each error."""
    result["components"].setdefault("schemas", {})["Problem"] = PROBLEM
    for path, operations in result["paths"].items():
        for method in METHODS:
            if method in operations:
                complete(operations[method], method, keyed="{" in path)
    return result


def complete(operation: dict[str, Any], method: str, keyed: bool) -> None:
    """Add to one operation the errors that it can answer, and the version header to every answer."""
    for status in statuses_of(method, keyed):
        operation["responses"].setdefault(str(status), problem_answer(status))
    for answer in operation["responses"].values():
        answer["headers"] = answer.get("headers", {}) | VERSION_HEADER
        answer.setdefault("description", _("Het antwoord."))


def statuses_of(method: str, keyed: bool) -> list[int]:
    read = [400, 404] if keyed else [400]
    return read if method == "get" else sorted({*read, 401, 403, 409})


def problem_answer(status: int) -> dict[str, Any]:
    return {
        "description": title_of(status),
        "content": {CONTENT_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}},
    }


def only_version_one(endpoints: list[Any]) -> list[Any]:
    """A preprocessing hook: only what stands under /api/v1."""
    return [endpoint for endpoint in endpoints if endpoint[0].startswith("/api/v1")]
