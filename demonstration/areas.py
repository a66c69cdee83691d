"""Areas of Voorbeeldstad, postcodes, and what is drawn of every area. The real areas come with the real figures."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from demonstration.files import CITY_CODES, DIVISION, read_csv, read_json, read_toml
from wijken.models import Area, Level, Outline, PostcodeLink
from wijken.names import searchable

INVENTED_CITY = "GMVB01"
INVENTED_NAME = "Voorbeeldstad"
PC4_DIVISION = 2018  # the last year in the file of Leefbaarometer 2.0
CBS_DRAWING = "CBS/Kadaster 2024, als tekening bewerkt (CC BY 4.0)"
OWN_DRAWING = "Verzonnen tekening"


def load_areas() -> None:
    """After the real figures: what their files do not bring. The invented gemeente lies in no country."""
    city = make([(INVENTED_CITY, INVENTED_NAME)], level=Level.GEMEENTE, division=DIVISION)[0]
    wijken = [(row["code"], row["naam"]) for row in read_toml("voorbeeldstad/wijken.toml")["wijk"]]
    make(wijken, level=Level.WIJK, division=DIVISION, parent=city)
    load_postcodes()
    load_drawings()


def make(rows: Iterable[tuple[str, str]], *, level: str, division: int, parent: Area | None = None) -> list[Area]:
    """Areas by code and name; one that stands already stays as it is. Returns all of them."""
    rows = list(rows)
    known = set(Area.objects.filter(division_year=division).values_list("code", flat=True))
    new = [
        Area(
            code=code,
            name=name,
            search_name=searchable(name),
            level=level,
            division_year=division,
            parent=parent,
            invented=code[2:4] == "VB",
        )
        for code, name in rows
        if code not in known
    ]
    Area.objects.bulk_create(new)
    return list(Area.objects.filter(division_year=division, code__in=[code for code, _name in rows]))


def load_postcodes() -> None:
    """Every PC4 of the six cities, also one for which the Leefbaarometer has no line."""
    rows = read_csv("postcodes/pc4_gemeente2023.csv")
    codes = sorted({row["PC4"] for row in rows})
    make([(code, f"Postcode {code}") for code in codes], level=Level.PC4, division=PC4_DIVISION)
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
