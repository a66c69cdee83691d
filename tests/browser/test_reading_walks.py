"""Two who read: a controller reconciles a year to the cent, and a council member reads what was sent to the council."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from tests.browser.conftest import sign_in

DRAFT = "/werk/raad/molenbuurt-samen-concept"
NEW_GOAL = "Eenzaamheid (ervaren) in Molenbuurt"


def cents(text: str) -> int:
    return int("".join(sign for sign in text if sign.isdigit()))


def euros(cents: int) -> str:
    """As someone types it from the books: 1234,56."""
    return f"{cents // 100},{cents % 100:02d}"


def compare(page: Page, books: list[int]) -> None:
    """Type what stands in the books beside each line, and compare."""
    for field, amount in zip(page.locator("main tbody input").all(), books, strict=True):
        field.fill(euros(amount))
    with page.expect_navigation():
        page.get_by_role("button", name="Vergelijk").click()


def spent_by_the_gemeente(page: Page) -> int:
    """Cents that the API gives as spent in the year, and that stay with the gemeente."""
    asked = "uitvoerder=gemeente-voorbeeldstad&jaar=2024&toestand=besteed&pageSize=1000"
    rows = page.request.get(f"/api/v1/investeringen?{asked}").json()["results"]
    return sum(round(float(row["bedrag"]) * 100) for row in rows if not row["doorgegeven"])


def test_a_controller_reconciles_a_year_to_the_cent(page: Page) -> None:
    sign_in(page, "gemeentecontroller")
    page.get_by_role("link", name="Aansluiten").click()
    page.get_by_label("Jaar").fill("2024")
    with page.expect_navigation(url="**jaar=2024**"):
        page.get_by_role("button", name="Toon").click()
    lines = page.locator("main tbody tr")
    books = [cents(line.locator("td.wa-num a").inner_text()) for line in lines.all()]
    spent = [amount for amount, line in zip(books, lines.all(), strict=True) if "besteed" in line.inner_text()]
    assert sum(spent) == spent_by_the_gemeente(page)
    compare(page, [books[0] + 1, *books[1:]])
    expect(page.get_by_role("main")).to_contain_text("1 regel sluit niet aan.")
    expect(page.get_by_role("main")).to_contain_text("0,01")
    compare(page, books)
    expect(page.get_by_role("main")).to_contain_text("Alles sluit aan, op de cent.")


def test_a_council_member_reads_the_concept_that_was_sent_and_no_other(page: Page) -> None:
    sign_in(page, "raadslid")
    page.get_by_role("link", name="Lees").click()
    page.wait_for_url(f"**{DRAFT}")
    row = page.get_by_role("row").filter(has_text=NEW_GOAL)
    expect(row).to_contain_text("stond er niet in")
    for other in ("/werk/programmas/oost-in-balans", "/werk/raad/oost-in-balans", "/programmas/oost-in-balans"):
        assert page.request.get(other).status == 404


def test_a_visitor_reads_the_published_version_and_not_the_concept(page: Page) -> None:
    page.goto(DRAFT)
    assert "/inloggen" in page.url
    page.goto("/programmas/molenbuurt-samen")
    expect(page.get_by_role("heading", level=1)).to_contain_text("Molenbuurt Samen")
    assert NEW_GOAL not in page.content()
