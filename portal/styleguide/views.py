"""The style page."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from charts.examples import charts, sparklines
from portal.styleguide import examples
from portal.styleguide.forms import AmountForm, broken_form, example_form
from stakeholders.audience import PUBLIC, audience


@audience(PUBLIC)
def style(request: HttpRequest) -> HttpResponse:
    if not settings.DEMO:
        raise Http404
    context = {
        "invented": True,
        "empty_form": example_form(),
        "broken_form": broken_form(),
        "amount_form": AmountForm(auto_id="bedrag_%s"),
        "filter_form": examples.filter_form(request.GET),
        "charts": charts(),
        "sparklines": sparklines(),
        **examples.contents(),
    }
    return render(request, "styleguide/page.html", context)
