"""Axes with round numbers, whatever the data."""

import itertools
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from charts import ticks
from charts.text import width_of

VALUES = st.lists(st.floats(min_value=-1e9, max_value=1e9).map(lambda value: round(value, 3)), min_size=1, max_size=30)


@given(VALUES)
def test_the_axis_holds_all_data(values):
    low, high = ticks.nice(values).domain
    assert low <= min(values)
    assert max(values) <= high


@given(VALUES)
def test_an_axis_has_a_few_different_labels(values):
    labels = ticks.nice(values).labels
    assert 3 <= len(labels) <= 7
    assert len(set(labels)) == len(labels)


@given(VALUES)
def test_ticks_lie_on_the_axis_at_even_steps(values):
    axis = ticks.nice(values)
    steps = {Decimal(str(b)) - Decimal(str(a)) for a, b in zip(axis.values, axis.values[1:], strict=False)}
    assert axis.domain[0] <= axis.values[0] < axis.values[-1] <= axis.domain[1]
    assert max(steps) - min(steps) <= max(steps) / 1000


@given(VALUES)
def test_bars_always_stand_on_nought(values):
    assert 0 in ticks.nice(values, from_nought=True).values


def test_one_value_gets_room_on_both_sides():
    low, high = ticks.nice([6.4]).domain
    assert low < 6.4 < high


def test_negative_values_are_labelled_in_dutch():
    assert ticks.nice([-0.39, 0.0]).labels == ("−0,4", "−0,2", "0,0")


@pytest.mark.parametrize("band", [5.0, 9.5, 27.0, 80.0])
def test_labelled_years_never_touch(band):
    label = width_of("2000", 12)
    years = ticks.years(2003, 2030, band, label)
    assert all((later - earlier) * band > label for earlier, later in itertools.pairwise(years))


def test_a_single_year_is_labelled():
    assert ticks.years(2023, 2023, 100, 30) == (2023,)
