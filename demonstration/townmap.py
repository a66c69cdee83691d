"""Draw the wijken of Voorbeeldstad, a town that does not exist: cells around given places, cut by a river and a harbour.

    python -m demonstration.townmap

The drawing is kept in `data/voorbeeldstad/kaart.json`; this module says how it came about and makes the same again.
"""

from __future__ import annotations

import json
import math
import tomllib
from collections.abc import Iterator
from pathlib import Path
from random import Random

from shapely import LineString, MultiPoint, Point, Polygon, unary_union, voronoi_polygons
from shapely.geometry.base import BaseGeometry

from demonstration.drawing import path_of

HOME = Path(__file__).resolve().parent / "data/voorbeeldstad"
VIEW_BOX = (0, 0, 600, 470)
SEED = 1270
# The town's edge, the river (from the hills in the east to the sea in the west) and the quays of the harbour, in pixels.
EDGE = [(28, 196), (62, 120), (118, 72), (190, 38), (286, 18), (384, 30), (462, 58), (532, 118), (574, 196),
        (578, 276), (540, 348), (476, 404), (386, 446), (290, 456), (196, 438), (112, 390), (52, 318), (22, 250)]
RIVER = [(0, 232), (60, 240), (130, 262), (196, 258), (254, 234), (310, 224), (362, 238), (416, 266), (478, 270), (600, 238)]
HARBOUR = [[(128, 262), (152, 226), (176, 206)], [(160, 258), (188, 232)], [(96, 252), (112, 222)]]
LAKE = [(440, 328), (462, 352), (500, 352)]
RIVER_WIDTH, BASIN_WIDTH, LAKE_WIDTH = 7.0, 5.0, 7.0
# How far a straight border is bent, and the longest piece of border without a bend.
BEND, PIECE = 0.16, 9.0

Place = tuple[float, float]


def main() -> None:
    shapes = [{"code": code, "d": path} for code, path in drawn_wijken()]
    lines = ",\n".join(json.dumps(shape) for shape in shapes)
    view_box = " ".join(str(number) for number in VIEW_BOX)
    text = f'{{"viewBox": "{view_box}", "shapes": [\n{lines}\n]}}\n'
    (HOME / "kaart.json").write_text(text, encoding="utf-8", newline="\n")


def drawn_wijken() -> Iterator[tuple[str, str]]:
    """Code and path of each wijk, in the order of the list. No wijk lies on both banks of the river."""
    places, edge, basins = wijken_on_the_map(), town_edge(), water()
    drawn = {}
    for bank in edge.difference(river()).geoms:
        here = [(code, place) for code, place in places if bank.contains(Point(place))]
        for (code, _place), cell in zip(here, bent_cells([place for _code, place in here], edge), strict=True):
            drawn[code] = path_of(cell.intersection(bank).difference(basins).simplify(0.8))
    yield from ((code, drawn[code]) for code, _place in places)


def wijken_on_the_map() -> list[tuple[str, Place]]:
    rows = tomllib.loads((HOME / "wijken.toml").read_text(encoding="utf-8"))["wijk"]
    return [(row["code"], (float(row["plek"][0]), float(row["plek"][1]))) for row in rows]


def town_edge() -> Polygon:
    """The edge, wavy as edges of towns are."""
    ring = [*EDGE, EDGE[0]]
    rough = [point for start, end in zip(ring, ring[1:], strict=False) for point in bent(start, end)[:-1]]
    return Polygon(rough).buffer(4).buffer(-4)


def river() -> BaseGeometry:
    return LineString(smooth(RIVER)).buffer(RIVER_WIDTH)


def water() -> BaseGeometry:
    """The basins of the harbour and the lake."""
    basins = [LineString(smooth(quay)).buffer(BASIN_WIDTH, cap_style="flat") for quay in HARBOUR]
    return unary_union([*basins, LineString(smooth(LAKE)).buffer(LAKE_WIDTH)])


def smooth(points: list[Place]) -> list[Place]:
    """Chaikin's corner cutting, three times."""
    for _round in range(3):
        cut = [points[0]]
        for (x, y), (u, v) in zip(points, points[1:], strict=False):
            cut += [(0.75 * x + 0.25 * u, 0.75 * y + 0.25 * v), (0.25 * x + 0.75 * u, 0.25 * y + 0.75 * v)]
        points = [*cut, points[-1]]
    return points


def bent_cells(places: list[Place], edge: Polygon) -> list[BaseGeometry]:
    """The cell of each place (all points nearer to it than to another), its borders bent.

    Two neighbours share a border, so it is bent the same for both: by its ends alone.
    """
    cells = voronoi_polygons(MultiPoint(places), extend_to=edge, ordered=True).geoms
    bent_ones = []
    for cell in cells:
        ring = [(x, y) for x, y, *_ in cell.exterior.coords]
        points = [point for start, end in zip(ring, ring[1:], strict=False) for point in bent(start, end)[:-1]]
        bent_ones.append(Polygon(points).buffer(0))
    return bent_ones


def bent(start: Place, end: Place) -> list[Place]:
    """A line from start to end with small turns in it; from end to start it is the same line."""
    if start > end:
        return bent(end, start)[::-1]
    length = math.dist(start, end)
    if length < PIECE:
        return [start, end]
    shift = Random(f"{SEED} {start[0]:.3f} {start[1]:.3f} {end[0]:.3f} {end[1]:.3f}").uniform(-BEND, BEND)  # noqa: S311
    middle = (
        (start[0] + end[0]) / 2 - shift * (end[1] - start[1]) * 0.7,
        (start[1] + end[1]) / 2 + shift * (end[0] - start[0]) * 0.7,
    )
    return [*bent(start, middle)[:-1], *bent(middle, end)]


if __name__ == "__main__":
    main()
