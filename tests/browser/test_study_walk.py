"""A manager asks what an intervention did, from the promise to the answer that a resident reads."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import sign_in

PROGRAMME = "havenkwartier-vooruit"
EFFECTS = f"/werk/programmas/{PROGRAMME}/effecten"
INTERVENTION = "Renovatie portiekflats met isolatie"
STUDY = "Havenkwartier vanaf 2012: Inbraak in woningen"
ASKED = "Inbraak in woningen"
REASON = "Daar zijn in 2009 alle voordeuren vernieuwd."
PATIENCE = 60_000  # a worker on a busy machine loads the statistics library first
VERDICT = re.compile("beter|slechter|geen verschil aangetoond|niet te zeggen")


class Pictures:
    """Of what a manager sees on the way, for the docs."""

    def __init__(self, page: Page, folder: Path) -> None:
        self.page, self.folder = page, folder

    def take(self, name: str, height: int) -> None:
        self.page.set_viewport_size({"width": 1280, "height": height})
        self.page.screenshot(path=self.folder / f"manager-{name}-breed-licht.png")


@pytest.fixture
def pictures(page: Page, screenshots: Path) -> Pictures:
    return Pictures(page, screenshots)


@pytest.fixture
def resident(browser: Browser, site: str) -> Iterator[Page]:
    """Someone who is not signed in."""
    context = browser.new_context(base_url=site, locale="nl-NL", viewport={"width": 1280, "height": 900})
    yield context.new_page()
    context.close()


def press(page: Page, button: str) -> None:
    page.get_by_role("main").get_by_role("button", name=button).click()


def says(page: Page, words: str | re.Pattern[str]) -> None:
    expect(page.get_by_role("main")).to_contain_text(words)


def test_a_manager_asks_freezes_and_answers_and_a_resident_reads_it(
    page: Page, resident: Page, worker: None, pictures: Pictures
) -> None:
    sign_in(page, "manager")
    promises(page)
    picks_the_proposal(page, pictures)
    says_which_difference_matters(page)
    leaves_a_wijk_out(page, pictures)
    is_not_public_yet(resident)
    freezes(page, pictures)
    is_answered(page, pictures)
    is_read(resident)


def promises(page: Page) -> None:
    """What the intervention would move, and after how many years."""
    page.goto(f"/werk/programmas/{PROGRAMME}/interventies")
    page.get_by_role("main").get_by_role("link", name=INTERVENTION).first.click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(INTERVENTION)
    page.goto(f"{page.url}/bijdragen/nieuw")
    page.get_by_label("Uitkomst").select_option(label=ASKED)
    page.get_by_label("Hoe werkt het?").fill(
        "Met nieuwe voordeuren en sloten komt een inbreker er minder makkelijk in."
    )
    page.get_by_label("Na hoeveel jaar merkt u er iets van?").fill("1")
    press(page, "Bewaar")
    expect(page.get_by_role("heading", level=1)).to_contain_text(INTERVENTION)
    says(page, ASKED)


def picks_the_proposal(page: Page, pictures: Pictures) -> None:
    page.goto(EFFECTS)
    says(page, "1 onderzoek voorgesteld")
    page.get_by_role("link", name="Bekijk de voorstellen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Voorgestelde onderzoeken")
    says(page, f"is vanaf 2012 geld besteed; hoofdvraag is {ASKED}")
    pictures.take("onderzoek-voorstel", 800)
    press(page, "Maak wat u koos als concept")
    says(page, "1 onderzoek staat er als concept.")
    page.get_by_role("table").get_by_role("link", name=STUDY).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(STUDY)


def says_which_difference_matters(page: Page) -> None:
    """Before anyone knows the outcome; smaller than this could not be seen with these wijken."""
    page.get_by_role("link", name="Wijzig de uitkomsten").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Waaraan zien we het?")
    page.locator("[name=effect_0]").fill("3")
    press(page, "Bewaar")
    says(page, "Van nieuwe uitkomsten zijn de vergelijkingswijken gekozen.")


def leaves_a_wijk_out(page: Page, pictures: Pictures) -> None:
    page.get_by_role("link", name=f"vergelijkingswijken voor {ASKED}").click()
    says(page, "U ziet hier alleen cijfers van voor 2012.")
    expect(page.locator("[data-beeld=vergelijkingskaart]")).to_be_visible()
    pictures.take("vergelijkingswijken", 1600)
    page.get_by_role("table", name="Gebieden die meedoen").get_by_role(
        "link", name=re.compile("^Laat weg")
    ).last.click()
    says(page, "Vergelijken met dit gebied?")
    page.get_by_label("nee, laat het weg").check()
    page.get_by_label("Waarom?").fill(REASON)
    press(page, "Bewaar")
    says(page, REASON)


def is_not_public_yet(resident: Page) -> None:
    resident.goto(f"/programmas/{PROGRAMME}/effecten")
    says(resident, "Havenkwartier vanaf 2012")
    expect(resident.get_by_role("main")).not_to_contain_text(STUDY)


def freezes(page: Page, pictures: Pictures) -> None:
    page.get_by_role("link", name="Terug naar het onderzoek").click()
    says(page, "1 zelf gewijzigd")
    page.get_by_role("link", name="Leg vast").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Onderzoek vastleggen")
    pictures.take("onderzoek-vastleggen", 1150)
    press(page, "Leg vast en bereken")
    says(page, "Sindsdien is hier niets aan veranderd.")


def is_answered(page: Page, pictures: Pictures) -> None:
    """The page follows the worker by itself."""
    expect(page.get_by_role("main")).not_to_contain_text("Dit is nog niet berekend.", timeout=PATIENCE)
    expect(page.get_by_role("main")).to_contain_text("eerste versie", timeout=PATIENCE)
    says(page, VERDICT)
    pictures.take("onderzoek-uitkomst", 1350)


def is_read(resident: Page) -> None:
    resident.goto(f"/programmas/{PROGRAMME}/effecten")
    says(resident, STUDY)
    resident.get_by_role("main").get_by_role("link", name=re.compile(ASKED)).first.click()
    expect(resident.get_by_role("heading", level=1)).to_contain_text(ASKED)
    says(resident, VERDICT)
