"""Kerncijfers wijken en buurten, and the same per PC4: one table a year, which carries its own division."""

from __future__ import annotations

import re
from pathlib import Path

import polars as pl
from django.utils.translation import gettext as _

from indicators.readers.base import AREA_SCHEMA, Problems, Reading
from indicators.readers.delimited import Table
from indicators.readers.header import open_table
from indicators.readers.kwb_headers import Headers, postcode_name, read_headers
from indicators.readers.numbers import BLANKS
from indicators.readers.observations import check_columns, check_unique, code_pattern, long_frame, with_codes
from indicators.readers.periods import with_periods
from wijken.codes import level_of, parent_code

WIJK_PREFIX = re.compile(r"^Wijk [0-9A-Z]{2} (?=\S)")
AGES = ("inwoners-0-15", "inwoners-15-25", "inwoners-25-45", "inwoners-45-65", "inwoners-65-plus")
AGES_CHECKED_FROM = 1_000
AGES_TOLERANCE = 0.1


def read_kwb(path: Path, problems: Problems, *, year: int | None) -> Reading:
    """Figures and areas of one yearly table; `year` is its division, and its period too unless it has `Perioden`."""
    if year is None:
        raise problems.refuse(
            _("In dit bestand staat geen jaar. Vul het jaar van de indeling in (in het commando: --year).")
        )
    table = open_table(path, problems, is_header)
    headers = check_headers(table, problems)
    check_columns(headers.columns, problems, table.header_row)
    all_cells = table.cells(headers.places(), problems)
    place = code_place(table, all_cells, headers, problems)
    cells = with_codes(all_cells, place, table.header[place], problems)
    keys = ["code"]
    if headers.period is not None:
        cells, keys = with_periods(cells, headers.period, table.header[headers.period], problems), ["code", "period"]
    check_unique(cells, keys, problems, table.header[place])
    frame = long_frame(cells, headers.columns, problems, period=year)
    check_ages(frame, problems)
    return Reading(
        frame=frame,
        areas=areas(cells, headers, problems),
        division_year=year,
        rows_read=all_cells.height,
        unmapped_columns=headers.unmapped,
        problems=problems.all(),
    )


def is_header(cells: list[str]) -> bool:
    """Whether a row names areas and figures."""
    headers = read_headers(cells)
    return bool(headers.columns) and (headers.code is not None or headers.name is not None)


def check_headers(table: Table, problems: Problems) -> Headers:
    headers = read_headers(table.header)
    if not headers.columns:
        raise problems.refuse(
            _("Geen enkele kolom is een bekende indicator. Kies een tabel met kerncijfers, of gebruik een koppeling."),
            row=table.header_row,
            value=", ".join(table.header[:4]),
        )
    return headers


def code_place(table: Table, cells: pl.DataFrame, headers: Headers, problems: Problems) -> int:
    """The column of codes. OData replies have them in `WijkenEnBuurten`, where the CSV export has names."""
    if headers.code is not None:
        return headers.code
    if headers.name is not None:
        first = cells[f"c{headers.name}"].head(20).fill_null("").str.strip_chars(BLANKS)
        if first.str.contains(code_pattern()).any():
            return headers.name
    raise problems.refuse(
        _("Er is geen kolom met codes van gebieden. Verwacht wordt een kolom 'Codering', 'WijkenEnBuurten' of 'pc4'."),
        row=table.header_row,
        value=", ".join(table.header[:4]),
    )


def areas(cells: pl.DataFrame, headers: Headers, problems: Problems) -> pl.DataFrame:
    rows = []
    firsts = cells.drop_nulls("code").unique("code", keep="first", maintain_order=True)
    for code, row, *texts in firsts.select("code", "row", *area_texts(headers)).iter_rows():
        name, gemeente, said_level = texts
        level = level_of(code) or ""
        if said_level and said_level.lower() != level:
            problems.add(
                _("De code hoort bij een %(level)s, maar in de kolom staat iets anders. Verbeter één van de twee.")
                % {"level": level},
                row=row,
                value=f"{code}: {said_level}",
            )
        rows.append((code, area_name(code, level, name, gemeente), level, parent_code(code)))
    return pl.DataFrame(rows, schema=AREA_SCHEMA, orient="row")


def area_texts(headers: Headers) -> list[pl.Expr]:
    """Name, gemeente and level of each row, empty where the file has no such column."""
    places = (headers.name, headers.gemeente, headers.level)
    return [
        (pl.lit("") if place is None else pl.col(f"c{place}").fill_null("").str.strip_chars(BLANKS)).alias(
            f"text{number}"
        )
        for number, place in enumerate(places)
    ]


def area_name(code: str, level: str, name: str, gemeente: str) -> str:
    """ "Wijk 36 Moerwijk" is Moerwijk; a PC4 has no name but its digits."""
    if level == "pc4":
        return postcode_name(code)
    if name and name != code:
        return WIJK_PREFIX.sub("", name)
    return gemeente if level == "gemeente" and gemeente else code


def check_ages(frame: pl.DataFrame, problems: Problems) -> None:
    """Some tables hold percentages where others hold counts: then the five ages do not add up to the inhabitants."""
    wide = frame.filter(pl.col("slug").is_in(["inwoners", *AGES]) & pl.col("value").is_not_null())
    people = wide.filter((pl.col("slug") == "inwoners") & (pl.col("value") >= AGES_CHECKED_FROM))
    ages = (
        wide.filter(pl.col("slug") != "inwoners")
        .group_by("code", "period")
        .agg(pl.col("value").sum().alias("ages"), pl.len())
    )
    both = people.join(ages.filter(pl.col("len") == len(AGES)), on=["code", "period"])
    off = both.filter((pl.col("ages") - pl.col("value")).abs() > AGES_TOLERANCE * pl.col("value"))
    problems.add_rows(
        off.select("row", "column", pl.col("ages").cast(pl.String).alias("raw")),
        _("De vijf leeftijdsgroepen tellen niet op tot de inwoners. Staan er percentages? Kies aantallen."),
    )
