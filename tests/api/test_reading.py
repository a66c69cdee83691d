"""What everyone may read through the API, and how it answers."""

import csv
import io

import pytest
from rest_framework.test import APIClient

from indicators.models import Indicator, Observation
from tests.cast import Cast

ROOT = "/api/v1"


@pytest.fixture
def figures(api: APIClient, crime: Indicator) -> list[dict]:
    return api.get(f"{ROOT}/waarnemingen", {"indicator": crime.slug}).json()["results"]


def test_a_figure_holds_where_when_what_and_from_whom(figures: list[dict]) -> None:
    assert figures[0] == {
        "gebied": "WKVB0101",
        "indeling": 2024,
        "indicator": "misdrijven-proef",
        "periode": 2019,
        "waarde": 80.5,
        "status": "gemeten",
        "bron": "verzonnen",
        "afgeleid": False,
    }


def test_a_withheld_figure_is_null_and_never_nought(figures: list[dict]) -> None:
    withheld = [row for row in figures if row["periode"] == 2021]
    assert [(row["waarde"], row["status"]) for row in withheld] == [(None, "verzwegen")]


def test_the_newest_division_with_figures_is_given_when_none_is_asked(figures: list[dict]) -> None:
    assert {row["indeling"] for row in figures} == {2024}


def test_an_older_division_is_given_when_asked(api: APIClient, crime: Indicator) -> None:
    answer = api.get(f"{ROOT}/waarnemingen", {"gebied": "WKVB0101", "indeling": 2019}).json()
    assert [(row["periode"], row["waarde"]) for row in answer["results"]] == [(2018, 99.0)]


def test_pages_by_key_give_each_figure_once_in_both_directions(api: APIClient, crime: Indicator) -> None:
    there, address = [], f"{ROOT}/waarnemingen?indicator={crime.slug}&pageSize=2"
    while address:
        page = api.get(address).json()
        there.append([row["periode"] for row in page["results"]])
        address, last = page["next"], page
    assert there == [[2019, 2020], [2021, 2022], [2023]]
    assert [row["periode"] for row in api.get(last["previous"]).json()["results"]] == [2021, 2022]


def test_the_same_rows_come_as_csv(api: APIClient, crime: Indicator) -> None:
    answer = api.get(f"{ROOT}/waarnemingen", {"indicator": crime.slug}, headers={"accept": "text/csv"})
    rows = list(csv.DictReader(io.StringIO(b"".join(answer.streaming_content).decode())))
    assert [row["waarde"] for row in rows] == ["80.5", "78.0", "", "71.25", "70.0"]


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ({"indicator": "bestaat-niet"}, "indicator"),
        ({"gebied": "XX12"}, "gebied"),
        ({"gebied": "WK999999"}, "gebied"),
        ({"periode": "vorig jaar"}, "periode"),
        ({"periode": "2021.5"}, "periode"),
        ({"indeling": "2024.5"}, "indeling"),
        ({"kleur": "rood"}, "kleur"),
        ({"pageSize": "100000"}, "pageSize"),
        ({"cursor": "verzonnen"}, "cursor"),
    ],
)
def test_a_parameter_that_cannot_be_is_refused_with_its_name(api: APIClient, db: None, query: dict, name: str) -> None:
    answer = api.get(f"{ROOT}/waarnemingen", query)
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert [error["name"] for error in answer.json()["errors"]] == [name]


@pytest.mark.parametrize(
    "question",
    [
        "waarnemingen?cursor=W2ZhbHNlLDVd", "gebieden?cursor=W2ZhbHNlLFs5XV0", "gebieden?code=WK999999",
        "gebieden?ligtIn=ZZ", "gebieden/GMVB01?indeling=nu", "indicatoren?bron=geen",
        "organisaties?gemeente=ZZ", "programmas?gemeente=ZZ", "programmas?gebied=ZZ", "interventies?programma=geen",
        "interventies?trekker=geen", "interventies?gebied=ZZ", "investeringen?programma=geen",
        "investeringen?interventie=999999", "investeringen?betaler=geen", "investeringen?uitvoerder=geen",
        "investeringen?geldstroom=geen", "investeringen?jaar=2020.5", "doelen?programma=geen", "doelen?indicator=geen",
        "doelen?gebied=ZZ", "bijdragen?programma=geen", "bijdragen?interventie=999999", "bijdragen?indicator=geen",
    ],
)  # fmt: skip
def test_a_value_that_names_nothing_is_refused_by_every_list(api: APIClient, cast: Cast, question: str) -> None:
    answer = api.get(f"{ROOT}/{question}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert [error["name"] for error in answer.json()["errors"]] == [question.split("?")[1].split("=", maxsplit=1)[0]]


def test_of_one_indicator_the_newest_division_that_has_it_comes(api: APIClient, crime: Indicator) -> None:
    of_another = Indicator.objects.exclude(pk=crime.pk).first()
    older = Observation.objects.get(indicator=crime, area__division_year=2019)
    Observation.objects.create(area=older.area, indicator=of_another, period=2018, value=1.0, file=older.file)
    rows = api.get(f"{ROOT}/waarnemingen", {"gebied": "WKVB0101", "indicator": of_another.slug}).json()["results"]
    assert [(row["indeling"], row["waarde"]) for row in rows] == [(2019, 1.0)]


def test_an_empty_division_is_the_newest_too(api: APIClient, crime: Indicator) -> None:
    left_out, empty = (api.get(f"{ROOT}/waarnemingen{end}").json()["results"] for end in ("", "?indeling="))
    assert empty == left_out


def test_an_area_is_found_by_its_code(api: APIClient, cast: Cast) -> None:
    answer = api.get(f"{ROOT}/gebieden/WKVB0101").json()
    assert (answer["naam"], answer["niveau"], answer["ligtIn"]) == ("Havenkwartier", "wijk", "GMVB01")


def test_den_haag_is_found_by_the_name_that_people_use(api: APIClient, cast: Cast) -> None:
    from tests.cast import area

    area("GM0518", "'s-Gravenhage", "gemeente", cast.land)
    answer = api.get(f"{ROOT}/gebieden", {"naam": "Den Haag"}).json()
    assert [row["code"] for row in answer["results"]] == ["GM0518"]


def test_an_unknown_area_is_a_problem_with_status_404(api: APIClient, db: None) -> None:
    answer = api.get(f"{ROOT}/gebieden/WK000000")
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


@pytest.mark.parametrize("address", ["/bestaat-niet", "/gebieden/", "/indicatoren/"])
def test_an_address_that_no_resource_has_is_a_problem_too(api: APIClient, db: None, address: str) -> None:
    answer = api.get(ROOT + address)
    assert (answer.status_code, answer["Content-Type"]) == (404, "application/problem+json")


def test_each_answer_names_the_version_of_the_api(api: APIClient, db: None) -> None:
    document = api.get(f"{ROOT}/openapi.json").json()
    assert api.get(f"{ROOT}/indicatoren")["API-Version"] == document["info"]["version"]


def test_the_openapi_document_is_open_to_every_origin(api: APIClient, db: None) -> None:
    assert (
        api.get(f"{ROOT}/openapi.json", headers={"origin": "https://elders.example"})["Access-Control-Allow-Origin"]
        == "*"
    )


@pytest.mark.parametrize(
    "question", ["waarnemingen?gebied=WKVB0101&gebied=WKVB0102", "organisaties?pageSize=5&pageSize=6"]
)
def test_a_parameter_that_stands_there_twice_is_refused_instead_of_half_read(
    api: APIClient, cast: Cast, question: str
) -> None:
    answer = api.get(f"/api/v1/{question}")
    assert (answer.status_code, answer["Content-Type"]) == (400, "application/problem+json")
    assert answer.json()["errors"][0]["name"] in {"gebied", "pageSize"}
