"""Boundaries out of GeoJSON: which coordinates they stand in, made valid, in WGS84, and simplified for a map."""

from __future__ import annotations

import math
from typing import Any

import shapely
from django.utils.translation import gettext as _
from pyproj import Transformer
from shapely.geometry import mapping, shape
from shapely.geometry.base import BaseGeometry

RD, WGS84 = "EPSG:28992", "EPSG:4326"
# Parts of names of systems that are one of these two; ETRS89 (4258) is WGS84 to within a metre.
KNOWN_NAMES = ("28992", "4326", "CRS84", "4258")
# west, south, east, north of the European Netherlands, with a margin
BOUNDS = {RD: (7_000, 289_000, 300_000, 629_000), WGS84: (3.2, 50.7, 7.3, 53.7)}
# The border of the European Netherlands in kilometres of RD New, some five kilometres outside the real one: the frames
# above hold Antwerpen and Düsseldorf too.
BORDER_KM = (
    (8, 369), (9, 382), (20, 386), (14, 393), (15, 400), (32, 408), (33, 419), (51, 433), (51, 449), (66, 453),
    (81, 471), (96, 506), (103, 545), (100, 556), (114, 585), (134, 597), (138, 605), (172, 615), (199, 612),
    (204, 618), (229, 625), (239, 623), (241, 615), (255, 614), (261, 600), (272, 597), (281, 588), (283, 559),
    (275, 536), (274, 516), (268, 511), (253, 513), (251, 504), (269, 503), (276, 489), (275, 471), (254, 454),
    (260, 444), (253, 432), (226, 421), (214, 425), (202, 423), (211, 410), (220, 379), (211, 362), (216, 350),
    (202, 338), (211, 325), (203, 303), (172, 303), (167, 321), (178, 347), (161, 359), (141, 358), (128, 375),
    (94, 376), (91, 370), (79, 369), (66, 358), (51, 352), (41, 354), (31, 362), (17, 357),
)  # fmt: skip
NETHERLANDS = shapely.Polygon([(x * 1_000, y * 1_000) for x, y in BORDER_KM])
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
    if named and not any(known in named for known in KNOWN_NAMES):
        message = _("Het bestand staat in %(crs)s. Zet het om naar WGS84 of RD New (EPSG:28992).")
        raise ShapeError(message % {"crs": named})
    for crs, frame in BOUNDS.items():
        if inside(bounds, frame) and in_the_netherlands(bounds, crs):
            return crs
    west, south, east, north = bounds
    if inside((south, west, north, east), BOUNDS[WGS84]):
        raise ShapeError(
            _("Breedte en lengte zijn verwisseld. GeoJSON wil eerst de lengte (3–7), dan de breedte (50–54).")
        )
    message = _("De coördinaten (%(x)s, %(y)s) liggen niet in Nederland. Verwacht wordt WGS84 of RD New (EPSG:28992).")
    raise ShapeError(message % {"x": f"{west:g}", "y": f"{south:g}"})


def in_the_netherlands(bounds: tuple[float, float, float, float], crs: str) -> bool:
    """Whether the middle of these bounds lies within the border."""
    middle = ((bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2)
    return bool(NETHERLANDS.contains(shapely.Point(middle if crs == RD else to_rd(*middle))))


def inside(bounds: tuple[float, ...], frame: tuple[float, ...]) -> bool:
    return bounds[0] >= frame[0] and bounds[1] >= frame[1] and bounds[2] <= frame[2] and bounds[3] <= frame[3]


def read_geometry(geometry: Any) -> BaseGeometry:
    """A shapely geometry out of a GeoJSON member; raises ShapeError where it is no polygon."""
    if geometry is None:
        raise ShapeError(_("Dit gebied heeft geen grens. Vul haar aan, of laat het gebied weg."))
    if not isinstance(geometry, dict) or geometry.get("type") not in {"Polygon", "MultiPolygon"}:
        kind = geometry.get("type") if isinstance(geometry, dict) else geometry
        raise ShapeError(
            _("Dit is geen vlak maar '%(kind)s'. Een gebied is een Polygon of MultiPolygon.") % {"kind": kind}
        )
    try:
        polygon = shapely.force_2d(shape(geometry))
        if not all(math.isfinite(edge) for edge in polygon.bounds):
            raise ValueError
        return polygon
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
