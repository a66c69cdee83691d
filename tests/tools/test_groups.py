"""Tests of one group stay in one process: they share a server or a loaded demonstration that is dear to make."""

from __future__ import annotations

import pytest


@pytest.mark.xdist_group("together")
def test_a_test_bears_the_name_of_its_group_by_which_it_is_handed_out(request: pytest.FixtureRequest) -> None:
    """pytest-xdist writes it behind the test's address; where it cannot, groups fall apart without a word."""
    if not request.config.getoption("loadgroup", default=False):
        pytest.skip("one process")
    assert request.node.nodeid.endswith("@together")
