"""Rows as files have them: quoted, ragged, with footers, or broken off."""

import pytest

from indicators.readers import read
from tests.indicators.readers.files import kwb_text, only_problem, read_kwb, read_table, text_file, value

ROWS = ("Moerwijk;Wijk;WK051836;21300", "Morgenstond;Wijk;WK051834;19000")


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
def test_the_delimiter_is_recognised(tmp_path, delimiter) -> None:
    text = kwb_text(*ROWS).replace(";", delimiter)
    assert value(read(text_file(tmp_path, text), source="kwb", year=2019), "WK051834", "inwoners") == 19000


def test_a_quoted_header_may_hold_the_delimiter(tmp_path) -> None:
    columns = 'Bevolking/Aantal inwoners (aantal);"Sociale zekerheid/Personen per soort uitkering; Bijstand (aantal)"'
    assert (
        value(read_kwb(tmp_path, "Moerwijk;Wijk;WK051836;21300;2480", columns=columns), "WK051836", "bijstand-aantal")
        == 2480
    )


def test_a_long_quoted_field_may_hold_line_ends_and_delimiters(tmp_path) -> None:
    text = 'code;x;grens\nWK051836;12;"POLYGON ((\n' + "1 2, 3; 4 " * 20_000 + '))"\nWK051834;13;""\n'
    reading = read_table(tmp_path, text, {"x": "inwoners"})
    assert (value(reading, "WK051836", "inwoners"), value(reading, "WK051834", "inwoners")) == (12, 13)


def test_footers_and_blank_lines_are_left_out(tmp_path) -> None:
    text = kwb_text(*ROWS) + "\n\nBron: CBS\n© Centraal Bureau voor de Statistiek\n"
    reading = read(text_file(tmp_path, text), source="kwb", year=2019)
    assert not reading.problems
    assert reading.rows_read == 2


def test_a_footer_as_wide_as_the_table_is_left_out(tmp_path) -> None:
    reading = read(text_file(tmp_path, kwb_text(*ROWS) + "Bron: CBS;;;\n"), source="kwb", year=2019)
    assert not reading.problems


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_file_cut_off_in_mid_row_is_refused_at_that_row(tmp_path, cut) -> None:
    whole = kwb_text(*ROWS)
    row_start = whole.index("Morgenstond") + len("Morgenstond")
    problem = only_problem(read(text_file(tmp_path, whole[: row_start + cut]), source="kwb", year=2019))
    assert problem.row == 3
    assert "afgebroken" in problem.message


def test_a_file_cut_off_within_quotes_is_refused(tmp_path) -> None:
    reading = read(text_file(tmp_path, kwb_text(*ROWS, '"Zuider').rstrip("\n")), source="kwb", year=2019)
    assert {problem.row for problem in reading.problems} == {4}


def test_a_row_with_too_many_fields_is_told_with_its_remedy(tmp_path) -> None:
    problem = only_problem(read_kwb(tmp_path, *ROWS, "Buurt; oud;Wijk;WK051835;5"))
    assert (problem.row, "scheidingsteken" in problem.message) == (4, True)


@pytest.mark.parametrize("end", ["", "\n", "\nBron: CBS\n"])
def test_a_file_without_rows_is_refused(tmp_path, end) -> None:
    header = kwb_text().rstrip("\n")
    assert "geen rijen" in only_problem(read(text_file(tmp_path, header + end), source="kwb", year=2019)).message


def test_a_file_without_line_end_at_the_end_is_whole(tmp_path) -> None:
    reading = read(text_file(tmp_path, kwb_text(*ROWS).rstrip("\n")), source="kwb", year=2019)
    assert value(reading, "WK051834", "inwoners") == 19000


def test_rows_are_numbered_as_in_the_file_also_after_blank_lines(tmp_path) -> None:
    reading = read(text_file(tmp_path, kwb_text(ROWS[0], "", "X;Wijk;WK051834;veel")), source="kwb", year=2019)
    assert only_problem(reading).row == 4
