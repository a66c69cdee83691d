"""Shapes of drawings: SVG paths of straight lines (M, L, Z), with their union."""

from __future__ import annotations

import re
from collections.abc import Iterable

from shapely import LinearRing, MultiPolygon, Polygon, unary_union
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
# Buurten of the source are drawn to whole pixels: closing half a pixel removes the cracks between them.
CRACK = 0.6


def rings_of(path: str) -> list[list[tuple[float, float]]]:
    """The closed rings of a path; a ring of fewer than three points has no area and is left out."""
    rings = []
    for part in path.split("M")[1:]:
        numbers = [float(text) for text in NUMBER.findall(part)]
        ring = list(zip(numbers[::2], numbers[1::2], strict=True))
        if len(set(ring)) > 2:
            rings.append(ring)
    return rings


def shape_of(path: str) -> BaseGeometry:
    """The area that a path encloses, holes left open (even-odd, as SVG draws nested rings)."""
    shape: BaseGeometry = Polygon()
    for ring in rings_of(path):
        shape = shape.symmetric_difference(Polygon(ring).buffer(0))
    return shape


def union_of_paths(paths: Iterable[str]) -> str:
    """One path around several, without the lines between them."""
    grown = unary_union([shape_of(path).buffer(CRACK, join_style="mitre") for path in paths])
    return path_of(without_slivers(grown.buffer(-CRACK, join_style="mitre").simplify(CRACK)))


def without_slivers(shape: BaseGeometry) -> BaseGeometry:
    """Close holes too thin to be anything but a crack between two buurten."""
    parts = [part for part in getattr(shape, "geoms", [shape]) if isinstance(part, Polygon)]
    return MultiPolygon(
        [Polygon(part.exterior, [hole for hole in part.interiors if is_a_place(hole)]) for part in parts]
    )


def is_a_place(ring: LinearRing) -> bool:
    return not Polygon(ring).buffer(-2 * CRACK).buffer(-CRACK).is_empty


def path_of(shape: BaseGeometry) -> str:
    """A shape as a path of whole numbers; outer rings first, in reading order, so that it is the same each time."""
    parts = [p for p in getattr(shape, "geoms", [shape]) if isinstance(p, Polygon) and not p.is_empty]
    return "".join(sorted(polygon_path(orient(part)) for part in parts))


def polygon_path(polygon: Polygon) -> str:
    return "".join(ring_path(list(ring.coords)) for ring in (polygon.exterior, *polygon.interiors))


def ring_path(points: list[tuple[float, ...]]) -> str:
    whole = [f"{round(x)} {round(y)}" for x, y, *_ in points]
    corners = [point for index, point in enumerate(whole) if point != whole[index - 1]]
    return "M" + "L".join(corners) + "Z" if len(corners) > 2 else ""
