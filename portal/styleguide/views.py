"""The style page."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from portal.styleguide import examples
from portal.styleguide.forms import broken_form, example_form
from stakeholders.audience import PUBLIC, audience


@audience(PUBLIC)
def style(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    context = {
        "invented": True,
        "empty_form": example_form(),
        "broken_form": broken_form(),
        "filter_form": examples.filter_form(request.GET),
        **examples.contents(),
    }
    return render(request, "styleguide/page.html", context)
