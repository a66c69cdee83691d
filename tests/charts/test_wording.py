"""Numbers, euros and years as a Dutch reader writes them. `~` stands for the no-break space."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import wording
from charts.wording import ChangeIn


def shown(text):
    return text.replace(wording.NO_BREAK_SPACE, "~")


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (123_456_789, "€~1.234.567,89"),
        (0, "€~0,00"),
        (-5, "€~−0,05"),
        (-123_456_789, "€~−1.234.567,89"),
        (10**17 + 1, "€~1.000.000.000.000.000,01"),
    ],
)
def test_euros_are_exact_to_the_cent(cents, text):
    assert shown(wording.euros(cents)) == text


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (4_540_000_000, "€~45,4~mln"),
        (320_000_000_000, "€~3,2~mld"),
        (85_000_000, "€~850.000"),
        (85_312_345, "€~853.000"),
        (99_960_000, "€~1,0~mln"),
        (99_999_900_000, "€~1,0~mld"),
        (123_456, "€~1.235"),
        (40, "€~0,40"),
        (0, "€~0"),
        (-4_540_000_000, "€~−45,4~mln"),
    ],
)
def test_short_euros_keep_what_a_reader_can_remember(cents, text):
    assert shown(wording.euros_short(cents)) == text


@given(st.integers(min_value=-(10**15), max_value=10**15))
def test_euros_read_back_give_the_same_cents(cents):
    text = wording.euros(cents).removeprefix("€\u00a0").replace(".", "").replace(",", ".").replace("−", "-")
    assert Decimal(text) * 100 == cents


@given(st.integers(min_value=1, max_value=2**63 - 1))
def test_something_is_never_shown_as_nothing(cents):
    assert any(digit in wording.euros_short(cents) for digit in "123456789")


def test_a_decimal_amount_reads_like_its_cents():
    assert wording.euros_from(Decimal("1234567.89")) == wording.euros(123_456_789)


@pytest.mark.parametrize(
    ("value", "decimals", "text"),
    [
        (1234.5, 1, "1.234,5"),
        (-0.2, 2, "−0,20"),
        (-0.001, 2, "0,00"),
        (0.125, 2, "0,13"),
        (2.675, 2, "2,68"),
        (7, 0, "7"),
    ],
)
def test_numbers_have_a_decimal_comma_and_a_true_minus(value, decimals, text):
    assert wording.number(value, decimals) == text


def test_a_signed_number_shows_its_plus():
    assert wording.number(3, signed=True) == "+3"


def test_a_percentage_never_breaks_before_its_sign():
    assert wording.percentage(33) == "33\u00a0%"


@pytest.mark.parametrize(
    ("before", "after", "settings", "text"),
    [
        (96, 70, {}, "daalde met 27~%"),
        (70, 96, {}, "steeg met 37~%"),
        (70, 70, {}, "bleef gelijk"),
        (1000, 1001, {}, "bleef ongeveer gelijk"),
        (100, 104, {"threshold": 5}, "bleef ongeveer gelijk"),
        (19, 15, {"told_in": ChangeIn.POINTS}, "daalde met 4~procentpunt"),
        (-0.32, -0.2, {"told_in": ChangeIn.OWN_UNIT, "decimals": 2}, "steeg met 0,12"),
        (0, 5, {}, "steeg met 5"),
        (-4, -2, {}, "steeg met 50~%"),
    ],
)
def test_a_change_is_told_in_words(before, after, settings, text):
    assert shown(str(wording.change(before, after, **settings))) == text


def test_years_are_joined_by_a_dash():
    assert wording.years(2012, 2024) == "2012–2024"
    assert wording.years(2012, 2012) == "2012"


def test_a_period_without_end_says_since_when():
    assert wording.since(2012, None) == "vanaf 2012"


def test_a_list_ends_in_and():
    assert wording.listing(["wonen", "werk", "zorg"]) == "wonen, werk en zorg"
    assert wording.listing(["wonen"]) == "wonen"


def test_a_part_names_its_whole():
    assert shown(wording.part_of(7, 12)) == "7~van~12"
