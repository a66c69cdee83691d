"""Where the comparison areas lie: a map of each gemeente that a study works in, and the same as a table.

It tells what an area is to the study, and no figure: there is nothing on it of before the start or after.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import models
from django.utils.translation import gettext_lazy as _

from charts.wording import listing
from effects.models import ComparisonArea
from effects.vocabulary import Choice
from wijken.maps import AreaMap, map_of, outlines_by_area
from wijken.models import Area, Level


class Part(models.TextChoices):
    """What an area is to a study."""

    OWN = "eigen", _("gebied van het onderzoek")
    COMPARED = "vergelijking", _("vergelijkingswijk")
    NEIGHBOUR = "buur", _("weggelaten: grenst aan de wijk")
    SIMILAR = "programma", _("weggelaten: heeft zelf zo’n aanpak")
    OTHER = "overig", _("doet niet mee om een andere reden")


MOST_NAMED = 5  # areas that hold those on a map, in its name
LEFT_OUT = {Choice.NEIGHBOUR: Part.NEIGHBOUR, Choice.SIMILAR_PROGRAMME: Part.SIMILAR}


@dataclass(frozen=True)
class Spot:
    """One area on a map and in its table. `row`: where a manager changes it; None for an area of the study itself."""

    area: Area
    part: Part
    row: ComparisonArea | None = None
    path: str = ""

    @property
    def name(self) -> str:
        return self.area.spoken_name


@dataclass(frozen=True)
class Ground:
    """The map of one gemeente. `without_outline`: names of areas that it cannot draw."""

    view_box: str
    spots: tuple[Spot, ...]
    source: str
    without_outline: tuple[str, ...]
    name: str

    @property
    def legend(self) -> tuple[Part, ...]:
        here = {spot.part for spot in self.spots}
        return tuple(part for part in Part if part in here)


@dataclass(frozen=True)
class Whereabouts:
    """`table`: every area of the maps, by what it is. `elsewhere`: comparison areas in another gemeente."""

    grounds: tuple[Ground, ...]
    table: tuple[Spot, ...]
    elsewhere: int


def whereabouts_of(treated: Sequence[Area], rows: Sequence[ComparisonArea]) -> Whereabouts:
    """In one query. Whatever lies in another gemeente than the study is counted, not drawn."""
    spots = [Spot(area, Part.OWN) for area in treated] + [Spot(row.area, part_of(row), row) for row in rows]
    near: dict[int | None, list[Spot]] = defaultdict(list)
    for spot in spots:
        near[gemeente_of(spot.area)].append(spot)
    own = dict.fromkeys(gemeente_of(area) for area in treated)
    outlines = outlines_by_area(spot.area for code in own for spot in near[code])
    drawn = [(near[code], map_of([spot.area for spot in near[code]], outlines)) for code in own]
    here = [spot for code in own for spot in near[code]]
    order = list(Part)
    return Whereabouts(
        grounds=tuple(_ground(ones, found) for ones, found in drawn if found),
        table=tuple(sorted(here, key=lambda spot: (order.index(spot.part), spot.name))),
        elsewhere=sum(spot.part == Part.COMPARED for spot in spots) - sum(spot.part == Part.COMPARED for spot in here),
    )


def part_of(row: ComparisonArea) -> Part:
    return Part.COMPARED if row.included else LEFT_OUT.get(Choice(row.choice), Part.OTHER)


def gemeente_of(area: Area) -> int | None:
    """The id of the area that holds it; of a buurt, of what holds its wijk."""
    return area.parent.parent_id if area.level == Level.BUURT and area.parent else area.parent_id


def _ground(spots: Sequence[Spot], found: AreaMap) -> Ground:
    paths = {shape.code: shape.path for shape in found.shapes}
    drawn = tuple(
        Spot(spot.area, spot.part, spot.row, paths[spot.area.code]) for spot in spots if spot.area.code in paths
    )
    parents = sorted({spot.area.parent.spoken_name for spot in spots if spot.area.parent})
    return Ground(found.view_box, drawn, found.source, found.without_outline, listing(parents[:MOST_NAMED]))
