"""The lists of the workspace ask as many queries for ten rows as for a thousand."""

from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programmes.models import Intervention, Investment, Programme, Reach
from tests.query_budgets import BUDGETS

PAGES = {
    "start of a manager": lambda cast: reverse("start"),
    "werk:programmes": lambda cast: reverse("werk:programmes"),
    "werk:programme": lambda cast: reverse("werk:programme", args=[cast.programme.slug]),
    "werk:wijken": lambda cast: reverse("werk:wijken", args=[cast.programme.slug]),
    "werk:goals": lambda cast: reverse("werk:goals", args=[cast.programme.slug]),
    "werk:interventions": lambda cast: reverse("werk:interventions", args=[cast.programme.slug]),
    "werk:contributions": lambda cast: reverse("werk:contributions", args=[cast.programme.slug]),
    "werk:money": lambda cast: reverse("werk:money", args=[cast.programme.slug]),
    "werk:ceilings": lambda cast: reverse("werk:ceilings", args=[cast.programme.slug]),
    "werk:entries": lambda cast: reverse("werk:entries"),
    "werk:streams": lambda cast: reverse("werk:streams"),
    "werk:roles": lambda cast: reverse("werk:roles", args=[cast.programme.slug]),
    "werk:report": lambda cast: reverse("werk:report") + "?jaar=2020&organisatie=de-haard",
}


def fill(cast, number):
    """So many programmes, interventions and entries, each intervention with its reach."""
    Programme.objects.bulk_create(
        Programme(name=f"P {n}", slug=f"p-{number}-{n}", gemeente=cast.city, start_year=2020, end_year=2035)
        for n in range(number)
    )
    made = Intervention.objects.bulk_create(
        Intervention(
            programme=cast.programme,
            title=f"I {number} {n}",
            pillar="fysiek",
            lead=cast.haard,
            start_year=2012,
            end_year=2027,
        )
        for n in range(number)
    )
    Reach.objects.bulk_create(Reach(intervention=one, area=cast.wijk, share=Decimal(1)) for one in made)
    Investment.objects.bulk_create(
        Investment(
            intervention=one, payer=cast.haard, spender=cast.haard, year=2020,
            funding_stream=cast.stream, state="besteed", amount_cents=100,
        )
        for one in made
    )  # fmt: skip


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize("page", PAGES)
def test_a_list_asks_as_many_queries_for_a_thousand_rows_as_for_ten(cast, client, page):
    client.force_login(cast.noor)
    address = PAGES[page](cast)
    fill(cast, 10)
    few = queries(client, address)
    fill(cast, 990)
    assert queries(client, address) == few <= BUDGETS[page]
