"""Organisations are added and changed through the API by who may, with the rules of the pages."""

from __future__ import annotations

from typing import Any

import pytest
from rest_framework.test import APIClient

from stakeholders.models import Organisation, Person
from tests.cast import Cast

ROOT = "/api/v1/organisaties"
NEW = {"naam": "Welzijn Havenkwartier", "soort": "maatschappelijk", "gemeente": "GMVB01"}


def signed_in(person: Person | None) -> APIClient:
    client = APIClient()
    if person:
        client.force_authenticate(person)
    return client


def post(person: Person | None, **other: Any) -> Any:
    return signed_in(person).post(ROOT, NEW | other, format="json")


def patch(person: Person | None, row: Organisation, **said: Any) -> Any:
    return signed_in(person).patch(f"{ROOT}/{row.slug}", said, format="json")


def test_a_manager_adds_a_partner_in_the_own_gemeente(cast: Cast) -> None:
    answer = post(cast.noor)
    assert (answer.status_code, answer.json()["slug"]) == (201, "welzijn-havenkwartier")
    made = Organisation.objects.get(slug="welzijn-havenkwartier")
    assert (made.gemeente, made.invented) == (cast.city, True)


@pytest.mark.parametrize(("who", "status"), [("ted", 403), ("cor", 403), (None, 401)])
def test_nobody_else_adds_one_there(cast: Cast, who: str | None, status: int) -> None:
    answer = post(getattr(cast, who) if who else None)
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert not Organisation.objects.filter(name=NEW["naam"]).exists()


def test_only_the_operator_adds_one_for_the_whole_country(cast: Cast) -> None:
    assert post(cast.noor, gemeente=None).status_code == 403
    assert post(cast.bea, gemeente=None, soort="rijk").status_code == 201


@pytest.mark.parametrize(("said", "field"), [({"naam": "de haard"}, "naam"), ({"soort": "gemeente"}, "soort")])
def test_what_the_page_refuses_the_api_refuses_at_its_own_field(cast: Cast, said: Any, field: str) -> None:
    answer = post(cast.noor, **said)
    assert (answer.status_code, answer.json()["errors"][0]["name"]) == (400, field)


def test_a_reporter_changes_what_the_own_organisation_does_but_not_its_name(cast: Cast) -> None:
    assert patch(cast.cor, cast.haard, omschrijving="Wij verhuren.").json()["omschrijving"] == "Wij verhuren."
    assert patch(cast.cor, cast.haard, naam="Anders").status_code == 403


def test_the_home_of_an_organisation_stays(cast: Cast) -> None:
    assert patch(cast.bea, cast.haard, gemeente="GM0001").status_code == 400


def test_the_second_of_two_savers_is_told(cast: Cast) -> None:
    patch(cast.noor, cast.haard, naam="De Nieuwe Haard", versie=1)
    assert patch(cast.noor, cast.haard, naam="De Oude Haard", versie=1).status_code == 409
