"""JSON by orjson, and rows as a CSV stream."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any

import orjson
from django.http import StreamingHttpResponse
from django.utils.encoding import force_str
from django.utils.functional import Promise
from rest_framework.renderers import BaseRenderer

from apirules import API_VERSION


def plain(value: Any) -> Any:
    """What orjson does not know: lazy translations and exact decimals (as text)."""
    if isinstance(value, Promise):
        return force_str(value)
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value))


class OrjsonRenderer(BaseRenderer):
    media_type = "application/json"
    format = "json"
    charset = None

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return b"" if data is None else orjson.dumps(data, default=plain, option=orjson.OPT_NON_STR_KEYS)


class CsvRenderer(BaseRenderer):
    """Only names the media type in content negotiation: the view streams the rows itself."""

    media_type = "text/csv"
    format = "csv"

    def render(self, data: Any, accepted_media_type: str | None = None, renderer_context: Any = None) -> bytes:
        return orjson.dumps(data, default=plain)


class Echo:
    """A file-like object that hands the line back instead of keeping it."""

    def write(self, line: str) -> str:
        return line


def csv_stream(header: Iterable[str], rows: Iterable[Iterable[Any]], name: str) -> StreamingHttpResponse:
    """Stream rows as CSV (comma, point decimals, empty = no value), one line at a time."""
    writer = csv.writer(Echo())

    def lines() -> Iterator[str]:
        yield writer.writerow(header)
        for row in rows:
            yield writer.writerow(row)

    response = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    response["API-Version"] = API_VERSION
    return response
