"""Figures as series: an area's own, with those of its city and the country beside it.

Figures of city and country are stored, never computed here: where the source has none, there is none.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from indicators.domains import Status
from indicators.models import Indicator, IndicatorQuerySet, Observation
from wijken.models import Area, Level


@dataclass(frozen=True, slots=True)
class Figure:
    """One year's figure. `value` is None where it is withheld or missing: unknown, never nought."""

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
    """The gemeente and the country in which an area lies (1 query); neither for itself."""
    above = Area.objects.select_related("parent__parent__parent").get(pk=area.pk).parent
    found: dict[str, Area] = {}
    while above:
        found[above.level] = above
        above = above.parent
    return Surroundings(area, found.get(Level.GEMEENTE), found.get(Level.LAND))


def series_of(areas: Iterable[Area], indicators: IndicatorQuerySet | None = None) -> dict[tuple[int, str], Series]:
    """All series of some areas by (area id, indicator slug), in 2 queries however many there are."""
    by_id = {area.pk: area for area in areas}
    chosen = indicators if indicators is not None else Indicator.objects.all()
    words = {indicator.pk: indicator for indicator in chosen.select_related("source")}
    rows = Observation.objects.for_areas(by_id.values())
    if indicators is not None:
        rows = rows.filter(indicator__in=list(words))
    found: dict[tuple[int, str], Series] = {}
    for area_id, indicator_id, *figure in rows.in_order().as_figures():
        indicator = words[indicator_id]
        series = found.setdefault((area_id, indicator.slug), Series(by_id[area_id], indicator))
        series.figures.append(Figure(figure[0], figure[1], Status(figure[2]), figure[3], figure[4]))
    return found


def compared(
    area: Area, indicators: IndicatorQuerySet | None = None, around: Surroundings | None = None
) -> list[Compared]:
    """Every indicator that has a figure here, in the catalogue's order, with city and country.

    3 queries, or 2 with its surroundings at hand.
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
