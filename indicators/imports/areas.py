"""Areas that a file of figures carries itself: made or renamed for the file's division."""

from __future__ import annotations

import polars as pl

from wijken.models import LEVELS, Area
from wijken.names import searchable
from wijken.services import link_parents


def create_areas(areas: pl.DataFrame, year: int) -> list[str]:
    """Make the areas that the division does not have yet, the higher levels first; returns their codes.

    `areas` has code, name, level and parent (the code one level up, or null).
    """
    known = set(Area.objects.filter(division_year=year).values_list("code", flat=True))
    missing = areas.filter(~pl.col("code").is_in(list(known)))
    for level in LEVELS:
        ids = _ids(year)
        Area.objects.bulk_create(
            [
                _area(code, name, level, year, ids.get(parent or ""))
                for code, name, parent in missing.filter(pl.col("level") == level)
                .select("code", "name", "parent")
                .iter_rows()
            ],
            ignore_conflicts=True,  # another import may make the same areas at this moment
        )
    return missing["code"].to_list()


def _ids(year: int) -> dict[str, int]:
    return dict(Area.objects.filter(division_year=year).values_list("code", "pk"))


def _area(code: str, name: str, level: str, year: int, parent_id: int | None) -> Area:
    return Area(
        code=code,
        name=name,
        search_name=searchable(name),
        level=level,
        division_year=year,
        parent_id=parent_id,
        invented=code[2:4] == "VB",
    )


def rename_areas(areas: pl.DataFrame, year: int) -> None:
    """Give areas that stood already the name and the parent that the file gives them.

    Areas of an earlier file that waited for one of these get it for a parent: files come in any order.
    """
    ids = _ids(year)
    given = {
        code: (name, ids.get(parent or "")) for code, name, parent in areas.select("code", "name", "parent").rows()
    }
    changed = []
    for pk, code, name, parent_id in Area.objects.filter(division_year=year).values_list(
        "pk", "code", "name", "parent"
    ):
        new_name, new_parent_id = given.get(code, (name, None))
        if new_name != name or (new_parent_id and new_parent_id != parent_id):
            kept = new_parent_id or parent_id
            changed.append(Area(pk=pk, name=new_name, search_name=searchable(new_name), parent_id=kept))
    Area.objects.bulk_update(changed, ["name", "search_name", "parent"], batch_size=500)
    if not areas.is_empty():
        link_parents(year)


def remove_areas(codes: list[str], year: int) -> None:
    """Take back areas that an import made, as far as they have no figures and no areas within them."""
    for level in reversed(LEVELS):
        made = Area.objects.filter(level=level, division_year=year, code__in=codes)
        made.filter(observations__isnull=True, children__isnull=True).delete()
