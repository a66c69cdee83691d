"""What everyone reads of milestones, decisions and documents."""

import datetime as dt

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from programmes import services
from tests.programmes.files import PDF

DAY = dt.date(2015, 6, 1)


@pytest.fixture
def milestones(cast):
    for name, due_on, reached_on in (
        ("Eerste sleutel", DAY, DAY),
        ("Tweede sleutel", dt.date(2016, 6, 1), None),
        ("Laatste sleutel", dt.date(2027, 12, 1), None),
    ):
        services.add_milestone(
            intervention=cast.renovation, name=name, due_on=due_on, reached_on=reached_on, by=cast.noor
        )


@pytest.mark.parametrize("address", ["/wijken/WKVB0101", "/programmas/havenkwartier-vooruit"])
def test_a_page_tells_which_milestones_come_which_are_late_and_which_were_reached(cast, client, milestones, address):
    page = client.get(address).text
    ahead, reached = page.split('id="straks"')[1].split("Wat al gehaald is")
    assert "Tweede sleutel (Renovatie portiekflats)</a>: had er op 1 juni 2016 moeten zijn, nog niet gehaald" in ahead
    assert "Laatste sleutel (Renovatie portiekflats)</a>: 1 december 2027" in ahead
    assert "Eerste sleutel (Renovatie portiekflats)</a>: 1 juni 2015" in reached


def test_a_decision_of_a_published_programme_is_public_with_its_document_where_that_is(cast, client):
    about = {"programme": cast.programme, "by": cast.noor}
    open_one, closed = (
        services.add_document(file=SimpleUploadedFile(f"{name}.pdf", PDF), public=public, **about)
        for name, public in (("raadsbesluit", True), ("nota", False))
    )
    for document in (open_one, closed):
        services.record_decision(name=f"Besluit {document}", taken_on=DAY, taken_by="raad", document=document, **about)
    page = client.get(f"/programmas/{cast.programme.slug}").text
    assert "Besluit raadsbesluit" in page
    assert "Besluit nota" in page
    assert f"/documenten/{open_one.pk}" in page
    assert f"/documenten/{closed.pk}" not in page


def test_nothing_stands_of_evidence_where_there_is_none(cast, client):
    page = client.get(f"/programmas/{cast.programme.slug}").text
    assert "Wat er is besloten" not in page
    assert 'id="stukken"' not in page
