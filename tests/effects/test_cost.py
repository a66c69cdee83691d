"""Euros per unit of effect."""

from __future__ import annotations

import pytest

from effects.estimators.cost import Cost, cost_per_unit, per_thousand
from effects.estimators.options import Direction

MILLION = 100_000_000  # cents


def test_the_bounds_of_the_cost_are_those_of_the_effect_the_other_way_round():
    assert cost_per_unit(MILLION, 4.0, 2.0, 5.0) == Cost(per_unit=250_000, low=200_000, high=500_000)


def test_where_lower_is_better_a_fall_is_what_was_bought():
    cost = cost_per_unit(MILLION, -4.0, -5.0, -2.0, direction=Direction.LOWER)
    assert cost == Cost(per_unit=250_000, low=200_000, high=500_000)


def test_an_interval_that_holds_zero_gives_no_ratio_but_what_a_unit_cost_at_least():
    assert cost_per_unit(MILLION, 1.0, -2.0, 4.0) == Cost(at_least=250_000)
    assert cost_per_unit(MILLION, -1.0, -4.0, 2.0, direction=Direction.LOWER) == Cost(at_least=250_000)


def test_an_interval_that_touches_zero_gives_no_ratio():
    assert cost_per_unit(MILLION, 1.0, 0.0, 4.0) == Cost(at_least=250_000)


def test_a_favourable_bound_of_zero_gives_not_even_that():
    assert cost_per_unit(MILLION, -1.0, -4.0, 0.0) == Cost()


def test_an_effect_for_the_worse_bought_nothing():
    assert cost_per_unit(MILLION, -4.0, -5.0, -2.0) == Cost(worsened=True)
    assert cost_per_unit(MILLION, 4.0, 2.0, 5.0, direction=Direction.LOWER) == Cost(worsened=True)


def test_an_open_bound_leaves_out_what_it_would_say():
    assert cost_per_unit(MILLION, 4.0, 2.0, None) == Cost(per_unit=250_000, low=None, high=500_000)
    assert cost_per_unit(MILLION, 4.0, None, None) == Cost()


def test_without_realised_money_there_is_no_cost():
    assert cost_per_unit(0, 4.0, 2.0, 5.0) == Cost()


def test_a_rate_per_thousand_residents_costs_per_case_by_the_number_of_residents():
    assert cost_per_unit(MILLION, 4.0, 2.0, 5.0, units=10).per_unit == 25_000


def test_an_effect_on_a_count_is_told_per_thousand_residents():
    assert per_thousand(-30, 12_000) == pytest.approx(-2.5)
    assert per_thousand(-30, 0) is None
