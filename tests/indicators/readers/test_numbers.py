"""Numbers as Dutch files write them."""

import polars as pl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.domains import Status
from indicators.readers.numbers import parsed

DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, min_value=-90_000, max_value=10**9, places=3)
BLANKS = st.text(" \t\u00a0", max_size=4)


def numbers(*texts: str | None, thousands: bool = False) -> list[float | None]:
    return parsed(list(texts), thousands=thousands)["value"].to_list()


def test_comma_and_point_are_both_decimals_even_beside_each_other() -> None:
    assert numbers("2,2", "2.2", "-0,5", "7") == [2.2, 2.2, -0.5, 7.0]


def test_blanks_around_a_number_do_not_count() -> None:
    assert numbers("     2.2", "\u00a0118 ", "\t5") == [2.2, 118.0, 5.0]


@pytest.mark.parametrize("text", ["", ".", "       .", "NA", "  NA ", "null", None])
def test_an_empty_sign_is_missing_and_never_nought(text: str | None) -> None:
    assert parsed([text]).row(0) == (None, int(Status.MISSING), False)


def test_a_secret_figure_is_withheld_and_one_to_come_or_gone_is_missing() -> None:
    frame = parsed(["-99997", "-99997,0", "-99995", "-99991.0"])
    assert frame["value"].to_list() == [None] * 4
    assert frame["status"].to_list() == [Status.WITHHELD, Status.WITHHELD, Status.MISSING, Status.MISSING]


@pytest.mark.parametrize("text", ["twaalf", "12%", "1.234,5", "1.234.567", "inf", "1 234", "<5", "--"])
def test_what_is_no_number_is_told(text: str) -> None:
    assert parsed([text])["invalid"].to_list() == [True]


def test_dots_separate_thousands_only_where_that_is_said() -> None:
    assert numbers("580.000", "1.234.567,5", "12,5", thousands=True) == [580_000.0, 1_234_567.5, 12.5]
    assert numbers("580.000") == [580.0]


@given(DECIMALS, BLANKS, BLANKS, st.booleans())
def test_every_decimal_is_read_back_however_it_is_written(number, before, after, with_comma) -> None:
    text = f"{number:f}"
    written = before + (text.replace(".", ",") if with_comma else text) + after
    assert numbers(written) == [float(number)]


@given(st.integers(0, 10**12))
def test_thousands_written_with_dots_are_read_back(number) -> None:
    assert numbers(f"{number:,}".replace(",", "."), thousands=True) == [float(number)]


@given(st.lists(st.text(max_size=12), max_size=30))
def test_whatever_stands_in_a_cell_is_a_number_a_blank_or_told(texts) -> None:
    frame = parsed(texts)
    told = pl.col("invalid") | pl.col("value").is_finite() | pl.col("status").is_in([Status.WITHHELD, Status.MISSING])
    assert frame.select(told.fill_null(value=False).all()).item() in {True, None}
