"""Searching an area by name, code or postcode."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.figures import shown
from portal.parts import search_entry
from stakeholders.audience import PUBLIC, audience
from wijken.models import Area
from wijken.search import alike, matching, postcode_in

MOST = 60


@audience(PUBLIC)
@require_safe
def search(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "").replace("\x00", "").strip()[:80]
    found = list(matching(shown(Area.objects.select_related("parent")), text)[: MOST + 1]) if text else []
    postcode = postcode_in(text)
    suggestions = alike(text) if text and not found and not postcode else []
    page = {
        "q": text,
        "hits": [search_entry(area) for area in found[:MOST]],
        "more": len(found) > MOST,
        "suggestions": suggestions,
        "postcode": postcode,
    }
    return render(request, "portal/search.html", page)
