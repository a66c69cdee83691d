"""How crooked the comparison may be: by the library, by the interval of few treated, or told why not."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from effects.estimators import honest
from effects.estimators.answer import answer
from effects.estimators.cs import by_interval, fit_cs
from effects.estimators.did import fit_did
from effects.estimators.dose import fit_dose
from effects.estimators.options import ALL_BEFORE, Inference, Options
from tests.effects.worlds import world

FORMULA = Options(inference=Inference.ANALYTIC)


def codes(fit) -> list[str]:
    return [note.code for note in fit.notes if note.code.startswith("HONEST")]


@pytest.mark.parametrize("seed", [0, 1, 4, 5])
def test_by_the_interval_it_is_about_what_the_library_finds_where_both_can_be_had(seed):
    panel = world(seed, treated=12, others=40, effect=2.0)
    fit = fit_cs(panel, FORMULA)
    ours, _ = by_interval(panel, FORMULA, (fit.ci_low, fit.ci_high))
    assert ours == pytest.approx(fit.honest_breakdown, rel=0.15)


@pytest.mark.parametrize("options", [Options(), Options(baseline=ALL_BEFORE)], ids=["published", "all years before"])
def test_with_few_treated_there_is_one_too(options):
    fit = fit_cs(world(1, treated=4, effect=3.0), options)
    assert fit.inference is Inference.PERMUTATION
    assert 0 < fit.honest_breakdown < honest.LARGEST
    assert codes(fit) == ["HONEST_BY_INTERVAL"]


def test_a_crooked_course_before_the_start_leaves_less():
    panel = world(1, treated=4, effect=3.0)
    crooked = panel.outcome.copy()
    crooked[:4, 4] += 4
    assert fit_cs(replace(panel, outcome=crooked), Options()).honest_breakdown < 0.5 * fit_cs(
        panel, Options()
    ).honest_breakdown  # fmt: skip


def test_what_is_not_shown_falls_at_nothing():
    assert fit_cs(world(1, treated=4), Options()).honest_breakdown == 0


def test_another_unit_leaves_it():
    panel = world(1, treated=4, effect=3.0)
    larger = fit_did(replace(panel, outcome=panel.outcome * 1000), Options())
    assert larger.honest_breakdown == pytest.approx(fit_did(panel, Options()).honest_breakdown)


def test_difference_in_differences_gives_what_the_long_baseline_of_groups_gives():
    panel = world(1, treated=4, effect=3.0)
    groups = fit_cs(panel, Options(baseline=ALL_BEFORE))
    assert fit_did(panel, Options()).honest_breakdown == pytest.approx(groups.honest_breakdown)


def test_where_it_cannot_be_defended_a_note_says_why():
    few = world(1, treated=1, others=25, effect=3.0)
    dose = np.isfinite(few.first_treated)[:, None] * (np.array(few.periods) >= 2000) * 2.0
    assert codes(answer(few, Options())) == ["HONEST_NOT_SYNTHETIC"]
    assert codes(fit_dose(replace(few, dose=dose), Options())) == ["HONEST_NOT_OF_DOSE"]
    assert codes(fit_cs(world(1, treated=1, others=10, effect=3.0), Options())) == ["HONEST_NO_INTERVAL"]
    assert codes(fit_cs(world(1, treated=4, before=2, effect=3.0), Options())) == ["HONEST_PRE_SHORT"]
