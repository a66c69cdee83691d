"""The page of one outcome of a study: the picture, the finding, and its versions."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils.translation import gettext as _

from charts import study as study_chart
from charts.chart import Chart
from charts.model import Panel as ChartPanel
from charts.model import Role, WijkPicture
from charts.study import Finding, StudyPicture
from effects.models import ComparisonArea, Study, StudyOutcome, StudyResult
from indicators.domains import Direction
from indicators.series import Series as Figures
from indicators.series import series_of
from portal.effects.answers import Answer
from portal.effects.context import Context
from portal.effects.facts import Fact, facts_of
from portal.effects.findings import elsewhere_of, finding_of, label_of, place_of, relevant_words, subject_words
from portal.effects.gaps import gap_charts
from portal.effects.lines import Lines, Panel, lines_of, points_of
from portal.effects.money import bars_of, money_note, no_money_reason
from portal.effects.paths import address
from portal.effects.refusals import Missing, missing_of, named
from portal.effects.remarks import remarks_of
from portal.effects.versions import VersionRow, version_rows
from portal.parts import area_name
from portal.wijkstory.outcomes import CHART_DIRECTION
from portal.wijkstory.picture import breaks_of, line_of, pillars
from wijken.models import Area


@dataclass(frozen=True)
class OutcomeStory:
    """One version of what a study found of one outcome.

    `compared`: the wijken that the answer rests on; `unused`: chosen as well, but this method could not use them.
    `years_since`: by time since the start the year that it is. `unknown`: codes of areas without any figure.
    """

    result: StudyResult
    lines: Lines
    city: Any
    left_out: tuple[ComparisonArea, ...]
    compared: tuple[ComparisonArea, ...]
    unused: tuple[ComparisonArea, ...]
    versions: tuple[StudyResult, ...]
    years_since: Mapping[int, int]
    unknown: frozenset[str]

    @property
    def outcome(self) -> StudyOutcome:
        return self.result.outcome

    @property
    def study(self) -> Study:
        return self.outcome.study

    @property
    def is_newest(self) -> bool:
        return self.result.number == self.versions[0].number

    @cached_property
    def answer(self) -> Answer:
        return Answer(self.result.answer)

    @cached_property
    def finding(self) -> Finding:
        return finding_of(self.result)

    @property
    def label(self) -> str:
        return label_of(self.outcome)

    @property
    def source(self) -> str:
        return self.outcome.indicator.credit(invented=self.study.programme.gemeente.invented)

    @property
    def place(self) -> str:
        return place_of(self.study)

    @cached_property
    def picture(self) -> StudyPicture:
        indicator = self.outcome.indicator
        lines = self.lines
        panel = ChartPanel(
            title=indicator.label(),
            unit=indicator.unit,
            series=(*lines.series, *((self.city,) if self.city else ())),
            direction=CHART_DIRECTION[Direction(indicator.direction)],
            decimals=indicator.decimals,
            subject=subject_words(indicator),
            source=self.source,
        )
        return StudyPicture(self._ground(panel), panel, self.finding, lines.separate, lines.interval_of_mean)

    def _ground(self, panel: ChartPanel) -> WijkPicture:
        """The money and the years."""
        bars, start = bars_of(self.result), self.study.start_year
        years = [point.year for series in panel.series for point in series.points]
        years += [start, *(bar.year for bar in bars)]
        title = _("%(name)s in %(place)s, en wat er is besteed")
        return WijkPicture(
            title=title % {"name": self.outcome.indicator.label(), "place": self.place},
            wijk=self.place,
            city=self.study.programme.gemeente.spoken_name,
            first_year=min(years),
            last_year=max(years),
            now_year=max(years),
            start_year=start,
            pillars=pillars(),
            bars=bars,
            money_note=money_note(self.result) if bars else "",
            start_name=_("begin"),
            of_few=True,
            money_empty_reason=no_money_reason(self.result),
            caveat=self._caveat,
        )

    @property
    def _caveat(self) -> str:
        if not self.finding.effect.is_judged:
            return _("Het laat zien wat er samen opging, niet wat waardoor kwam.")
        return _(
            "Het laat zien of de wijk anders ging dan de vergelijkingswijken. Of dat door het geld kwam, is daarmee "
            "niet bewezen."
        )

    @cached_property
    def chart(self) -> Chart | None:
        return study_chart.draw(self.picture, f"studie{self.outcome.pk}") if self.lines.own.known else None

    @property
    def title(self) -> str:
        return _("%(name)s in %(place)s") % {"name": self.outcome.indicator.label(), "place": self.place}

    @cached_property
    def context(self) -> Context:
        return Context(self.result.context)

    @property
    def facts(self) -> list[Fact]:
        return facts_of(self)

    @cached_property
    def elsewhere(self) -> str:
        return elsewhere_of(self.study)

    @property
    def remarks(self) -> tuple[str, ...]:
        return remarks_of(self)

    @property
    def without_figures(self) -> tuple[str, ...]:
        """The study's own wijken of which there is no figure in any year, by name."""
        return tuple(area_name(each.area) for each in self.study.study_areas.all() if each.area.code in self.unknown)

    @property
    def computing_notes(self) -> tuple[str, ...]:
        """What the estimator remarked, with the names of wijken."""
        return tuple(named(each, self.names) for each in self.answer.warnings)

    @cached_property
    def names(self) -> dict[str, str]:
        """Of every wijk that takes part or was weighed, by its code."""
        weighed = [each.area for each in (*self.compared, *self.unused, *self.left_out)]
        own = [each.area for each in self.study.study_areas.all()]
        return {area.code: area_name(area) for area in (*own, *weighed)}

    @property
    def missing(self) -> tuple[Missing, ...]:
        return missing_of(self.answer, self.names, relevant_words(self.outcome), self.without_figures)

    @property
    def gaps(self) -> list[Chart]:
        return gap_charts(self)

    @property
    def version_rows(self) -> tuple[VersionRow, ...]:
        return version_rows(self.versions, self.result)

    @property
    def url(self) -> str:
        return address("effect", self.outcome)

    @property
    def explanation_url(self) -> str:
        return self._of_this_version("effect-uitleg")

    @property
    def panel_url(self) -> str:
        return self._of_this_version("effect-paneel")

    @property
    def answer_url(self) -> str:
        return self._of_this_version("effect-antwoord")

    def _of_this_version(self, name: str) -> str:
        return address(name, self.outcome) + ("" if self.is_newest else f"?versie={self.result.number}")


def tell_outcome(result: StudyResult, versions: tuple[StudyResult, ...]) -> OutcomeStory:
    """In a fixed number of queries, however many wijken are compared."""
    outcome = result.outcome
    study, indicator = outcome.study, outcome.indicator
    weighed = list(outcome.comparison_areas.select_related("area__parent__parent"))
    compared, unused = used_of([each for each in weighed if each.included], Answer(result.answer))
    own = [each.area for each in study.study_areas.all()]
    city = study.programme.gemeente
    found = series_of([*own, *(each.area for each in compared), city], [indicator])
    figures = {series.area.code: series for series in found.values()}
    breaks = breaks_of(indicator)
    panel = Panel(result.snapshot)
    lines = lines_of(
        answer=Answer(result.answer), panel=panel, areas=(own, [each.area for each in compared]),
        figures=figures, place=place_of(study), since=outcome.effect_year, breaks=breaks,
    )  # fmt: skip
    beside = figures.get(city.code)
    return OutcomeStory(
        result=result,
        lines=lines,
        city=line_of(beside, Role.CITY, city.spoken_name, breaks) if beside and beside.known() else None,
        left_out=tuple(each for each in weighed if not each.included),
        compared=compared,
        unused=unused,
        versions=versions,
        years_since=panel.years_since(outcome.effect_year),
        unknown=frozenset(each.code for each in own if without_figure(each, panel, figures)),
    )


def without_figure(area: Area, panel: Panel, figures: Mapping[str, Figures]) -> bool:
    points = points_of(panel.values.get(area.code, {}), figures.get(area.code))
    return all(point.value is None for point in points)


def used_of(chosen: list[ComparisonArea], answer: Answer) -> tuple[tuple[ComparisonArea, ...], ...]:
    """Those that the answer rests on, and the others; an answer that names none rests on all."""
    used = set(answer.comparison) or {each.area.code for each in chosen}
    return (
        tuple(each for each in chosen if each.area.code in used),
        tuple(each for each in chosen if each.area.code not in used),
    )
