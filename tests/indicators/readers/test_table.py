"""Any table, by a mapping."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

import indicators
from indicators.catalogue import catalogue
from indicators.readers import read
from tests.indicators.readers.files import figure, only_problem, read_table, text_file, value

MAPPINGS = Path(indicators.__file__).parent / "mappings"


def test_a_column_becomes_the_indicator_that_the_mapping_says(tmp_path) -> None:
    reading = read_table(tmp_path, "code;gezond;x\nWK051836  ;57,1;1\n", {"gezond": "ervaren-gezondheid"})
    assert value(reading, "WK051836", "ervaren-gezondheid", 2024) == 57.1
    assert reading.unmapped_columns == ["x"]


def test_the_period_is_a_year_a_column_or_else_the_division(tmp_path) -> None:
    text, columns = "code;Perioden;x\nGM0518;2021JJ00;5\nGM0518;2022;6\n", {"x": "inwoners"}
    assert value(read_table(tmp_path, text, columns, period="Perioden"), "GM0518", "inwoners", 2021) == 5
    one = "code;x\nGM0518;5\n"
    assert figure(read_table(tmp_path, one, columns, period=2020), "GM0518", "inwoners")["period"] == 2020
    assert figure(read_table(tmp_path, one, columns, period="2019"), "GM0518", "inwoners")["period"] == 2019
    assert figure(read_table(tmp_path, one, columns), "GM0518", "inwoners")["period"] == 2024


@pytest.mark.parametrize("text", ["2024KW01", "2025MM12", "", "24"])
def test_a_month_or_quarter_is_no_year(tmp_path, text) -> None:
    reading = read_table(tmp_path, f"code;p;x\nGM0518;{text};5\n", {"x": "inwoners"}, period="p")
    assert (only_problem(reading).row, only_problem(reading).column) == (2, "p")


def test_dots_separate_thousands_where_the_mapping_says_so(tmp_path) -> None:
    text, columns = "code;x\nGM0518;537.833\n", {"x": "inwoners"}
    assert value(read_table(tmp_path, text, columns, thousands="."), "GM0518", "inwoners") == 537_833
    assert "duizendtallen" in only_problem(read_table(tmp_path, text, columns)).message


def test_one_area_may_stand_once_a_year(tmp_path) -> None:
    reading = read_table(tmp_path, "code;p;x\nGM0518;2021;5\nGM0518;2021;6\n", {"x": "inwoners"}, period="p")
    assert only_problem(reading).row == 3


@pytest.mark.parametrize(
    "mapping", [None, [], {}, {"code": "code"}, {"code": "code", "columns": {}}, {"columns": {"x": "inwoners"}}]
)
def test_without_a_whole_mapping_the_file_is_refused(tmp_path, mapping) -> None:
    path = text_file(tmp_path, "code;x\nGM0518;5\n")
    assert "koppeling" in only_problem(read(path, source="table", year=2024, mapping=mapping)).message


def test_an_unknown_indicator_in_the_mapping_is_told(tmp_path) -> None:
    reading = read_table(tmp_path, "code;x;y\nGM0518;5;6\n", {"x": "inwoners", "y": "geluk"})
    assert only_problem(reading).value == "geluk"


def test_an_indicator_of_the_tables_own_may_be_named_and_keeps_its_bounds(tmp_path) -> None:
    own = {"terras": replace(catalogue()["woz"], slug="terras", unit="% van straten")}
    path, mapping = text_file(tmp_path, "code;x\nGM0518;140\n"), {"code": "code", "columns": {"x": "terras"}}
    assert "100" in only_problem(read(path, source="table", year=2024, mapping=mapping, own=own)).message


def test_a_column_of_the_mapping_that_is_not_in_the_file_is_told(tmp_path) -> None:
    reading = read_table(tmp_path, "code;x\nGM0518;5\n", {"x": "inwoners", "y": "huishoudens"})
    assert (only_problem(reading).column, "code, x" in only_problem(reading).message) == ("y", True)


def test_without_the_column_of_codes_nothing_is_read(tmp_path) -> None:
    assert read_table(tmp_path, "wijk;x\nGM0518;5\n", {"x": "inwoners"}).problems[0].column == "code"


def test_without_a_division_year_the_file_is_refused(tmp_path) -> None:
    path = text_file(tmp_path, "code;x\nGM0518;5\n")
    mapping = {"code": "code", "columns": {"x": "inwoners"}}
    assert "indeling" in only_problem(read(path, source="table", mapping=mapping)).message


@pytest.mark.parametrize("path", sorted(MAPPINGS.glob("*.json")), ids=lambda path: path.name)
def test_a_mapping_that_we_ship_names_known_indicators(path) -> None:
    mapping = json.loads(path.read_text(encoding="utf-8"))
    assert mapping["code"]
    assert [slug for slug in mapping["columns"].values() if slug not in catalogue()] == []


def test_without_a_period_in_the_mapping_the_column_perioden_counts(tmp_path) -> None:
    reading = read_table(tmp_path, "code;Perioden;x\nWK051836;2018JJ00;5\nWK051836;2019JJ00;6\n", {"x": "inwoners"})
    assert (value(reading, "WK051836", "inwoners", 2018), value(reading, "WK051836", "inwoners", 2019)) == (5, 6)


def test_without_a_period_in_the_mapping_the_year_in_a_columns_name_counts(tmp_path) -> None:
    columns = {"inwoners_2018": "inwoners", "Inwoners 2019": "inwoners"}
    reading = read_table(tmp_path, "code;inwoners_2018;Inwoners 2019\nWK051836;5;6\n", columns)
    assert (value(reading, "WK051836", "inwoners", 2018), value(reading, "WK051836", "inwoners", 2019)) == (5, 6)


@pytest.mark.parametrize("name", ["Gebouwd vanaf 2000", "Gebouwd voor 1945", "code 12018"])
def test_a_year_that_is_no_period_is_left_alone(tmp_path, name) -> None:
    reading = read_table(tmp_path, f"code;{name}\nWK051836;5\n", {name: "inwoners"})
    assert value(reading, "WK051836", "inwoners", 2024) == 5


def test_a_year_in_the_mapping_counts_more_than_the_files_own(tmp_path) -> None:
    reading = read_table(tmp_path, "code;jaar;x_2018\nWK051836;2019;5\n", {"x_2018": "inwoners"}, period=2020)
    assert value(reading, "WK051836", "inwoners", 2020) == 5
