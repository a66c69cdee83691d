"""Leefbaarometer 2.0 per PC4 (wide, year in the column's name) and 3.0 (long, or one year's layer)."""

from __future__ import annotations

import re
from pathlib import Path

from django.utils.translation import gettext as _

from indicators.readers.base import Problems, Reading, areas_of
from indicators.readers.delimited import Table
from indicators.readers.header import open_table
from indicators.readers.kwb_headers import bare, postcode_name
from indicators.readers.observations import Column, check_columns, check_unique, long_frame, with_codes
from indicators.readers.periods import with_periods

CODE_HEADERS = ("gbd", "code", "pc4", "wkcode", "bucode", "gmcode", "wijkcode", "buurtcode", "gemeentecode", "gwbcode")
YEAR_HEADERS = ("jaar", "year", "periode")
OLD_MODEL = re.compile(r"^(RLBRMTR|RLBWON|RLBBEV|RLBVRZ|RLBVEI|RLBFYS|KL)(\d\d)$")
OLD_SLUGS = {
    "RLBRMTR": "leefbaarheid-lbm2",
    "RLBWON": "woningen-lbm2",
    "RLBBEV": "bewoners-lbm2",
    "RLBVRZ": "voorzieningen-lbm2",
    "RLBVEI": "veiligheid-lbm2",
    "RLBFYS": "omgeving-lbm2",
    "KL": "leefbaarheid-lbm2-klasse",
}
NEW_SLUGS = {
    "afw": "leefbaarheid-lbm3",
    "fys": "omgeving-lbm3",
    "onv": "overlast-lbm3",
    "soc": "samenhang-lbm3",
    "vrz": "voorzieningen-lbm3",
    "won": "woningen-lbm3",
    "kscore": "leefbaarheid-lbm3-klasse",
}
SCHOOL = "tschool"
NAMES = ("wknaam", "bunaam", "gmnaam", "naam", "name")
WHOLE_YEARS = range(1, 26, 6)


def read_leefbaarometer(path: Path, problems: Problems, *, year: int | None) -> Reading:
    """`year` is the division; left out, it is the last year in the file. The per-school export is refused."""
    table = open_table(path, problems, is_header)
    names = [bare(name) for name in table.header]
    place = next((names.index(name) for name in CODE_HEADERS if name in names), None)
    if place is None:
        raise refuse_without_area(names, table.header_row, problems)
    if any(OLD_MODEL.match(name.strip()) for name in table.header):
        return read_old_model(table, place, problems, year=year)
    return read_new_model(table, place, names, problems, year=year)


def is_header(cells: list[str]) -> bool:
    names = {bare(name) for name in cells}
    return bool(names & {*CODE_HEADERS, SCHOOL})


def refuse_without_area(names: list[str], row: int, problems: Problems) -> Exception:
    if SCHOOL in names:
        return problems.refuse(
            _(
                "Dit is een uitvoer per school. Er staat geen code van een gebied in, dus we weten niet waar de "
                "cijfers gelden. Vraag bij de Leefbaarometer cijfers per wijk, buurt of postcode op."
            ),
            row=row,
            column="tSchool",
        )
    return problems.refuse(
        _("Er is geen kolom met codes van gebieden. Verwacht wordt een kolom 'wk_code', 'bu_code', 'GBD' of 'CODE'."),
        row=row,
        value=", ".join(names[:4]),
    )


def read_old_model(table: Table, place: int, problems: Problems, *, year: int | None) -> Reading:
    """Model 2.0 stands on PC4s, which the file itself creates; its rows without inhabitants are cut short."""
    columns = old_columns(table.header)
    check_columns(columns, problems, table.header_row)
    used = {place, *(column.place for column in columns)}
    all_cells = table.cells(used, problems, may_be_short=cut_at_the_source)
    cells = with_codes(all_cells, place, table.header[place], problems)
    check_unique(cells, ["code"], problems, table.header[place])
    return Reading(
        frame=long_frame(cells, columns, problems, period=None),
        areas=areas_of([(code, postcode_name(code), "pc4", None) for code in cells["code"].drop_nulls()]),
        division_year=year or max(column.period or 0 for column in columns),
        rows_read=all_cells.height,
        unmapped_columns=[name for number, name in enumerate(table.header) if number not in used],
        problems=problems.all(),
    )


def old_columns(header: list[str]) -> list[Column]:
    found = [(place, name.strip(), OLD_MODEL.match(name.strip())) for place, name in enumerate(header)]
    return [Column(place, name, OLD_SLUGS[match[1]], 2000 + int(match[2])) for place, name, match in found if match]


def cut_at_the_source(header: list[str], fields: int) -> bool:
    """Whether the source itself leaves the rest of a row out: areas without inhabitants in some or all years.

    The file of dimensions is cut after whole years of six figures only; the file of classes after any year.
    """
    if any(name.startswith("RLB") for name in header):
        return fields in WHOLE_YEARS
    return any(OLD_MODEL.match(name.strip()) for name in header)


def read_new_model(table: Table, place: int, names: list[str], problems: Problems, *, year: int | None) -> Reading:
    """Model 3.0 on the division of its last year, back to 2002."""
    columns = new_columns(table, names, problems)
    year_place = next((names.index(name) for name in YEAR_HEADERS if name in names), None)
    if year_place is None and year is None:
        message = _("In dit bestand staat geen jaar. Vul het jaar van de indeling in (in het commando: --year).")
        raise problems.refuse(message)
    used = {place, year_place, *(column.place for column in columns)}
    all_cells = table.cells(used, problems)
    cells = with_codes(all_cells, place, table.header[place], problems)
    if year_place is not None:
        cells = with_periods(cells, year_place, table.header[year_place], problems)
    check_unique(cells, ["code", "period"] if year_place is not None else ["code"], problems, table.header[place])
    frame = long_frame(cells, columns, problems, period=year)
    return Reading(
        frame=frame,
        areas=areas_of([]),
        division_year=year or int(str(frame["period"].max() or 0)),
        rows_read=all_cells.height,
        unmapped_columns=left_out(table.header, names, used),
        problems=problems.all(),
    )


def new_columns(table: Table, names: list[str], problems: Problems) -> list[Column]:
    columns = [
        Column(place, table.header[place].strip(), NEW_SLUGS[name])
        for place, name in enumerate(names)
        if name in NEW_SLUGS
    ]
    if not columns:
        raise problems.refuse(
            _("Geen enkele kolom is een bekende maat van de Leefbaarometer. Verwacht wordt 'afw' of 'RLBRMTR18'."),
            row=table.header_row,
            value=", ".join(table.header[:4]),
        )
    check_columns(columns, problems, table.header_row)
    return columns


def left_out(header: list[str], names: list[str], used: set[int | None]) -> list[str]:
    return [name for place, name in enumerate(header) if place not in used and names[place] not in NAMES]
