"""Whether the wijk and its comparison wijken went alike before the start: the test in words, and the figure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from charts import yearly
from charts.chart import Chart
from charts.model import Point, Series, Status
from charts.wording import nobreak, number
from portal.effects.answers import Answer
from portal.effects.part import Part
from portal.effects.placebolines import gap

if TYPE_CHECKING:
    from portal.effects.story import OutcomeStory

PRETREND_LEAST = 0.10  # below it the rules refuse
FEWEST = 3  # measurements from before the start: with fewer there is next to nothing to test or to see


def p_words(p: float) -> str:
    return nobreak(f"p < {number(0.001, 3)}" if p < 0.001 else f"p = {number(p, 3)}")


def before_words(answer: Answer) -> str:
    """In the fewest words; empty where it was not tested."""
    p, count = answer.number("pretrend_p"), answer.count("n_pre")
    if p is None:
        return ""
    if p >= PRETREND_LEAST and count < FEWEST:
        return _("niet te zeggen met %(count)s metingen") % {"count": number(count)}
    said = _("voor zover te zien wel (%(p)s)") if p >= PRETREND_LEAST else _("nee (%(p)s)")
    return said % {"p": p_words(p)}


def before(story: OutcomeStory) -> Part:
    p, count = story.answer.number("pretrend_p"), story.answer.count("n_pre")
    if p is None:
        return Part("vooraf", "", ())
    alike = _("Vóór het begin gingen de wijk en de vergelijkingswijken gelijk op, voor zover te zien is (%(p)s).")
    apart = _(
        "Vóór het begin gingen de wijk en de vergelijkingswijken al niet gelijk op (%(p)s). Dan is wat er "
        "daarna gebeurt, niet aan de aanpak te danken of te wijten, en geven we geen oordeel."
    )
    few = _("Er zijn maar %(count)s metingen van voor het begin. Of ze gelijk op gingen, is daarmee niet te zeggen.")
    said = few if p >= PRETREND_LEAST and count < FEWEST else alike if p >= PRETREND_LEAST else apart
    rule = _("De p is de kans dat toeval zo’n verschil vóór het begin geeft. Onder 0,10 geven we geen oordeel.")
    texts = (said % {"p": p_words(p), "count": number(count)}, *(() if said == few else (rule,)))
    return Part("vooraf", _("Gingen ze eerst gelijk op?"), texts, before_chart(story))


def before_chart(story: OutcomeStory) -> Chart | None:
    """The event study by calendar year; where nothing may be said only the years from before, without weights.

    None where nothing was tested, or where too few years tell of it.
    """
    if story.answer.number("pretrend_p") is None:
        return None
    found = tested(story) if story.finding.effect.is_judged else untested(story)
    if sum(point.year < story.study.start_year for point in found.known) < FEWEST:
        return None
    indicator = story.outcome.indicator
    return yearly.draw(yearly.YearlyDifference(
        title=_("Verschil met de vergelijkingswijken, jaar na jaar"), unit=indicator.unit, difference=found,
        start_year=story.study.start_year, decimals=story.finding.places, since=story.outcome.effect_year,
    ))  # fmt: skip


def tested(story: OutcomeStory) -> Series:
    """As the study estimated it. A year that does not count, such as that of the selection, has no estimate."""
    years = story.years_since
    points = {
        years[step.time]: Point(years[step.time], step.estimate, low=step.low, high=step.high)
        for step in story.answer.steps
        if step.time in years
    }
    return Series(story.place, tuple(
        points.get(year) or Point(year, None, Status.MISSING) for year in sorted(years.values())
        if points and min(points) <= year <= max(points)
    ))  # fmt: skip


def untested(story: OutcomeStory) -> Series:
    others = {str(place): line for place, line in enumerate(story.lines.separate) if line.known}
    start = story.study.start_year
    found = gap(story.lines.own, others, start)
    return Series(story.place, tuple(point for point in found.points if point.year < start))
