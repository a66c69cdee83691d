"""The gap of the wijk among the same gaps of its comparison wijken, for the page that explains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from charts import placebos
from charts.chart import Chart
from charts.model import Point, Series, Status
from portal.effects.lines import mean_of

if TYPE_CHECKING:
    from portal.effects.story import OutcomeStory

FEWEST = 5  # wijken beside which a gap says something


def placebo_chart(story: OutcomeStory) -> Chart | None:
    """None where nothing may be said, or where there are too few wijken to see what chance does."""
    others = {str(n): series for n, series in enumerate(story.lines.separate) if series.known}
    if not story.finding.effect.is_judged or len(others) < FEWEST:
        return None
    start, indicator, rank = story.study.start_year, story.outcome.indicator, story.answer.rank
    rank = rank if rank and rank.of == len(others) + 1 else None  # of pairs of wijken there are more than lines
    gaps = {name: gap(series, without(others, name), start) for name, series in others.items()}
    own = replace(gap(story.lines.own, others, start), name=story.place)
    return placebos.draw(placebos.Placebos(
        title=_("Verschil met de vergelijkingswijken, vóór het begin gemiddeld op nul gezet"),
        unit=indicator.unit, own=own, start_year=start, decimals=indicator.decimals,
        others=tuple(each for each in gaps.values() if each.known),
        place=rank.place if rank else None, of=rank.of if rank else None,
        since=story.outcome.effect_year, mean_of=max(story.answer.count("n_treated"), 1),
    ))  # fmt: skip


def without(others: Mapping[str, Series], name: str) -> dict[str, Series]:
    return {each: series for each, series in others.items() if each != name}


def gap(series: Series, others: Mapping[str, Series], since: int) -> Series:
    """By year a wijk less the mean of the others, less what that was on average before `since` (after the last break).

    Where there is nothing from before, there is no gap to show.
    """
    first = max((cut.year for cut in series.breaks if cut.year < since), default=0)
    mean = {point.year: point for point in mean_of({code: each.points for code, each in others.items()}, {})}
    raw = {
        point.year: point.figure - mean[point.year].figure
        for point in series.known
        if point.year >= first and point.year in mean and mean[point.year].value is not None
    }
    before = [value for year, value in raw.items() if year < since]
    if not before:
        return Series(series.name, ())
    level = sum(before) / len(before)
    points = (Point(year, raw[year] - level) if year in raw else Point(year, None, Status.MISSING)
              for year in sorted({point.year for point in series.points if point.year >= first}))  # fmt: skip
    return Series(series.name, tuple(points))
