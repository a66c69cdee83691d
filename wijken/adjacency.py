"""Which areas adjoin: from their boundaries, or from drawings where these share one sheet."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

import shapely
from django.db.models.functions import Coalesce
from shapely.geometry import shape
from shapely.geometry.base import BaseGeometry

from wijken.models import Area, Outline

NUMBER = re.compile(r"-?\d+(?:\.\d+)?")
# How far two borders that are one may lie apart: what a drawing rounds to (pixels), and some ten metres (degrees).
SHARED = 0.03  # the part of its border that an area must share with another: a corner makes no neighbour
NEAR = 0.01  # a simplified boundary may lie this far inside the true one (degrees)
GAP = {Outline.Kind.DRAWING: 1.5, Outline.Kind.BOUNDARY: 1e-4}


def neighbours_of(area: Area, among: Iterable[Area]) -> set[int]:
    """The ids of those that adjoin an area; empty where nothing is drawn of it. Two queries.

    Drawings of one gemeente share a sheet, those of two do not: there only boundaries can tell.
    """
    own = Outline.objects.filter(area=area).first()
    if own is None:
        return set()
    others = {one.pk: one for one in among if one.pk != area.pk}
    if own.kind == Outline.Kind.DRAWING:
        others = {pk: one for pk, one in others.items() if one.parent_id == area.parent_id}
    here, gap = shape_of(own), GAP[Outline.Kind(own.kind)]
    near = _near(own, list(others), here.buffer(gap).bounds)
    least = SHARED * here.boundary.length
    return {row.area_id for row in near if here.boundary.intersection(shape_of(row).buffer(gap)).length >= least}


def _near(own: Outline, others: list[int], bounds: tuple[float, ...]) -> list[Outline]:
    """Outlines of the same kind whose box comes near: the whole boundaries of a country are too much to read."""
    rows = Outline.objects.filter(area__in=others, kind=own.kind)
    if own.kind == Outline.Kind.DRAWING:
        return list(rows)
    frame = shapely.box(*bounds).buffer(NEAR)
    rough = rows.values_list("pk", Coalesce("simplified", "geometry")).iterator(chunk_size=500)
    return list(Outline.objects.filter(pk__in=[pk for pk, form in rough if frame.intersects(_frame(form))]))


def _frame(form: Any) -> BaseGeometry:
    return shapely.box(*shape(form).bounds)


def shape_of(outline: Outline) -> BaseGeometry:
    """The geometry of what is drawn, in its own units."""
    if outline.kind == Outline.Kind.BOUNDARY:
        return shape(outline.geometry)
    return polygons_of(outline.path)


def polygons_of(path: str) -> BaseGeometry:
    """A path of straight lines (M, L, Z, absolute) as polygons."""
    rings = (NUMBER.findall(part) for part in path.split("Z"))
    closed = [ring for ring in rings if len(ring) > 5]
    return shapely.union_all([_ring(ring) for ring in closed])


def _ring(numbers: list[str]) -> BaseGeometry:
    values = [float(number) for number in numbers]
    return shapely.Polygon(list(zip(values[::2], values[1::2], strict=False))).buffer(0)


def neighbours_of_all(areas: Iterable[Area], among: Iterable[Area]) -> dict[int, set[int]]:
    """Of each of the areas, the ids of those among the others that adjoin it."""
    pool = list(among)
    found: dict[int, set[int]] = defaultdict(set)
    for area in areas:
        found[area.pk] = neighbours_of(area, pool)
    return dict(found)
