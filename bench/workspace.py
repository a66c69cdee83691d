"""Pages of the workspace at a large installation, each against a twin that fills the same template from its own SQL.

The twin asks hand-written questions for the same rows through psycopg2, behind the same middleware and session, and
hands the template what the page had composed before. So what ours takes more is the ORM, its questions, and composing.
"""

from __future__ import annotations

import contextlib
import re
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest import mock

from django import forms
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.test import Client, override_settings
from django.urls import include, path

from bench import ledger, world
from bench.measure import Ratio, compare
from stakeholders.audience import SIGNED_IN, audience
from stakeholders.models import Organisation
from wijken.models import Area

# page → who asks for it, at which address
PAGES = {
    "programmes": ("manager", "/werk/programmas"),
    "programme": ("manager", "/werk/programmas/programma-7"),
    "interventions": ("manager", "/werk/interventies?pijler=fysiek&sorteer=-besteed"),
    "interventions by name": ("manager", "/werk/interventies?status=bezig&sorteer=interventie"),
    "money": ("manager", "/werk/programmas/programma-7/geld"),
    "entries": ("manager", "/werk/boekingen"),
    "entries of a programme": ("manager", "/werk/boekingen?programma=programma-7&toestand=besteed&sorteer=-bedrag"),
    "entries, deep": ("manager", "/werk/boekingen?bladzijde=2000"),
    "entries of a partner": ("reporter", "/werk/boekingen"),
    "reports": ("manager", "/werk/rapportages"),
    "start of a manager": ("manager", "/start"),
    "start of a reporter": ("reporter", "/start"),
}
RENDERING = ("programmes.views.lists", "programmes.views.pages", "programmes.views.reports", "portal.views.start")
kept: dict[str, tuple[str, dict[str, Any]]] = {}
known: dict[str, int] = {}


def questions() -> dict[str, list[str]]:
    """Each page's questions, by the name above them."""
    text = Path(__file__).with_name("workspace.sql").read_text()
    blocks = re.split(r"^-- page: (.+)$", text, flags=re.MULTILINE)[1:]
    return {
        name: [one for one in block.split(";") if one.strip()]
        for name, block in zip(blocks[::2], blocks[1::2], strict=True)
    }


ASKED = questions()


@audience(SIGNED_IN)
def twin(request: HttpRequest) -> HttpResponse:
    page = request.GET["page"]
    connection.ensure_connection()
    with connection.connection.cursor() as cursor:
        for question in ASKED[page]:
            cursor.execute(question, known)
            cursor.fetchall()
    template, context = kept[page]
    return render(request, template, context)


urlpatterns = [path("twin", twin), path("", include("wijkaanpak.urls"))]


def compose(page: str, client: Client) -> None:
    """What the page hands its template, kept, with every choice of a filter written out."""

    def instead(request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
        return keep(page, request, template, context)

    with contextlib.ExitStack() as stack:
        for module in RENDERING:
            stack.enter_context(mock.patch(f"{module}.render", instead))
        get(client, PAGES[page][1])


def keep(page: str, request: HttpRequest, template: str, context: dict[str, Any]) -> HttpResponse:
    listing = context.get("listing")
    if listing is not None:
        for field in listing.filter.form.fields.values():
            if isinstance(field, forms.ModelChoiceField):
                field.widget.choices = list(field.choices)
    kept[page] = (template, context)
    return render(request, template, context)


def get(client: Client, address: str, **query: str) -> bytes:
    response = client.get(address, query or None)
    assert response.status_code == 200, (address, response.status_code)
    return response.content


def signed_in(person: Any) -> Client:
    client = Client()
    client.force_login(person)
    return client


def fill() -> dict[str, Client]:
    began = time.perf_counter()
    people = ledger.kept()
    if not people:
        people = ledger.make()
        world.vacuum()
        print(f"{ledger.ENTRIES:,} boekingen gemaakt in {time.perf_counter() - began:.0f} s", flush=True)
    known["city"] = Area.objects.get(code="GMMS01").pk
    known["partner"] = Organisation.objects.get(slug="partner-0").pk
    return {name: signed_in(one) for name, one in people.items()}


def measure(rounds: int, *only: str) -> Iterator[Ratio]:
    with override_settings(ROOT_URLCONF="bench.workspace", ALLOWED_HOSTS=["testserver"]):
        clients = fill()
        for page in only or PAGES:
            who, address = PAGES[page]
            yield measured(page, clients[who], address, rounds)


def measured(page: str, client: Client, address: str, rounds: int) -> Ratio:
    compose(page, client)
    # the order of attributes and tokens aside, both answer the same page
    assert abs(len(get(client, "/twin", page=page)) - len(get(client, address))) < 200, page
    ours, theirs = lambda: get(client, address), lambda: get(client, "/twin", page=page)
    return compare(f"{page} ({address})", ours, theirs, rounds=rounds)
