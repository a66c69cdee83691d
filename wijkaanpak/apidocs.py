"""The documentation of the API as a page: drawn from the OpenAPI document, without a script."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from drf_spectacular.generators import SchemaGenerator

from apirules.schema import METHODS
from stakeholders.audience import PUBLIC, audience


@dataclass(frozen=True)
class Operation:
    method: str
    path: str
    parameters: list[dict[str, Any]]


@dataclass(frozen=True)
class ApiResource:
    """A resource of the API: what it is, its operations, and its fields (name, kind, explanation)."""

    name: str
    description: str
    operations: list[Operation]
    fields: list[dict[str, str]]


@cache
def resources() -> list[ApiResource]:
    """Every resource in the OpenAPI document, which does not change while the process runs."""
    document = SchemaGenerator().get_schema(request=None, public=True)
    names = sorted({path.split("/")[1] for path in document["paths"]})
    return [resource(document, name) for name in names]


def resource(document: dict[str, Any], name: str) -> ApiResource:
    said = {path: methods for path, methods in document["paths"].items() if path.split("/")[1] == name}
    operations = [
        Operation(method.upper(), f"/api/v1{path}", operation.get("parameters", []))
        for path, methods in said.items()
        for method, operation in methods.items()
        if method in METHODS
    ]
    first = said[f"/{name}"]["get"]
    return ApiResource(name, first["description"], operations, fields_of(document, first))


def fields_of(document: dict[str, Any], operation: dict[str, Any]) -> list[dict[str, str]]:
    """The fields of one row of a list."""
    page = schema_at(document, operation["responses"]["200"]["content"]["application/json"]["schema"])
    row = schema_at(document, page["properties"]["results"]["items"])
    return [
        {"name": name, "kind": kind_of(schema), "text": schema.get("description", "")}
        for name, schema in row["properties"].items()
    ]


def schema_at(document: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    reference = schema.get("$ref", "")
    return document["components"]["schemas"][reference.rsplit("/", 1)[1]] if reference else schema


def kind_of(schema: dict[str, Any]) -> str:
    words = {"string": "tekst", "integer": "geheel getal", "number": "getal", "boolean": "ja of nee", "array": "lijst"}
    return words.get(schema.get("type", ""), "keuze" if schema.get("allOf") or schema.get("oneOf") else "rij")


@audience(PUBLIC)
def documentation(request: HttpRequest) -> HttpResponse:
    return render(request, "api/documentation.html", {"resources": resources()})
