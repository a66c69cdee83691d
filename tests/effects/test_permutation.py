"""Permutation: its p-value, its interval, and the tests and the power that rest on it."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from effects.estimators import spread
from effects.estimators.assignments import assignments
from effects.estimators.cs import fit_cs
from effects.estimators.did import fit_did
from effects.estimators.options import Options
from effects.estimators.permutation import permuted
from effects.estimators.permutation import tested as against
from effects.estimators.pretrend import joint_p
from effects.estimators.statistics import two_way
from tests.effects.worlds import world


def test_few_assignments_are_all_made_and_the_real_one_is_not_among_them():
    handed = assignments(world(treated=2, others=10), seed=1)
    assert handed.exhaustive
    assert len({tuple(row) for row in handed.starts}) == len(handed.starts) == 12 * 11 / 2 - 1


def test_many_are_drawn_the_same_each_time():
    first, again = (assignments(world(treated=9), seed=1).starts for _ in range(2))
    assert len(first) == 1999
    assert np.array_equal(first, again)


def test_clusters_are_handed_out_whole():
    panel = replace(world(treated=4, others=16), clusters=tuple(f"c{place // 4}" for place in range(20)))
    handed = assignments(panel, seed=1)
    assert len(handed.starts) == 4
    assert {int(np.isfinite(row).sum()) for row in handed.starts} == {4}


@pytest.mark.parametrize("treated", [1, 2, 5])
def test_the_interval_holds_zero_exactly_when_p_is_above_five_percent(treated):
    for seed in range(40):
        fit = fit_cs(world(seed, treated=treated, effect=1.5), Options())
        assert (fit.ci_low > 0 or fit.ci_high < 0) == (fit.p_value <= 0.05)


def test_too_few_assignments_reject_nothing():
    fit = fit_cs(world(treated=1, others=10, effect=50), Options())
    assert (fit.p_value, fit.ci_low, fit.ci_high, fit.mde) == (1 / 11, None, None, None)


def test_a_draw_that_shows_the_whole_effect_leaves_no_bound_on_its_side():
    found = against(2.0, np.array([1.0, *[0.1] * 18]), np.array([1.5, *[0.0] * 18]), exhaustive=True)
    assert (found.p_value, found.ci_low, found.ci_high) == (0.05, 1.2, None)


def test_another_unit_of_measurement_scales_the_interval_and_leaves_p():
    panel = world(treated=3)
    one, thousand = fit_cs(panel, Options()), fit_cs(replace(panel, outcome=panel.outcome * 1000), Options())
    assert (thousand.p_value, thousand.pretrend_p, thousand.rank) == (one.p_value, one.pretrend_p, one.rank)
    assert (thousand.ci_low, thousand.mde) == pytest.approx((one.ci_low * 1000, one.mde * 1000))


def test_two_way_effects_of_one_start_are_the_difference_of_the_means():
    panel = world(treated=3)
    change = panel.outcome[:, 8:].mean(axis=1) - panel.outcome[:, :8].mean(axis=1)
    found = permuted(panel, Options(), two_way(panel))
    assert found.estimate == pytest.approx(change[:3].mean() - change[3:].mean())


@pytest.mark.parametrize("treated", [1, 3, 10])
def test_a_panel_without_a_pre_trend_is_refused_at_most_as_often_as_promised(treated):
    refused = [joint_p(world(seed, treated=treated), Options()) < 0.10 for seed in range(150)]
    assert np.mean(refused) <= 0.10 + 2.6 * np.sqrt(0.09 / 150)


@pytest.mark.parametrize(("treated", "starts"), [(1, ()), (2, ()), (2, (1998, 2000))])
def test_whoever_is_really_treated_the_refusals_are_at_most_ten_percent(treated, starts):
    panel = world(7, treated=treated, others=12, starts=starts)
    ways = [panel.first_treated, *assignments(panel, seed=1).starts]
    p_values = [joint_p(replace(panel, first_treated=way), Options()) for way in ways]
    assert np.mean([p < 0.10 for p in p_values]) <= 0.10


def louder(panel, times):
    """The same with that many times the noise in the treated units, before the start as after it."""
    rows = panel.first_treated < np.inf
    course = panel.outcome[~rows].mean(axis=0)
    panel.outcome[rows] = course + times * (panel.outcome[rows] - course)
    return panel


@pytest.mark.parametrize("fit", [fit_cs, fit_did])
def test_treated_units_with_twice_the_noise_must_show_more(fit):
    found = [fit(louder(world(seed, treated=2, others=25), 2), Options()).p_value <= 0.05 for seed in range(40)]
    assert np.mean(found) <= 0.05 + 2 * np.sqrt(0.0475 / 40)


def test_what_a_unit_does_after_the_start_is_not_its_noise():
    panel = world(3, treated=2)
    before = spread.relative(panel, Options(), assignments(panel, 1).starts)
    panel.outcome[:, 8:] += 50 * np.arange(len(panel.units))[:, np.newaxis]
    assert np.array_equal(spread.relative(panel, Options(), assignments(panel, 1).starts), before)


def test_the_noise_of_a_mean_is_that_of_its_units_by_weight():
    panel = replace(world(3, treated=2, others=6), weights=np.arange(1.0, 9.0))
    level = panel.outcome[:, :8] - panel.outcome[:, :8].mean(axis=0)
    variance = level.var(axis=1, ddof=1) * panel.weights**2
    by_hand = variance[:2].sum() / panel.weights[:2].sum() ** 2 + variance[2:].sum() / panel.weights[2:].sum() ** 2
    assert spread.scales(panel, Options(), spread.treated(panel.first_treated[None])) ** 2 == pytest.approx(by_hand)


def test_one_year_before_the_start_tells_no_noise():
    panel = world(before=1)
    assert set(spread.relative(panel, Options(), assignments(panel, 1).starts)) == {1.0}


def test_all_event_times_at_once_are_the_same_as_one_by_one():
    panel = world(2, treated=2, others=9, starts=(1998, 2000))
    panel.outcome[5, 3] = np.nan
    controlled = replace(panel, controls=np.zeros((*panel.outcome.shape, 0)))
    here, there = (fit_cs(one, Options()).event_study for one in (panel, controlled))
    for one, other in zip(here, there, strict=True):
        assert (one.time, one.estimate) == (other.time, pytest.approx(other.estimate, abs=1e-9))
        assert (one.ci_low, one.ci_high) == pytest.approx((other.ci_low, other.ci_high), abs=1e-9)


@pytest.mark.parametrize("treated", [1, 3, 10])
def test_a_real_pre_trend_is_found(treated):
    panel = world(treated=treated)
    panel.outcome[:treated] += np.arange(12)
    assert joint_p(panel, Options()) < 0.10


def test_one_year_before_the_start_tells_no_pre_trend():
    assert joint_p(world(before=1), Options()) is None
