import contextlib
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts.wording import euros
from programmes.amounts import AmountError, parse_euros, spread, to_cents

CENTS = st.integers(min_value=0, max_value=10**13)


@pytest.mark.parametrize(
    ("typed", "amount"),
    [
        ("1.234.567,89", "1234567.89"),
        ("1234567.89", "1234567.89"),
        ("€ 1.234.567,89", "1234567.89"),
        ("1 234 567,8", "1234567.80"),
        ("1.234", "1234"),
        ("1.5", "1.50"),
        ("500,-", "500"),
        ("0", "0"),
        ("- 5", "-5"),
    ],
)
def test_an_amount_is_read_as_a_dutch_person_types_it(typed, amount):
    assert parse_euros(typed) == Decimal(amount)


@pytest.mark.parametrize("typed", ["", "-", "1,2 mln", "0.123", "12.34.567", "1.2345", "1,234.56", "1_000", "1e5", "٣"])
def test_what_is_no_amount_is_refused(typed):
    with pytest.raises(AmountError):
        parse_euros(typed)


def test_an_amount_that_can_be_two_things_is_refused_with_both():
    with pytest.raises(AmountError, match=r"Typ 1\.234 als .* of 1,23 als"):
        parse_euros("1,234")


@given(CENTS)
def test_what_we_write_we_read_back_to_the_cent(cents):
    assert to_cents(parse_euros(euros(cents))) == cents


@given(CENTS)
def test_a_point_as_decimal_mark_reads_to_the_cent(cents):
    assert to_cents(parse_euros(f"{cents // 100}.{cents % 100:02d}")) == cents


@given(st.text())
def test_any_text_is_read_or_refused_and_never_fails_otherwise(text):
    with contextlib.suppress(AmountError):
        assert parse_euros(text).is_finite()


def test_part_of_a_cent_is_refused():
    with pytest.raises(AmountError, match="hele centen"):
        to_cents(Decimal("0.001"))


@given(st.integers(-(10**13), 10**13), st.lists(st.integers(1, 1000), min_size=1, max_size=12))
def test_shares_of_an_amount_add_up_to_the_cent(cents, weights):
    shares = [Decimal(weight) / sum(weights) for weight in weights]
    shares[-1] = 1 - sum(shares[:-1], Decimal(0))
    assert sum(spread(cents, shares)) == cents
