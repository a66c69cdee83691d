"""Programmes, indicators, partners, the search page and what this is."""

import pytest
from django.test import Client

from indicators.models import DefinitionVersion, Indicator
from portal.programmestory import spans_of_years, tell_programme
from tests.cast import Cast, area
from tests.portal.figures import observe
from tests.portal.giving import entry, intervention, take_back
from tests.portal.reading import Node, read
from wijken.models import PostcodeLink


def page(client: Client, address: str) -> Node:
    return read(client.get(address).content).all("main")[0]


def test_an_indicator_tells_how_it_is_measured_and_under_which_licence(client: Client, cast: Cast) -> None:
    text = page(client, "/indicatoren/bijstand").text
    for word in ["lager is beter", "Een verandering van 5 of meer telt", "Door ons berekend", "CC BY 4.0", "CBS"]:
        assert word in text


def test_an_indicator_without_threshold_or_direction_says_so(client: Client, cast: Cast) -> None:
    assert "Hoger is hier niet beter en niet slechter." in page(client, "/indicatoren/woz").text


def test_an_indicator_tells_from_when_it_is_counted_otherwise(client: Client, cast: Cast) -> None:
    indicator = Indicator.objects.get(slug="bijstand")
    indicator.definitions.all().delete()
    DefinitionVersion.objects.create(indicator=indicator, from_year=2006, to_year=2015, definition="Oude telling")
    DefinitionVersion.objects.create(
        indicator=indicator, from_year=2016, definition="Nieuwe", break_reason="andere wet"
    )
    assert "Vanaf 2016 niet te vergelijken met eerder: andere wet." in page(client, "/indicatoren/bijstand").text


def test_an_indicator_stands_over_the_wijken_of_the_city_that_one_chooses(client: Client, cast: Cast) -> None:
    real = area("WK000101", "Dorp", "wijk", cast.elsewhere)
    observe(real, "woz", {2024: 300})
    observe(cast.wijk, "woz", {2023: 200, 2024: 210})
    assert "De wijken van Elders" in page(client, "/indicatoren/woz").text
    chosen = page(client, "/indicatoren/woz?stad=GMVB01")
    assert "De wijken van Voorbeeldstad" in chosen.text
    assert chosen.all("data", value="210")


def test_an_indicator_of_one_year_takes_that_year_for_every_wijk(client: Client, cast: Cast) -> None:
    """Years are never compared with each other: a wijk without a figure of the newest year has none."""
    observe(cast.wijk, "woz", {2024: 210})
    observe(cast.other_wijk, "woz", {2023: 180})
    chosen = page(client, "/indicatoren/woz")
    assert not chosen.all("data", value="180")
    assert "geen cijfer" in chosen.text


def test_a_programme_shows_the_whole_amount_and_names_the_years_without_budget(client: Client, cast: Cast) -> None:
    shared = intervention(cast, "Warmtenet", {cast.wijk: "0.4", cast.other_wijk: "0.6"})
    entry(cast, shared, 2021, 1001)
    entry(cast, shared, 2026, 5000, state="begroot")
    story = tell_programme(cast.programme, cast.noor, year=2026)
    assert (story.money.spent_cents(), story.unbudgeted) == (1001, "2027")
    assert "€ 10,01" in page(client, "/programmas/havenkwartier-vooruit").text.replace("\u00a0", " ")


def test_years_without_budget_are_told_in_spans() -> None:
    assert spans_of_years([2026, 2028, 2029, 2031]) == "2026, 2028–2029 en 2031"


def test_a_partner_shows_what_it_spent_itself_and_what_was_not_reported(client: Client, cast: Cast) -> None:
    other = intervention(cast, "Warmtenet", {cast.wijk: "1"})
    take_back(entry(cast, cast.renovation, 2020, 999))
    entry(cast, cast.renovation, 2020, 123_456_789)
    entry(cast, other, 2021, 500, spender=cast.gemeente)
    text = page(client, "/partners/de-haard").text.replace("\u00a0", " ")
    assert "€ 1.234.567,89" in text
    assert "nog niet gemeld" in text
    assert "€ 5,00" not in text


@pytest.mark.parametrize(("asked", "first"), [("havenkwartier", "/wijken/WKVB0101"), ("2533 AB", "/wijken/2533")])
def test_a_search_leads_to_the_page(client: Client, cast: Cast, asked: str, first: str) -> None:
    area("2533", "2533", "pc4", year=2018)
    PostcodeLink.objects.create(postcode="2533", gemeente_code="GM0001")
    hits = read(client.get("/zoeken", {"q": asked}).content).all("main")[0].all("ul", class_="wa-list")[0]
    assert hits.all("a")[0].attributes["href"] == first


def test_a_search_for_a_postcode_names_its_gemeente_too(client: Client, cast: Cast) -> None:
    PostcodeLink.objects.create(postcode="2533", gemeente_code="GM0001")
    assert page(client, "/zoeken?q=2533").all("a", href="/wijken/GM0001")


@pytest.mark.parametrize("asked", ["9999", "9999 ab"])
def test_a_postcode_that_is_not_here_is_told_what_the_page_of_a_postcode_is(
    client: Client, cast: Cast, asked: str
) -> None:
    told = page(client, f"/zoeken?q={asked}")
    assert "Van postcode 9999 staan hier geen cijfers." in told.text
    assert "alle adressen met dezelfde vier cijfers" in told.text
    assert told.all("a", href="/wijken")


def test_a_search_shows_a_code_once_on_the_division_of_its_page(client: Client, cast: Cast) -> None:
    old = area("WK063701", "Meerzicht", "wijk", cast.elsewhere, year=2024)
    area("WK063701", "Dorp", "wijk", cast.elsewhere, year=2025)
    observe(old, "inwoners", {2024: 15000})
    assert page(client, "/zoeken?q=meerzicht").all("a", href="/wijken/WK063701")
    assert not page(client, "/zoeken?q=dorp").all("a", href="/wijken/WK063701")


@pytest.mark.parametrize("asked", ["<script>alert(1)</script>", "%", "'", "a" * 500, "\x00", "é"])
def test_a_search_for_anything_gets_a_page(client: Client, cast: Cast, asked: str) -> None:
    answer = client.get("/zoeken", {"q": asked})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content


def test_a_search_without_result_offers_names_that_look_like_it(client: Client, cast: Cast) -> None:
    assert "Havenkwartier" in page(client, "/zoeken?q=Havenkwratier").text


def test_about_explains_pillars_money_better_and_what_a_figure_cannot_tell(client: Client, cast: Cast) -> None:
    text = page(client, "/over").text
    for word in ["Sociale herovering", "Begroot na wijziging", "Wanneer noemen we iets beter?", "nooit nul"]:
        assert word in text
