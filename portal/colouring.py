"""A map of areas coloured by the newest year of one indicator, in five classes with their words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext as _

from charts.wording import number
from indicators.models import Indicator, Observation
from portal.parts import division_query
from wijken.maps import AreaMap, map_of
from wijken.models import Area, Level

CLASSES = 5


@dataclass(frozen=True)
class Place:
    """One area on the map and in the list beside it. `shade` 1 (lowest) to 5; 0: no figure."""

    name: str
    url: str
    path: str
    shade: int
    text: str


@dataclass(frozen=True)
class Legend:
    shade: int
    words: str


@dataclass(frozen=True)
class ColouredMap:
    view_box: str
    places: tuple[Place, ...]
    legend: tuple[Legend, ...]
    indicator: Indicator | None
    year: int | None
    source: str
    figures_from: str
    choices: tuple[Indicator, ...]
    division: int | None = None

    @property
    def query(self) -> str:
        """Keeps links on an older division, where the map shows one."""
        return division_query(self.division)

    @property
    def drawn(self) -> tuple[Place, ...]:
        return tuple(place for place in self.places if place.path)


def coloured_map(areas: Sequence[Area], slug: str, division: int | None = None) -> ColouredMap | None:
    """The map of the parts of an area (4 queries at most), plain where no indicator is chosen.

    `division`: the links stay on this division, since their codes alone would lead to another.
    """
    if not areas:
        return None
    drawn = map_of(areas)
    choices = tuple(choices_for(areas))
    indicator = next((each for each in choices if each.slug == slug), None)
    year, values = newest_values(areas, indicator) if indicator else (None, {})
    bounds = bounds_of(list(values.values()))
    return ColouredMap(
        view_box=drawn.view_box if drawn else "",
        places=places_of(areas, drawn, indicator, values, bounds),
        legend=legend_of(bounds, indicator) if indicator else (),
        indicator=indicator,
        year=year,
        source=drawn.source if drawn else "",
        figures_from=_("verzonnen cijfers") if areas[0].invented or not indicator else indicator.source.name,
        choices=choices,
        division=division,
    )


def choices_for(areas: Sequence[Area]) -> list[Indicator]:
    """The outcomes of which at least two of the areas have a figure."""
    known = Observation.objects.for_areas(areas).known().order_by().values("indicator_id")
    counted = known.annotate(areas=Count("area_id", distinct=True)).filter(areas__gt=1)
    enough = [row["indicator_id"] for row in counted]
    return list(Indicator.objects.outcomes().filter(pk__in=enough).select_related("source"))


def newest_values(areas: Sequence[Area], indicator: Indicator) -> tuple[int | None, dict[int, float]]:
    """The values of the newest year that any of the areas knows: one year for the whole map."""
    rows = Observation.objects.for_areas(areas).known().filter(indicator=indicator)
    found = list(rows.values_list("period", "area_id", "value"))
    year = max((period for period, *_rest in found), default=None)
    return year, {area: value for period, area, value in found if period == year and value is not None}


def bounds_of(values: Sequence[float]) -> list[float]:
    """The lowest value of each class but the first: the quintiles of the areas."""
    ranked = sorted(values)
    if len(set(ranked)) < CLASSES:
        return sorted(set(ranked))[1:]
    return sorted({ranked[round(len(ranked) * step / CLASSES)] for step in range(1, CLASSES)})


def shade_of(value: float | None, bounds: Sequence[float]) -> int:
    return 0 if value is None else 1 + sum(value >= bound for bound in bounds)


def places_of(
    areas: Sequence[Area], drawn: AreaMap | None, indicator: Indicator | None, values: dict[int, float],
    bounds: Sequence[float],
) -> tuple[Place, ...]:  # fmt: skip
    paths = {shape.code: shape.path for shape in drawn.shapes} if drawn else {}
    return tuple(
        Place(
            name=area.spoken_name,
            url=reverse("wijk", args=[area.code]),
            path=paths.get(area.code, ""),
            shade=shade_of(values.get(area.pk), bounds),
            text=value_text(values.get(area.pk), indicator),
        )
        for area in sorted(areas, key=lambda each: each.spoken_name)
    )


def value_text(value: float | None, indicator: Indicator | None) -> str:
    if indicator is None:
        return ""
    return _("geen cijfer") if value is None else number(value, indicator.decimals)


def legend_of(bounds: Sequence[float], indicator: Indicator) -> tuple[Legend, ...]:
    """ "tot 40", "40 tot 55", …, "70 of meer"; and the areas without a figure."""
    marks = [number(bound, indicator.decimals) for bound in bounds]
    if not marks:
        return (Legend(1, _("één waarde")), Legend(0, _("geen cijfer")))
    words = [_("minder dan %(high)s") % {"high": marks[0]}]
    words += [_("%(low)s tot %(high)s") % {"low": low, "high": high} for low, high in pairwise(marks)]
    words += [_("%(low)s of meer") % {"low": marks[-1]}]
    return (*(Legend(shade, text) for shade, text in enumerate(words, start=1)), Legend(0, _("geen cijfer")))


@dataclass(frozen=True)
class Locator:
    """Where an area lies in its city: the wijken drawn lightly, the area or the wijk that holds it dark."""

    view_box: str
    shapes: tuple[tuple[str, bool], ...]


def locator(area: Area, city: Area | None) -> Locator | None:
    """None where the city is not drawn, or for the city itself (2 queries)."""
    if city is None or city.pk == area.pk:
        return None
    drawn = map_of(Area.objects.filter(parent=city, level=Level.WIJK))
    own = area.code if area.level == Level.WIJK else area.parent.code if area.parent else ""
    if drawn is None or own not in {shape.code for shape in drawn.shapes}:
        return None
    return Locator(drawn.view_box, tuple((shape.path, shape.code == own) for shape in drawn.shapes))
