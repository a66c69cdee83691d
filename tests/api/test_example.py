"""The example in docs/api-voorbeeld.md, run as it stands there: the three jobs by API alone."""

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from rest_framework.authtoken.models import Token
from rest_framework.test import APIClient

from indicators.models import Indicator
from programmes.models import Investment
from tests.cast import Cast

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "api-voorbeeld.md"
KEY_OF = {
    "programmas": ("programma", "slug"),
    "interventies": ("interventie", "id"),
    "investeringen": ("investering", "id"),
    "rapportageperiodes": ("periode", "id"),
    "rapportages": ("rapportage", "id"),
}


def steps() -> list[tuple[str, str, str, str]]:
    blocks = re.findall(r"```http\n(\w+) (\w+) (\S+)\n(.*?)```", EXAMPLE.read_text(), flags=re.DOTALL)
    return [(who, method, address, body) for who, method, address, body in blocks]


def filled(text: str, known: dict[str, Any]) -> str:
    return re.sub(
        r"\{(" + "|".join(name for name, _key in KEY_OF.values()) + r")\}", lambda found: str(known[found[1]]), text
    )


def client_of(cast: Cast, who: str) -> APIClient:
    client = APIClient()
    person = {"manager": cast.noor, "corporatie": cast.cor}.get(who)
    if person:
        client.credentials(HTTP_AUTHORIZATION=f"Token {Token.objects.get_or_create(user=person)[0]}")
    return client


@pytest.fixture
def answers(cast: Cast) -> list[tuple[str, Any]]:
    """Every step's address and answer, in order; a step that is refused fails here with its problem."""
    Indicator.objects.get(slug="gasverbruik")
    known: dict[str, Any] = {}
    said = []
    for who, method, address, body in steps():
        path = filled(address, known)
        data = json.loads(filled(body, known)) if body.strip() else None
        answer = getattr(client_of(cast, who), method.lower())(path, data, format="json" if data else None)
        assert answer.status_code in {200, 201}, answer.json()
        name, key = KEY_OF.get(path.split("/")[3].split("?")[0], ("", ""))
        made = answer.json() if method == "POST" else next(iter(answer.json().get("results", [])), {})
        if key in made:
            known[name] = made[key]
        said.append((path, answer.json()))
    return said


def test_the_example_ends_with_the_right_amount_to_the_cent(answers: list[tuple[str, Any]]) -> None:
    entries = next(answer for path, answer in answers if path.startswith("/api/v1/investeringen?"))["results"]
    assert sum(Decimal(entry["bedrag"]) for entry in entries) == Decimal("1234567.89")


def test_the_mistake_stays_visible_beside_its_reversal(answers: list[tuple[str, Any]]) -> None:
    entries = next(answer for path, answer in answers if path.startswith("/api/v1/investeringen?"))["results"]
    assert sorted(entry["bedrag"] for entry in entries) == ["-1234567.98", "1234567.89", "1234567.98"]


def test_a_partner_reports_in_a_period_and_is_accepted(answers: list[tuple[str, Any]]) -> None:
    assert answers[13][1]["status"] == "geaccepteerd"
    assert Investment.objects.get(state="begroot").amount == Decimal(1_500_000)


def test_the_example_reads_as_sixteen_steps() -> None:
    reported = ["manager", *["corporatie"] * 3, "manager"]
    assert [who for who, *_rest in steps()] == ["manager"] * 7 + ["corporatie"] * 2 + reported + ["bewoner"] * 2
