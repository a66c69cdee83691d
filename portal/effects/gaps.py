"""The gap between the study's wijken and their city, and the country, year by year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from charts import gap
from charts.chart import Chart
from charts.model import Panel, Role
from indicators.domains import Direction
from portal.wijkstory.outcomes import CHART_DIRECTION

if TYPE_CHECKING:
    from portal.effects.story import OutcomeStory


def gap_charts(story: OutcomeStory) -> list[Chart]:
    """One for each of city and country of which there are figures."""
    own = story.context.gap_line("treated", Role.WIJK, story.place)
    others = (
        story.context.gap_line("city", Role.CITY, story.study.programme.gemeente.spoken_name),
        story.context.gap_line("country", Role.COUNTRY, _("Nederland")),
    )
    indicator = story.outcome.indicator
    return [
        gap.draw(
            Panel(indicator.label(), indicator.unit, (own, other), CHART_DIRECTION[Direction(indicator.direction)],
                  decimals=indicator.decimals, threshold=indicator.still_equal),
            now_year=max(point.year for point in own.points), start_year=story.study.start_year,
        )
        for other in others if own and other
    ]  # fmt: skip
