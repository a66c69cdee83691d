"""Money per household against what changed, over all programmes."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from apirules.rendering import csv_stream
from effects.models import DoseResult
from portal.effects.doses import COLUMNS, WORLDS, DoseStory, rows_of, tell_doses
from stakeholders.audience import PUBLIC, audience


@audience(PUBLIC)
@require_safe
def doses(request: HttpRequest) -> HttpResponse:
    """Over all programmes: does more money per household go with more change?"""
    return render(request, "portal/doses.html", tell_doses(request.user))


def dose_asked(request: HttpRequest, world: str, indicator: str) -> DoseStory:
    """The newest version, or the one that was asked for; 404 where there is none."""
    rows = DoseResult.objects.visible_to(request.user).for_reading().filter(invented=WORLDS.get(world))
    number = request.GET.get("versie", "")
    chosen = rows.filter(indicator__slug=indicator).order_by("-number")
    found = (chosen.filter(number=int(number)) if is_number(number) else chosen).first()
    if found is None:
        raise Http404
    return DoseStory(found)


def is_number(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 5


@audience(PUBLIC)
@require_safe
def dose(request: HttpRequest, world: str, indicator: str) -> HttpResponse:
    story = dose_asked(request, world, indicator)
    crumbs = [(_("Geld per huishouden en wat er veranderde"), reverse("geld-en-uitkomsten"))]
    page = {"story": story, "invented": story.result.invented, "crumbs": crumbs}
    return render(request, "portal/dose.html", page)


@audience(PUBLIC)
@require_safe
def dose_csv(request: HttpRequest, world: str, indicator: str) -> StreamingHttpResponse:
    """The panel as the command takes it."""
    story = dose_asked(request, world, indicator)
    return csv_stream(COLUMNS, rows_of(story.result.snapshot), story.file_name)
