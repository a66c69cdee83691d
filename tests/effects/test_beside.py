"""What stands beside an answer: regression to the mean, Maryland level, neighbours, gap, people against place."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from effects.estimators.answer import answer
from effects.estimators.gap import gap
from effects.estimators.maryland import maryland
from effects.estimators.options import Direction, Options
from effects.estimators.panel import NEVER
from effects.estimators.regression import regression_to_mean
from effects.estimators.results import Verdict
from effects.estimators.turnover import turnover
from effects.estimators.waterbed import waterbed
from tests.effects.worlds import world


def chosen_in_a_bad_year(memory: float = 0.0):
    """The worst ten of 200 on their figure of 1999."""
    panel = world(treated=0, others=200, memory=memory)
    level = panel.outcome[:, :7].mean(axis=1)
    first = panel.first_treated.copy()
    first[np.argsort(panel.outcome[:, 7] - level)[:10]] = 2000
    return replace(panel, first_treated=first)


def test_of_those_chosen_in_a_bad_year_nearly_all_comes_back_by_itself():
    found = regression_to_mean(chosen_in_a_bad_year(), Options(), 1999)
    assert found.warned
    assert found.dip < -1.5
    assert found.share == pytest.approx(1, abs=0.25)


def test_a_bad_year_that_lasts_comes_back_less():
    assert regression_to_mean(chosen_in_a_bad_year(0.7), Options(), 1999).memory == pytest.approx(0.7, abs=0.1)
    slow, quick = (regression_to_mean(chosen_in_a_bad_year(memory), Options(), 1999) for memory in (0.7, 0.0))
    assert slow.by_itself / -slow.dip < quick.by_itself / -quick.dip - 0.2


def test_where_lower_is_better_a_low_year_is_no_warning():
    assert not regression_to_mean(chosen_in_a_bad_year(), Options(direction=Direction.LOWER), 1999).warned


def test_those_chosen_without_looking_get_no_warning():
    warned = [regression_to_mean(world(seed, treated=10), Options(), 1999).warned for seed in range(40)]
    assert np.mean(warned) <= 0.15


def test_a_year_after_the_start_is_no_year_of_selection():
    assert regression_to_mean(world(), Options(), 2001) is None


def test_another_unit_of_measurement_changes_no_share():
    panel = chosen_in_a_bad_year()
    once, scaled = (
        regression_to_mean(replace(panel, outcome=panel.outcome * scale), Options(), 1999) for scale in (1, 1e6)
    )
    assert (once.share, once.memory) == pytest.approx((scaled.share, scaled.memory))


def test_a_comparison_that_stood_before_is_level_three():
    given = replace(answer(world(), Options(force=True)), refusals=())
    given = replace(given, fit=replace(given.fit, pretrend_p=0.5))
    assert maryland(given, frozen_before=True).level == 3
    assert maryland(given, frozen_before=False).reasons == ("CHOSEN_AFTER",)


def test_units_that_moved_otherwise_before_are_level_two():
    given = replace(answer(world(), Options(force=True)), refusals=())
    given = replace(given, fit=replace(given.fit, pretrend_p=0.01))
    assert (maryland(given, frozen_before=True).level, maryland(given, frozen_before=True).reasons) == (
        2,
        ("PRETREND",),
    )


def test_without_anything_before_it_is_level_one():
    assert maryland(replace(answer(world(), Options()), n_pre=0), frozen_before=True).level == 1


def with_neighbours(change: float):
    """Four that get better, beside six that change by `change`."""
    panel = world(treated=4, others=46, effect=4)
    panel.outcome[4:10, 8:] += change
    return panel


def test_a_problem_that_moved_next_door_is_seen():
    panel = with_neighbours(-3)
    found = waterbed(panel, Options(force=True), panel.units[4:10], Verdict.BETTER)
    assert found.moved
    assert found.estimate == pytest.approx(-3, abs=1)
    assert set(found.adjoining.treated) == set(panel.units[4:10])


def test_neighbours_that_stay_as_they_were_are_no_waterbed():
    panel = with_neighbours(0)
    assert not waterbed(panel, Options(force=True), panel.units[4:10], Verdict.BETTER).moved


def test_without_neighbours_nothing_is_said_of_them():
    assert waterbed(world(), Options(), (), Verdict.BETTER) is None


def test_the_treated_are_not_compared_with():
    panel = with_neighbours(0)
    panel.outcome[:4, 8:] += 1000
    assert abs(waterbed(panel, Options(force=True), panel.units[4:10], Verdict.BETTER).estimate) < 1


def test_the_gap_closes_by_how_much_nearer_the_city_it_ends():
    found = gap((2018, 2019, 2020), (10, 11, None), (14, 14, 14), (15, None, 15), start=2019)
    assert (found.with_city, found.with_country) == ((-4, -3, None), (-5, None, None))
    assert found.closed == 1


def test_a_gap_without_a_year_before_the_start_closes_nowhere():
    assert gap((2019,), (11,), (14,), (None,), start=2019).closed is None


def test_a_wijk_with_many_new_residents_and_dwellings_warns_of_both():
    found = turnover(
        start=2010,
        residents={2009: 1000},
        arrivals={2009: 500, 2010: 150, 2011: 150},
        dwellings={2009: 400, 2011: 480},
        demolished={2010: 10},
    )
    assert (found.new_residents, found.warnings) == (0.3, ("NEW_RESIDENTS", "DENSIFIED"))
    assert found.built == pytest.approx(0.225)


def test_a_wijk_of_which_nothing_is_known_says_nothing():
    found = turnover(start=2010, residents={}, arrivals={}, dwellings={}, demolished={})
    assert (found.new_residents, found.built, found.demolished, found.warnings) == (None, None, None, ())


def test_nobody_treated_has_no_neighbours_either():
    panel = world()
    assert waterbed(replace(panel, first_treated=np.full(45, NEVER)), Options(), ("u001",), Verdict.BETTER) is None


def test_a_panel_without_any_year_has_no_year_of_selection():
    panel = world(treated=1, others=3, before=2, after=0)
    empty = replace(panel, periods=(), outcome=panel.outcome[:, :0])
    assert regression_to_mean(empty, Options(), 1999) is None
