"""The page of a wijk, against a twin that fills the same template from hand-written SQL.

The twin asks nine questions for the same rows, and hands the template a story and a picture that were composed
beforehand. So what ours takes more is the ORM, composing the story, and drawing the picture.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from django.core.management import call_command
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import include, path

from bench import world
from bench.measure import Ratio, compare
from portal.views import wijken
from stakeholders.audience import PUBLIC, audience

CODE = "WKVB0101"
WITHIN = """
    WITH RECURSIVE within AS (
        SELECT * FROM wijken_area WHERE code = %(code)s
        UNION ALL SELECT above.* FROM wijken_area above JOIN within ON above.id = within.parent_id
    ), reached AS (SELECT r.intervention_id FROM programmes_reach r JOIN within ON within.id = r.area_id)
"""
QUESTIONS = [
    re.sub(r"^--.*$", "", question, flags=re.MULTILINE)
    for question in Path(__file__).with_name("wijkpage.sql").read_text().split(";")
]
composed: dict[str, Any] = {}


@audience(PUBLIC)
def twin(request: HttpRequest) -> HttpResponse:
    rows = []
    with connection.cursor() as cursor:
        for question in QUESTIONS:
            cursor.execute(WITHIN + question, {"code": CODE})
            rows.append(cursor.fetchall())
    assert all((rows[0], rows[1], rows[-1]))
    return render(request, "portal/wijk.html", composed)


urlpatterns = [path("twin", twin), path("", include("wijkaanpak.urls"))]


def compose() -> None:
    """What the page hands its template, kept: by standing in for `render` once."""
    real, kept = wijken.render, composed
    wijken.render = lambda request, template, page: kept.update(page) or real(request, template, page)
    try:
        get(f"/wijken/{CODE}")
    finally:
        wijken.render = real


def get(address: str) -> bytes:
    response = Client().get(address)
    assert response.status_code == 200, (address, response.status_code)
    return response.content


def measure(rounds: int) -> list[Ratio]:
    call_command("load_demonstration", verbosity=0)
    world.vacuum()
    with override_settings(ROOT_URLCONF="bench.pages", ALLOWED_HOSTS=["testserver"]):
        compose()
        assert abs(len(get("/twin")) - len(get(f"/wijken/{CODE}"))) < 2000
        return [
            compare(
                "Pagina van een wijk, tegen hetzelfde sjabloon uit handgeschreven SQL",
                lambda: get(f"/wijken/{CODE}"),
                lambda: get("/twin"),
                rounds=rounds * 4,
            )
        ]
