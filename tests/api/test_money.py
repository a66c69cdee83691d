"""The ledger through the API: every detail, ceilings, and money that is passed on."""

from decimal import Decimal
from typing import Any

import pytest

from programmes import services
from programmes.models import CeilingOverride, Investment
from tests.api.test_writing import ROOT, entry, signed_in
from tests.cast import Cast

MONEY = f"{ROOT}/investeringen"


def post(person: Any, said: dict[str, Any]) -> Any:
    return signed_in(person).post(MONEY, said, format="json")


def test_every_detail_of_an_entry_is_said_and_read_back(cast: Cast) -> None:
    said = {
        "btw": "exclusief", "aard": "kapitaallast", "taakveld": "0.10", "boekjaar": 2021, "bronstuk": "Factuur 12",
    }  # fmt: skip
    answer = post(cast.cor, entry(cast, **said)).json()
    assert {name: answer[name] for name in said} == said
    assert (answer["eersteBetaler"], answer["doorgegeven"], answer["doorgegevenUit"]) == ("de-haard", False, None)


def test_a_gemeente_that_spends_is_asked_its_taakveld(cast: Cast) -> None:
    said = entry(cast, uitvoerder=cast.gemeente.slug)
    answer = post(cast.noor, said)
    assert (answer.status_code, "taakveld" in answer.content.decode()) == (400, True)
    assert post(cast.noor, {**said, "taakveld": "8.3"}).status_code == 201


def test_a_correction_keeps_the_details_and_can_put_one_right(cast: Cast) -> None:
    made = post(cast.cor, entry(cast, btw="inclusief", bronstuk="Factuur 12")).json()
    better = post(cast.cor, {"corrigeert": made["id"], "bedrag": "90.00", "btw": "exclusief"}).json()
    assert (better["bedrag"], better["btw"], better["bronstuk"]) == ("90.00", "exclusief", "Factuur 12")


@pytest.fixture
def ceiling(cast: Cast) -> Any:
    return services.set_ceiling(
        programme=cast.programme, funding_stream=cast.stream, first_year=2020, last_year=2020, amount=Decimal(100),
        by=cast.noor,
    )  # fmt: skip


def test_a_commitment_that_fills_a_ceiling_is_answered_with_a_warning(cast: Cast, ceiling: Any) -> None:
    answer = post(cast.cor, entry(cast, toestand="verplicht", bedrag="80.00")).json()
    assert "Er is nog ruimte voor €\u00a020,00." in answer["waarschuwingen"][0]


def test_a_commitment_beyond_a_ceiling_needs_a_manager_with_a_reason(cast: Cast, ceiling: Any) -> None:
    said = entry(cast, toestand="verplicht", bedrag="100.01")
    assert "boven het plafond" in post(cast.cor, said).content.decode()
    assert "redenOverschrijding" in post(cast.noor, said).content.decode()
    assert post(cast.noor, {**said, "redenOverschrijding": "Besluit."}).status_code == 201
    assert CeilingOverride.objects.get().reason == "Besluit."


def test_money_is_passed_on_and_taken_back(cast: Cast) -> None:
    given = post(cast.noor, entry(cast, uitvoerder=cast.gemeente.slug, taakveld="8.3")).json()
    passed = {"geeftDoor": given["id"], "uitvoerder": "thuisgoed", "bedrag": "40.00"}
    received = post(cast.noor, passed).json()
    assert (received["betaler"], received["eersteBetaler"]) == (cast.gemeente.slug, "de-haard")
    assert received["doorgegevenUit"] is not None
    assert Investment.objects.total_cents() == 100_00
    back = post(cast.noor, {"neemtTerug": received["id"]}).json()
    assert (back["bedrag"], back["uitvoerder"]) == ("100.00", cast.gemeente.slug)


def test_more_than_there_is_cannot_be_passed_on(cast: Cast) -> None:
    given = post(cast.cor, entry(cast)).json()
    answer = post(cast.noor, {"geeftDoor": given["id"], "uitvoerder": "thuisgoed", "bedrag": "100.01"})
    assert answer.status_code == 400
    assert "ten hoogste" in answer.content.decode()


def test_an_entry_that_one_may_not_see_is_not_passed_on(cast: Cast) -> None:
    given = post(cast.cor, entry(cast)).json()
    answer = post(cast.ted, {"geeftDoor": given["id"], "uitvoerder": "thuisgoed", "bedrag": "1.00"})
    assert answer.status_code in {400, 403}
    assert Investment.objects.count() == 1
