"""From a table of strings to figures in long form: codes, numbers and bounds are checked, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from django.conf import settings
from django.utils.translation import gettext as _

from charts.wording import number
from indicators.catalogue import Entry, catalogue
from indicators.readers.base import FRAME_SCHEMA, SHOWN_PROBLEMS, Problems
from indicators.readers.numbers import BLANKS, RESERVED_BELOW, THOUSANDS, with_numbers
from wijken.codes import INVENTED, LAND, REAL

# Figures that their sources give in whole numbers, so that 2.860 may well be two thousand.
WHOLE_UNITS = frozenset({"m³", "kWh", "inwoners per km²", "adressen per km²"})


@dataclass(frozen=True)
class Column:
    """A column of the file that holds an indicator.

    `period` where the column's own name has the year; `entry` where the indicator is not of the catalogue.
    """

    place: int
    header: str
    slug: str
    period: int | None = None
    entry: Entry | None = None


def code_pattern() -> str:
    """Codes that CBS gives, PC4s, and in demonstration mode those of an invented gemeente."""
    return f"^(?:{REAL.pattern}|{INVENTED.pattern})$" if settings.DEMO else f"^(?:{REAL.pattern})$"


def with_codes(cells: pl.DataFrame, place: int, header: str, problems: Problems) -> pl.DataFrame:
    """The cells with `code`, trimmed; an impossible code is a problem, and null: what else its row says is read on."""
    cells = cells.with_columns(pl.col(f"c{place}").fill_null("").str.strip_chars(BLANKS).alias("code"))
    right = pl.col("code").str.contains(code_pattern())
    bad = cells.filter(~right).select("row", pl.col("code").alias("raw"))
    problems.add_rows(
        bad,
        _("Dit is geen code van een gebied. Verwacht wordt NL00, GM1234, WK123456, BU12345678 of een postcode."),
        column=header.strip(),
    )
    return cells.with_columns(pl.when(right).then("code"))


def check_unique(cells: pl.DataFrame, keys: Sequence[str], problems: Problems, column: str) -> None:
    cells = cells.drop_nulls(keys)
    first = pl.col("row").min().over(keys)
    double = cells.filter(pl.col("row") > first).select("row", pl.col("code").alias("raw"))
    problems.add_rows(
        double, _("Dit gebied staat al eerder in het bestand. Laat één van de twee rijen staan."), column=column
    )


def check_columns(columns: Sequence[Column], problems: Problems, header_row: int) -> None:
    """Two columns for one figure contradict each other."""
    seen: dict[tuple[str, int | None], str] = {}
    for column in columns:
        key = (column.slug, column.period)
        if key in seen:
            problems.add(
                _("Deze kolom en de kolom '%(other)s' zijn dezelfde indicator (%(slug)s). Haal er één weg.")
                % {"other": seen[key], "slug": column.slug},
                row=header_row,
                column=column.header,
            )
        seen.setdefault(key, column.header)


def long_frame(
    cells: pl.DataFrame, columns: Sequence[Column], problems: Problems, *, period: int | None, thousands: bool = False
) -> pl.DataFrame:
    """Figures of `columns` for every row. The year is the column's own, else the cell's `period`, else `period`."""
    if not columns:
        return pl.DataFrame(schema=FRAME_SCHEMA)
    parts = [
        figures(cells.lazy(), column, period=period, has_periods="period" in cells.columns, thousands=thousands)
        for column in columns
    ]
    long = pl.concat(parts).collect()
    if long["wrong"].any():
        tell_wrong(long.filter("wrong"), problems)
    return long.select(list(FRAME_SCHEMA)).drop_nulls(["code", "period"])


def figures(
    cells: pl.LazyFrame, column: Column, *, period: int | None, has_periods: bool, thousands: bool
) -> pl.LazyFrame:
    """The figures of one column, each marked `wrong` where it is no number or cannot be true."""
    entry = column.entry or catalogue()[column.slug]
    year = pl.lit(column.period or period, dtype=pl.Int32)
    if column.period is None and has_periods:
        year = pl.col("period")
    frame = with_numbers(
        cells.select("code", "row", year.alias("period"), pl.col(f"c{column.place}").alias("raw")), thousands=thousands
    )
    return frame.select(
        "code",
        pl.lit(column.slug).alias("slug"),
        "period",
        "value",
        "status",
        pl.lit(value=False).alias("derived"),
        "row",
        pl.lit(column.header).alias("column"),
        "raw",
        "invalid",
        (pl.col("invalid") | cannot_be_true(entry, thousands=thousands)).fill_null(value=False).alias("wrong"),
        pl.lit(entry.bounds[0], dtype=pl.Float64).alias("low"),
        highest(entry).alias("high"),
    )


def cannot_be_true(entry: Entry, *, thousands: bool) -> pl.Expr:
    """Out of bounds, a code for a missing figure that we do not know, or a fraction where only whole numbers are."""
    value, low = pl.col("value"), entry.bounds[0]
    wrong = value < (RESERVED_BELOW if low is None else low)
    if entry.highest() is not None:
        wrong |= value > highest(entry)
    if entry.is_count:
        wrong |= value != value.floor()
    if not thousands and (entry.is_count or entry.unit in WHOLE_UNITS):
        wrong |= pl.col("text").str.contains(THOUSANDS)
    return wrong


def highest(entry: Entry) -> pl.Expr:
    """The most that can be true in a row: of the country more than of any other area."""
    of_land, of_area = (pl.lit(entry.highest(of_land=land), dtype=pl.Float64) for land in (True, False))
    return pl.when(pl.col("code") == LAND).then(of_land).otherwise(of_area)


def tell_wrong(wrong: pl.DataFrame, problems: Problems) -> None:
    """Each cell that is no number or cannot be true, with its place and what to do about it, in the file's order."""
    wrong = wrong.sort("row", maintain_order=True)
    shown = wrong.head(SHOWN_PROBLEMS)
    problems.left_out += wrong.height - shown.height
    for line in shown.iter_rows(named=True):
        problems.add(value_message(line), row=line["row"], column=line["column"], value=line["raw"])


def value_message(line: dict[str, object]) -> str:
    value, low, high = line["value"], line["low"], line["high"]
    if line["invalid"]:
        return _("Dit is geen getal. Schrijf een getal met een komma of punt, of laat het vak leeg als het ontbreekt.")
    assert isinstance(value, float)  # noqa: S101 - a cell that is no number was told above
    if value < RESERVED_BELOW:
        return _("Dit getal lijkt een code voor een ontbrekend cijfer. Laat het vak leeg.")
    if isinstance(low, float) and value < low:
        if not low:
            return _("Dit cijfer kan niet onder nul liggen. Verbeter het, of laat het vak leeg als het ontbreekt.")
        return _("Dit cijfer kan niet lager zijn dan %(low)g. Verbeter het.") % {"low": low}
    if isinstance(high, float) and value > high:
        return _("Dit cijfer kan niet hoger zijn dan %(high)s. Verbeter het, of kies een andere indicator.") % {
            "high": number(high)
        }
    return _("Dit is een aantal en geen breuk. Scheidt de punt duizendtallen? Zeg dat dan in de koppeling.")
