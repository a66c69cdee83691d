"""One indicator: what it means, and its newest figures in all wijken of a city."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef
from django.urls import reverse
from django.utils.translation import gettext as _

from charts.model import Status
from charts.strip import Dot, Mark, Strip
from charts.wording import number
from indicators.domains import DOMAIN_EXPLANATION, Aggregation, Direction, Domain
from indicators.domains import Status as FigureStatus
from indicators.figures import newest_with_figures
from indicators.models import Indicator, Observation
from portal.parts import Entry
from portal.wijkstory.outcomes import CHART_DIRECTION
from portal.wijkstory.picture import POINT_STATUS
from wijken.models import Area, Level


@dataclass(frozen=True)
class DomainGroup:
    domain: Domain
    explanation: str
    indicators: tuple[Entry, ...]
    counts: tuple[Entry, ...]


@dataclass(frozen=True)
class IndicatorStory:
    """`strip` holds the figures of one year in all wijken of the city; None where no wijk has one."""

    indicator: Indicator
    cities: tuple[Area, ...]
    city: Area | None
    wijken: tuple[Area, ...]
    strip: Strip | None

    @property
    def better_words(self) -> str:
        return better_words(self.indicator)

    @property
    def adding_words(self) -> str:
        return adding_words(self.indicator)


def by_domain() -> list[DomainGroup]:
    """The catalogue by domain, the bare counts apart."""
    found: dict[tuple[str, bool], list[Entry]] = defaultdict(list)
    for each in Indicator.objects.select_related("source"):
        meta = f"{each.unit}. {each.source.name}"
        entry = Entry(each.name, reverse("indicator", args=[each.slug]), each.explanation, meta)
        found[each.domain, each.is_count].append(entry)
    return [
        DomainGroup(domain, str(DOMAIN_EXPLANATION[domain]), tuple(found[domain, False]), tuple(found[domain, True]))
        for domain in Domain
        if found[domain, False] or found[domain, True]
    ]


def tell_indicator(indicator: Indicator, city_code: str) -> IndicatorStory:
    """The story for the city asked for, else for the first that has figures (6 queries at most)."""
    cities = cities_with(indicator)
    city = next((each for each in cities if each.code == city_code), cities[0] if cities else None)
    wijken = wijken_of(city) if city else []
    strip = strip_of(indicator, wijken, city) if city else None
    return IndicatorStory(indicator, tuple(cities), city, tuple(wijken), strip)


def cities_with(indicator: Indicator) -> list[Area]:
    """The gemeenten with a wijk that has a known figure, the invented one last."""
    known = Observation.objects.known().filter(area_id=OuterRef("pk"), indicator=indicator)
    wijken = Area.objects.filter(Exists(known), level=Level.WIJK)
    parents = list(wijken.order_by().values_list("parent_id", flat=True).distinct())
    newest: dict[str, Area] = {}
    for area in Area.objects.filter(pk__in=parents).order_by("invented", "name", "division_year"):
        newest[area.code] = area
    return list(newest.values())


def wijken_of(city: Area) -> list[Area]:
    return list(newest_with_figures(Area.objects.filter(parent=city, level=Level.WIJK)).order_by("name"))


def strip_of(indicator: Indicator, wijken: Sequence[Area], city: Area) -> Strip | None:
    """Every wijk of the city in the newest year that one of them knows, with the city as a mark."""
    rows = list(Observation.objects.for_areas([*wijken, city]).filter(indicator=indicator))
    year = max((row.period for row in rows if row.value is not None and row.area_id != city.pk), default=None)
    if year is None:
        return None
    of_year = {row.area_id: row for row in rows if row.period == year}
    return Strip(
        title=_("%(name)s in de wijken van %(city)s, %(year)s")
        % {"name": indicator.label(), "city": city.spoken_name, "year": year},
        unit=indicator.unit,
        year=year,
        dots=tuple(dot_of(wijk, of_year.get(wijk.pk)) for wijk in wijken),
        marks=marks_of(city, of_year.get(city.pk)),
        direction=CHART_DIRECTION[Direction(indicator.direction)],
        decimals=indicator.decimals,
        source=_("verzonnen cijfers") if city.invented else f"{indicator.source.name}, {year}",
    )


def dot_of(wijk: Area, row: Observation | None) -> Dot:
    url = reverse("wijk", args=[wijk.code])
    if row is None:
        return Dot(wijk.spoken_name, None, Status.MISSING, url=url)
    return Dot(wijk.spoken_name, row.value, POINT_STATUS[FigureStatus(row.status)], url=url)


def marks_of(city: Area, row: Observation | None) -> tuple[Mark, ...]:
    return (Mark(city.spoken_name, row.value),) if row and row.value is not None else ()


def better_words(indicator: Indicator) -> str:
    """From which change on it is called better or worse."""
    if indicator.direction == Direction.NEITHER:
        return _("Hoger is hier niet beter en niet slechter. Lager ook niet.")
    if indicator.better_from is None:
        return _("Wij zeggen niet of het beter of slechter gaat. Er is niet afgesproken welke verandering telt.")
    size = number(indicator.better_from, max(indicator.decimals, 2 if indicator.better_from < 1 else 0))
    if indicator.unit.startswith("%"):
        size = _("%(size)s procentpunt") % {"size": size}
    return _("Een verandering van %(size)s of meer telt. Is het minder, dan noemen we het ongeveer gelijk.") % {
        "size": size
    }


def adding_words(indicator: Indicator) -> str:
    """How figures of several areas become one, if they may."""
    words = {
        Aggregation.SUM: _("Van een paar gebieden samen: optellen."),
        Aggregation.SHARE: _("Van een paar gebieden samen: eerst de aantallen optellen, dan pas delen."),
        Aggregation.MEAN: _("Van een paar gebieden samen: een gemiddelde, waarin grote gebieden zwaarder tellen."),
        Aggregation.NEVER: _("Cijfers van gebieden kun je niet samennemen."),
    }[Aggregation(indicator.aggregation)]
    return f"{words} {_('Dat blijft een benadering.')}" if indicator.approximate else words
