"""The page of a wijk, in the order in which a reader meets it."""

import csv
import io

import pytest
from django.test import Client

from indicators.domains import Status
from indicators.models import Indicator
from programmes.models import Goal, Programme, PublishedAmount
from tests.cast import Cast, area
from tests.portal.figures import observe
from tests.portal.giving import entry, intervention
from tests.portal.reading import Node, read

PICTURE = {"data_beeld": "wijk"}


@pytest.fixture
def told(cast: Cast) -> Cast:
    """Havenkwartier with figures, money and a goal."""
    observe(cast.wijk, "inwoners", {2024: 8420})
    observe(cast.wijk, "bijstand", {2006: 120, 2012: 110, 2018: 100, 2025: 89})
    observe(cast.city, "bijstand", {2006: 64, 2012: 60, 2018: 57, 2025: 54})
    entry(cast, cast.renovation, 2020, 123_456_789)
    goal = Goal.objects.create(
        programme=cast.programme,
        indicator=Indicator.objects.get(slug="bijstand"),
        area=cast.wijk,
        kind="dalen",
        baseline_year=2012,
        baseline_value=110,
    )
    goal.targets.create(year=2027, value=70)
    return cast


def page(client: Client, address: str = "/wijken/WKVB0101") -> Node:
    return read(client.get(address).content)


def test_the_parts_stand_in_their_order(client: Client, told: Cast) -> None:
    html = client.get("/wijken/WKVB0101").content.decode()
    marks = ["<h1>", "Vragen?", "wa-figures", 'data-beeld="wijk"', 'id="bewoners"', 'id="interventies"', 'id="straks"',
             'id="bronnen"']  # fmt: skip
    assert [html.index(mark) for mark in marks] == sorted(html.index(mark) for mark in marks)


def test_it_opens_with_who_works_here_and_whom_to_ask(client: Client, told: Cast) -> None:
    text = page(client).text
    assert "In 2024 wonen hier 8.420 mensen." in text
    assert "De gemeente en een woningcorporatie werken hier sinds 2012 samen" in text
    assert "noor@demo.example" in text


def test_the_sentence_before_the_picture_never_tells_a_fall_without_that_of_the_city(
    client: Client, told: Cast
) -> None:
    sentence = page(client).all("figure", **PICTURE)[0].all("figcaption")[0].text.replace("\u00a0", " ")
    assert "daalde tussen 2012 en 2025 met 19 %" in sentence
    assert "In heel Voorbeeldstad daalde het met 10 %" in sentence


def test_the_picture_says_what_it_does_not_tell(client: Client, told: Cast) -> None:
    assert "niet wat waardoor kwam" in page(client).all("figure", **PICTURE)[0].text


def test_the_table_behind_the_picture_holds_each_amount_to_the_cent(client: Client, told: Cast) -> None:
    figure = page(client).all("figure", **PICTURE)[0]
    assert figure.all("data", value="123456789")[0].text.replace("\u00a0", " ") == "€ 1.234.567,89"


def test_a_corporation_s_report_of_this_year_stands_in_the_picture_at_once(client: Client, told: Cast) -> None:
    entry(told, told.renovation, 2026, 1_00)
    assert page(client).all("figure", **PICTURE)[0].all("data", value="123456889")


def test_money_that_is_divided_says_so(client: Client, told: Cast) -> None:
    assert "op de cent" not in page(client).text
    shared = intervention(told, "Warmtenet", {told.wijk: "0.4", told.other_wijk: "0.6"})
    entry(told, shared, 2021, 1000)
    text = page(client).text.replace("\u00a0", " ")
    assert "De delen tellen op de cent op tot het hele bedrag" in text
    assert "dit is 40 % van het geheel" in text


def test_nothing_reported_is_said_in_words(client: Client, cast: Cast) -> None:
    text = page(client).text
    assert "nog niet gemeld besteed" in text
    assert "€ 0" not in text.replace("\u00a0", " ")


def test_the_figures_as_csv_are_those_of_the_api(client: Client, told: Cast) -> None:
    ours = b"".join(client.get("/wijken/WKVB0101/cijfers.csv").streaming_content)
    api = client.get("/api/v1/waarnemingen", {"gebied": "WKVB0101"}, headers={"Accept": "text/csv"})
    assert ours == b"".join(api.streaming_content)


def test_the_table_of_all_figures_holds_the_rows_of_the_csv(client: Client, told: Cast) -> None:
    observe(told.wijk, "bijstand", {2026: None}, Status.WITHHELD)
    rows = page(client, "/wijken/WKVB0101/tabel").all("table", data_tabel="cijfers")
    csv_rows = list(
        csv.DictReader(io.StringIO(b"".join(client.get("/wijken/WKVB0101/cijfers.csv").streaming_content).decode()))
    )
    shown = [
        (row.attributes["data-cijfer"], row.all("td")[0].text)
        for table in rows
        for row in table.all("tr", data_cijfer="")
    ]
    assert sorted(shown) == sorted((row["indicator"], row["periode"]) for row in csv_rows)


def test_the_amounts_as_csv_have_a_decimal_point_and_the_whole_beside_the_part(client: Client, told: Cast) -> None:
    shared = intervention(told, "Warmtenet", {told.wijk: "0.4", told.other_wijk: "0.6"})
    entry(told, shared, 2021, 1001)
    text = b"".join(client.get("/wijken/WKVB0101/geld.csv").streaming_content).decode()
    rows = {row["interventie"]: row for row in csv.DictReader(io.StringIO(text))}
    assert (rows["Warmtenet"]["bedrag"], rows["Warmtenet"]["geheel"]) == ("4.00", "10.01")
    assert rows["Renovatie portiekflats"]["bedrag"] == "1234567.89"


def test_a_real_wijk_without_programme_is_a_page_of_its_own(client: Client, cast: Cast) -> None:
    wijk = area("WK000101", "Wijk 01 Dorp", "wijk", cast.elsewhere)
    observe(wijk, "ervaren-gezondheid", {2012: 70, 2024: 64})
    told = page(client, "/wijken/WK000101")
    assert told.all("h1")[0].text == "Dorp"
    assert "Voor dit gebied staat hier geen programma." in told.text
    assert "Oefenstad" not in told.text
    assert told.all("figure", **PICTURE)
    assert "Besteed per jaar" not in told.text


def test_an_area_without_any_figure_says_so(client: Client, cast: Cast) -> None:
    area("BU00010101", "Leegveld", "buurt", area("WK000101", "Dorp", "wijk", cast.elsewhere))
    text = page(client, "/wijken/BU00010101").text
    assert "Er zijn nog geen cijfers over de bewoners van dit gebied." in text
    assert "Van dit gebied zijn er nog geen cijfers." in text


def test_amounts_of_2008_stand_beside_the_ledger_and_what_was_spent_was_never_published(
    client: Client, cast: Cast
) -> None:
    wijk = area("WK051829", "Wijk 29 Schildersbuurt", "wijk", cast.elsewhere)
    krachtwijken = Programme.objects.create(
        name="Krachtwijken",
        gemeente=cast.elsewhere,
        start_year=2008,
        end_year=2017,
        status="gepubliceerd",
        historical=True,
    )
    for kind, cents in [("inzet", 900_000_000), ("subsidie", 180_000_000)]:
        PublishedAmount.objects.create(
            programme=krachtwijken,
            wijk_name="Schilderswijk",
            area=wijk,
            kind=kind,
            amount_cents=cents,
            source="Besluit",
        )
    row = page(client, "/wijken/WK051829").all("table")[0].all("tr")[1].text.replace("\u00a0", " ")
    assert row == "Schilderswijk € 9.000.000 € 1.800.000 nooit bekend gemaakt Besluit"


@pytest.mark.parametrize(("code", "name"), [("GM0637", "Zoetermeer"), ("GM0995", "Lelystad")])
def test_zoetermeer_and_lelystad_say_that_they_had_no_krachtwijk(
    client: Client, cast: Cast, code: str, name: str
) -> None:
    area(code, name, "gemeente", cast.land)
    assert f"staat geen wijk van {name}" in page(client, f"/wijken/{code}").text


def test_a_postcode_page_leads_to_its_gemeente(client: Client, cast: Cast) -> None:
    from wijken.models import PostcodeLink

    place = area("2533", "2533", "pc4", year=2018)
    PostcodeLink.objects.create(postcode="2533", gemeente_code="GM0001")
    observe(place, "leefbaarheid-lbm2", {2012: -0.5, 2018: -0.548})
    told = page(client, "/wijken/2533")
    assert told.all("h1")[0].text == "Postcode 2533"
    assert told.all("a", href="/wijken/GM0001")


def test_the_map_of_a_gemeente_links_each_wijk_and_colours_by_an_indicator(client: Client, told: Cast) -> None:
    from wijken.models import Outline

    observe(told.other_wijk, "bijstand", {2025: 40})
    for where, path in [(told.wijk, "M0 0L9 0L9 9Z"), (told.other_wijk, "M9 0L18 0L18 9Z")]:
        Outline.objects.create(area=where, kind="tekening", path=path, view_box="0 0 20 20", source="proef")
    drawn = page(client, "/wijken/GMVB01?kleur=bijstand").all("svg", role="group")[0]
    assert [(link.attributes["xlink:href"], link.attributes["aria-label"]) for link in drawn.all("a")] == [
        ("/wijken/WKVB0101", "Havenkwartier: 89"),
        ("/wijken/WKVB0102", "Molenbuurt: 40"),
    ]
