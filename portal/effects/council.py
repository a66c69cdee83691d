"""All studies of a gemeente by indicator, each in a funnel: how sure, never who is first."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.db.models import Q, QuerySet
from django.http import Http404
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts import funnel
from charts.chart import Chart
from charts.funnel import Funnel
from charts.model import Direction as ChartDirection
from charts.study import Finding
from charts.wording import number
from effects.models import Study, StudyResult
from indicators.domains import Direction
from indicators.models import Indicator
from portal.effects.findings import finding_of, place_of
from portal.effects.paths import address
from portal.parts import crumbs_to
from portal.wijkstory.outcomes import CHART_DIRECTION
from wijken.models import Area, Level

FEWEST = 3  # outcomes of different figures that are worth one funnel


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
    def answered(self) -> list[StudyResult]:
        return [each for each in self.results if finding_of(each).estimate is not None]

    @property
    def lines(self) -> list[CouncilLine]:
        """Of each study with an outcome a line, by the name of its wijken: an order by effect would be a ranking."""
        named = zip(names_of(self.results), self.links, self.results, strict=True)
        lines = [
            CouncilLine(self.indicator, name, link[1], finding_of(each))
            for name, link, each in named
            if each in self.answered
        ]
        return sorted(lines, key=lambda line: line.place)


def studies_in(code: str) -> QuerySet[Study]:
    """Of programmes of a gemeente, and of others that look at a wijk or buurt within it."""
    own = Q(programme__gemeente__code=code)
    within = Q(areas__parent__code=code) | Q(areas__parent__parent__code=code)
    return Study.objects.filter(own | within).order_by().distinct()


@dataclass(frozen=True)
class CouncilLine:
    """One outcome in the table of all of them."""

    indicator: Indicator
    place: str
    url: str
    finding: Finding


def all_in_one(told: Iterable[IndicatorStudies]) -> Chart | None:
    """Outcomes of different figures in one funnel, each by the difference that was said beforehand to matter.

    None where so few can be set beside each other that it would say no more than their lines do.
    """
    studies = [
        scaled(each, name)
        for one in told
        for name, each in zip(names_of(one.results), one.results, strict=True)
        if each in one.answered and each.outcome.relevant_effect and one.indicator.direction != Direction.NEITHER
    ]
    if len(studies) < FEWEST:
        return None
    chart = funnel.draw(Funnel(
        _("Alle uitkomsten in één trechter"), _("1 is het verschil dat het programma vooraf belangrijk noemde"),
        tuple(studies), ChartDirection.HIGHER_IS_BETTER, 1, with_values=False,
    ))  # fmt: skip
    # the table of all outcomes, in their own units, stands below it
    return replace(chart, tables=(), sentence=outside_words(studies))


def outside_words(studies: Sequence[funnel.Study]) -> str:
    """How many lie outside, without their names: these stand at their points."""
    outside = sum(study.finding.effect.is_difference for study in studies)
    told = {"outside": number(outside), "all": number(len(studies))}
    if not outside:
        return _("Alle %(all)s uitkomsten liggen in de trechter: elk verschil kan toeval zijn.") % told
    said = ngettext(
        "Van de %(all)s uitkomsten ligt er %(outside)s buiten de trechter: daar is toeval geen goede verklaring.",
        "Van de %(all)s uitkomsten liggen er %(outside)s buiten de trechter: daar is toeval geen goede verklaring.",
        outside,
    )
    return said % told


def scaled(result: StudyResult, place: str) -> funnel.Study:
    """In differences that matter, better to the right."""
    outcome, finding = result.outcome, finding_of(result)
    lower = outcome.indicator.direction == Direction.LOWER
    per = -outcome.relevant_effect if lower else outcome.relevant_effect
    low, high = (None if edge is None else edge / per for edge in (finding.low, finding.high))
    edges = (high, low) if lower else (low, high)
    label = outcome.indicator.label()
    told = replace(
        finding, estimate=None if finding.estimate is None else finding.estimate / per,
        low=edges[0], high=edges[1], mde=None, unit="", decimals=1,
    )  # fmt: skip
    name = f"{label} ({place})"
    return funnel.Study(name, told, address("effect", outcome), label, finding.sentence)


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
    rows = StudyResult.objects.visible_to(reader).filter(outcome__study__in=studies_in(code))
    by_indicator: dict[Indicator, list[StudyResult]] = defaultdict(list)
    for result in rows.newest().for_reading():
        by_indicator[result.outcome.indicator].append(result)
    ordered = sorted(by_indicator.items(), key=lambda pair: (pair[0].order, pair[0].slug))
    told = tuple(IndicatorStudies(indicator, tuple(results)) for indicator, results in ordered)
    answered = [each for each in told if each.answered]
    return {
        "city": city,
        "together": all_in_one(answered),
        "funnels": [each for each in answered if len(each.answered) > 1],
        "lines": [line for each in answered for line in each.lines],
        "refused": [each for each in told if not each.answered],
        "invented": city.invented,
        "crumbs": crumbs_to([city]),
    }
