"""On no page does an unknown figure become a nought, and every figure leads to its source and names its year."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from indicators.domains import Status
from indicators.models import Indicator, Observation
from portal.urls import urlpatterns
from stakeholders.audience import PUBLIC, audience_of
from tests.cast import Cast
from tests.portal.figures import observe
from tests.portal.reading import Node, read

WITH = {
    "wijk": ["WKVB0101", "GMVB01"],
    "wijk-tabel": ["WKVB0101"],
    "programma": ["havenkwartier-vooruit"],
    "programma-versies": ["havenkwartier-vooruit"],
    "effecten": ["havenkwartier-vooruit"],
    "effecten-gemeente": ["GMVB01"],
    "indicator": ["bijstand", "misdrijven"],
    "partner": ["de-haard"],
}
# files, the examples of every state, and pages of what the cast has none of
NO_PAGES = {
    "wijk-cijfers", "wijk-geld", "document", "stijl", "programma-versie", "afspraak", "effect", "effect-uitleg",
    "effect-paneel", "effect-antwoord", "geld-en-uitkomst", "geld-en-uitkomst-paneel",
}  # fmt: skip


def public_addresses() -> list[str]:
    """Every page of the portal for everyone: a new one with arguments has to name them in WITH."""
    found = []
    for route in urlpatterns:
        if audience_of(route.callback) is PUBLIC and route.name not in NO_PAGES:
            arguments = [[value] for value in WITH[route.name]] if route.pattern.converters else [[]]
            found += [reverse(route.name, args=each) for each in arguments]
    return found


NOUGHT = re.compile(r"(?<![\d.,])0(?:,0+)?(?![\d.,]| tot )")  # `0 tot 15 jaar` is an age


@pytest.fixture
def nothing_known(cast: Cast) -> Cast:
    """Each indicator has a year that is missing or withheld, and no page has a figure to show instead."""
    for nth, indicator in enumerate(Indicator.objects.all()):
        status = Status.WITHHELD if nth % 2 else Status.MISSING
        observe(cast.wijk, indicator.slug, {2023: None, 2024: None}, status)
    return cast


def visible(node: Node) -> str:
    """What is read: cells and sentences, without axes of drawings and names of indicators (`0 tot 15 jaar`)."""
    parts = [
        child if isinstance(child, str) else visible(child)
        for child in node.children
        if isinstance(child, str) or child.tag not in {"svg", "script", "style", "title", "option", "th"}
    ]
    return " ".join(parts)


@pytest.mark.parametrize("address", public_addresses())
def test_no_page_shows_a_nought_where_nothing_is_known(client: Client, nothing_known: Cast, address: str) -> None:
    text = visible(read(client.get(address).content).all("main")[0])
    assert NOUGHT.findall(text) == []


def test_each_unknown_figure_stands_in_the_table_in_words(client: Client, nothing_known: Cast) -> None:
    rows = read(client.get("/wijken/WKVB0101/tabel").content).all("tr", data_cijfer="")
    assert rows
    assert all("verzwegen" in row.text or "ontbreekt" in row.text for row in rows)


def test_what_was_never_measured_here_has_no_row_and_is_named_below_its_domain(client: Client, cast: Cast) -> None:
    observe(cast.wijk, "bijstand", {2012: 110, 2025: 89})
    observe(cast.wijk, "ww", {2024: None}, Status.MISSING)
    observe(cast.wijk, "ao", {2024: None}, Status.WITHHELD)
    work = read(client.get("/wijken/WKVB0101").content).all("section", aria_labelledby="domein-werk")[0]
    assert [row.attributes["data-cijfer"] for row in work.all("tr", data_cijfer="")] == ["bijstand"]
    unknown, withheld = work.all(class_="wa-unknown")
    assert "Nog geen gegevens over" in unknown.text
    assert unknown.all("a", href="/indicatoren/ww")
    assert withheld.text.startswith("Verzwegen, omdat het om te weinig mensen gaat:")
    assert [link.attributes["href"] for link in withheld.all("a")] == ["/indicatoren/ao"]


def test_a_measured_nought_is_shown_as_nought(client: Client, cast: Cast) -> None:
    observe(cast.wijk, "woninginbraak", {2024: 0})
    row = read(client.get("/wijken/WKVB0101").content).all("tr", data_cijfer="woninginbraak")[0]
    assert NOUGHT.search(row.text)


@pytest.fixture
def everything_known(cast: Cast) -> Cast:
    for indicator in Indicator.objects.all():
        for where in (cast.wijk, cast.city, cast.land):
            observe(where, indicator.slug, {2012: 3, 2024: 4})
    return cast


@pytest.mark.parametrize("address", ["/wijken/WKVB0101", "/wijken/WKVB0101/tabel", "/wijken/GMVB01"])
def test_every_figure_leads_to_its_source_and_names_its_year(
    client: Client, everything_known: Cast, address: str
) -> None:
    figures = read(client.get(address).content).all(data_cijfer="")
    assert len(figures) > 20
    for figure in figures:
        slug = figure.attributes["data-cijfer"]
        assert figure.all("a", href=f"/indicatoren/{slug}"), figure.text
        assert "2024" in figure.text or "2012" in figure.text, figure.text


def test_the_page_shows_every_indicator_of_which_there_is_a_figure(client: Client, everything_known: Cast) -> None:
    shown = {
        row.attributes["data-cijfer"]
        for row in read(client.get("/wijken/WKVB0101/tabel").content).all("tr", data_cijfer="")
    }
    assert shown == set(Observation.objects.values_list("indicator__slug", flat=True))
