"""What an effect is held against when nobody chose: several years before the start, without the year of the selection.

A wijk is chosen in a bad year, and a bad year is followed by a better one with or without a programme. Held against
that year alone, chance counts as effect.
"""

from __future__ import annotations

from dataclasses import replace

from effects.estimators import sample
from effects.estimators.options import ALL_BEFORE, Options
from effects.estimators.panel import Note, Panel

ENOUGH_TO_AVERAGE = 3  # periods before each start


def chosen_baseline(panel: Panel, options: Options) -> tuple[Options, tuple[Note, ...]]:
    """All periods before the start, and unless the year of the selection was named (`left_out`) or a period of
    anticipation, not the last of them: that is when most programmes are decided on. As published where too few remain.
    """
    part = sample.sample(panel, options)
    last = [start - options.anticipation for start in sample.starts(part)]
    least = min((sum(period < start for period in part.periods) for start in last), default=0)
    if least < ENOUGH_TO_AVERAGE:
        return options, ()
    options = replace(options, baseline=ALL_BEFORE)
    if options.left_out or options.anticipation or least == ENOUGH_TO_AVERAGE:
        return options, ()
    return replace(options, anticipation=1), (Note("LAST_YEAR_OUT", {"periods": least - 1}),)
