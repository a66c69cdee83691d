"""Getting around with the keyboard alone, on a phone, enlarged, and without JavaScript."""

import pytest
from playwright.sync_api import Browser, Page, expect

WIJK = "/wijken/WKVB0101"


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.textContent.trim() || document.activeElement.id"))


def test_the_first_tab_offers_the_way_to_the_content(page: Page) -> None:
    page.goto(WIJK)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Direct naar de inhoud")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_a_slash_brings_one_to_the_search_box(page: Page) -> None:
    page.goto(WIJK)
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Zoek wijk of postcode")).to_be_focused()
    page.keyboard.type("2531/a")
    expect(page.get_by_role("searchbox", name="Zoek wijk of postcode")).to_have_value("2531/a")


def test_what_has_the_focus_can_be_seen(page: Page) -> None:
    page.goto("/inloggen")
    for _step in range(12):
        page.keyboard.press("Tab")
        style = "getComputedStyle(document.activeElement)"
        assert page.evaluate(f"{style}.outlineStyle") == "solid", focused(page)
        assert page.evaluate(f"parseFloat({style}.outlineWidth)") >= 3, focused(page)


def test_on_a_phone_the_menu_opens_and_closes_by_the_keyboard(page: Page) -> None:
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto("/")
    page.locator("summary", has_text="Menu").press("Enter")
    expect(page.get_by_role("link", name="Indicatoren")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("link", name="Indicatoren")).to_be_hidden()


def test_without_javascript_the_menu_opens_all_the_same(browser: Browser, site: str) -> None:
    context = browser.new_context(base_url=site, java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto("/")
    page.locator("summary", has_text="Menu").click()
    page.get_by_role("link", name="Partners").click()
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    context.close()


def test_a_wrong_password_is_told_at_once_and_gets_the_focus(page: Page) -> None:
    page.goto("/inloggen")
    page.fill("[name=login]", "niemand@demo.example")
    page.fill("[name=password]", "verkeerd wachtwoord")
    page.click("main button[type=submit]")
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.get_by_role("alert")).to_contain_text("Inloggen lukte niet.")


@pytest.mark.parametrize("path", ["/", "/wijken", WIJK, "/indicatoren", "/over", "/stijl", "/inloggen"])
@pytest.mark.parametrize("width", [320, 640])
def test_nothing_sticks_out_at_320_pixels_or_at_twice_the_size(page: Page, path: str, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 512})
    page.goto(path)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_page_follows_the_mode_of_the_reader(page: Page, scheme: str) -> None:
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto("/")
    paper = page.evaluate("getComputedStyle(document.body).backgroundColor")
    assert paper == {"light": "rgb(255, 255, 255)", "dark": "rgb(18, 23, 31)"}[scheme]


def test_on_paper_the_page_is_light_and_without_menus(page: Page) -> None:
    page.emulate_media(media="print", color_scheme="dark")
    page.goto(WIJK)
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    expect(page.get_by_role("searchbox")).to_have_count(0)


def test_every_target_is_at_least_24_pixels(page: Page) -> None:
    page.goto("/stijl")
    small = page.evaluate(
        """[...document.querySelectorAll("header a, header button, nav a, .nl-button, input, select, summary")]
        .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 24)
        .map((one) => one.outerHTML.slice(0, 80))"""
    )
    assert small == []
