"""The plan of a published programme through the API: refused in place, changed in a concept, and published."""

from typing import Any

import pytest
from rest_framework.response import Response

from programmes import services
from tests.api.test_writing import ROOT, signed_in
from tests.cast import Cast


def patch(cast: Cast, slug: str, **said: Any) -> Response:
    return signed_in(cast.noor).patch(f"{ROOT}/programmas/{slug}", said, format="json")


@pytest.mark.parametrize("said", [{"samenvatting": "Anders"}, {"fasen": []}, {"wijken": []}], ids=str)
def test_the_plan_of_a_published_programme_is_refused_with_what_to_do(cast: Cast, said: dict[str, Any]) -> None:
    answer = patch(cast, cast.programme.slug, **said)
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert "Maak een nieuwe versie" in answer.text


def test_a_goal_of_a_published_programme_is_refused_too(cast: Cast) -> None:
    said = {
        "programma": cast.programme.slug, "indicator": "gasverbruik", "gebied": cast.wijk.code, "richting": "dalen",
        "nulmetingJaar": 2012, "nulmeting": 1500, "streefwaarden": [{"jaar": 2020, "waarde": 1200}],
    }  # fmt: skip
    answer = signed_in(cast.noor).post(f"{ROOT}/doelen", said, format="json")
    assert (answer.status_code, "Maak een nieuwe versie" in answer.text) == (400, True)


def test_a_concept_is_begun_changed_and_published(cast: Cast) -> None:
    begun = signed_in(cast.noor).post(f"{ROOT}/programmas/{cast.programme.slug}/concept")
    assert (begun.status_code, begun.json()["conceptVan"]) == (201, cast.programme.slug)
    slug = begun.json()["slug"]
    assert patch(cast, slug, samenvatting="Anders").status_code == 200
    published = patch(cast, slug, status="gepubliceerd").json()
    assert (published["slug"], published["samenvatting"]) == (cast.programme.slug, "Anders")
    assert signed_in(cast.noor).get(f"{ROOT}/programmas/{slug}").status_code == 404


def test_a_programme_is_withdrawn_through_the_api(cast: Cast) -> None:
    assert patch(cast, cast.programme.slug, status="concept").json()["status"] == "concept"


@pytest.mark.parametrize("who", ["cor", "ted", "ria"])
def test_others_begin_no_concept(cast: Cast, who: str) -> None:
    client = signed_in(getattr(cast, who))
    assert client.post(f"{ROOT}/programmas/{cast.programme.slug}/concept").status_code == 403


def test_a_concept_does_not_exist_for_a_visitor(cast: Cast) -> None:
    draft = services.start_draft(programme=cast.programme, by=cast.noor)
    assert signed_in(None).get(f"{ROOT}/programmas/{draft.slug}").status_code == 404


def test_a_programme_that_is_not_published_is_not_named_as_the_one_above(cast: Cast) -> None:
    cast.programme.parent = cast.draft
    cast.programme.save()
    assert signed_in(None).get(f"{ROOT}/programmas/{cast.programme.slug}").json()["valtOnder"] is None
