"""The documentation of the API as a page."""

from django.test import Client


def test_the_page_tells_every_resource_with_its_fields(client: Client, db: None) -> None:
    page = client.get("/api").content.decode()
    for words in ("waarnemingen", "GET /api/v1/gebieden", "POST /api/v1/investeringen", "geheel getal"):
        assert words in page
