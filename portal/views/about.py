"""What this is, where figures come from, and what they cannot tell."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.models import Source
from programmes.vocabulary import MONEY_STATE_EXPLANATION, PILLAR_EXPLANATION, MoneyState, Pillar
from stakeholders.audience import PUBLIC, audience


@audience(PUBLIC)
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    page = {
        "sources": Source.objects.filter(indicators__observations__isnull=False).distinct(),
        "pillars": [(pillar, PILLAR_EXPLANATION[pillar]) for pillar in Pillar],
        "states": [(state, MONEY_STATE_EXPLANATION[state]) for state in MoneyState],
    }
    return render(request, "portal/about.html", page)
