"""Who may write what through the API, and how a refusal is told."""

from typing import Any

import pytest
from rest_framework.test import APIClient

from programmes.models import Intervention, Investment
from stakeholders.models import Person
from tests.cast import Cast

ROOT = "/api/v1"


def signed_in(person: Person | None) -> APIClient:
    client = APIClient()
    if person:
        client.force_authenticate(person)
    return client


def entry(cast: Cast, **other: Any) -> dict[str, Any]:
    return {
        "interventie": cast.renovation.pk,
        "betaler": cast.haard.slug,
        "uitvoerder": cast.haard.slug,
        "jaar": 2020,
        "geldstroom": "corporatie",
        "toestand": "besteed",
        "bedrag": "100.00",
    } | other


def test_a_corporation_reports_its_own_money(cast: Cast) -> None:
    answer = signed_in(cast.cor).post(f"{ROOT}/investeringen", entry(cast), format="json")
    assert (answer.status_code, answer.json()["bedrag"]) == (201, "100.00")


def test_a_visitor_may_not_report(cast: Cast) -> None:
    answer = signed_in(None).post(f"{ROOT}/investeringen", entry(cast), format="json")
    assert (answer.status_code, answer["Content-Type"]) == (401, "application/problem+json")


def test_a_corporation_may_not_report_for_another(cast: Cast) -> None:
    said = entry(cast, uitvoerder=cast.other_corporatie.slug)
    assert signed_in(cast.cor).post(f"{ROOT}/investeringen", said, format="json").status_code in {400, 403}
    assert not Investment.objects.exists()


def test_the_manager_of_another_gemeente_may_not_change_an_intervention(cast: Cast) -> None:
    answer = signed_in(cast.ted).patch(f"{ROOT}/interventies/{cast.renovation.pk}", {"naam": "Anders"}, format="json")
    assert answer.status_code == 403


def test_a_draft_does_not_exist_for_a_visitor(cast: Cast) -> None:
    assert signed_in(None).get(f"{ROOT}/programmas/{cast.draft.slug}").status_code == 404
    assert signed_in(cast.noor).get(f"{ROOT}/programmas/{cast.draft.slug}").status_code == 200


def test_a_negative_amount_is_refused_at_its_field(cast: Cast) -> None:
    answer = signed_in(cast.cor).post(f"{ROOT}/investeringen", entry(cast, bedrag="-5"), format="json")
    assert (answer.status_code, answer.json()["errors"][0]["name"]) == (400, "bedrag")


def test_a_year_outside_the_programme_is_refused_at_its_field(cast: Cast) -> None:
    answer = signed_in(cast.cor).post(f"{ROOT}/investeringen", entry(cast, jaar=1999), format="json")
    assert (answer.status_code, answer.json()["errors"][0]["name"]) == (400, "jaar")


def test_shares_that_do_not_sum_are_refused_and_nothing_is_written(cast: Cast) -> None:
    said = {
        "programma": cast.programme.slug,
        "naam": "Scheef",
        "pijler": "fysiek",
        "trekker": cast.haard.slug,
        "eersteJaar": 2015,
        "laatsteJaar": 2016,
        "bereik": [{"gebied": "WKVB0101", "aandeel": "0.9"}],
    }
    answer = signed_in(cast.noor).post(f"{ROOT}/interventies", said, format="json")
    assert (answer.status_code, answer.json()["errors"][0]["name"]) == (400, "bereik")
    assert not Intervention.objects.filter(title="Scheef").exists()


def test_the_second_of_two_savers_is_told(cast: Cast) -> None:
    address, seen = f"{ROOT}/interventies/{cast.renovation.pk}", cast.renovation.version
    signed_in(cast.noor).patch(address, {"naam": "Eerst", "versie": seen}, format="json")
    answer = signed_in(cast.noor).patch(address, {"naam": "Later", "versie": seen}, format="json")
    assert answer.status_code == 409
    assert Intervention.objects.get(pk=cast.renovation.pk).title == "Eerst"


def test_an_intervention_moves_by_its_allowed_moves_only(cast: Cast) -> None:
    address = f"{ROOT}/interventies/{cast.renovation.pk}"
    assert signed_in(cast.noor).patch(address, {"status": "afgerond"}, format="json").status_code == 400
    assert signed_in(cast.noor).patch(address, {"status": "bezig"}, format="json").json()["status"] == "bezig"


@pytest.mark.parametrize("method", ["put", "patch", "delete"])
def test_an_entry_of_the_ledger_is_never_changed(cast: Cast, method: str) -> None:
    made = signed_in(cast.cor).post(f"{ROOT}/investeringen", entry(cast), format="json").json()
    answer = getattr(signed_in(cast.cor), method)(f"{ROOT}/investeringen/{made['id']}", {"bedrag": "1"}, format="json")
    assert answer.status_code in {403, 405}
    assert Investment.objects.get().amount_cents == 100_00
