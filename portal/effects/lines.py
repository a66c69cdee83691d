"""The lines of a study: the wijk, its comparison wijken, what was expected of it, and the city.

Years of the panel are drawn as the study had them, so that an older version stays what it was; years outside it, such
as those before a break, as they are known now.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.model import Break, Point, Role, Series, Status
from charts.wording import nobreak, number
from indicators.series import Series as Figures
from portal.effects.answers import Answer, Step
from portal.wijkstory.picture import POINT_STATUS
from wijken.models import Area

MOST_UNKNOWN = 0.2  # of the weight: where more is unknown, a mean would be of other wijken than the years beside it
Values = dict[int, float | None]


@dataclass(frozen=True)
class Panel:
    """The panel that a study was computed from, by unit and year."""

    data: Mapping[str, Any]

    @property
    def _panel(self) -> Mapping[str, Any]:
        found: Mapping[str, Any] = self.data.get("panel", self.data)
        return found

    @cached_property
    def values(self) -> dict[str, Values]:
        periods = self._panel.get("periods") or ()
        rows = zip(self._panel.get("units") or (), self._panel.get("outcome") or (), strict=False)
        return {unit: dict(zip(periods, row, strict=False)) for unit, row in rows}

    @property
    def first_treated(self) -> dict[str, int | None]:
        """By unit the first year that counts as treated; None for never."""
        rows = zip(self._panel.get("units") or (), self._panel.get("first_treated") or (), strict=False)
        return {unit: int(year) if isinstance(year, int | float) and year > 0 else None for unit, year in rows}

    def years_since(self, since: int) -> dict[int, int]:
        """By time since the start the year that it is; where the panel skips years, time counts measurements."""
        periods = list(self._panel.get("periods") or ())
        if all(later - earlier == 1 for earlier, later in pairwise(periods)):
            return {year - since: year for year in periods}
        start = sum(year < since for year in periods)
        return {place - start: year for place, year in enumerate(periods)}


def points_of(values: Values, figures: Figures | None) -> tuple[Point, ...]:
    """One area's points: those of the panel, and around them what is known; an unknown one keeps its reason."""
    known = {each.period: Point(each.period, each.value, POINT_STATUS[each.status])
             for each in (figures.figures if figures else ())}  # fmt: skip
    for year, value in values.items():
        if value is not None:
            status = known[year].status if year in known and known[year].value is not None else Status.MEASURED
            known[year] = Point(year, value, status)
        elif year not in known or known[year].value is not None:
            known[year] = Point(year, None, Status.MISSING)
    return tuple(known[year] for year in sorted(known))


def mean_of(lines: Mapping[str, Sequence[Point]], weights: Mapping[str, float]) -> tuple[Point, ...]:
    """By year the mean by weight (all alike without weights); unknown where too much of the weight is."""
    weight = {code: weights.get(code, 0.0) if weights else 1.0 for code in lines}
    total = sum(weight.values())
    by_year: dict[int, list[tuple[float, float]]] = {}
    for code, points in lines.items():
        for point in points:
            row = by_year.setdefault(point.year, [])
            if point.value is not None and weight[code] > 0:
                row.append((weight[code], point.value))
    return tuple(_mean(year, by_year[year], total) for year in sorted(by_year))


def _mean(year: int, row: list[tuple[float, float]], total: float) -> Point:
    found = sum(weight for weight, _value in row)
    if not row or found < (1 - MOST_UNKNOWN) * total:
        return Point(year, None, Status.MISSING)
    return Point(year, sum(weight * value for weight, value in row) / found)


@dataclass(frozen=True)
class Lines:
    own: Series
    comparison: Series
    separate: tuple[Series, ...]
    expected: Series | None
    interval_of_mean: bool

    @property
    def series(self) -> tuple[Series, ...]:
        found = (self.own, self.comparison, self.expected)
        return tuple(each for each in found if each and each.points)


def lines_of(
    *, answer: Answer, panel: Panel, areas: tuple[Sequence[Area], Sequence[Area]], figures: Mapping[str, Figures],
    place: str, since: int, breaks: tuple[Break, ...],
) -> Lines:  # fmt: skip
    """`areas`: those of the study and those that it is compared with; `figures`: the series of each, by code."""
    treated, others = (
        {each.code: points_of(panel.values.get(each.code, {}), figures.get(each.code)) for each in group}
        for group in areas
    )
    names = {each.code: each.spoken_name for group in areas for each in group}
    own = Series(own_name(place, treated), mean_of(known(treated), {}) if len(treated) > 1 else only(treated))
    mean = Series(comparison_name(answer, len(others)), mean_of(others, answer.weights), Role.COMPARISON)
    expected, of_mean = expected_of(answer, own, panel.years_since(since))
    return Lines(
        cut(own, breaks), cut(mean, breaks),
        tuple(cut(Series(names[code], points, Role.COMPARISON), breaks) for code, points in others.items()),
        expected, of_mean,
    )  # fmt: skip


def known(lines: Mapping[str, tuple[Point, ...]]) -> dict[str, tuple[Point, ...]]:
    """Wijken with a figure in any year: one without would make every mean unknown."""
    return {code: points for code, points in lines.items() if any(point.value is not None for point in points)}


def only(lines: Mapping[str, tuple[Point, ...]]) -> tuple[Point, ...]:
    return next(iter(lines.values()), ())


def own_name(place: str, treated: Mapping[str, tuple[Point, ...]]) -> str:
    """Of several wijken how many the line is the mean of, and of how many where some have no figure at all."""
    count, there = len(known(treated)), len(treated)
    if there == 1:
        return place
    told = {"number": number(count), "all": number(there)}
    if 1 < count < there:
        return _("%(number)s van de %(all)s wijken") % told
    return _("gemiddelde van %(number)s wijken") % told


def cut(series: Series, breaks: tuple[Break, ...]) -> Series:
    years = [point.year for point in series.points]
    crossed = tuple(each for each in breaks if years and years[0] < each.year <= years[-1])
    return Series(series.name, series.points, series.role, crossed, series.short_name)


def comparison_name(answer: Answer, count: int) -> str:
    said = ngettext("%(number)s vergelijkingswijk", "%(number)s vergelijkingswijken", count)
    counted = nobreak(said % {"number": number(count)})
    return _("%(counted)s, gewogen") % {"counted": counted} if answer.weights else counted


def expected_of(answer: Answer, own: Series, years: Mapping[int, int]) -> tuple[Series | None, bool]:
    """What was expected of the wijk since the start, with its interval; and whether that is the one of the mean.

    `years`: by time since the start, see `Panel.years_since`.
    """
    steps = [step for step in answer.steps if step.time in years and own.value_in(years[step.time]) is not None]
    before, after = [step for step in steps if step.time < 0][-1:], [step for step in steps if step.time >= 0]
    if not after:
        return None, False
    of_mean = any(step.low is None or step.high is None for step in after)
    shifts = _shifts(answer) if of_mean else None
    before = [step for step in before if step.time == after[0].time - 1]  # no line over years that do not count
    points = [Point(years[step.time], own.figure_in(years[step.time]) - step.estimate) for step in before]
    points += [_expected(step, own.figure_in(years[step.time]), years[step.time], shifts) for step in after]
    return Series(_("verwacht"), tuple(points), Role.EXPECTED), of_mean and shifts is not None


def _shifts(answer: Answer) -> tuple[float, float] | None:
    """How far the interval of the mean effect reaches below and above it."""
    estimate, low, high = (answer.number(name) for name in ("estimate", "ci_low", "ci_high"))
    return None if estimate is None or low is None or high is None else (low - estimate, high - estimate)


def _expected(step: Step, here: float, year: int, shifts: tuple[float, float] | None) -> Point:
    value = here - step.estimate
    if shifts:
        return Point(year, value, low=value - shifts[1], high=value - shifts[0])
    if step.low is None or step.high is None:
        return Point(year, value)
    return Point(year, value, low=here - step.high, high=here - step.low)
