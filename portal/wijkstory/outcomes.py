"""How the people fare: per indicator then, now, city, country, goal, and in words whether it goes better."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from charts import verdict as judging
from charts.model import Direction as ChartDirection
from charts.verdict import Verdict, direction_words
from charts.wording import number
from indicators.domains import Direction, Status
from indicators.models import DefinitionVersion, Indicator
from indicators.series import Compared, Figure, Series
from portal.wijkstory.sources import source_in_words
from programmes.course import Course, course_of
from programmes.models import Goal

CHART_DIRECTION = {
    Direction.HIGHER: ChartDirection.HIGHER_IS_BETTER,
    Direction.LOWER: ChartDirection.LOWER_IS_BETTER,
    Direction.NEITHER: ChartDirection.NEITHER,
}


@dataclass(frozen=True)
class Cell:
    """A figure as a reader sees it. Without a value `text` says in words why; it is then never a number."""

    text: str
    year: int | None = None
    note: str = ""
    known: bool = False


@dataclass(frozen=True)
class Outcome:
    """One indicator in one area, in words. `reason` says why nothing can be said of better or worse."""

    indicator: Indicator
    then: Cell
    now: Cell
    city: Cell
    country: Cell
    goal: Cell
    verdict: Verdict
    reason: str
    course: Course | None

    source: str
    beside: str = ""
    derived: str = ""

    @property
    def anchor(self) -> str:
        return f"cijfer-{self.indicator.slug}"

    @property
    def unit_words(self) -> str:
        """ "per 1.000 inwoners, lager is beter"."""
        words = direction_words(CHART_DIRECTION[Direction(self.indicator.direction)])
        return ", ".join(part for part in (self.indicator.unit, words) if part)

    @property
    def has_goal(self) -> bool:
        return self.course is not None

    @property
    def is_judged(self) -> bool:
        return self.verdict is not Verdict.UNKNOWN

    @property
    def is_on_the_way(self) -> bool:
        """Whether anything can be said of the course to the goal."""
        return self.course is not Course.UNKNOWN


def current_definition(definitions: Sequence[DefinitionVersion], year: int) -> DefinitionVersion | None:
    """The definition that holds in a year: the last one that began by then."""
    begun = [each for each in definitions if each.from_year <= year]
    return begun[-1] if begun else None


def comparable(series: Series, definitions: Sequence[DefinitionVersion]) -> list[Figure]:
    """The known figures that may be set beside the newest: those counted in the same way."""
    newest = series.newest()
    if newest is None:
        return []
    definition = current_definition(definitions, newest.period)
    first = definition.from_year if definition else 0
    return [figure for figure in series.known() if figure.period >= first]


def figure_then(figures: Sequence[Figure], start: int | None) -> Figure | None:
    """The figure of the year in which the programme began, else the last before it, else the first there is."""
    if len(figures) < 2:
        return None
    before = [figure for figure in figures[:-1] if start is not None and figure.period <= start]
    return before[-1] if before else figures[0]


def cell_of(figure: Figure | None, indicator: Indicator) -> Cell:
    if figure is None:
        return Cell(_("geen cijfer"))
    if figure.value is None:
        word = _("verzwegen") if figure.status == Status.WITHHELD else _("ontbreekt")
        return Cell(word, figure.period)
    return Cell(number(figure.value, indicator.decimals), figure.period, note_of(figure), known=True)


def note_of(figure: Figure) -> str:
    if figure.status == Status.PROVISIONAL:
        return _("voorlopig")
    return _("geschat") if figure.status == Status.ESTIMATED else ""


def outcome_of(compared: Compared, goal: Goal | None, start: int | None) -> Outcome:
    indicator, here = compared.indicator, compared.here
    figures = comparable(here, list(indicator.definitions.all()))
    now = here.newest()
    then = figure_then(figures, start)
    verdict, reason = verdict_of(indicator, here, then, now)
    return Outcome(
        indicator=indicator,
        then=cell_of(then, indicator),
        now=now_cell(here),
        city=beside(compared.city, now, indicator),
        country=beside(compared.country, now, indicator),
        goal=goal_cell(goal, now),
        verdict=verdict,
        reason=reason,
        course=course_for(goal, now),
        source=source_in_words(indicator, here.area, now.period if now else None),
        beside=beside_in_words(compared, then, now),
        derived=derived_words(now, indicator),
    )


def now_cell(series: Series) -> Cell:
    """The newest known figure; where later ones are unknown, that is said beside it."""
    now = series.newest()
    last = series.figures[-1] if series.figures else None
    cell = cell_of(now or last, series.indicator)
    if now and last and last.period > now.period:
        later = cell_of(last, series.indicator)
        return Cell(
            cell.text, cell.year, _("%(year)s: %(word)s") % {"year": last.period, "word": later.text}, known=True
        )
    return cell


def beside(other: Series | None, now: Figure | None, indicator: Indicator) -> Cell:
    """The figure of city or country in the same year: years are never compared with each other."""
    return cell_of(other.at(now.period) if other and now else None, indicator)


def verdict_of(indicator: Indicator, here: Series, then: Figure | None, now: Figure | None) -> tuple[Verdict, str]:
    if now is None:
        return Verdict.UNKNOWN, unknown_reason(here)
    if then is None:
        return Verdict.UNKNOWN, single_reason(here)
    direction = CHART_DIRECTION[Direction(indicator.direction)]
    if indicator.better_from is None and direction is not ChartDirection.NEITHER:
        return Verdict.UNKNOWN, _("er is nog niet afgesproken welke verandering telt")
    return judging.judge(then.value, now.value, direction, indicator.still_equal), ""


def derived_words(figure: Figure | None, indicator: Indicator) -> str:
    """Where we computed a figure ourselves: that we did, and that it is an approximation where its weight is."""
    if figure is None or not figure.derived:
        return ""
    return _("benadering, door ons berekend") if indicator.approximate else _("door ons berekend")


def beside_in_words(compared: Compared, then: Figure | None, now: Figure | None) -> str:
    """How it went meanwhile in the city, else in the country: "stad: slechter". Empty where that is not known."""
    other, place = (compared.city, _("stad")) if compared.city else (compared.country, _("land"))
    before = other.at(then.period) if other and then else None
    after = other.at(now.period) if other and now else None
    if before is None or after is None or before.value is None or after.value is None:
        return ""
    direction = CHART_DIRECTION[Direction(compared.indicator.direction)]
    verdict = judging.judge(before.value, after.value, direction, compared.indicator.still_equal)
    return _("%(place)s: %(word)s") % {"place": place, "word": verdict.word}


def unknown_reason(here: Series) -> str:
    if any(figure.status == Status.WITHHELD for figure in here.figures):
        return _("verzwegen: het gaat om te weinig mensen")
    return _("nog geen gegevens voor dit gebied")


def single_reason(here: Series) -> str:
    if len(here.known()) > 1:
        newest = here.newest()
        return _("sinds de vorige meting wordt er anders geteld") if newest else ""
    return single_measurement()


def single_measurement() -> str:
    return _("er is één meting")


def targets_of(goal: Goal) -> list[tuple[int, float]]:
    return sorted((target.year, target.value) for target in goal.targets.all())


def goal_cell(goal: Goal | None, now: Figure | None) -> Cell:
    """The next target after the newest figure, or the last one."""
    targets = targets_of(goal) if goal else []
    if not goal or not targets:
        return Cell(_("geen doel"))
    ahead = [target for target in targets if now is None or target[0] > now.period]
    year, value = (ahead or targets[-1:])[0]
    return Cell(number(value, goal.indicator.decimals), year, known=True)


def course_for(goal: Goal | None, now: Figure | None) -> Course | None:
    if goal is None:
        return None
    figure = (now.period, now.value) if now and now.value is not None else None
    baseline = (goal.baseline_year, goal.baseline_value)
    return course_of(goal.kind, baseline, targets_of(goal), figure, goal.indicator.still_equal)


def without_figures(goal: Goal) -> Series:
    return Series(goal.area, goal.indicator, [])
