"""The public pages, as a visitor sees them."""

import pytest
from django.test import Client
from django.urls import reverse

from programmes.models import Intervention, Programme
from stakeholders.models import Organisation
from tests.cast import Cast, area
from tests.portal.figures import observe

PAGES = ["/", "/wijken", "/programmas", "/indicatoren", "/partners", "/over", "/zoeken"]
DETAILS = [
    "/wijken/WKVB0101",
    "/wijken/WKVB0101/tabel",
    "/wijken/GMVB01",
    "/programmas/havenkwartier-vooruit",
    "/partners/de-haard",
    "/indicatoren/bijstand",
]


@pytest.mark.django_db
@pytest.mark.parametrize("address", PAGES)
def test_each_page_stands_while_there_is_nothing_yet(client: Client, address: str) -> None:
    assert client.get(address).status_code == 200


@pytest.mark.parametrize("address", [*PAGES, *DETAILS])
def test_each_page_answers_a_visitor(client: Client, cast: Cast, address: str) -> None:
    observe(cast.wijk, "bijstand", {2012: 110, 2025: 89})
    observe(cast.city, "bijstand", {2012: 60, 2025: 54})
    assert client.get(address).status_code == 200


def test_the_overview_links_every_wijk_that_has_figures(client: Client, cast: Cast) -> None:
    observe(cast.wijk, "inwoners", {2024: 8420})
    page = client.get("/wijken").content.decode()
    assert 'href="/wijken/WKVB0101"' in page
    assert 'href="/wijken/WKVB0102"' not in page


def test_an_unknown_code_gets_a_page_that_helps(client: Client, cast: Cast) -> None:
    answer = client.get("/wijken/WK999999")
    assert answer.status_code == 404
    assert "WK051836 (een wijk)" in answer.content.decode()


def test_a_code_in_small_letters_leads_to_the_page(client: Client, cast: Cast) -> None:
    assert client.get("/wijken/wkvb0101").headers["Location"] == "/wijken/WKVB0101"


def test_a_year_in_which_the_code_does_not_exist_names_the_years_in_which_it_does(client: Client, cast: Cast) -> None:
    answer = client.get("/wijken/WKVB0101?indeling=2019")
    assert answer.status_code == 404
    assert "?indeling=2024" in answer.content.decode()


@pytest.mark.parametrize("year", ["abc", "99999999999", "²024", "-1"])
def test_a_year_that_is_no_year_is_not_found(client: Client, cast: Cast, year: str) -> None:
    assert client.get("/wijken/WKVB0101", {"indeling": year}).status_code == 404


def test_a_draft_is_not_there_for_a_visitor(client: Client, cast: Cast) -> None:
    assert client.get(reverse("programma", args=[cast.draft.slug])).status_code == 404


def test_a_draft_says_to_its_manager_that_it_is_one(client: Client, cast: Cast) -> None:
    client.force_login(cast.noor)
    page = client.get(reverse("programma", args=[cast.draft.slug])).content.decode()
    assert "Dit is een concept." in page


def test_the_page_of_a_wijk_shows_its_manager_no_more_than_everyone_sees(client: Client, cast: Cast) -> None:
    client.force_login(cast.noor)
    assert "Molenbuurt Samen" not in client.get("/wijken/WKVB0102").content.decode()


def test_a_page_about_the_practice_town_says_that_it_is_invented(client: Client, cast: Cast) -> None:
    about = ["wijken/WKVB0101", "wijken/GMVB01", "programmas/havenkwartier-vooruit", "partners/de-haard", "partners"]
    for address in about:
        assert "Voorbeeldstad bestaat niet" in client.get(f"/{address}").content.decode()


def test_a_code_that_only_an_older_division_has_says_so(client: Client, cast: Cast) -> None:
    old_city = area("GM0001", "Elders", "gemeente", year=2019)
    old = area("WK000109", "Oudwijk", "wijk", old_city, year=2019)
    new = area("WK000101", "Nieuwwijk", "wijk", cast.elsewhere)
    for each in (old, new):
        observe(each, "inwoners", {each.division_year: 4000})
    page = client.get("/wijken/WK000109").content.decode()
    assert "Dit gebied is er zo niet meer. U ziet het in de indeling van 2019." in page
    assert "Wijken die zo niet meer bestaan" in client.get("/wijken").content.decode()


def test_a_code_of_two_places_shows_the_newest_that_has_figures(client: Client, cast: Cast) -> None:
    """Zoetermeer gave WK063701 to another place in 2025."""
    old, new = area("WK063701", "Meerzicht", "wijk", year=2024), area("WK063701", "Dorp", "wijk", year=2025)
    observe(old, "inwoners", {2024: 15000})
    assert "<h1>Meerzicht</h1>" in client.get("/wijken/WK063701").content.decode()
    observe(new, "inwoners", {2025: 7000})
    assert "<h1>Dorp</h1>" in client.get("/wijken/WK063701").content.decode()
    assert "/wijken/WK063701?indeling=2024" in client.get("/wijken/WK063701").content.decode()
    assert "<h1>Meerzicht</h1>" in client.get("/wijken/WK063701?indeling=2024").content.decode()


def test_of_a_draft_a_corporation_sees_only_what_it_takes_part_in(client: Client, cast: Cast) -> None:
    for title, lead in [("Van De Haard", cast.haard), ("Van Thuisgoed", cast.other_corporatie)]:
        Intervention.objects.create(
            programme=cast.draft, title=title, pillar="fysiek", lead=lead, start_year=2020, end_year=2025
        )
    client.force_login(cast.cor)
    page = client.get(reverse("programma", args=[cast.draft.slug])).content.decode()
    assert "Van De Haard" in page
    assert "Van Thuisgoed" not in page


def test_an_organisation_that_is_not_public_is_named_nowhere(client: Client, cast: Cast) -> None:
    Organisation.objects.filter(pk=cast.haard.pk).update(public=False)
    for address in ["/partners", "/wijken/WKVB0101", "/programmas/havenkwartier-vooruit"]:
        assert "De Haard" not in client.get(address).content.decode()
    assert client.get("/partners/de-haard").status_code == 404


def test_a_buurt_takes_part_in_the_programme_of_its_wijk(client: Client, cast: Cast) -> None:
    area("BUVB010101", "Havenblok", "buurt", cast.wijk)
    page = client.get("/wijken/BUVB010101").content.decode()
    assert "Havenkwartier Vooruit" in page
    assert "Ook voor wie hier niet woont" in page


def test_a_gemeente_with_two_programmes_names_both(client: Client, cast: Cast) -> None:
    Programme.objects.filter(pk=cast.draft.pk).update(status="gepubliceerd")
    page = client.get("/wijken/GMVB01").content.decode()
    assert "Hier zijn twee programma’s:" in page
    assert "Molenbuurt Samen" in page


def test_links_on_an_older_division_stay_on_it(client: Client, cast: Cast) -> None:
    """WK000101 is another place in each division: the page of 2019 must not lead to that of 2024."""
    old_city = area("GM0001", "Elders", "gemeente", year=2019)
    old, new = area("WK000101", "Toen", "wijk", old_city, year=2019), area("WK000101", "Nu", "wijk", cast.elsewhere)
    for each in (old, new):
        observe(each, "inwoners", {each.division_year: 4000})
    for address, link in [
        ("/wijken/GM0001?indeling=2019", 'href="/wijken/WK000101?indeling=2019"'),
        ("/wijken/WK000101?indeling=2019", 'href="/wijken/GM0001?indeling=2019"'),
        ("/wijken/WK000101?indeling=2019", 'href="/wijken/WK000101/cijfers.csv?indeling=2019"'),
    ]:
        assert link in client.get(address).content.decode()
