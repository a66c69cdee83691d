"""The cities with their wijken that have figures, for lists and maps."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from indicators.figures import newest_with_figures
from wijken.maps import AreaMap, map_of, outlines_by_area
from wijken.models import Area, Level

MOST_MAPS = 12


@dataclass(frozen=True)
class City:
    """A gemeente with its wijken on the newest division that has figures, and codes that only older ones have."""

    area: Area
    wijken: tuple[Area, ...]
    earlier: tuple[Area, ...]
    map: AreaMap | None = None


def cities() -> tuple[City, ...]:
    """Every gemeente with wijken that have figures, in 2 queries; the invented one last."""
    wijken = newest_with_figures(Area.objects.of_level(Level.WIJK)).select_related("parent")
    by_city: dict[str, list[Area]] = defaultdict(list)
    for wijk in wijken:
        if wijk.parent:
            by_city[wijk.parent.code].append(wijk)
    drawn = outlines_by_area([wijk for each in by_city.values() for wijk in each]) if len(by_city) <= MOST_MAPS else {}
    found = [city_of(each, drawn) for each in by_city.values()]
    return tuple(sorted(found, key=lambda city: (city.area.invented, city.area.spoken_name)))


def city_of(wijken: Iterable[Area], drawn: dict) -> City:
    """The newest division first: its gemeente gives the name, and its wijken the list."""
    newest = max(wijk.division_year for wijk in wijken)
    ordered = sorted(wijken, key=lambda wijk: wijk.spoken_name)
    now = tuple(wijk for wijk in ordered if wijk.division_year == newest)
    earlier = tuple(wijk for wijk in ordered if wijk.division_year != newest)
    gemeente = now[0].parent
    assert gemeente is not None  # noqa: S101 - grouped by it
    return City(gemeente, now, earlier, map_of(now, drawn))
