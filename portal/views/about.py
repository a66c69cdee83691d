"""What this is, where figures come from, and what they cannot tell."""

from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from indicators.models import Indicator, Observation, Source
from programmes.vocabulary import MONEY_STATE_EXPLANATION, PILLAR_EXPLANATION, MoneyState, Pillar
from stakeholders.audience import PUBLIC, audience


def sources_in_use() -> QuerySet[Source]:
    """Sources of which there are figures: one probe an indicator, however many figures there are."""
    measured = Indicator.objects.filter(
        Exists(Observation.objects.filter(indicator=OuterRef("pk"))), source=OuterRef("pk")
    )
    return Source.objects.filter(Exists(measured))


@audience(PUBLIC)
@require_safe
def about(request: HttpRequest) -> HttpResponse:
    page = {
        "sources": sources_in_use(),
        "pillars": [(pillar, PILLAR_EXPLANATION[pillar]) for pillar in Pillar],
        "states": [(state, MONEY_STATE_EXPLANATION[state]) for state in MoneyState],
    }
    return render(request, "portal/about.html", page)
