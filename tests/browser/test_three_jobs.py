"""The three jobs, as the people who do them: the manager logs, the corporation reports, the resident reads."""

from __future__ import annotations

import json
import re
from decimal import Decimal
from typing import Any
from urllib.request import urlopen

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in, sign_out

TITLE = "Geveltuinen in de Kadestraat"
AMOUNT = "€ 1.234.567,89"
WIJK = "/wijken/WKVB0101"


def log_an_intervention(page: Page) -> None:
    """As programme manager: what, who, when, where, and that it has begun."""
    page.goto("/werk/programmas/havenkwartier-vooruit/interventies/nieuw")
    page.get_by_label("Naam", exact=True).fill(TITLE)
    page.get_by_label("Wat we doen").fill("Bewoners en de corporatie maken tuintjes langs de gevels.")
    page.get_by_label("Fysiek", exact=True).check()
    page.get_by_label("Trekker").select_option(label="De Haard")
    page.get_by_label("Eerste jaar").fill("2025")
    page.get_by_label("Laatste jaar").fill("2027")
    page.get_by_label(re.compile("^Havenkwartier")).fill("100")
    page.get_by_role("button", name=re.compile("bewaar", re.IGNORECASE)).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(TITLE)


def report_an_amount(page: Page, amount: str, year: int = 2025) -> None:
    """As corporation, with the keyboard alone: into the cell, the amount, and Enter."""
    page.goto(f"/werk/rapporteren?jaar={year}")
    page.get_by_label(f"{TITLE}, besteed", exact=True).focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type(amount)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def plain(text: str) -> str:
    return text.replace("\N{NO-BREAK SPACE}", " ")


def api(site: str, resource: str) -> list[dict[str, Any]]:
    with urlopen(f"{site}/api/v1/{resource}") as answer:
        return json.load(answer)["results"]


@pytest.fixture(scope="package")
def reported(browser: Any, site: str) -> str:
    """The site after the manager logged, and the corporation reported a mistyped amount and corrected it."""
    context = browser.new_context(base_url=site, locale="nl-NL")
    page = context.new_page()
    sign_in(page, "manager")
    log_an_intervention(page)
    sign_out(page)
    sign_in(page, "corporatie")
    report_an_amount(page, "1.234.567,98")
    report_an_amount(page, "1.234.567,89")
    context.close()
    return site


def test_the_public_page_of_the_wijk_shows_the_amount_to_the_cent(reported: str, page: Page) -> None:
    page.goto(WIJK)
    section = page.get_by_role("listitem").filter(has_text=TITLE).first
    assert AMOUNT in plain(section.inner_text())


def test_the_api_shows_the_amount_to_the_cent(reported: str) -> None:
    intervention = next(row for row in api(reported, "interventies?gebied=WKVB0101") if row["naam"] == TITLE)
    entries = api(reported, f"investeringen?interventie={intervention['id']}&toestand=besteed")
    assert sum(Decimal(entry["bedrag"]) for entry in entries) == Decimal("1234567.89")


def test_the_table_behind_the_picture_counts_the_amount_in_its_year(reported: str, page: Page) -> None:
    intervention = next(row for row in api(reported, "interventies?gebied=WKVB0101") if row["naam"] == TITLE)
    assert intervention["pijler"] == "fysiek"
    page.goto(WIJK)
    page.get_by_text("Bekijk als tabel").first.click()
    cells = plain(page.get_by_role("row", name=re.compile("^2025")).first.inner_text())
    spent = allocated_to_the_wijk(reported, 2025)
    assert f"{spent:,.2f}".translate(str.maketrans(",.", ".,")) in cells


def allocated_to_the_wijk(site: str, year: int) -> Decimal:
    """Euros of pillar fysiek spent in a year for Havenkwartier alone, from the API."""
    reach = {
        row["id"]: next(Decimal(part["aandeel"]) for part in row["bereik"] if part["gebied"] == "WKVB0101")
        for row in api(site, "interventies?gebied=WKVB0101&pageSize=1000")
    }
    entries = api(site, f"investeringen?jaar={year}&toestand=besteed&pijler=fysiek&pageSize=1000")
    exact = sum(Decimal(e["bedrag"]) * reach[e["interventie"]] for e in entries if e["interventie"] in reach)
    return exact.quantize(Decimal("0.01"))


def test_the_mistake_and_its_reversal_stay_in_the_history_of_the_corporation(reported: str, page: Page) -> None:
    sign_in(page, "corporatie")
    page.goto("/werk/boekingen?jaar=2025")
    words = plain(page.locator("main").inner_text())
    for amount in ("1.234.567,98", "−1.234.567,98", "1.234.567,89"):
        assert amount in words


def test_nothing_typed_is_lost_when_a_form_is_refused(page: Page) -> None:
    sign_in(page, "manager")
    page.goto("/werk/programmas/havenkwartier-vooruit/interventies/nieuw")
    page.get_by_label("Naam", exact=True).fill("Half af")
    page.get_by_label("Eerste jaar").fill("2025")
    page.get_by_role("button", name=re.compile("bewaar", re.IGNORECASE)).click()
    expect(page.get_by_label("Naam", exact=True)).to_have_value("Half af")
    expect(page.get_by_label("Trekker")).to_have_attribute("aria-invalid", "true")
