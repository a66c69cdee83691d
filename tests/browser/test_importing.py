"""Figures brought in through the page, with a real worker behind it."""

from __future__ import annotations

from playwright.sync_api import FilePayload, Page, expect

from tests.browser.conftest import sign_in

PATIENCE = 60_000


def send(page: Page, name: str, content: str) -> None:
    sign_in(page, "beheerder")
    page.goto("/werk/importeren")
    page.get_by_label("Soort bestand").select_option("kwb")
    file: FilePayload = {"name": name, "mimeType": "text/csv", "buffer": content.encode()}
    page.get_by_label("Bestand", exact=True).set_input_files([file])
    page.get_by_label("Jaar van de indeling").fill("2023")
    page.get_by_role("button", name="Inlezen").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(name)


def test_the_page_follows_an_import_by_itself_until_it_is_done(page: Page, worker: None) -> None:
    send(page, "goed.csv", "pc4;aantal_inwoners\n9998;1205\n")
    expect(page.get_by_text("goed.csv is ingelezen.")).to_be_visible(timeout=PATIENCE)
    page.goto("/werk/importeren")
    expect(page.get_by_role("row", name="goed.csv")).to_contain_text("verwerkt")


def test_the_page_shows_what_was_wrong_and_where(page: Page, worker: None) -> None:
    send(page, "fout.csv", "pc4;aantal_inwoners\n9998;veel\n")
    expect(page.get_by_text("fout.csv is geweigerd. Er is niets van bewaard.")).to_be_visible(timeout=PATIENCE)
    row = page.get_by_role("table").get_by_role("row").last
    expect(row).to_contain_text("aantal_inwoners")
    expect(row).to_contain_text("veel")
