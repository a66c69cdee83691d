"""Boundaries out of GeoJSON: which coordinates they stand in, made valid, in WGS84, and simplified for a map."""

from __future__ import annotations

from typing import Any

import shapely
from django.utils.translation import gettext as _
from pyproj import Transformer
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

RD, WGS84 = "EPSG:28992", "EPSG:4326"
# west, south, east, north of the European Netherlands, with a margin
BOUNDS = {RD: (7_000, 289_000, 300_000, 629_000), WGS84: (3.2, 50.7, 7.3, 53.7)}
# metres by which a boundary may be off on a map of that level
TOLERANCE = {"land": 200, "gemeente": 50, "wijk": 15, "buurt": 8, "pc4": 15}

to_wgs84 = Transformer.from_crs(RD, WGS84, always_xy=True).transform
to_rd = Transformer.from_crs(WGS84, RD, always_xy=True).transform


class ShapeError(ValueError):
    """A geometry that is no area in the Netherlands; the message says what to do."""


def coordinates_of(bounds: tuple[float, float, float, float], named: str | None) -> str:
    """RD New or WGS84, by the crs that the file names and the magnitude of its numbers.

    `bounds` is (min x, min y, max x, max y). Raises ShapeError for another country or swapped axes.
    """
    if named and "28992" not in named and "CRS84" not in named and "4326" not in named:
        message = _("Het bestand staat in %(crs)s. Zet het om naar WGS84 of RD New (EPSG:28992).")
        raise ShapeError(message % {"crs": named})
    for crs, frame in BOUNDS.items():
        if inside(bounds, frame):
            return crs
    west, south, east, north = bounds
    if inside((south, west, north, east), BOUNDS[WGS84]):
        raise ShapeError(
            _("Breedte en lengte zijn verwisseld. GeoJSON wil eerst de lengte (3–7), dan de breedte (50–54).")
        )
    message = _("De coördinaten (%(x)s, %(y)s) liggen niet in Nederland. Verwacht wordt WGS84 of RD New (EPSG:28992).")
    raise ShapeError(message % {"x": f"{west:g}", "y": f"{south:g}"})


def inside(bounds: tuple[float, ...], frame: tuple[float, ...]) -> bool:
    return bounds[0] >= frame[0] and bounds[1] >= frame[1] and bounds[2] <= frame[2] and bounds[3] <= frame[3]


def read_geometry(geometry: Any) -> BaseGeometry:
    """A shapely geometry out of a GeoJSON member; raises ShapeError where it is no polygon."""
    if not isinstance(geometry, dict) or geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        kind = geometry.get("type") if isinstance(geometry, dict) else geometry
        raise ShapeError(
            _("Dit is geen vlak maar '%(kind)s'. Een gebied is een Polygon of MultiPolygon.") % {"kind": kind}
        )
    try:
        return shapely.force_2d(shape(geometry))
    except (shapely.errors.ShapelyError, ValueError, TypeError, KeyError, IndexError):
        raise ShapeError(
            _("De coördinaten zijn niet te lezen. Een ring heeft ten minste vier punten [x, y].")
        ) from None


def repaired(polygon: BaseGeometry) -> tuple[BaseGeometry, bool]:
    """The valid form of a polygon, and whether it had to be repaired (a ring that crosses itself).

    Raises ShapeError where nothing with a surface is left.
    """
    valid = polygon if polygon.is_valid else polygons_in(shapely.make_valid(polygon))
    if valid.is_empty or valid.area == 0:
        raise ShapeError(_("Dit vlak heeft geen oppervlakte. Teken de grens opnieuw."))
    return valid, valid is not polygon


def polygons_in(geometry: BaseGeometry) -> BaseGeometry:
    """What of a geometry has a surface; repairing can leave loose lines."""
    parts = [part for part in shapely.get_parts(geometry) if part.geom_type in {"Polygon", "MultiPolygon"}]
    return shapely.union_all(parts)


def stored_forms(polygon: BaseGeometry, crs: str, level: str) -> tuple[dict[str, Any], dict[str, Any]]:
    """(whole, simplified) boundary as WGS84 GeoJSON, six decimals (some 10 cm), wound as RFC 7946 wants."""
    metres = polygon if crs == RD else shapely.transform(polygon, to_rd, interleaved=False)
    simple = metres.simplify(TOLERANCE[level], preserve_topology=True)
    whole = shapely.transform(polygon, to_wgs84, interleaved=False) if crs == RD else polygon
    return as_geojson(whole), as_geojson(shapely.transform(simple, to_wgs84, interleaved=False))


def as_geojson(polygon: BaseGeometry) -> dict[str, Any]:
    rounded = shapely.set_precision(polygon, 1e-6)
    return dict(mapping(shapely.orient_polygons(rounded)))
