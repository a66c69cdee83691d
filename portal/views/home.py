"""The front page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from portal.cities import cities
from portal.programmes import programme_entry, visible_programmes
from stakeholders.audience import PUBLIC, audience


@audience(PUBLIC)
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    programmes = [each for each in visible_programmes() if not each.historical]
    page = {"cities": cities(), "programmes": [programme_entry(each) for each in programmes]}
    return render(request, "portal/home.html", page)
