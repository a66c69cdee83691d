"""`onderzoeken`: what everyone reads of a study that was frozen, in the words of the API."""

from rest_framework.test import APIClient

from tests.cast import Cast
from tests.effects.findings import ANSWERED, found, result_of, study_of
from tests.portal.test_query_counts import asked

ROOT = "/api/v1/onderzoeken"


def test_a_study_is_read_with_its_questions_its_comparison_and_its_newest_answer(api: APIClient, cast: Cast) -> None:
    older = found(cast, ANSWERED)
    result_of(older.outcome, ANSWERED | {"estimate": -12.5}, number=2)
    (study,) = api.get(ROOT).json()["results"]
    assert (study["gebieden"], study["begin"], study["beginVolgens"]) == (["WKVB0101"], 2016, "geld")
    (outcome,) = study["uitkomsten"]
    assert (outcome["indicator"], outcome["hoofdvraag"], outcome["relevantEffect"]) == ("gasverbruik", True, 50.0)
    assert len(outcome["vergelijking"]) == 24
    assert (outcome["resultaat"]["versie"], outcome["resultaat"]["antwoord"]["estimate"]) == (2, -12.5)


def test_the_answer_has_the_names_of_the_command_in_camel_case(api: APIClient, cast: Cast) -> None:
    result = found(cast, ANSWERED | {"weights": {"WK_VB": 1.0}})
    answer = api.get(f"{ROOT}/{result.outcome.study_id}").json()["uitkomsten"][0]["resultaat"]["antwoord"]
    assert {"ciLow", "eventStudy", "nTreated", "pValue", "placeboRank"} <= set(answer)
    assert answer["weights"] == {"WK_VB": 1.0}


def test_what_is_not_frozen_is_nobodys_but_the_managers(api: APIClient, cast: Cast) -> None:
    concept = study_of(cast, status="concept", frozen_at=None)
    assert api.get(f"{ROOT}/{concept.pk}").status_code == 404
    api.force_authenticate(cast.noor)
    assert api.get(f"{ROOT}/{concept.pk}").json()["stand"] == "concept"


def test_studies_are_found_by_programme_and_indicator(api: APIClient, cast: Cast) -> None:
    found(cast, ANSWERED)
    both = {"programma": cast.programme.slug, "indicator": "gasverbruik"}
    assert len(api.get(ROOT, both).json()["results"]) == 1
    assert api.get(ROOT, {"indicator": "bijstand"}).json()["results"] == []


def test_the_list_asks_as_many_queries_for_many_studies_as_for_one(client, cast: Cast) -> None:
    found(cast, ANSWERED)
    few = asked(client, ROOT)
    for n in range(10):
        study_of(cast, name=f"Onderzoek {n}")
    assert asked(client, ROOT) == few <= 7
