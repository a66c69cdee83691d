"""Pages by key: the next page starts after the last key, so page 100,000 costs what page 1 costs."""

from __future__ import annotations

import base64
import binascii
from typing import Any
from urllib.parse import urlencode

import orjson
from django.db.models import QuerySet
from django.utils.translation import gettext as _
from rest_framework.pagination import BasePagination
from rest_framework.request import Request
from rest_framework.response import Response

from apirules.problems import ParameterError

DEFAULT_SIZE = 100
LARGEST = 1000


class KeyPages(BasePagination):
    """Pages over a primary key, single or composite, in its order.

    The cursor holds the direction and the key of the row at the edge: `volgende` (after) or
    `vorige` (before). Answers {"next", "previous", "results"}.
    """

    def paginate_queryset(self, queryset: QuerySet[Any], request: Request, view: Any = None) -> list[Any]:
        self.request = request
        self.size = size_of(request.query_params.get("pageSize"))
        backwards, key = read_cursor(request.query_params.get("cursor"))
        rows = self._slice(queryset, backwards, key)
        more = len(rows) > self.size
        rows = rows[: self.size]
        self.has_next = more if not backwards else True
        self.has_previous = more if backwards else key is not None
        rows = rows[::-1] if backwards else rows
        self.edges = (key_of(rows[0]), key_of(rows[-1])) if rows else None
        return rows

    def _slice(self, queryset: QuerySet[Any], backwards: bool, key: Any) -> list[Any]:
        """One row more than the page, to know whether there is another."""
        if key is not None:
            try:
                queryset = queryset.filter(**{"pk__lt" if backwards else "pk__gt": key})
            except (ValueError, TypeError):  # the key of another resource
                raise unknown_cursor() from None
        return list(queryset.order_by("-pk" if backwards else "pk")[: self.size + 1])

    def get_paginated_response(self, data: Any) -> Response:
        return Response(self.envelope(data))

    def envelope(self, data: Any) -> dict[str, Any]:
        first, last = self.edges or (None, None)
        return {
            "next": self._link(False, last) if self.edges and self.has_next else None,
            "previous": self._link(True, first) if self.edges and self.has_previous else None,
            "results": data,
        }

    def _link(self, backwards: bool, key: Any) -> str:
        query = self.request.query_params.dict() | {"cursor": write_cursor(backwards, key)}
        return f"{self.request.build_absolute_uri(self.request.path)}?{urlencode(query)}"

    def get_paginated_response_schema(self, schema: dict[str, Any]) -> dict[str, Any]:
        link = {"type": "string", "format": "uri", "nullable": True}
        return {
            "type": "object",
            "required": ["next", "previous", "results"],
            "properties": {"next": link, "previous": link, "results": schema},
        }

    def get_schema_operation_parameters(self, view: Any) -> list[dict[str, Any]]:
        return [
            parameter("cursor", "string", _("Waar de bladzijde begint; neem 'next' of 'previous' over.")),
            parameter("pageSize", "integer", _("Hoeveel rijen op een bladzijde, ten hoogste 1.000.")),
        ]


def parameter(name: str, kind: str, description: str) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": False, "description": description, "schema": {"type": kind}}


def key_of(row: Any) -> Any:
    """The key of a row: a model's pk, or the `pk` of a dict row."""
    return row["pk"] if isinstance(row, dict) else row.pk


def size_of(text: str | None) -> int:
    if text is None:
        return DEFAULT_SIZE
    if not text.isascii() or not text.isdigit() or not 1 <= int(text) <= LARGEST:
        message = _("'%(value)s' kan niet; geef een getal van 1 tot en met %(largest)s.")
        raise ParameterError({"pageSize": message % {"value": text, "largest": LARGEST}})
    return int(text)


def write_cursor(backwards: bool, key: Any) -> str:
    return base64.urlsafe_b64encode(orjson.dumps([backwards, key])).decode().rstrip("=")


def read_cursor(text: str | None) -> tuple[bool, Any]:
    """(backwards, key) out of a cursor; raises ParameterError for one that we did not write."""
    if not text:
        return False, None
    try:
        backwards, key = orjson.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        if not isinstance(backwards, bool) or not is_key(key):
            raise ValueError
    except (ValueError, TypeError, binascii.Error):
        raise unknown_cursor() from None
    return backwards, tuple(key) if isinstance(key, list) else key


def unknown_cursor() -> ParameterError:
    return ParameterError({"cursor": _("Deze cursor kennen wij niet. Begin zonder cursor, en volg daarna 'next'.")})


def is_key(key: Any) -> bool:
    parts = key if isinstance(key, list) else [key]
    return bool(parts) and all(type(part) is int and abs(part) < 2**31 for part in parts)
