"""Areas of the six cities and of Voorbeeldstad, with what is drawn of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from demonstration.files import CITY_CODES, DIVISION, city_files, read_csv, read_json, read_toml
from wijken.models import Area, Level, Outline, PostcodeLink
from wijken.names import searchable

INVENTED_CITY = "GMVB01"
INVENTED_NAME = "Voorbeeldstad"
PC4_DIVISION = 2018  # the last year in the file of Leefbaarometer 2.0
CBS_DRAWING = "CBS/Kadaster 2024, als tekening bewerkt (CC BY 4.0)"
OWN_DRAWING = "Verzonnen tekening"

Row = tuple[str, str, str, str | None]  # code, name, level, code of the parent


def load_areas() -> None:
    """Everything on the division of 2024; PC4s on the last year of their file. No areas of 2025."""
    make([("NL00", "Nederland", Level.LAND, None)])
    cities = city_files()
    make([(city["code"], city["name"], Level.GEMEENTE, "NL00") for city in cities])
    make([(INVENTED_CITY, INVENTED_NAME, Level.GEMEENTE, None)])
    make([row for city in cities for row in wijken_of(city)])
    make([(row["code"], row["naam"], Level.WIJK, INVENTED_CITY) for row in invented_wijken()])
    make([row for city in cities for row in buurten_of(city)])
    load_postcodes()
    load_drawings()


def invented_wijken() -> list[dict[str, Any]]:
    return list(read_toml("voorbeeldstad/wijken.toml")["wijk"])


def wijken_of(city: dict[str, Any]) -> Iterator[Row]:
    yield from ((wijk["code"], wijk["name"], Level.WIJK, city["code"]) for wijk in city["wijken"])


def buurten_of(city: dict[str, Any]) -> Iterator[Row]:
    """The parent of a buurt comes from its code: the source's own `wijkCode` is malformed."""
    yield from ((b["code"], b["name"], Level.BUURT, "WK" + b["code"][2:8]) for b in city["buurten"])


def make(rows: Iterable[Row], division: int = DIVISION) -> None:
    known = dict(Area.objects.filter(division_year=division).values_list("code", "pk"))
    new = [
        Area(
            code=code,
            name=name,
            search_name=searchable(name),
            level=level,
            division_year=division,
            parent_id=known.get(parent or ""),
            invented=code[2:4] == "VB",
        )
        for code, name, level, parent in rows
        if code not in known
    ]
    Area.objects.bulk_create(new, batch_size=500)


def load_postcodes() -> None:
    rows = read_csv("postcodes/pc4_gemeente2023.csv")
    make([(code, code, Level.PC4, None) for code in sorted({row["PC4"] for row in rows})], PC4_DIVISION)
    links = [PostcodeLink(postcode=row["PC4"], gemeente_code=row["Gemeente2023"]) for row in rows]
    PostcodeLink.objects.bulk_create(links, ignore_conflicts=True)


def load_drawings() -> None:
    for code in CITY_CODES:
        draw(read_json(f"tekeningen/{code.lower()}.json"), CBS_DRAWING)
    draw(read_json("voorbeeldstad/kaart.json"), OWN_DRAWING)


def draw(drawing: dict[str, Any], source: str) -> None:
    """Give each area of a drawing its path, unless it has an outline already."""
    paths = {shape["code"]: shape["d"] for shape in drawing["shapes"]}
    areas = Area.objects.filter(division_year=DIVISION, code__in=paths, outline=None)
    Outline.objects.bulk_create(
        Outline(
            area=area,
            kind=Outline.Kind.DRAWING,
            path=paths[area.code],
            view_box=drawing["viewBox"],
            source=source,
        )
        for area in areas
    )
