"""P-values of many indicators."""

from __future__ import annotations

import pytest

from effects.estimators.multiple import benjamini_hochberg


def test_the_example_of_the_paper_is_met():
    """Benjamini & Hochberg 1995, p. 295: of these fifteen, four are found at 5 %."""
    p_values = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528]
    adjusted = benjamini_hochberg([*p_values, 0.759, 1.0])
    assert sum(p <= 0.05 for p in adjusted) == 4
    assert adjusted[3] == pytest.approx(0.0095 * 15 / 4)


def test_they_stand_in_the_order_in_which_they_were_given():
    assert benjamini_hochberg([0.9, 0.01]) == [0.9, 0.02]


def test_none_is_above_one_and_nothing_gives_nothing():
    assert benjamini_hochberg([1.0, 0.99]) == [1.0, 1.0]
    assert benjamini_hochberg([]) == []
