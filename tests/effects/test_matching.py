"""The choice of comparison areas, by what was known before the start."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from effects.estimators.matching import LEAST, MOST, Before, chosen, distances

YEARS = (2006, 2007, 2008, 2009)


def before(scale: float = 1.0, areas: int = 30) -> Before:
    dice = np.random.default_rng(7)
    paths = dice.normal(size=(areas, 1)) + dice.normal(scale=0.2, size=(areas, len(YEARS)))
    return Before(YEARS, scale * paths, dice.normal(size=(areas, 2)))


def test_a_treated_area_is_no_distance_from_itself():
    assert distances(before(), (3,))[3] == 0


@given(st.sampled_from([1e-6, 0.5, 1000.0, 1e9]))
def test_the_unit_of_the_outcome_says_nothing(scale):
    assert np.allclose(distances(before(scale), (0,)), distances(before(), (0,)), rtol=1e-9)


def test_of_several_treated_areas_the_nearest_counts():
    both = distances(before(), (0, 1))
    assert np.allclose(both, np.minimum(distances(before(), (0,)), distances(before(), (1,))))


def test_an_area_of_which_nothing_is_known_is_infinitely_far():
    known = before()
    known.paths[5], known.traits[5] = np.nan, np.nan
    assert np.isinf(distances(known, (0,))[5])


def test_twenty_are_kept_where_there_are_so_many_however_far():
    assert len(chosen(np.full(25, 9.0), 1)) == LEAST


def test_no_more_are_taken_than_add_anything():
    assert len(chosen(np.linspace(0.1, 1, 800), 1)) == MOST


def test_what_may_not_be_compared_with_is_never_chosen():
    apart = np.array([0.1, np.inf, 0.2])
    assert chosen(apart, 1) == [0, 2]
