"""All studies of a gemeente by indicator, each in a funnel: how sure, never who is first."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from django.http import Http404
from django.utils.translation import gettext as _

from charts import funnel
from charts.chart import Chart
from charts.funnel import Funnel
from effects.models import StudyResult
from indicators.domains import Direction
from indicators.models import Indicator
from portal.effects.answers import Answer
from portal.effects.findings import finding_of, place_of
from portal.effects.paths import address
from portal.parts import crumbs_to
from portal.wijkstory.outcomes import CHART_DIRECTION
from wijken.models import Area, Level


@dataclass(frozen=True)
class IndicatorStudies:
    """One indicator with all that was found of it in the gemeente."""

    indicator: Indicator
    results: tuple[StudyResult, ...]

    @property
    def anchor(self) -> str:
        return f"trechter-{self.indicator.slug}"

    @property
    def chart(self) -> Chart:
        studies = tuple(
            funnel.Study(name, finding_of(each), address("effect", each.outcome))
            for name, each in zip(names_of(self.results), self.results, strict=True)
        )
        return funnel.draw(Funnel(
            self.indicator.label(), self.indicator.unit, studies,
            CHART_DIRECTION[Direction(self.indicator.direction)], self.indicator.decimals,
        ))  # fmt: skip

    @property
    def links(self) -> list[tuple[str, str]]:
        urls = (address("effect", each.outcome) for each in self.results)
        return list(zip(names_of(self.results), urls, strict=True))

    @property
    def has_outcome(self) -> bool:
        return any(Answer(each.answer).number("estimate") is not None for each in self.results)


def names_of(results: tuple[StudyResult, ...]) -> list[str]:
    """The wijken, and the year of the start where the same wijken have more than one study of it."""
    places = [place_of(each.outcome.study) for each in results]
    return [
        place if places.count(place) == 1 else _("%(place)s, vanaf %(year)s") % {
            "place": place, "year": each.outcome.effect_year}
        for place, each in zip(places, results, strict=True)
    ]  # fmt: skip


def tell_council(code: str, reader: Any) -> dict[str, Any]:
    """What the page of a gemeente needs; 404 where there is no such gemeente."""
    city = Area.objects.filter(code=code, level=Level.GEMEENTE).order_by("-division_year").first()
    if city is None:
        raise Http404
    rows = StudyResult.objects.visible_to(reader).filter(outcome__study__programme__gemeente__code=code)
    by_indicator: dict[Indicator, list[StudyResult]] = defaultdict(list)
    for result in rows.newest().for_reading():
        by_indicator[result.outcome.indicator].append(result)
    ordered = sorted(by_indicator.items(), key=lambda pair: (pair[0].order, pair[0].slug))
    told = tuple(IndicatorStudies(indicator, tuple(results)) for indicator, results in ordered)
    return {
        "city": city,
        "told": [each for each in told if each.has_outcome],
        "refused": [each for each in told if not each.has_outcome],
        "invented": city.invented,
        "crumbs": crumbs_to([city]),
    }
