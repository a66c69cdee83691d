"""Files that are no table at all: each is refused with its remedy, and none breaks the reader."""

from pathlib import Path

import pytest

from indicators.readers import Reading, read
from tests.indicators.readers.files import kwb_text, only_problem, text_file, value

MOERWIJK = "Moerwijk;Wijk;WK051836;21300"


def as_kwb(path: Path) -> Reading:
    return read(path, source="kwb", year=2019)


def refusal(path: Path) -> str:
    reading = as_kwb(path)
    assert reading.frame.is_empty()
    assert only_problem(reading).file == path.name
    return only_problem(reading).message


def test_an_empty_file_is_refused(tmp_path) -> None:
    assert "leeg" in refusal(text_file(tmp_path, ""))


def test_200_mb_of_nought_bytes_are_refused_after_a_look_at_the_head(tmp_path) -> None:
    path = tmp_path / "nullen.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    assert "geen tekst" in refusal(path)


def test_an_endless_line_of_noughts_is_refused_after_a_look_at_the_head(tmp_path) -> None:
    assert "langer dan een miljoen" in refusal(text_file(tmp_path, "0" * 3_000_000))


def test_rows_of_noughts_are_refused_at_the_header(tmp_path) -> None:
    assert "maar één kolom" in refusal(text_file(tmp_path, "0\n" * 200_000))


def test_nought_bytes_in_the_middle_are_named_by_their_row(tmp_path) -> None:
    path = text_file(tmp_path, kwb_text(MOERWIJK, "A\0B;Wijk;WK051837;5"))
    assert only_problem(as_kwb(path)).row == 3


def test_a_web_page_saved_as_csv_is_refused(tmp_path) -> None:
    assert "webpagina" in refusal(text_file(tmp_path, "<!DOCTYPE html>\n<html><body>Even geduld</body></html>"))


def test_an_excel_file_is_refused_whatever_its_name(tmp_path) -> None:
    path = tmp_path / "kwb.csv"
    path.write_bytes(b"PK\x03\x04" + b"x" * 100)
    assert "CSV UTF-8" in refusal(path)


def test_a_csv_named_xlsx_is_refused_with_the_name_it_should_have(tmp_path) -> None:
    assert ".csv" in refusal(text_file(tmp_path, kwb_text(MOERWIJK), "kwb.xlsx"))


def test_windows_1252_is_recognised_and_refused_at_the_row_where_it_shows(tmp_path) -> None:
    path = text_file(tmp_path, kwb_text(MOERWIJK, "Financiële buurt;Buurt;BU05183601;5"), encoding="cp1252")
    problem = only_problem(as_kwb(path))
    assert "Windows-1252" in problem.message
    assert (problem.row, "Financiële" in problem.value) == (3, True)


def test_utf_16_is_refused_with_its_remedy(tmp_path) -> None:
    assert "UTF-16" in refusal(text_file(tmp_path, kwb_text(MOERWIJK), encoding="utf-16"))


def test_a_folder_is_refused(tmp_path) -> None:
    assert "map" in refusal(tmp_path)


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_a_byte_order_mark_and_any_line_end_make_no_difference(tmp_path, mark, ends) -> None:
    reading = as_kwb(text_file(tmp_path, mark + kwb_text(MOERWIJK).replace("\n", ends)))
    assert value(reading, "WK051836", "inwoners") == 21300
