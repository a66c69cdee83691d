"""Inference by placebos: who stands in, how they are counted, and what interval follows."""

from __future__ import annotations

from itertools import combinations
from math import comb

import numpy as np
import pytest

from effects.estimators.drift import rank_of_drift
from effects.estimators.options import Options
from effects.estimators.paths import paths_of
from effects.estimators.placebos import judged, sets_of
from effects.estimators.results import ALPHA
from effects.estimators.synthetic import fit_sc, fit_sdid
from tests.effects.paths import panel_of, random_panel


def sets(panel, **more):
    return sets_of(paths_of(panel, Options()), 1, **more)


def members(found):
    return [tuple(np.flatnonzero(row)) for row in found.membership]


def test_every_donor_stands_in_once_for_one_treated_wijk():
    found = sets(random_panel(treated=(3,), donors=19))
    assert members(found) == [(3,), *((unit,) for unit in range(20) if unit != 3)]
    assert found.exhaustive


def test_for_two_treated_wijken_every_pair_stands_in_once():
    found = sets(random_panel(treated=(0, 1), donors=19))
    assert len(set(members(found))) == len(members(found)) == comb(21, 2)
    assert members(found)[0] == (0, 1)


def test_beyond_the_limit_different_sets_are_drawn_by_the_seed():
    panel = random_panel(treated=(0, 1, 2), donors=40)
    found = sets(panel)
    assert len(set(members(found))) == len(members(found)) == 2001
    assert not found.exhaustive
    assert members(found) == members(sets(panel))
    assert fit_sdid(panel, Options(), most=30).notes[0].facts == {"drawn": 30, "possible": comb(43, 3) - 1}


def test_a_set_leaves_someone_to_compare_with():
    found = sets(random_panel(treated=(0, 1, 2), donors=3))
    assert max(sum(unit > 2 for unit in chosen) for chosen in members(found)) == 2
    assert found.possible == len(found.membership) - 1 == 18


def test_members_of_a_set_count_by_their_weights():
    weights = np.arange(1.0, 22.0)
    found = sets(random_panel(treated=(0, 1), donors=19, weights=weights))
    assert found.membership[0, :3] == pytest.approx([1 / 3, 2 / 3, 0])
    assert found.membership.sum(axis=1) == pytest.approx(np.ones(210))


def by_hand(effects, pre_fit=None):
    """Twenty wijken, the first of them treated, with one period before the start that is matched and one after it."""
    n = len(effects)
    fitted = np.ones(n) if pre_fit is None else np.asarray(pre_fit, dtype=float)
    paths = paths_of(panel_of(np.zeros((n, 3)), start=2002), Options())
    gaps = np.column_stack([np.zeros((n, 2)), effects])
    return judged(paths, sets_of(paths, 1), gaps, np.column_stack([fitted, -fitted]))


def test_the_p_value_counts_the_treated_wijk_itself():
    assert by_hand([5, *range(1, 5), -9, *[0] * 14]).overall.p_value == 2 / 20
    assert by_hand([10, *range(1, 5), -9, *[0] * 14]).overall.p_value == 1 / 20


def test_a_tie_counts_against_the_treated_wijk():
    assert by_hand([5, -5, *[0] * 18]).overall.p_value == 2 / 20


def test_nineteen_placebos_are_just_enough_to_exclude_zero():
    found = by_hand([10, -9, 4, *[0] * 17]).overall
    assert found.p_value <= ALPHA
    assert (found.ci_low, found.ci_high) == (1, 19)
    assert (found.rank.place, found.rank.of) == (1, 20)


def test_eighteen_placebos_have_no_interval():
    found = by_hand([10, -9, 4, *[0] * 16]).overall
    assert (found.ci_low, found.ci_high) == (None, None)


def test_a_wijk_that_its_donors_fit_twice_as_badly_must_show_twice_as_much():
    badly = [2, *[1] * 19]
    assert by_hand([10, -6, *[0] * 18], badly).overall.p_value == 2 / 20
    assert by_hand([13, -6, *[0] * 18], badly).overall.p_value == 1 / 20


def test_a_perfect_fit_does_not_make_little_count_for_much():
    assert by_hand([5, -6, *[0] * 18], [1e-9, *[1] * 19]).overall.p_value == 2 / 20


@pytest.mark.parametrize("fit", [fit_sdid, fit_sc])
@pytest.mark.parametrize("treated", [(0,), (0, 1)])
def test_the_interval_excludes_zero_exactly_when_p_is_at_most_five_percent(fit, treated):
    for seed in range(12):
        panel = random_panel(seed, treated=treated, donors=19, effect=seed / 3)
        found = fit(panel, Options(), most=None if len(treated) == 1 else 60)
        assert (found.p_value <= ALPHA) == (found.ci_low > 0 or found.ci_high < 0)
        assert found.ci_low <= found.estimate <= found.ci_high


def test_the_interval_holds_the_effects_that_the_test_does_not_reject():
    panel = random_panel(11, treated=(0, 1), donors=19, effect=3)
    found = fit_sdid(panel, Options())
    for effect, inside in ((found.ci_low - 0.01, False), (found.ci_low + 0.01, True), (found.ci_high + 0.01, False)):
        panel = random_panel(11, treated=(0, 1), donors=19, effect=3 - effect)
        assert (fit_sdid(panel, Options()).p_value > ALPHA) is inside


def test_drift_before_the_start_is_told_from_noise():
    generator = np.random.default_rng(3)
    noise = generator.normal(size=(40, 12))
    drifting = noise.copy()
    drifting[0] += np.linspace(-3, 3, 12)
    noisy = noise.copy()
    noisy[0] *= 5
    assert rank_of_drift(drifting) == 1 / 40
    assert rank_of_drift(noisy) > 0.1


@pytest.mark.parametrize("fit", [fit_sdid, fit_sc])
def test_each_wijk_in_turn_as_the_treated_one_takes_each_place_among_the_drifts_once(fit):
    outcome = random_panel(5, donors=24, treated=(0,)).outcome
    p_values = [fit(panel_of(outcome, (unit,)), Options()).pretrend_p for unit in range(25)]
    assert sorted(p_values) == pytest.approx(np.arange(1, 26) / 25)
    assert np.mean([p < 0.10 for p in p_values]) <= 0.10


def test_each_pair_in_turn_as_the_treated_ones_is_refused_in_at_most_ten_percent():
    outcome = random_panel(6, donors=9, treated=(0,)).outcome
    pairs = list(combinations(range(10), 2))
    p_values = [fit_sdid(panel_of(outcome, pair), Options()).pretrend_p for pair in pairs]
    assert sorted(p_values) == pytest.approx(np.arange(1, 46) / 45)


def test_a_drift_is_refused_and_without_one_no_more_than_the_level_says():
    panels = [random_panel(seed, donors=29, start=2008) for seed in range(60)]
    assert sum(fit_sdid(panel, Options()).pretrend_p < 0.10 for panel in panels) <= 10
    panels[0].outcome[0, :8] += 1.5 * np.arange(8)
    assert fit_sdid(panels[0], Options()).pretrend_p < 0.10
