"""Every error under /api/v1 is a problem that names the version, whatever was asked."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client, RequestFactory
from rest_framework.test import APIClient

from portal import errors
from stakeholders.models import Organisation
from tests.cast import Cast

ROOT = "/api/v1"


def is_problem(answer: Any, status: int) -> bool:
    said = (answer.status_code, answer["Content-Type"], answer["API-Version"])
    return said == (status, "application/problem+json", "1.0.0")


@pytest.mark.parametrize("address", [ROOT, f"{ROOT}/", f"{ROOT}/niets", f"{ROOT}/gebieden/", f"{ROOT}/openapi.json/"])
@pytest.mark.parametrize("method", ["get", "post", "delete"])
def test_an_address_that_is_not_there_is_a_404_by_every_method(address: str, method: str, db: None) -> None:
    client = Client(enforce_csrf_checks=True)
    assert is_problem(getattr(client, method)(address), 404)


@pytest.mark.parametrize("address", ["gebieden", "organisaties", "openapi.json"])
def test_a_method_that_is_not_there_is_a_405_also_for_who_did_not_sign_in(address: str, db: None) -> None:
    assert is_problem(APIClient().delete(f"{ROOT}/{address}"), 405)


def test_a_host_that_is_not_ours_is_a_problem_too(client: Client) -> None:
    assert is_problem(client.get(f"{ROOT}/gebieden", headers={"host": "elders.example"}), 400)


def test_a_fault_of_ours_is_a_problem_too(rf: RequestFactory) -> None:
    assert is_problem(errors.server_error(rf.get(f"{ROOT}/gebieden")), 500)


def test_a_token_that_nobody_has_is_a_401(db: None) -> None:
    answer = APIClient().get(f"{ROOT}/gebieden", headers={"authorization": "Token onzin"})
    assert is_problem(answer, 401)
    assert answer["WWW-Authenticate"] == "Token"


def test_a_session_without_the_token_of_a_page_is_a_403(cast: Cast) -> None:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(cast.noor)
    assert is_problem(client.post(f"{ROOT}/organisaties", {}, format="json"), 403)


@pytest.mark.parametrize(("body", "status"), [("{kapot", 400), ("[1]", 400)])
def test_what_is_not_an_object_of_json_is_refused(cast: Cast, body: str, status: int) -> None:
    client = APIClient()
    client.force_authenticate(cast.noor)
    assert is_problem(client.post(f"{ROOT}/organisaties", body, content_type="application/json"), status)


def test_a_mistyped_field_is_refused_by_its_name_and_nothing_is_written(cast: Cast) -> None:
    client = APIClient()
    client.force_authenticate(cast.noor)
    answer = client.patch(f"{ROOT}/organisaties/de-haard", {"omschrijvign": "x"}, format="json")
    assert is_problem(answer, 400)
    assert answer.json()["errors"][0]["name"] == "omschrijvign"
    assert Organisation.objects.get(slug="de-haard").version == 1


def test_what_was_read_may_be_sent_back(cast: Cast) -> None:
    client = APIClient()
    client.force_authenticate(cast.noor)
    read = client.get(f"{ROOT}/organisaties/de-haard").json()
    assert client.patch(f"{ROOT}/organisaties/de-haard", read, format="json").status_code == 200


def test_a_browser_of_another_origin_may_ask_for_the_document_beforehand(db: None) -> None:
    answer = APIClient().options(f"{ROOT}/openapi.json", headers={"origin": "https://elders.example"})
    assert answer["Access-Control-Allow-Origin"] == "*"
