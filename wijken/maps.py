"""A map of areas as SVG paths: boundaries on the globe laid flat, or drawings as they are."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from wijken.models import Area, Outline

WIDTH = 600.0
MARGIN = 6.0

STRAIGHT = re.compile(r"[MLZ\d\s.,-]*")
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")

Ring = list[list[float]]


@dataclass(frozen=True)
class Shape:
    """One area on the map: its outline as an SVG path."""

    code: str
    name: str
    path: str


@dataclass(frozen=True)
class AreaMap:
    """Shapes that share one viewBox. Areas without an outline are named, so that nobody misses them in silence."""

    view_box: str
    shapes: tuple[Shape, ...]
    without_outline: tuple[str, ...]
    source: str


Outlines = dict[int, list[Outline]]


def map_of(areas: Iterable[Area], outlines: Outlines | None = None) -> AreaMap | None:
    """The map of some areas, or None where none of them is drawn.

    An area without an outline of its own is drawn as its parts. Boundaries and drawings share no
    coordinates, so the kind that draws most areas is taken. One query, or none with `outlines` at hand.
    """
    wanted = sorted(areas, key=lambda area: area.name)
    every = outlines_by_area(wanted) if outlines is None else outlines
    outlines = {area.pk: every[area.pk] for area in wanted if area.pk in every}
    kind = commonest_kind(outlines)
    if kind is None:
        return None
    drawn = {pk: [each for each in parts if each.kind == kind] for pk, parts in outlines.items()}
    drawn = {pk: parts for pk, parts in drawn.items() if parts}
    view_box, paths = flattened(drawn) if kind == Outline.Kind.BOUNDARY else as_drawn(drawn)
    shapes = tuple(Shape(area.code, area.name, paths[area.pk]) for area in wanted if area.pk in paths)
    missing = tuple(area.name for area in wanted if area.pk not in paths)
    return AreaMap(view_box, shapes, missing, next(iter(drawn.values()))[0].source)


def outlines_by_area(areas: Iterable[Area]) -> Outlines:
    """The outline of each area, or those of its parts."""
    ids = {area.pk for area in areas}
    own: dict[int, list[Outline]] = defaultdict(list)
    parts: dict[int, list[Outline]] = defaultdict(list)
    found = Outline.objects.filter(Q(area__in=ids) | Q(area__parent__in=ids)).select_related("area")
    for outline in found.order_by("area__code"):
        if outline.area_id in ids:
            own[outline.area_id].append(outline)
        if outline.area.parent_id in ids:
            parts[outline.area.parent_id].append(outline)
    return {**parts, **own}


def commonest_kind(outlines: Outlines) -> str | None:
    kinds = [each.kind for parts in outlines.values() for each in parts[:1]]
    return max(sorted(set(kinds)), key=kinds.count) if kinds else None


def as_drawn(outlines: Outlines) -> tuple[str, dict[int, str]]:
    """Drawings share the paper of their city; the map shows the part of it on which these areas lie."""
    first = next(iter(outlines.values()))[0]
    paths = {pk: " ".join(part.path for part in parts) for pk, parts in outlines.items()}
    whole = first.view_box or f"0 0 {WIDTH:.0f} {WIDTH:.0f}"
    return cropped(list(paths.values())) or whole, paths


def cropped(paths: list[str]) -> str | None:
    """The viewBox around paths of straight lines between absolute points; None where a path has other commands."""
    if not all(STRAIGHT.fullmatch(path) for path in paths):
        return None
    numbers = [[float(number) for number in NUMBER.findall(path)] for path in paths]
    xs = [x for each in numbers for x in each[::2]]
    ys = [y for each in numbers for y in each[1::2]]
    left, top = min(xs) - MARGIN, min(ys) - MARGIN
    return f"{left:g} {top:g} {max(xs) + MARGIN - left:g} {max(ys) + MARGIN - top:g}"


def flattened(outlines: Outlines) -> tuple[str, dict[int, str]]:
    """WGS84 laid flat around the middle latitude (equirectangular): true enough for one city."""
    rings = {pk: [ring for part in parts for ring in rings_of(part)] for pk, parts in outlines.items()}
    points = [point for each in rings.values() for ring in each for point in ring]
    west, east = min(p[0] for p in points), max(p[0] for p in points)
    south, north = min(p[1] for p in points), max(p[1] for p in points)
    squeeze = math.cos(math.radians((south + north) / 2))
    scale = (WIDTH - 2 * MARGIN) / max((east - west) * squeeze, north - south, 1e-9)

    def place(point: list[float]) -> str:
        x = MARGIN + (point[0] - west) * squeeze * scale
        y = MARGIN + (north - point[1]) * scale
        return f"{x:.1f} {y:.1f}"

    width = (east - west) * squeeze * scale + 2 * MARGIN
    height = (north - south) * scale + 2 * MARGIN
    drawn = {pk: "".join(f"M{'L'.join(map(place, ring))}Z" for ring in each) for pk, each in rings.items()}
    return f"0 0 {width:.0f} {height:.0f}", drawn


def rings_of(outline: Outline) -> list[Ring]:
    """Every ring of a Polygon or MultiPolygon, the simplified form where there is one."""
    geometry: dict[str, Any] = outline.simplified or outline.geometry or {}
    coordinates = geometry.get("coordinates", [])
    if geometry.get("type") == "MultiPolygon":
        return [ring for polygon in coordinates for ring in polygon]
    return list(coordinates)
