"""A public page asks as many queries for a hundred interventions as for one, and no more than its budget."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from indicators.models import Indicator
from programmes.models import Goal
from programmes.services.versions import freeze
from tests.cast import Cast, area
from tests.portal.figures import observe
from tests.portal.giving import entry, intervention
from tests.query_budgets import BUDGETS

PAGES = {
    "home": "/",
    "wijken": "/wijken",
    "wijk": "/wijken/WKVB0101",
    "wijk of a gemeente": "/wijken/GMVB01?kleur=bijstand",
    "wijk-tabel": "/wijken/WKVB0101/tabel",
    "programmas": "/programmas",
    "programma": "/programmas/havenkwartier-vooruit",
    "programma-versies": "/programmas/havenkwartier-vooruit/versies",
    "programma-versie": "/programmas/havenkwartier-vooruit/versies/1",
    "indicatoren": "/indicatoren",
    "indicator": "/indicatoren/bijstand",
    "partners": "/partners",
    "partner": "/partners/de-haard",
    "zoeken": "/zoeken?q=a",
    "over": "/over",
}

Grow = Callable[[int, int], None]


@pytest.fixture
def grow(cast: Cast) -> Grow:
    """Makes so many more interventions, wijken and goals, each with reach, money and figures."""
    indicators = list(Indicator.objects.all())

    def more(first: int, last: int) -> None:
        for n in range(first, last):
            wijk = area(f"WKVB02{n:02d}", f"Andere wijk {n}", "wijk", cast.city)
            observe(wijk, "bijstand", {2012: 50 + n, 2025: 40 + n})
            made = intervention(cast, f"Interventie {n}", {cast.wijk: "0.5", wijk: "0.5"})
            made.partners.add(cast.gemeente)
            made.contributions.create(indicator=indicators[0], mechanism="zo", lag_years=1)
            made.outputs.create(name="woningen", planned=n)
            made.milestones.create(name="sleutels", due_on="2026-01-01")
            cast.programme.decisions.create(name=f"Besluit {n}", taken_on="2020-01-01", taken_by="raad")
            entry(cast, made, 2020, 1000 + n)
            goal = Goal.objects.create(programme=cast.programme, indicator=indicators[n % len(indicators)], area=wijk,
                                       kind="dalen", baseline_year=2012, baseline_value=1)  # fmt: skip
            goal.targets.create(year=2027, value=0.5)

    observe(cast.wijk, "bijstand", {2012: 110, 2025: 89})
    observe(cast.city, "bijstand", {2012: 60, 2025: 54})
    more(0, 2)
    freeze(cast.programme, by=cast.noor)
    return more


def asked(client: Client, address: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(address).status_code == 200
    return len(queries)


def test_no_page_asks_more_for_a_hundred_interventions_and_wijken(client: Client, grow: Grow) -> None:
    few = {name: asked(client, address) for name, address in PAGES.items()}
    grow(2, 100)
    assert {name: asked(client, address) for name, address in PAGES.items()} == few


@pytest.mark.parametrize("name", PAGES)
def test_a_page_keeps_to_its_budget(client: Client, grow: Grow, name: str) -> None:
    assert asked(client, PAGES[name]) <= BUDGETS[name]
