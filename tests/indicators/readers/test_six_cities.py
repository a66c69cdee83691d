"""The extract of six cities, with a trap in each part."""

from typing import Any

import pytest

from indicators.domains import Status
from indicators.readers import Reading, read
from tests.indicators.readers.files import figure, json_file, only_problem, value

YEARS = ("2021", "2022", "2023", "2024", "2025")


def place(code: str, kind: str, people: int | None, crime: int | None = None, health: float | None = None) -> dict:
    said: dict[str, Any] = {"code": code, "type": kind, "name": code, "demografie": {"inwoners": people}}
    if kind != "wijk":
        said["veiligheid"] = crime and {"per1000": 1, "trend": dict.fromkeys(YEARS, crime)}
        said["gezondheid"] = health and {"trend": {"2022": health, "2024": health}}
    return said


def city(*buurten: dict, code: str = "GM0518", wijken: tuple[str, ...] = ("WK051836",)) -> dict:
    said = place(code, "gemeente", 566_221, 50_000, 70)
    wijk_places = [place(wijk, "wijk", 21_000) | {"name": "Wijk 36 Moerwijk"} for wijk in wijken]
    return said | {"wijken": wijk_places, "buurten": [buurt | {"wijkCode": "WK05183620"} for buurt in buurten]}


def read_city(folder, content: dict, year: int | None = None) -> Reading:
    return read(json_file(folder, content, "stad.json"), source="zes-steden", year=year)


TWO = (place("BU05183620", "buurt", 1000, 30, 60), place("BU05183637", "buurt", 3000, 50, 80))


def test_the_division_is_2024(tmp_path) -> None:
    reading = read_city(tmp_path, city(*TWO))
    assert reading.division_year == 2024
    assert "indeling van 2024" in only_problem(read_city(tmp_path, city(*TWO), year=2025)).message


def test_the_wijk_of_a_buurt_comes_from_its_code_not_from_the_malformed_field(tmp_path) -> None:
    areas = {row[0]: row for row in read_city(tmp_path, city(*TWO)).areas.rows()}
    assert areas["BU05183637"][3] == "WK051836"
    assert areas["WK051836"] == ("WK051836", "Moerwijk", "wijk", "GM0518")


def test_crime_of_buurten_is_summed_to_their_wijk(tmp_path) -> None:
    found = figure(read_city(tmp_path, city(*TWO)), "WK051836", "misdrijven-aantal", 2021)
    assert (found["value"], found["status"], found["derived"]) == (80, Status.MEASURED, True)


@pytest.mark.parametrize(
    ("year", "status"), [(2023, Status.MEASURED), (2024, Status.PROVISIONAL), (2025, Status.PROVISIONAL)]
)
def test_crime_is_provisional_for_two_years(tmp_path, year, status) -> None:
    assert figure(read_city(tmp_path, city(*TWO)), "GM0518", "misdrijven-aantal", year)["status"] == status


def test_a_rate_with_inhabitants_of_another_year_is_estimated(tmp_path) -> None:
    reading = read_city(tmp_path, city(*TWO))
    earlier, same = (figure(reading, "BU05183620", "misdrijven", year) for year in (2022, 2024))
    assert (earlier["value"], earlier["status"]) == (30, Status.ESTIMATED)
    assert (same["value"], same["status"], same["derived"]) == (30, Status.PROVISIONAL, True)


def test_health_of_a_wijk_is_weighted_by_inhabitants_and_estimated(tmp_path) -> None:
    found = figure(read_city(tmp_path, city(*TWO)), "WK051836", "ervaren-gezondheid", 2024)
    assert (found["value"], found["status"], found["derived"]) == (75, Status.ESTIMATED, True)


def test_neither_is_given_where_a_buurt_is_unknown(tmp_path) -> None:
    reading = read_city(tmp_path, city(*TWO, place("BU05183638", "buurt", 500, None, 70)))
    assert figure(reading, "WK051836", "misdrijven-aantal", 2021) is None
    assert figure(reading, "WK051836", "ervaren-gezondheid", 2024) is None
    assert {"WK051836 veiligheid", "WK051836 gezondheid"} <= set(reading.unmapped_columns)


def test_health_needs_buurten_with_95_percent_of_the_inhabitants(tmp_path) -> None:
    few = read_city(tmp_path, city(*TWO, place("BU05183638", "buurt", 100, 5)))
    many = read_city(tmp_path, city(*TWO, place("BU05183638", "buurt", 1000, 5)))
    assert value(few, "WK051836", "ervaren-gezondheid", 2024) == 75
    assert figure(many, "WK051836", "ervaren-gezondheid", 2024) is None


def test_zoetermeers_crime_is_refused_at_every_level_below_the_gemeente(tmp_path) -> None:
    buurt = place("BU06370101", "buurt", 1000, 30, 60)
    reading = read_city(tmp_path, city(buurt, code="GM0637", wijken=("WK063701",)))
    assert value(reading, "GM0637", "misdrijven-aantal", 2025) == 50_000
    assert figure(reading, "BU06370101", "misdrijven-aantal", 2025) is None
    assert figure(reading, "WK063701", "misdrijven-aantal", 2025) is None
    assert value(reading, "WK063701", "ervaren-gezondheid", 2024) == 60


def test_the_mean_over_years_is_not_imported(tmp_path) -> None:
    reading = read_city(tmp_path, city(*TWO))
    assert "per1000" in reading.unmapped_columns
    assert set(reading.frame["slug"]) == {"inwoners", "misdrijven-aantal", "misdrijven", "ervaren-gezondheid"}


def test_null_is_unknown_and_never_nought(tmp_path) -> None:
    found = figure(read_city(tmp_path, city(place("BU05183620", "buurt", None, 3, 60))), "BU05183620", "inwoners")
    assert (found["value"], found["status"]) == (None, Status.MISSING)


def test_the_country_has_its_own_file(tmp_path) -> None:
    said = place("NL00", "land", 17_942_942)
    said["gezondheid"] = {"trend": {"2024": {"goedErvarenGezondheid": 72.8, "langdurigeAandoening": 34.9}}}
    assert value(read_city(tmp_path, said), "NL00", "ervaren-gezondheid", 2024) == 72.8


def test_what_cannot_be_true_is_told_with_its_place(tmp_path) -> None:
    problem = only_problem(read_city(tmp_path, city(*TWO, place("BU05183638", "buurt", -5, 3, 60))))
    assert (problem.column, problem.value) == ("BU05183638 inwoners", "-5")


@pytest.mark.parametrize("code", ["BU0518", "BU05990101", "BU05183620"])
def test_a_code_that_is_wrong_elsewhere_or_double_is_told(tmp_path, code) -> None:
    assert only_problem(read_city(tmp_path, city(*TWO, place(code, "buurt", 5, 3, 60)))).value == code


@pytest.mark.parametrize("part", [[], "x", {"trend": {"ooit": 5}}, {"trend": 7}])
def test_a_part_of_another_shape_is_refused(tmp_path, part) -> None:
    assert "vorm" in only_problem(read_city(tmp_path, city(*TWO) | {"gezondheid": part or ["x"]})).message


def test_another_json_is_refused(tmp_path) -> None:
    assert "vorm" in only_problem(read_city(tmp_path, {"code": "x"})).message
