"""The former police site: per wijk and year, twelve kinds of crime per month and buurt, all as strings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from indicators.domains import Status
from indicators.readers.base import Problems, Reading, Refused, areas_of, frame_of
from indicators.readers.json_file import object_of, shaped_as_its_source
from wijken.codes import level_of

KINDS = {
    "100": "Theft while on scooter",
    "101": "Theft from bike",
    "102": "Street robbery",
    "104": "Burglary",
    "105": "Theft from motor vehicle",
    "106": "Motor vehicle theft",
    "107": "Shoplifting",
    "108": "Pickpocketing",
    "109": "Threat",
    "110": "Abuse",
    "111": "Vandalism",
    "117": "Robbery",
}
# Kinds close to one that CBS publishes today; the rest only counts in the sum of twelve.
OWN_INDICATOR = {"104": "woninginbraak-aantal", "111": "vernieling-aantal"}
ALL_TWELVE = "misdrijven-twaalf"
MONTHS = 12
# The codes of the site are those of this division, for Den Haag and Zoetermeer.
DIVISION = 2017
YEAR_FOLDER = re.compile(r"(19|20)\d{2}")
WIJK_FILE = re.compile(r"\d{5,6}")


@dataclass
class WijkYear:
    """The counts of one file: (buurt, indicator) → crimes in the year."""

    wijk: str
    period: int
    names: dict[str, str] = field(default_factory=dict)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)


def read_police(path: Path, problems: Problems, *, year: int | None) -> Reading:
    """One file, or every file in a folder. The period is the folder's name, `year` the division (2017 if left out).

    Where the folder has no year, `year` is the period too.
    """
    files = sorted(path.rglob("*.json")) if path.is_dir() else [path]
    if not files:
        raise problems.refuse(_("In deze map staan geen JSON-bestanden. Kies de map van één jaar of van alle jaren."))
    found = list(wijk_years(files, path, problems, year))
    rows = [row for wijk_year in found for row in figures(wijk_year)]
    return Reading(
        frame=frame_of(rows),
        areas=areas(found, path),
        division_year=year or DIVISION,
        rows_read=sum(len(wijk_year.names) for wijk_year in found),
        unmapped_columns=[],
        problems=problems.all(),
    )


def wijk_years(files: list[Path], path: Path, problems: Problems, year: int | None) -> Iterator[WijkYear]:
    """Each file that can be read; what is wrong with the others is told under their own names."""
    for file in files:
        own = Problems(str(file.relative_to(path.parent)) if path.is_dir() else file.name)
        try:
            yield read_wijk(file, own, year)
        except Refused:
            pass
        problems.found.extend(own.all())


def read_wijk(path: Path, problems: Problems, year: int | None) -> WijkYear:
    kinds = object_of(path, problems)
    if not WIJK_FILE.fullmatch(path.stem):
        raise problems.refuse(
            _("De naam van het bestand is de code van de wijk, zoals 51836.json. Geef het die naam."), value=path.stem
        )
    folder = path.parent.name
    period = int(folder) if YEAR_FOLDER.fullmatch(folder) else year
    if period is None:
        raise problems.refuse(
            _("Het jaar is niet bekend. Zet het bestand in een map met het jaar als naam, of geef het op.")
        )
    check_kinds(kinds, problems)
    result = WijkYear("WK" + path.stem.zfill(6), period)
    with shaped_as_its_source(problems):
        for kind, months in kinds.items():
            for buurt in (buurt for month in months for buurt in month):
                add_count(result, kind, buurt, path.stem, problems)
    return result


def check_kinds(kinds: dict[str, Any], problems: Problems) -> None:
    """Twelve known kinds of twelve months each: with one less, neither the sum nor the year would be whole."""
    if set(kinds) != set(KINDS):
        wrong = sorted(set(kinds) ^ set(KINDS))
        raise problems.refuse(
            _("Verwacht worden precies de twaalf soorten van de oude politiesite. Haal het bestand opnieuw op."),
            value=", ".join(wrong),
        )
    for kind, months in kinds.items():
        if not isinstance(months, list) or len(months) != MONTHS:
            raise problems.refuse(
                _("Bij deze soort staan geen twaalf maanden. Een deel van een jaar lezen we niet in."), column=kind
            )


def add_count(result: WijkYear, kind: str, buurt: dict[str, str], stem: str, problems: Problems) -> None:
    code = "BU" + str(buurt.get("code", "")).strip().zfill(8)
    text = str(buurt.get("delicts", "")).strip()
    if level_of(code) != "buurt" or code[2:8] != stem.zfill(6):
        problems.add(
            _("Deze code hoort niet bij een buurt van de wijk in dit bestand. Verbeter de code."),
            column=kind,
            value=buurt.get("code"),
        )
        return
    if not text.isdecimal():
        problems.add(
            _("Dit is geen aantal misdrijven. Haal het bestand opnieuw op."), column=f"{kind} {code}", value=text
        )
        return
    name = str(buurt.get("name", "")).strip() or code
    result.names[code] = name[:1].upper() + name[1:]
    for slug in filter(None, (ALL_TWELVE, OWN_INDICATOR.get(kind))):
        result.counts[code, slug] += int(text)
        result.counts[result.wijk, slug] += int(text)


def figures(wijk_year: WijkYear) -> list[tuple[Any, ...]]:
    return [
        (code, slug, wijk_year.period, float(count), int(Status.MEASURED), True, None, wijk_year.wijk)
        for (code, slug), count in wijk_year.counts.items()
    ]


def areas(found: list[WijkYear], path: Path) -> pl.DataFrame:
    """Buurten by the name in the files, wijken by that in the site's list beside them, else by their number."""
    wijk_names = names_beside(path)
    rows: dict[str, tuple[str, str, str, str]] = {}
    for wijk_year in found:
        wijk = wijk_year.wijk
        name = wijk_names.get(wijk) or _("Wijk %(number)s") % {"number": wijk[-2:]}
        rows[wijk] = (wijk, name, "wijk", "GM" + wijk[2:6])
        rows |= {code: (code, buurt, "buurt", wijk) for code, buurt in wijk_year.names.items()}
    return areas_of(list(rows.values()))


def names_beside(path: Path) -> dict[str, str]:
    """`areas.txt` of the site, one or two folders up: `51836,Moerwijk|lat,lon|…`."""
    for folder in (path, path.parent, path.parent.parent):
        listing = folder / "areas.txt"
        if listing.is_file():
            lines = (line.split("|", 1)[0].split(",", 1) for line in listing.read_text(encoding="utf-8").splitlines())
            return {"WK" + parts[0].zfill(6): parts[1].strip() for parts in lines if len(parts) == 2}
    return {}
