"""A page of 1,000 figures from the API, against `.values()` and orjson behind the same middleware."""

from __future__ import annotations

import orjson
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.test import Client, override_settings
from django.urls import include, path

from bench import world
from bench.measure import Ratio, compare
from indicators.models import Observation
from stakeholders.audience import PUBLIC, audience

YEARS = range(2020, 2024)


@audience(PUBLIC)
def twin(request: HttpRequest) -> HttpResponse:
    """The same fields of the same rows, without serializer, filters, pages by key or problem details."""
    rows = Observation.objects.filter(period=2023).order_by("pk").values(
        "period", "value", "status", "derived", gebied=F("area__code"), indeling=F("area__division_year"),
        slug=F("indicator__slug"), bron=F("indicator__source__slug"),
    )  # fmt: skip
    return HttpResponse(orjson.dumps({"results": list(rows[:1000])}), content_type="application/json")


urlpatterns = [path("twin", twin), path("", include("wijkaanpak.urls"))]


def get(address: str) -> None:
    response = Client().get(address)
    assert response.status_code == 200, (address, response.status_code)
    assert len(orjson.loads(response.content)["results"]) == 1000


def measure(rounds: int) -> list[Ratio]:
    areas, indicators = world.make_areas(), world.make_indicators()
    for year in YEARS:
        world.copy(world.as_copy(world.figures(areas[:2000], indicators, year), world.file_of(str(year)).pk))
    world.vacuum()
    with override_settings(ROOT_URLCONF="bench.api", ALLOWED_HOSTS=["testserver"]):
        return [
            compare(
                "API, bladzijde van 1.000 waarnemingen, tegen .values() met orjson",
                lambda: get("/api/v1/waarnemingen?periode=2023&indeling=2024&pageSize=1000"),
                lambda: get("/twin"),
                rounds=rounds,
            )
        ]
