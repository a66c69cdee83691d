"""Two models of the Leefbaarometer, never one series."""

import pytest

from indicators.catalogue import catalogue
from indicators.domains import Status
from indicators.readers import Reading, read
from tests.indicators.readers.files import figure, only_problem, text_file, value

YEARS = (12, 14, 16, 18)
PARTS = ("RLBRMTR", "RLBWON", "RLBBEV", "RLBVRZ", "RLBVEI", "RLBFYS")
OLD_HEADER = ["GBD", *(f"{part}{year}" for year in YEARS for part in PARTS)]


def old_model(folder, *rows: list[str], end: str = "\n") -> Reading:
    lines = [",".join(fields) for fields in (OLD_HEADER, *rows)]
    return read(text_file(folder, "\n".join(lines) + end), source="leefbaarometer")


def row_of(fields: int) -> list[str]:
    return ["2531", *["0.1"] * (fields - 1)]


def new_model(folder, *rows: str, year: int | None = None) -> Reading:
    header = '"wk_code","wk_naam","jaar","lbm","afw","onv"'
    return read(text_file(folder, "\n".join([header, *rows]) + "\n"), source="leefbaarometer", year=year)


def test_the_year_stands_in_the_name_of_the_column(tmp_path) -> None:
    reading = old_model(tmp_path, ["2531", *[f"-0.{number:02d}" for number in range(24)]])
    assert value(reading, "2531", "leefbaarheid-lbm2", 2018) == -0.18
    assert value(reading, "2531", "veiligheid-lbm2", 2012) == -0.04


def test_the_division_of_postcodes_is_the_last_year_in_the_file(tmp_path) -> None:
    reading = old_model(tmp_path, row_of(25))
    assert reading.division_year == 2018
    assert reading.areas.rows() == [("2531", "Postcode 2531", "pc4", None)]


@pytest.mark.parametrize("fields", [1, 7, 13, 19, 25])
def test_a_row_that_the_source_cuts_after_a_whole_year_is_read(tmp_path, fields) -> None:
    reading = old_model(tmp_path, row_of(fields))
    assert not reading.problems
    assert reading.frame["value"].count() == fields - 1
    assert reading.frame.height == 24


@pytest.mark.parametrize("fields", [2, 6, 8, 12, 18, 24, 26])
def test_a_row_of_any_other_length_is_broken(tmp_path, fields) -> None:
    assert only_problem(old_model(tmp_path, row_of(fields))).row == 2


def test_a_short_last_row_without_line_end_is_a_file_cut_off(tmp_path) -> None:
    assert "afgebroken" in only_problem(old_model(tmp_path, row_of(25), row_of(7), end="")).message


def test_classes_are_cut_after_any_year_and_changes_of_class_are_left(tmp_path) -> None:
    path = text_file(tmp_path, "CODE,KL02,KL08,KL18,VKL0208\n2531,4,3,3,4\n2532,4\n")
    reading = read(path, source="leefbaarometer")
    assert value(reading, "2531", "leefbaarheid-lbm2-klasse", 2002) == 4
    assert figure(reading, "2532", "leefbaarheid-lbm2-klasse", 2018)["status"] == Status.MISSING
    assert reading.unmapped_columns == ["VKL0208"]


def test_a_class_of_ten_is_told(tmp_path) -> None:
    path = text_file(tmp_path, "CODE,KL02,KL08\n2531,10,3\n")
    assert only_problem(read(path, source="leefbaarometer")).column == "KL02"


def test_the_new_model_has_its_year_in_a_column(tmp_path) -> None:
    reading = new_model(tmp_path, '"WK051836","Moerwijk",2002,3.8,-0.3,NA', '"WK051836","Moerwijk",2024,3.9,-0.2,-0.1')
    assert reading.division_year == 2024
    assert value(reading, "WK051836", "leefbaarheid-lbm3", 2002) == -0.3
    assert figure(reading, "WK051836", "overlast-lbm3", 2002)["status"] == Status.MISSING


def test_a_year_twice_for_one_wijk_is_told(tmp_path) -> None:
    row = '"WK051836","Moerwijk",2024,3.9,-0.2,-0.1'
    assert only_problem(new_model(tmp_path, row, row)).row == 3


def test_a_layer_of_one_year_takes_the_year_that_is_given(tmp_path) -> None:
    path = text_file(tmp_path, "bu_code,kscore,afw\nBU05183620,4,-0.2\n")
    reading = read(path, source="leefbaarometer", year=2022)
    assert value(reading, "BU05183620", "leefbaarheid-lbm3-klasse", 2022) == 4


def test_the_two_models_never_give_one_indicator(tmp_path) -> None:
    old = set(old_model(tmp_path, row_of(25)).frame["slug"])
    new = set(new_model(tmp_path, '"WK051836","Moerwijk",2024,3.9,-0.2,-0.1').frame["slug"])
    assert not old & new
    assert {catalogue()[slug].source for slug in old} == {"leefbaarometer-2"}


def test_the_export_per_school_is_refused_and_says_why(tmp_path) -> None:
    path = text_file(tmp_path, "Type data;tSchool;Leefbaarheidsscore\nSchool;01. 13652-20AA-000;4,189\n")
    message = only_problem(read(path, source="leefbaarometer")).message
    assert "per school" in message
    assert "geen code van een gebied" in message
