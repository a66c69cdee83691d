"""Draw the wijken of Voorbeeldstad, a town that does not exist: cells around places, cut by a river and a harbour.

    python -m demonstration.townmap

The drawing is kept in `data/voorbeeldstad/kaart.json`; this module says how it came about and makes the same again.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from itertools import pairwise
from random import Random
from typing import Any

from shapely import LineString, MultiPoint, Point, Polygon, unary_union, voronoi_polygons
from shapely.geometry.base import BaseGeometry

from demonstration.drawing import path_of
from demonstration.files import DATA, read_toml

SEED = 1270
# How far a straight border is bent, and the longest piece of border without a bend (pixels).
BEND, PIECE = 0.16, 9.0

Place = tuple[float, float]


def main() -> None:
    shapes = [{"code": code, "d": path} for code, path in drawn_wijken()]
    lines = ",\n".join(json.dumps(shape) for shape in shapes)
    view_box = " ".join(str(number) for number in plan()["blad"])
    text = f'{{"viewBox": "{view_box}", "shapes": [\n{lines}\n]}}\n'
    (DATA / "voorbeeldstad/kaart.json").write_text(text, encoding="utf-8", newline="\n")


def plan() -> dict[str, Any]:
    return read_toml("voorbeeldstad/plattegrond.toml")


def drawn_wijken() -> Iterator[tuple[str, str]]:
    """Code and path of each wijk, in the order of the list. No wijk lies on both banks of the river."""
    places, edge, river, still = wijken_on_the_map(), town_edge(), water("rivier"), water("bekken", "meer")
    drawn = {}
    for bank in edge.difference(river).geoms:
        here = [(code, place) for code, place in places if bank.contains(Point(place))]
        for (code, _place), cell in zip(here, bent_cells([place for _code, place in here], edge), strict=True):
            drawn[code] = path_of(cell.intersection(bank).difference(still).simplify(0.8))
    yield from ((code, drawn[code]) for code, _place in places)


def wijken_on_the_map() -> list[tuple[str, Place]]:
    return [(row["code"], (row["plek"][0], row["plek"][1])) for row in read_toml("voorbeeldstad/wijken.toml")["wijk"]]


def town_edge() -> Polygon:
    """The edge, wavy as edges of towns are."""
    ring = [(float(x), float(y)) for x, y in plan()["rand"]]
    rough = [point for start, end in pairwise([*ring, ring[0]]) for point in bent(start, end)[:-1]]
    return Polygon(rough).buffer(4).buffer(-4)


def water(*kinds: str) -> BaseGeometry:
    """Rivers and lakes have round ends; a basin of the harbour ends in a quay."""
    return unary_union(
        [
            LineString(smooth(one["loop"])).buffer(
                one["breed"], cap_style="flat" if one["soort"] == "bekken" else "round"
            )
            for one in plan()["water"]
            if one["soort"] in kinds
        ]
    )


def smooth(points: Sequence[Sequence[float]]) -> list[Place]:
    """Chaikin's corner cutting, three times."""
    line = [(x, y) for x, y in points]
    for _round in range(3):
        cut = [line[0]]
        for (x, y), (u, v) in pairwise(line):
            cut += [(0.75 * x + 0.25 * u, 0.75 * y + 0.25 * v), (0.25 * x + 0.75 * u, 0.25 * y + 0.75 * v)]
        line = [*cut, line[-1]]
    return line


def bent_cells(places: list[Place], edge: Polygon) -> Iterator[BaseGeometry]:
    """The cell of each place (all points nearer to it than to another), its borders bent.

    Two neighbours share a border, so it is bent the same for both: by its ends alone.
    """
    for cell in voronoi_polygons(MultiPoint(places), extend_to=edge, ordered=True).geoms:
        ring = [(x, y) for x, y, *_ in cell.exterior.coords]
        yield Polygon([point for start, end in pairwise(ring) for point in bent(start, end)[:-1]]).buffer(0)


def bent(start: Place, end: Place) -> list[Place]:
    """A line from start to end with small turns in it; from end to start it is the same line."""
    if start > end:
        return bent(end, start)[::-1]
    if math.dist(start, end) < PIECE:
        return [start, end]
    about = f"{SEED} {start[0]:.3f} {start[1]:.3f} {end[0]:.3f} {end[1]:.3f}"
    shift = Random(about).uniform(-BEND, BEND) * 0.7  # noqa: S311 - a drawing, not a secret
    middle = (
        (start[0] + end[0]) / 2 - shift * (end[1] - start[1]),
        (start[1] + end[1]) / 2 + shift * (end[0] - start[0]),
    )
    return [*bent(start, middle)[:-1], *bent(middle, end)]


if __name__ == "__main__":
    main()
