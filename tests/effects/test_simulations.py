"""What the count of bench/simulations.py rests on: an effect moves the interval by as much and changes nothing else."""

from __future__ import annotations

import pytest

from bench.simulations import seen
from bench.worlds import Design, drawn
from effects.estimators.answer import answer
from effects.estimators.options import Method
from effects.estimators.results import ALPHA

DESIGNS = (
    Design("een", 1, others=24),
    Design("twee", 2, others=12),
    Design("drie", 3),
    Design("did", 3, method=Method.DID),
    Design("tien", 10),
    Design("drie starts", 12, starts=(1998, 2000, 2001)),
)


@pytest.mark.parametrize("design", DESIGNS, ids=lambda one: one.name)
def test_an_effect_moves_the_interval_by_as_much_and_leaves_its_width(design):
    nothing, there = (answer(drawn(design, 4, effect), design.options).fit for effect in (0.0, 1.7))
    moved = [there.estimate - 1.7, there.ci_low - 1.7, there.ci_high - 1.7, there.mde]
    assert moved == pytest.approx([nothing.estimate, nothing.ci_low, nothing.ci_high, nothing.mde])


@pytest.mark.parametrize("design", DESIGNS[:3], ids=lambda one: one.name)
def test_what_is_counted_as_found_is_found_when_the_effect_is_there(design):
    for seed in range(3):
        counted = seen(design, seed)
        effect = counted.mde * (1 if seed % 2 else -1)
        assert counted.powerful == (answer(drawn(design, seed, effect), design.options).fit.p_value <= ALPHA)
