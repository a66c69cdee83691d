"""Any table, by a mapping: `{"code": COLUMN, "period": COLUMN or year, "columns": {COLUMN: slug}}`.

Without a `period` in the mapping the file's own years count: a column `Perioden`, or the year at the end of a mapped
column's name. Where it has neither, the figures are of the division's year.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from indicators.catalogue import Entry, catalogue
from indicators.readers.base import Problems, Reading, areas_of
from indicators.readers.delimited import Table
from indicators.readers.header import open_table
from indicators.readers.kwb_headers import PERIOD_HEADERS, bare
from indicators.readers.observations import Column, check_columns, check_unique, long_frame, with_codes
from indicators.readers.periods import with_periods
from wijken.codes import LAST_YEAR

# Figures may be older than any division: a year in a column may be of the twentieth century too.
FIRST_PERIOD = 1900
# `inwoners_2018` is of 2018, `Woningen gebouwd vanaf 2000` is not of 2000.
YEAR_AT_THE_END = re.compile(r"(?<!tot )(?<!vanaf )(?<!voor )(?<!na )(?<!sinds )(?<!\d)((?:19|20)\d\d)$")


@dataclass(frozen=True)
class Mapped:
    """Places that a mapping names; `period` is the year for every row unless `period_place` has it."""

    code: int
    period_place: int | None
    period: int | None
    columns: list[Column]


def read_mapped_table(
    path: Path, problems: Problems, *, year: int | None, mapping: Mapping[str, Any] | None, own: Mapping[str, Entry]
) -> Reading:
    """`year` is the division; `"thousands": "."` in the mapping says that dots separate thousands."""
    if year is None:
        raise problems.refuse(_("Vul het jaar in van de indeling waarop de codes gelden (in het commando: --year)."))
    known = {**own, **catalogue().indicators}
    mapping = checked_mapping(mapping, known, problems)
    table = open_table(path, problems, lambda header: mapping["code"].strip() in map(str.strip, header))
    mapped = match(table, mapping, known, problems, year=year)
    used = {mapped.code, mapped.period_place, *(column.place for column in mapped.columns)}
    all_cells = table.cells(used, problems)
    cells = with_codes(all_cells, mapped.code, table.header[mapped.code], problems)
    if mapped.period_place is not None:
        cells = with_periods(cells, mapped.period_place, table.header[mapped.period_place], problems)
    keys = ["code"] if mapped.period_place is None else ["code", "period"]
    check_unique(cells, keys, problems, table.header[mapped.code])
    frame = long_frame(cells, mapped.columns, problems, period=mapped.period, thousands=mapping.get("thousands") == ".")
    return Reading(
        frame=frame,
        areas=areas_of([]),
        division_year=year,
        rows_read=all_cells.height,
        unmapped_columns=[name.strip() for place, name in enumerate(table.header) if place not in used],
        problems=problems.all(),
    )


def checked_mapping(
    mapping: Mapping[str, Any] | None, known: Mapping[str, Entry], problems: Problems
) -> Mapping[str, Any]:
    """A mapping with its three parts, of known indicators; else every fault in it, and Refused."""
    if not isinstance(mapping, Mapping):
        raise problems.refuse(
            _('Bij deze bron hoort een koppeling: {"code": kolom, "period": jaar, "columns": {kolom: indicator}}.')
        )
    columns = mapping.get("columns")
    if not isinstance(mapping.get("code"), str) or not isinstance(columns, Mapping) or not columns:
        raise problems.refuse(
            _('In de koppeling ontbreekt "code" of "columns". Noem de kolom met codes en die met cijfers.')
        )
    unknown = {name: slug for name, slug in columns.items() if not isinstance(slug, str) or slug not in known}
    for name, slug in unknown.items():
        message = _("Deze indicator uit de koppeling bestaat niet. Kies er een uit de lijst van indicatoren.")
        problems.add(message, column=name, value=slug)
    if len(unknown) == len(columns):
        raise problems.refuse(_("Geen enkele kolom uit de koppeling is een bekende indicator."))
    return mapping


def match(
    table: Table, mapping: Mapping[str, Any], known: Mapping[str, Entry], problems: Problems, *, year: int
) -> Mapped:
    code = place_of(table, mapping["code"], problems)
    period, period_place = years(table, mapping, problems, year=year)
    columns = []
    for name, slug in mapping["columns"].items():
        place = place_of(table, name, problems)
        if place is not None and isinstance(slug, str) and slug in known:
            header = table.header[place].strip()
            own = None if period_place is not None or mapping.get("period") is not None else year_at_the_end(header)
            columns.append(Column(place, header, slug, own, entry=known[slug]))
    if code is None or not columns:
        raise problems.refuse(
            _("De koppeling past niet bij dit bestand: er blijft geen kolom met codes of cijfers over."),
            row=table.header_row,
        )
    check_columns(columns, problems, table.header_row)
    return Mapped(code, period_place, period, columns)


def years(table: Table, mapping: Mapping[str, Any], problems: Problems, *, year: int) -> tuple[int | None, int | None]:
    """The year of every row, or the place of the column that has it: by the mapping, else by the file itself."""
    if mapping.get("period") is not None:
        period = year_in(mapping["period"], problems)
        return period, None if period else place_of(table, mapping["period"], problems)
    mapped = {mapping["code"].strip(), *(name.strip() for name in mapping["columns"])}
    places = (place for place, name in enumerate(table.header) if name.strip() not in mapped)
    own = next((place for place in places if bare(table.header[place]) in PERIOD_HEADERS), None)
    return (year, None) if own is None else (None, own)


def year_at_the_end(header: str) -> int | None:
    found = YEAR_AT_THE_END.search(header)
    return int(found[1]) if found else None


def year_in(period: Any, problems: Problems) -> int | None:
    """The year that a mapping gives for every row; None where it names a column."""
    if isinstance(period, str) and not period.strip().isdigit():
        return None
    if isinstance(period, str | int) and not isinstance(period, bool) and FIRST_PERIOD <= int(period) <= LAST_YEAR:
        return int(period)
    message = _('"period" in de koppeling is een jaar, of de naam van de kolom met jaren. Verbeter de koppeling.')
    raise problems.refuse(message, column="period", value=period)


def place_of(table: Table, name: str, problems: Problems) -> int | None:
    place = table.index(name)
    if place is None:
        problems.add(
            _("Deze kolom uit de koppeling staat niet in het bestand. De kolommen zijn: %(columns)s.")
            % {"columns": ", ".join(header.strip() for header in table.header[:12])},
            row=table.header_row,
            column=name,
        )
    return place
