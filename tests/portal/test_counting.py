"""What a total counts, on every page that shows one: no capital charges, no money on its way, no btw mixed unseen."""

import csv
import re

import pytest
from django.urls import reverse

from tests.portal.giving import entry

SPENT = 100_000_00


@pytest.fixture
def counted(cast):
    """A hundred thousand that counts, beside capital charges and money that was passed on, which do not."""
    entry(cast, cast.renovation, 2020, SPENT)
    entry(cast, cast.renovation, 2020, 7_000_00, nature="kapitaallast")
    entry(cast, cast.renovation, 2020, 30_000_00, passed_on=True)
    return cast


@pytest.fixture
def mixed(cast):
    """Spent with, without and with unknown btw."""
    for vat, cents in {"inclusief": 60_000_00, "exclusief": 30_000_00, "onbekend": 10_000_00}.items():
        entry(cast, cast.renovation, 2020, cents, vat=vat)
    return cast


PAGES = {
    "wijk": lambda cast: reverse("wijk", args=[cast.wijk.code]),
    "programme": lambda cast: reverse("programma", args=[cast.programme.slug]),
    "partner": lambda cast: reverse("partner", args=[cast.haard.slug]),
    "interventions": lambda cast: reverse("werk:interventions", args=[cast.programme.slug]),
    "intervention": lambda cast: reverse("werk:intervention", args=[cast.renovation.pk]),
    "matrix": lambda cast: reverse("werk:money", args=[cast.programme.slug]),
    "entries": lambda cast: reverse("werk:entries") + "?toestand=besteed",
}


def text_of(client, cast, page):
    client.force_login(cast.noor)
    html = client.get(PAGES[page](cast)).content.decode()
    return re.sub(r"<[^>]+>", " ", html).replace("\u00a0", " ")


@pytest.mark.parametrize("page", PAGES)
def test_a_total_counts_no_capital_charges_and_no_money_that_was_passed_on(counted, client, page):
    text = text_of(client, counted, page)
    assert "100.000" in text
    for wrong in ("107.000", "130.000", "137.000"):
        assert wrong not in text


@pytest.mark.parametrize("page", PAGES)
def test_a_total_over_several_kinds_of_btw_says_its_parts(mixed, client, page):
    text = text_of(client, mixed, page)
    assert "100.000" in text
    if page == "interventions":
        assert "met en zonder btw" in text
    else:
        parts = "inclusief btw € 60.000,00, exclusief btw € 30.000,00 en btw onbekend € 10.000,00"
        assert f"In “besteed” zijn bedragen met en zonder btw samen geteld: {parts}." in text


@pytest.mark.parametrize("page", [page for page in PAGES if page not in {"partner", "interventions"}])
def test_capital_charges_are_told_apart(counted, client, page):
    assert "Niet meegeteld zijn kapitaallasten (rente en afschrijving): € 7.000,00 besteed." in text_of(
        client, counted, page
    )


@pytest.mark.parametrize("page", PAGES)
def test_a_total_of_one_kind_needs_no_note(cast, client, page):
    entry(cast, cast.renovation, 2020, SPENT, vat="inclusief")
    text = text_of(client, cast, page)
    assert "samen geteld" not in text
    assert "kapitaallasten (rente" not in text
    assert "met en zonder btw" not in text


def test_the_csv_of_a_wijk_names_the_btw_of_each_amount(mixed, client):
    answer = client.get(reverse("wijk-geld", args=[mixed.wijk.code]))
    rows = csv.DictReader(answer.getvalue().decode("utf-8-sig").splitlines())
    assert {row["btw"] for row in rows} == {"inclusief", "exclusief", "onbekend"}
