"""Indicators: the catalogue, and the explanation of each with its figures in the wijken of a city."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from charts import strip
from indicators.models import Indicator
from portal.colouring import coloured_map
from portal.indicatorstory import by_domain, tell_indicator
from stakeholders.audience import PUBLIC, audience


@audience(PUBLIC)
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    return render(request, "portal/indicators.html", {"domains": by_domain()})


@audience(PUBLIC)
@require_safe
def indicator(request: HttpRequest, slug: str) -> HttpResponse:
    words = Indicator.objects.select_related("source", "pair", "count", "numerator", "denominator", "weight")
    found = get_object_or_404(words.prefetch_related("definitions"), slug=slug)
    story = tell_indicator(found, request.GET.get("stad", ""))
    page = {
        "indicator": found,
        "story": story,
        "invented": bool(story.city and story.city.invented),
        "chart": strip.draw(story.strip) if story.strip else None,
        "map": coloured_map(story.wijken, slug),
        "crumbs": [(_("Indicatoren"), reverse("indicatoren"))],
    }
    return render(request, "portal/indicator.html", page)
