"""Figures as series: an area's own, with those of its city and the country beside it.

Figures of city and country are stored, never computed here: where the source has none, there is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from django.db.models import QuerySet

from indicators.domains import Status
from indicators.models import Indicator, IndicatorQuerySet, Observation
from wijken.models import Area, Level

STATUSES = {status.value: status for status in Status}


class Figure(NamedTuple):
    """One year's figure. `value` is None where it is withheld or missing: unknown, never nought.

    A tuple, because a page makes thousands of them.
    """

    period: int
    value: float | None
    status: Status
    derived: bool
    file_id: int


@dataclass(frozen=True)
class Series:
    """The figures of one indicator in one area, by year, unknown ones included."""

    area: Area
    indicator: Indicator
    figures: list[Figure] = field(default_factory=list)

    def known(self) -> list[Figure]:
        return [figure for figure in self.figures if figure.value is not None]

    def newest(self) -> Figure | None:
        """The last year that has a value."""
        return next((figure for figure in reversed(self.figures) if figure.value is not None), None)

    def at(self, period: int) -> Figure | None:
        return next((figure for figure in self.figures if figure.period == period), None)


@dataclass(frozen=True)
class Compared:
    """One indicator here, in the city and in the country; None where the source has no figure there."""

    indicator: Indicator
    here: Series
    city: Series | None
    country: Series | None


@dataclass(frozen=True)
class Surroundings:
    """An area with its ancestors on the same division."""

    area: Area
    city: Area | None
    country: Area | None

    def areas(self) -> list[Area]:
        return [area for area in (self.area, self.city, self.country) if area]


def surroundings(area: Area) -> Surroundings:
    """The gemeente and the country in which an area lies; neither for itself. No query with `with_parents`."""
    above = area.parent
    found: dict[str, Area] = {}
    while above:
        found[above.level] = above
        above = above.parent
    return Surroundings(area, found.get(Level.GEMEENTE), found.get(Level.LAND))


def series_of(
    areas: Iterable[Area], indicators: IndicatorQuerySet | Sequence[Indicator] | None = None
) -> dict[tuple[int, str], Series]:
    """All series of some areas by (area id, indicator slug), in 2 queries however many there are.

    1 query with the indicators (and their sources) at hand.
    """
    by_id = {area.pk: area for area in areas}
    chosen = Indicator.objects.all() if indicators is None else indicators
    chosen = chosen.select_related("source") if isinstance(chosen, QuerySet) else chosen
    words = {indicator.pk: indicator for indicator in chosen}
    rows = Observation.objects.for_areas(by_id.values())
    if indicators is not None:
        rows = rows.filter(indicator__in=list(words))
    found: dict[tuple[int, str], Series] = {}
    for (area_id, indicator_id), figures in groupby(rows.in_order().as_figures(), key=itemgetter(0, 1)):
        known = [Figure(row[2], row[3], STATUSES[row[4]], row[5], row[6]) for row in figures]
        found[area_id, words[indicator_id].slug] = Series(by_id[area_id], words[indicator_id], known)
    return found


def compared(
    area: Area,
    indicators: IndicatorQuerySet | Sequence[Indicator] | None = None,
    around: Surroundings | None = None,
) -> list[Compared]:
    """Every indicator that has a figure here, in the catalogue's order, with city and country.

    2 queries, or 1 with the indicators at hand.
    """
    around = around or surroundings(area)
    found = series_of(around.areas(), indicators)

    def of(other: Area | None, slug: str) -> Series | None:
        return found.get((other.pk, slug)) if other else None

    here = sorted((series for series in found.values() if series.area.pk == area.pk), key=_by_catalogue)
    return [
        Compared(each.indicator, each, of(around.city, each.indicator.slug), of(around.country, each.indicator.slug))
        for each in here
    ]


def _by_catalogue(series: Series) -> tuple[int, str]:
    return series.indicator.order, series.indicator.slug
