"""A manager sets up a programme from nothing to published, and later publishes a next version of it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in, sign_out

NAME = "Stationsbuurt Verbindt"
SLUG = "stationsbuurt-verbindt"
HOME = f"/werk/programmas/{SLUG}"


def press(page: Page, button: str) -> None:
    page.get_by_role("main").get_by_role("button", name=re.compile(f"^{button}", re.IGNORECASE)).click()


def start(page: Page) -> None:
    """A name and the years are enough to begin."""
    page.goto("/werk/programmas")
    page.get_by_role("link", name="Nieuw programma").click()
    page.get_by_label("Naam", exact=True).fill(NAME)
    page.get_by_label("Eerste jaar").fill("2026")
    page.get_by_label("Laatste jaar").fill("2041")
    press(page, "Bewaar als concept")


def choose_a_wijk(page: Page) -> None:
    page.get_by_label("Naam van de wijk").fill("Havenkwartier")
    page.get_by_label(re.compile("^Havenkwartier")).first.check()
    press(page, "Bewaar")
    expect(page.get_by_role("main")).to_contain_text("Havenkwartier hoort nu bij het programma.")


def cut_in_phases(page: Page) -> None:
    page.goto(f"{HOME}/fases")
    for place, (name, first, last) in enumerate((("Beginnen", "2026", "2030"), ("Doorzetten", "2031", "2041"))):
        page.locator(f"[name=form-{place}-name]").fill(name)
        page.locator(f"[name=form-{place}-start_year]").fill(first)
        page.locator(f"[name=form-{place}-end_year]").fill(last)
    press(page, "Bewaar")
    expect(page.get_by_role("main")).to_contain_text("De fases zijn bewaard.")


def set_a_goal(page: Page) -> None:
    """Which figure of which area; its baseline is offered from the figures."""
    page.goto(f"{HOME}/doelen/nieuw")
    page.get_by_label("Uitkomst").select_option("bijstand")
    page.get_by_label("Gebied").select_option(label="Havenkwartier")
    page.get_by_role("main").get_by_role("button").last.click()
    page.get_by_label("moet dalen").check()
    page.locator("[name=target_0_year]").fill("2035")
    page.locator("[name=target_0_value]").fill("30")
    press(page, "Bewaar")
    expect(page.get_by_role("main")).to_contain_text("Het doel staat erin.")


def log_what_is_done(page: Page) -> None:
    page.goto(f"{HOME}/interventies/nieuw")
    page.get_by_label("Naam", exact=True).fill("Leerwerkplekken bij de haven")
    page.get_by_label("Sociale stijging", exact=True).check()
    page.get_by_label("Trekker").select_option(label="Gemeente Voorbeeldstad")
    page.get_by_label("Eerste jaar").fill("2026")
    page.get_by_label("Laatste jaar").fill("2031")
    page.get_by_label(re.compile("^Havenkwartier")).fill("100")
    press(page, "Bewaar")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Leerwerkplekken")


def say_what_it_is_about(page: Page) -> None:
    page.goto(f"{HOME}/basis")
    page.get_by_label("In één zin").fill("Van de haven naar werk.")
    page.get_by_label("Visie").fill("Iedereen in het Havenkwartier leert en werkt mee.")
    page.get_by_label("Armoede").check()
    page.get_by_label("Wie kunnen bewoners vragen?").fill("Noor de Vries")
    page.get_by_label("E-mailadres voor vragen").fill("noor@voorbeeldstad.example")
    press(page, "Bewaar")


def publish(page: Page, note: str, slug: str = SLUG) -> None:
    page.goto(f"/werk/programmas/{slug}/publiceren")
    page.get_by_label("Wat verandert er?").fill(note)
    page.get_by_label("Vastgesteld op").fill("2026-03-12")
    press(page, "Publiceer")
    expect(page.get_by_role("main")).to_contain_text("Het programma staat nu openbaar.")


@pytest.fixture(scope="package")
def walked(browser: Any, site: str) -> str:
    """The site after the manager's walk."""
    context = browser.new_context(base_url=site, locale="nl-NL")
    page = context.new_page()
    sign_in(page, "manager")
    start(page)
    choose_a_wijk(page)
    cut_in_phases(page)
    set_a_goal(page)
    log_what_is_done(page)
    page.goto(f"{HOME}/publiceren")
    press(page, "Publiceer")
    expect(page.get_by_role("main")).to_contain_text("Vertel in één zin waar het programma over gaat.")
    say_what_it_is_about(page)
    publish(page, "De eerste versie.")
    context.close()
    return site


def test_everyone_reads_the_programme_with_its_version(walked: str, page: Page) -> None:
    page.goto(f"/programmas/{SLUG}")
    main = page.get_by_role("main")
    # the next version may have been published by then: tests come in any order
    for words in ("Van de haven naar werk", "Leerwerkplekken bij de haven", ", gepubliceerd op", "Beginnen"):
        expect(main).to_contain_text(words)


def test_the_page_of_the_manager_shows_plan_against_reality(walked: str, page: Page) -> None:
    sign_in(page, "manager")
    page.goto(HOME)
    expect(page.locator("[data-beeld=tijdlijn]")).to_be_visible()
    expect(page.locator("[data-beeld=doel]")).to_be_visible()


def test_a_next_version_is_compared_and_published(walked: str, page: Page) -> None:
    sign_in(page, "manager")
    page.goto(f"{HOME}/basis")
    press(page, "Maak een nieuwe versie")
    page.goto(f"{HOME}-concept/basis")
    page.get_by_label("In één zin").fill("Van de haven naar werk en leren.")
    press(page, "Bewaar")
    row = page.get_by_role("row", name=re.compile("In één zin"))
    expect(row).to_contain_text("Van de haven naar werk.")
    expect(row).to_contain_text("Van de haven naar werk en leren.")
    publish(page, "Leren hoort erbij.", f"{SLUG}-concept")
    sign_out(page)
    page.goto(f"/programmas/{SLUG}/versies")
    expect(page.get_by_role("main")).to_contain_text("Leren hoort erbij.")
    page.get_by_role("link", name="Versie 1").click()
    expect(page.get_by_role("main")).to_contain_text("Dit is een eerdere versie.")
    expect(page.get_by_role("heading", level=1)).to_contain_text(NAME)
