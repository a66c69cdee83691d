"""What an effect is held against when the method is left to the rules."""

from __future__ import annotations

from effects.estimators.answer import answer
from effects.estimators.baseline import chosen_baseline
from effects.estimators.options import ALL_BEFORE, Method, Options
from tests.effects.worlds import world


def test_a_single_bad_last_year_does_not_count_as_an_effect():
    panel = world(treated=12)
    panel.outcome[:12, 7] -= 5
    found = answer(panel, Options(force=True)).fit
    assert abs(found.estimate) < 1
    assert answer(panel, Options(method=Method.CS, force=True)).fit.estimate > 4


def test_the_last_year_stays_where_the_year_of_the_selection_is_named():
    options, notes = chosen_baseline(world(), Options(left_out=(1995,)))
    assert (options.baseline, options.anticipation, notes) == (ALL_BEFORE, 0, ())


def test_that_the_last_year_does_not_count_is_said():
    assert {"periods": 7} in [note.facts for note in answer(world(), Options()).notes]


def test_three_years_are_averaged_all():
    options, _ = chosen_baseline(world(before=3), Options())
    assert (options.baseline, options.anticipation) == (ALL_BEFORE, 0)


def test_a_start_with_too_few_years_before_it_keeps_the_published_baseline():
    assert chosen_baseline(world(before=2), Options()) == (Options(), ())


def test_a_method_that_was_asked_for_is_as_published():
    panel = world(treated=12)
    assert len(answer(panel, Options(method=Method.CS)).fit.event_study) == 12
    assert answer(panel, Options(method=Method.CS)).fit.event_study[0].time == -8
