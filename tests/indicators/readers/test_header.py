"""What Excel and people put above a table is passed over; rows keep the numbers that a spreadsheet shows."""

import pytest

from indicators.readers import read
from tests.indicators.readers.files import kwb_text, only_problem, read_table, text_file, value

ROWS = ("Moerwijk;Wijk;WK051836;21300", "Morgenstond;Wijk;WK051834;19000")
ABOVE = {
    "a blank line": "\n",
    "blank lines of blanks": "  \n \n",
    "a row of empty cells": ";;;\n",
    "a title": "Kerncijfers wijken en buurten 2019\n",
    "a title in a row of empty cells": "Kerncijfers wijken en buurten 2019;;;\n",
    "a title with a comma": "Kerncijfers, 2019\n\n",
    "a title with the delimiter": "Kerncijfers; 2019\n",
    "a title named for an indicator": "Aantal inwoners, 2019\n",
    "the separator that Excel writes": "sep=;\n",
    "that separator, a title and a blank line": 'sep=;\n"Kerncijfers; alle wijken"\n\n',
}


@pytest.mark.parametrize("above", ABOVE)
def test_above_the_header_may_stand(tmp_path, above) -> None:
    reading = read(text_file(tmp_path, ABOVE[above] + kwb_text(*ROWS)), source="kwb", year=2019)
    assert not reading.problems
    assert (reading.rows_read, value(reading, "WK051834", "inwoners")) == (2, 19000)


@pytest.mark.parametrize("above", ABOVE)
@pytest.mark.parametrize("ragged", ["", "\n"])
def test_rows_below_it_keep_the_numbers_of_the_file(tmp_path, above, ragged) -> None:
    text = ABOVE[above] + kwb_text(ROWS[0], "X;Wijk;WK051834;veel") + ragged
    lines = text.rstrip("\n").split("\n")
    assert only_problem(read(text_file(tmp_path, text), source="kwb", year=2019)).row == len(lines)


def test_the_separator_that_a_file_names_is_used(tmp_path) -> None:
    reading = read_table(tmp_path, "sep=|\ncode|a;b;c\nWK051836|12\n", {"a;b;c": "inwoners"})
    assert value(reading, "WK051836", "inwoners") == 12


def test_titles_may_stand_above_the_leefbaarometer(tmp_path) -> None:
    path = text_file(tmp_path, "Leefbaarometer, meting 2018\n\nPC4,RLBRMTR18\n2531,-0.1\n")
    assert value(read(path, source="leefbaarometer"), "2531", "leefbaarheid-lbm2") == -0.1


def test_what_is_wrong_with_a_header_is_told_at_its_own_row(tmp_path) -> None:
    path = text_file(tmp_path, "Kerncijfers, 2019\n\nnaam;Aantal inwoners;Koopwoningen (%)\nMoerwijk;5;5\n")
    assert only_problem(read(path, source="kwb", year=2019)).row == 3


def test_a_file_in_which_no_header_is_found_is_refused(tmp_path) -> None:
    problem = only_problem(read(text_file(tmp_path, "Kerncijfers\n\nMoerwijk\n5\n"), source="kwb", year=2019))
    assert (problem.row, problem.value) == (1, "Kerncijfers")
    assert "geen kolomkoppen" in problem.message


def test_a_header_below_a_page_of_text_is_not_looked_for(tmp_path) -> None:
    path = text_file(tmp_path, "Een regel tekst\n" * 40 + kwb_text(*ROWS))
    assert "eerste 30 rijen" in only_problem(read(path, source="kwb", year=2019)).message


def test_json_is_no_table(tmp_path) -> None:
    path = text_file(tmp_path, '{"a": [1, 2], "b": [3, 4]}')
    assert "Dit is JSON" in only_problem(read(path, source="kwb", year=2019)).message
