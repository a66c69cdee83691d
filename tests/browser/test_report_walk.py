"""A corporation's report from open to locked: by page and by spreadsheet, sent back, corrected, accepted."""

from __future__ import annotations

import io
import re
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import sign_in

PERIOD, YEAR = "Jaar 2020", 2020
PERIODS = "/werk/programmas/havenkwartier-vooruit/periodes"


class Walk:
    """The manager and the corporation, each with a browser of their own."""

    def __init__(self, browser: Browser, site: str, screenshots: Path) -> None:
        self.contexts = [browser.new_context(base_url=site, locale="nl-NL", viewport={"width": 1280, "height": 900})
                         for _who in range(2)]  # fmt: skip
        self.manager, self.corporation = (context.new_page() for context in self.contexts)
        for page in (self.manager, self.corporation):
            page.on("dialog", lambda dialog: dialog.accept())
        sign_in(self.manager, "manager")
        sign_in(self.corporation, "corporatie")
        self.pictures = screenshots
        self.address = ""

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def open_the_period(self) -> None:
        self.manager.goto(f"{PERIODS}/nieuw")
        self.manager.get_by_label("Naam").fill(PERIOD)
        self.manager.get_by_label("Over het jaar").fill(str(YEAR))
        self.manager.get_by_label("Open vanaf").fill("2021-01-04")
        self.manager.get_by_label("Inleveren uiterlijk op").fill("2021-03-31")
        self.manager.get_by_role("button", name="Bewaar").click()
        expect(self.manager.get_by_text(re.compile("De periode is open"))).to_be_visible()
        self.corporation.goto(f"/werk/rapporteren?jaar={YEAR}")
        self.address = self.corporation.get_by_role("link", name="Naar de rapportage").get_attribute("href") or ""

    def at(self, page: Page) -> Page:
        page.goto(self.address)
        return page

    def picture(self, page: Page, name: str) -> None:
        page.screenshot(path=self.pictures / f"{name}.png", full_page=True)


@pytest.fixture(scope="module")
def walk(browser: Browser, site: str, screenshots: Path) -> Any:
    made = Walk(browser, site, screenshots)
    made.open_the_period()
    yield made
    made.close()


def spent(page: Page) -> Any:
    """The first amount of the column Besteed."""
    return page.locator("[name=besteed-0]")


def saved_by_itself(page: Page) -> None:
    expect(page.locator("[data-autosave-state]")).to_contain_text("Concept bewaard om", timeout=15000)


def test_a_report_goes_from_open_to_locked(walk: Walk) -> None:
    types_and_loses_the_connection(walk)
    hands_in(walk)
    sends_back(walk)
    corrects_in_a_spreadsheet(walk)
    accepts_and_locks(walk)
    refuses_to_change_it_beside_the_report(walk)


def types_and_loses_the_connection(walk: Walk) -> None:
    """With the keyboard alone; what is typed while the connection is down is there again afterwards."""
    page = walk.at(walk.corporation)
    spent(page).focus()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("12.345,67")
    saved_by_itself(page)
    page.keyboard.press("ArrowDown")
    expect(page.locator("[name=besteed-1]")).to_be_focused()
    page.keyboard.press("ArrowUp")
    page.route("**/rapportages/*", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("23.456,78")
    expect(page.locator("[data-autosave-state]")).to_contain_text("Geen verbinding", timeout=15000)
    page.unroute("**/rapportages/*")
    walk.at(page)
    expect(page.locator("[data-autosave-state]")).to_contain_text("Hier staat weer wat u typte")
    expect(spent(page)).to_have_value("23.456,78")
    walk.picture(page, "corporatie-rapportage-breed-licht")


def hands_in(walk: Walk) -> None:
    page = walk.corporation
    page.get_by_role("button", name="Bewaar en dien in").click()
    expect(page.get_by_text("De rapportage is ingediend")).to_be_visible()
    expect(page.get_by_role("button", name="Haal terug")).to_be_visible()


def sends_back(walk: Walk) -> None:
    walk.manager.goto("/start")
    expect(walk.manager.get_by_text(re.compile("wacht(en)? op uw oordeel")).first).to_be_visible()
    page = walk.at(walk.manager)
    page.get_by_label(re.compile("^Opmerking: ")).first.fill("Is dit met de buitenruimte?")
    walk.picture(page, "manager-rapportage-nakijken-breed-licht")
    page.get_by_role("button", name="Stuur terug").click()
    expect(page.get_by_text("De rapportage is teruggestuurd")).to_be_visible()


def corrects_in_a_spreadsheet(walk: Walk) -> None:
    page = walk.at(walk.corporation)
    expect(page.get_by_text("Is dit met de buitenruimte?").first).to_be_visible()
    with page.expect_download() as got:
        page.get_by_role("link", name="Download het sjabloon (Excel)").click()
    upload(page, walk, with_first_amount(Path(got.value.path()).read_bytes(), "veel"))
    expect(page.get_by_text("Er is niets bewaard: het bestand klopt nog niet.")).to_be_visible()
    walk.picture(page, "corporatie-bestand-met-fouten-breed-licht")
    upload(page, walk, with_first_amount(Path(got.value.path()).read_bytes(), 34567.89))
    expect(page.get_by_text("Dit zou er veranderen. Er is nog niets bewaard.")).to_be_visible()
    walk.picture(page, "corporatie-bestand-voorbeeld-breed-licht")
    page.get_by_role("button", name="Bewaar deze wijzigingen").click()
    expect(spent(page)).to_have_value("34.567,89")
    page.get_by_role("button", name="Bewaar en dien in").click()
    expect(page.get_by_text("De rapportage is ingediend")).to_be_visible()


def upload(page: Page, walk: Walk, data: bytes) -> None:
    page.goto(f"{walk.address}/bestand")
    page.set_input_files("[name=file]", {"name": "rapportage.xlsx", "mimeType": "", "buffer": data})
    page.get_by_role("button", name="Kijk het bestand na").click()


def with_first_amount(data: bytes, amount: object) -> bytes:
    """The downloaded file with another amount in the first line, and no total to compare with."""
    book = load_workbook(io.BytesIO(data))
    sheet = book["Bedragen"]
    column = next(cell.column for cell in sheet[1] if cell.value == "Besteed")
    sheet.cell(2, column).value = None
    sheet.cell(3, column).value = amount
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def accepts_and_locks(walk: Walk) -> None:
    page = walk.at(walk.manager)
    page.get_by_role("button", name="Accepteer").click()
    expect(page.get_by_text("De bedragen staan in het grootboek")).to_be_visible()
    page.get_by_role("button", name="Vergrendel").click()
    expect(page.get_by_text("De rapportage is vergrendeld")).to_be_visible()
    page.goto("/werk/rapportages")
    expect(page.get_by_role("link", name=re.compile(f"vergrendeld.*De Haard, {PERIOD}"))).to_be_visible()
    walk.picture(page, "manager-rapportages-breed-licht")


def refuses_to_change_it_beside_the_report(walk: Walk) -> None:
    page = walk.corporation
    page.goto(f"/werk/rapporteren?jaar={YEAR}")
    cell = page.locator("[name^=besteed-]").first
    expect(cell).to_have_value("34.567,89")
    cell.fill("1")
    page.get_by_role("button", name="Bewaar").last.click()
    expect(page.get_by_text("staan vast").first).to_be_visible()
