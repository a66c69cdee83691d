"""Addresses that read well: a filter form that was sent half empty leads to the address of what was said."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, HttpResponseBase, HttpResponseRedirect

NOT_PAGES = ("/api/", "/beheer/")


class CleanAddressMiddleware:
    """A page asked with empty parameters is asked again without them, once; the API answers what it was asked."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        if request.method == "GET" and not request.path.startswith(NOT_PAGES):
            asked = parse_qsl(request.META.get("QUERY_STRING", ""), keep_blank_values=True)
            said = [(name, value) for name, value in asked if value]
            if len(said) < len(asked):
                return HttpResponseRedirect(f"{request.path}?{urlencode(said)}" if said else request.path)
        return self.get_response(request)
