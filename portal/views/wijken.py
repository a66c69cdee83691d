"""Areas: all of them by city, and the page of each."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from apirules.rendering import csv_stream
from charts import wijkpicture
from indicators.api import COLUMNS, as_tuples
from indicators.figures import current_area
from indicators.models import Observation
from portal.cities import cities
from portal.colouring import coloured_map, locator
from portal.effects.sections import effects_in
from portal.parts import crumbs_to
from portal.wijkstory import tables, tell
from stakeholders.audience import PUBLIC, audience
from wijken.models import Area
from wijken.search import alike


class UnknownArea(Http404):
    """No area has this code, or not in the division asked for."""


@audience(PUBLIC)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/wijken.html", {"cities": cities()})


@audience(PUBLIC)
@require_safe
def wijk(request: HttpRequest, code: str) -> HttpResponse:
    if code != code.upper():
        return redirect("wijk", code.upper(), permanent=True)
    area = area_asked(request, code)
    if area is None:
        return unknown(request, code)
    story = tell(area)
    page = {
        "story": story,
        "area": area,
        "effects": None if story.is_city else effects_in(area),
        "invented": area.invented,
        "crumbs": crumbs_to(story.ground.crumbs, story.division),
        "chart": wijkpicture.draw(story.picture) if story.has_picture else None,
        "locator": locator(area, story.ground.city),
        "map": coloured_map(story.ground.parts, request.GET.get("kleur", ""), story.division),
    }
    return render(request, "portal/wijk.html", page)


@audience(PUBLIC)
@require_safe
def table(request: HttpRequest, code: str) -> HttpResponse:
    """Every figure and every euro behind the page, as tables."""
    area = area_asked(request, code)
    if area is None:
        return unknown(request, code)
    story = tell(area, counts=True)
    page = {
        "story": story,
        "area": area,
        "invented": area.invented,
        "crumbs": crumbs_to([*story.ground.crumbs, area], story.division),
        "figures": tables.figures_of(story),
        "money": tables.money_of(story.money),
    }
    return render(request, "portal/wijk_table.html", page)


@audience(PUBLIC)
@require_safe
def figures_csv(request: HttpRequest, code: str) -> HttpResponse | StreamingHttpResponse:
    """The same rows as the API gives for this area."""
    area = area_asked(request, code)
    if area is None:
        return unknown(request, code)
    rows = Observation.objects.for_area(area).in_order()
    return csv_stream(COLUMNS, as_tuples(rows), f"cijfers-{area.code}-{area.division_year}.csv")


@audience(PUBLIC)
@require_safe
def money_csv(request: HttpRequest, code: str) -> HttpResponse | StreamingHttpResponse:
    area = area_asked(request, code)
    if area is None:
        return unknown(request, code)
    name = f"geld-{area.code}-{area.division_year}.csv"
    return csv_stream(tables.MONEY_COLUMNS, tables.money_rows(area, tell(area).money), name)


def area_asked(request: HttpRequest, code: str) -> Area | None:
    """The area on the division asked for, else on the one that its code shows."""
    year = request.GET.get("indeling", "")
    if not year:
        return current_area(code)
    known = year.isascii() and year.isdigit() and len(year) == 4
    return Area.objects.with_parents().filter(code=code, division_year=int(year)).first() if known else None


def unknown(request: HttpRequest, code: str) -> HttpResponse:
    """Says what is wrong with the code, and what may have been meant."""
    divisions = Area.objects.filter(code=code).order_by("-division_year")
    page = {"code": code[:20], "divisions": divisions, "suggestions": [] if divisions else alike(code[:40])}
    return render(request, "portal/wijk_unknown.html", page, status=404)
