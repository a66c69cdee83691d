"""Writing areas and their boundaries."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext as _

from wijken.codes import parent_code
from wijken.geojson import Mistake, Options, ReadArea, read_areas
from wijken.models import Area, Level, Outline


@dataclass
class AreaImport:
    """What an import of areas did: counts, the codes whose boundary was repaired, and every mistake."""

    rows_read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    repaired: list[str] = field(default_factory=list)
    errors: list[Mistake] = field(default_factory=list)


def import_areas(*, path: Path, year: int, options: Options, source: str = "") -> AreaImport:
    """Read a GeoJSON file into the areas of a division year; with any mistake nothing is written.

    Areas are known by (code, division year); a known one gets the name and boundary of the file.
    """
    areas, mistakes = read_areas(path, options)
    rows = {area.row for area in areas} | {mistake.row for mistake in mistakes if mistake.row}
    outcome = AreaImport(rows_read=len(rows), errors=mistakes)
    if mistakes:
        return outcome
    with transaction.atomic():
        done = Counter(store(area, year, source or path.name) for area in areas)
        link_parents(year)
    outcome.new, outcome.changed, outcome.unchanged = done["new"], done["changed"], done["unchanged"]
    outcome.repaired = [area.code for area in areas if area.was_repaired]
    return outcome


def store(read: ReadArea, year: int, source: str) -> str:
    """Write one area and its boundary; says 'new', 'changed' or 'unchanged'."""
    area = Area.objects.filter(code=read.code, division_year=year).select_related("outline").first()
    outline = getattr(area, "outline", None)
    name = read.name or (area.name if area else unnamed(read))
    if area and area.name == name and outline and outline.geometry == as_stored(read.boundary):
        return "unchanged"
    said = "changed" if area else "new"
    area = area or Area(code=read.code, division_year=year, level=read.level, invented=read.code[2:4] == "VB")
    area.name = name
    area.save()
    Outline.objects.update_or_create(
        area=area,
        defaults={
            "kind": Outline.Kind.BOUNDARY,
            "geometry": as_stored(read.boundary),
            "simplified": as_stored(read.simplified),
            "path": "",
            "view_box": "",
            "source": source,
        },
    )
    return said


def unnamed(read: ReadArea) -> str:
    return _("Postcode %(code)s") % {"code": read.code} if read.level == Level.PC4 else read.code


def as_stored(value: object) -> object:
    """Tuples as the lists that JSON gives back, so that a boundary equals its stored self."""
    if isinstance(value, dict):
        return {key: as_stored(part) for key, part in value.items()}
    return [as_stored(part) for part in value] if isinstance(value, list | tuple) else value


def link_parents(year: int) -> None:
    """Give each area of a division that waited for its parent, because that came later, the one it has now."""
    known = dict(Area.objects.filter(division_year=year).values_list("code", "pk"))
    orphans = Area.objects.filter(division_year=year, parent=None)
    for area in orphans:
        area.parent_id = known.get(parent_code(area.code) or "")
    Area.objects.bulk_update([area for area in orphans if area.parent_id], ["parent"], batch_size=500)
