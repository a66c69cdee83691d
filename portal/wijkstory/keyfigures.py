"""The few large numbers at the top of the page of an area, each with its words, year and source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.wording import euros_short, number, part_of
from indicators.domains import Aggregation
from indicators.series import Compared, Figure
from portal.wijkstory.doing import Doing
from portal.wijkstory.money import Money
from portal.wijkstory.outcomes import Outcome
from portal.wijkstory.sources import source_in_words
from programmes.course import GOOD, Course
from programmes.vocabulary import InterventionStatus

ABOUT_PEOPLE = ("inwoners", "bijstand", "misdrijven", "ervaren-gezondheid", "leefbaarheid-lbm3", "leefbaarheid-lbm2")
MOST = 4


@dataclass(frozen=True)
class KeyFigure:
    """A large number with its meaning in small type; without a `value`, `unknown` says so in words.

    A figure of an indicator (`slug`) leads to it by its `source`; the others lead to a place on the page (`anchor`).
    """

    value: str
    words: str
    slug: str = ""
    source: str = ""
    year: int | None = None
    anchor: str = ""
    link: str = ""
    unknown: str = ""


def about_people(compared: Sequence[Compared]) -> tuple[KeyFigure, ...]:
    """How many live here and how they fare, beside the city; only of what is known."""
    by_slug = {each.indicator.slug: (each, newest) for each in compared if (newest := each.here.newest())}
    return tuple(key_figure(*by_slug[slug]) for slug in ABOUT_PEOPLE if slug in by_slug)[:MOST]


def key_figure(each: Compared, now: Figure) -> KeyFigure:
    indicator = each.indicator
    words = _("inwoners") if indicator.slug == "inwoners" else f"{indicator.label()}, {indicator.unit}"
    return KeyFigure(
        value=number(now.value or 0, indicator.decimals),
        words=f"{words}{approximately(each, now)}.{beside_in_words(each, now)}",
        slug=indicator.slug,
        source=source_in_words(indicator, each.here.area, now.period),
        year=now.period,
    )


def approximately(each: Compared, now: Figure) -> str:
    return ", " + _("benadering") if now.derived and each.indicator.approximate else ""


def beside_in_words(each: Compared, now: Figure) -> str:
    """The same year in the whole city, for a figure that may be compared: not for a number of people."""
    beside = each.city.at(now.period) if each.city else None
    if each.city is None or beside is None or beside.value is None or each.indicator.aggregation == Aggregation.SUM:
        return ""
    value = number(beside.value, each.indicator.decimals)
    return " " + _("Heel %(place)s: %(value)s.") % {"place": each.city.area.spoken_name, "value": value}


def about_programme(
    money: Money, outcomes: Sequence[Outcome], doings: Sequence[Doing], year: int
) -> tuple[KeyFigure, ...]:
    return (spent_figure(money, year), goals_figure(outcomes), doings_figure(doings))


def spent_figure(money: Money, year: int) -> KeyFigure:
    spent, budget = money.spent_cents(), money.budget_cents()
    words = _("besteed tot en met %(year)s") % {"year": year}
    if budget is not None:
        words = _("%(words)s, van %(budget)s begroot") % {"words": words, "budget": euros_short(budget)}
    elif spent is not None:
        words = _("%(words)s, nog niet begroot") % {"words": words}
    value = "" if spent is None else euros_short(spent)
    return KeyFigure(value, words, anchor="geld", link=_("alle bedragen"), unknown=_("nog niet gemeld"))


def goals_figure(outcomes: Sequence[Outcome]) -> KeyFigure:
    courses = [outcome.course for outcome in outcomes if outcome.course]
    if not courses:
        return KeyFigure("", _("voor dit gebied als geheel"), unknown=_("nog geen doelen"))
    good = sum(course in GOOD for course in courses)
    unknown = sum(course is Course.UNKNOWN for course in courses)
    words = ngettext("doel ligt op koers", "doelen liggen op koers", len(courses))
    if unknown:
        words += ", " + _("%(count)s nog niet te zeggen") % {"count": unknown}
    return KeyFigure(part_of(good, len(courses)), words, anchor="bewoners", link=_("alle doelen"))


def doings_figure(doings: Sequence[Doing]) -> KeyFigure:
    busy = sum(each.intervention.status == InterventionStatus.BUSY for each in doings)
    words = ngettext("interventie", "interventies", len(doings))
    if busy:
        words += ", " + _("waarvan %(busy)s nu bezig") % {"busy": busy}
    value = number(len(doings)) if doings else ""
    return KeyFigure(value, words, anchor="interventies", link=_("wat we doen"), unknown=_("nog niets"))
