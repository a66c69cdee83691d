"""Every kind of page on a desktop and a phone, in light and dark: nothing sticks out, and a picture is taken."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import sign_in

PUBLIC = {
    "home": "/",
    "wijken": "/wijken",
    "wijk-met-programma": "/wijken/WKVB0101",
    "wijk-zonder-programma": "/wijken/WK051836",
    "wijk-van-2008": "/wijken/WK051829",
    "gemeente": "/wijken/GM0518",
    "postcode": "/wijken/2531",
    "programma": "/programmas/havenkwartier-vooruit",
    "indicator": "/indicatoren/misdrijven",
    "partners": "/partners",
    "over": "/over",
    "api": "/api",
    "inloggen": "/inloggen",
    "stijl": "/stijl",
    "bestaat-niet": "/wijken/WK999999",
}
AT_WORK = {
    "manager-start": ("manager", "/start"),
    "manager-programma": ("manager", "/werk/programmas/havenkwartier-vooruit"),
    "manager-interventie": ("manager", "/werk/programmas/havenkwartier-vooruit/interventies/nieuw"),
    "manager-geld": ("manager", "/werk/programmas/havenkwartier-vooruit/geld"),
    "manager-samenhang": ("manager", "/werk/programmas/havenkwartier-vooruit/samenhang"),
    "manager-bijdragen": ("manager", "/werk/programmas/havenkwartier-vooruit/bijdragen"),
    "manager-plafonds": ("manager", "/werk/programmas/molenbuurt-samen/plafonds"),
    "manager-risicos": ("manager", "/werk/programmas/havenkwartier-vooruit/risicos"),
    "manager-rapportages": ("manager", "/werk/rapportages"),
    "manager-effecten": ("manager", "/werk/programmas/havenkwartier-vooruit/effecten"),
    "manager-doorlichten": ("manager", "/werk/doorlichten"),
    "manager-afspraken": ("manager", "/werk/afspraken"),
    "corporatie-start": ("corporatie", "/start"),
    "corporatie-rapportage": ("corporatie", "/werk/rapportages?welke=teruggestuurd"),
    "controller-aansluiten": ("gemeentecontroller", "/werk/aansluiten?jaar=2024"),
    "raadslid-concept": ("raadslid", "/werk/raad/molenbuurt-samen-concept"),
    "corporatie-rapporteren": ("corporatie", "/werk/rapporteren?jaar=2025"),
    "corporatie-boekingen": ("corporatie", "/werk/boekingen?jaar=2025"),
    "importeren": ("beheerder", "/werk/importeren"),
    "mensen": ("manager", "/werk/mensen"),
}
# Of these the first link of the table is followed: its number is not known beforehand.
FOLLOWED = {"corporatie-rapportage"}
SIZES = {"breed": (1280, 1600), "telefoon": (360, 1400)}
# The pictures that README and docs show; the rest are looked at and thrown away.
IN_DOCS = {
    "home",
    "wijk-met-programma",
    "wijk-zonder-programma",
    "manager-start",
    "manager-interventie",
    "corporatie-rapporteren",
    "manager-programma",
    "manager-samenhang",
    "manager-bijdragen",
    "manager-rapportages",
    "corporatie-rapportage",
    "controller-aansluiten",
    "raadslid-concept",
}
# Pictures of what is worked on are shown in one size: the pages say the rest.
WIDE_ONLY = {name for name in IN_DOCS if name.startswith(("controller", "raadslid", "manager-", "corporatie-"))} - {
    "manager-start", "manager-interventie", "corporatie-rapporteren",
}  # fmt: skip


def sticks_out(page: Page) -> int:
    """By how many pixels the page is wider than its window."""
    return int(page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth"))


def take(page: Page, name: str, folder: Path) -> None:
    kind, size, _scheme = name.rsplit("-", 2)
    if folder.name != "images" or (kind in IN_DOCS and not (kind in WIDE_ONLY and size == "telefoon")):
        page.screenshot(path=folder / f"{name}.png")


def open_in(browser: Browser, site: str, size: str, scheme: str) -> Page:
    width, height = SIZES[size]
    context = browser.new_context(
        base_url=site, locale="nl-NL", color_scheme=scheme, viewport={"width": width, "height": height}
    )
    return context.new_page()


@pytest.mark.parametrize("scheme", ["licht", "donker"])
@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", PUBLIC)
def test_a_public_page_fits(browser: Browser, site: str, screenshots: Path, name: str, size: str, scheme: str) -> None:
    page = open_in(browser, site, size, {"licht": "light", "donker": "dark"}[scheme])
    answer = page.goto(PUBLIC[name])
    assert answer is not None
    assert answer.status == (404 if name == "bestaat-niet" else 200)
    assert sticks_out(page) == 0
    take(page, f"{name}-{size}-{scheme}", screenshots)
    page.context.close()


@pytest.fixture(scope="package")
def signed_in(browser: Browser, site: str) -> dict[str, list]:
    """The cookies of each who is signed in."""
    kept = {}
    for who in {who for who, _address in AT_WORK.values()}:
        context = browser.new_context(base_url=site, locale="nl-NL")
        sign_in(context.new_page(), who)
        kept[who] = context.cookies()
        context.close()
    return kept


@pytest.fixture
def at_work(browser: Browser, site: str, signed_in: dict[str, list]) -> Callable[[str, str], Page]:
    """A page of someone who is signed in, in a size."""

    def opened(who: str, size: str) -> Page:
        page = open_in(browser, site, size, "light")
        page.context.add_cookies(signed_in[who])
        return page

    return opened


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("name", AT_WORK)
def test_a_page_at_work_fits(at_work: Callable[[str, str], Page], screenshots: Path, name: str, size: str) -> None:
    who, address = AT_WORK[name]
    page = at_work(who, size)
    answer = page.goto(address)
    assert answer is not None
    if name in FOLLOWED:
        with page.expect_navigation():
            page.locator("main table a").first.click()
    assert (answer.status, sticks_out(page)) == (200, 0)
    take(page, f"{name}-{size}-licht", screenshots)
    page.context.close()


def test_what_is_folded_on_the_screen_stands_open_on_paper(page: Page) -> None:
    page.goto("/wijken/WKVB0101")
    folded = page.locator(".wa-domain details [data-cijfer] th, .wa-doing__more p")
    assert folded.count() > 20
    assert not any(each.is_visible() for each in folded.all())
    page.emulate_media(media="print")
    assert all(each.bounding_box() and each.is_visible() for each in folded.all())


def test_the_wijk_page_fits_at_320_pixels_and_at_200_percent(page: Page) -> None:
    for width in (320, 640):
        page.set_viewport_size({"width": width, "height": 900})
        page.goto("/wijken/WKVB0101")
        assert sticks_out(page) == 0


def test_the_slash_key_moves_to_the_search_box(page: Page) -> None:
    page.goto("/")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.type") == "search"


def test_search_finds_den_haag_and_a_postcode(page: Page) -> None:
    page.goto("/zoeken?q=Den+Haag")
    assert page.locator("main a[href='/wijken/GM0518']").first.is_visible()
    page.goto("/zoeken?q=2531")
    assert "2531" in page.locator("main").inner_text()


def test_the_pages_work_without_javascript(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False)
    page = context.new_page()
    page.goto("/wijken/WKVB0101")
    assert page.locator("figure[data-beeld=wijk] svg").first.is_visible()
    context.close()
