"""From a table of strings to figures in long form: codes, numbers and bounds are checked, all at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl
from django.conf import settings
from django.utils.translation import gettext as _

from indicators.catalogue import Entry, catalogue
from indicators.readers.base import FRAME_SCHEMA, SHOWN_PROBLEMS, Problems
from indicators.readers.numbers import BLANKS, RESERVED_BELOW, THOUSANDS, with_numbers
from wijken.codes import INVENTED, REAL

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
    """The cells with `code`, trimmed; each impossible code is a problem."""
    cells = cells.with_columns(pl.col(f"c{place}").fill_null("").str.strip_chars(BLANKS).alias("code"))
    wrong = ~pl.col("code").str.contains(code_pattern())
    bad = cells.filter(wrong).select("row", pl.col("code").alias("raw"))
    problems.add_rows(
        bad,
        _("Dit is geen code van een gebied. Verwacht wordt NL00, GM1234, WK123456, BU12345678 of een postcode."),
        column=header.strip(),
    )
    return cells.filter(~wrong)


def check_unique(cells: pl.DataFrame, keys: Sequence[str], problems: Problems, column: str) -> None:
    first = pl.col("row").min().over(keys)
    double = cells.filter(pl.col("row") > first).select("row", pl.col("code").alias("raw"))
    problems.add_rows(
        double, _("Dit gebied staat al eerder in het bestand. Laat één van de twee rijen staan."), column=column
    )


def check_columns(columns: Sequence[Column], problems: Problems) -> None:
    """Two columns for one figure contradict each other."""
    seen: dict[tuple[str, int | None], str] = {}
    for column in columns:
        key = (column.slug, column.period)
        if key in seen:
            problems.add(
                _("Deze kolom en de kolom '%(other)s' zijn dezelfde indicator (%(slug)s). Haal er één weg.")
                % {"other": seen[key], "slug": column.slug},
                row=1,
                column=column.header,
            )
        seen.setdefault(key, column.header)


def long_frame(
    cells: pl.DataFrame, columns: Sequence[Column], problems: Problems, *, period: int | None, thousands: bool = False
) -> pl.DataFrame:
    """Figures of `columns` for every row. The year is the column's own, else `period`, else the cell's `period`."""
    index = ["code", "row"] + (["period"] if "period" in cells.columns else [])
    long = cells.unpivot(
        on=[f"c{column.place}" for column in columns], index=index, variable_name="place", value_name="raw"
    )
    long = long.join(described(columns), on="place", how="left", maintain_order="left")
    long = with_numbers(long, thousands=thousands)
    check_values(long, problems, thousands=thousands)
    years = [pl.col("own_period"), *([pl.col("period")] if "period" in index else []), pl.lit(period, dtype=pl.Int32)]
    return long.with_columns(pl.coalesce(years).alias("period"), pl.lit(value=False).alias("derived")).select(
        [pl.col(name).cast(kind) for name, kind in FRAME_SCHEMA.items()]
    )


def described(columns: Sequence[Column]) -> pl.DataFrame:
    entries = [column.entry or catalogue()[column.slug] for column in columns]
    return pl.DataFrame(
        {
            "place": [f"c{column.place}" for column in columns],
            "slug": [column.slug for column in columns],
            "column": [column.header for column in columns],
            "own_period": pl.Series([column.period for column in columns], dtype=pl.Int32),
            "low": pl.Series([entry.bounds[0] for entry in entries], dtype=pl.Float64, strict=False),
            "high": pl.Series([entry.bounds[1] for entry in entries], dtype=pl.Float64, strict=False),
            "is_count": [entry.is_count for entry in entries],
            "is_whole": [entry.is_count or entry.unit in WHOLE_UNITS for entry in entries],
        }
    )


def check_values(long: pl.DataFrame, problems: Problems, *, thousands: bool) -> None:
    """Each cell that is no number or cannot be true, with its place and what to do about it."""
    value = pl.col("value")
    dotted = pl.col("is_whole") & pl.col("text").str.contains(THOUSANDS) if not thousands else pl.lit(value=False)
    wrong = long.filter(
        pl.col("invalid") | (value < pl.col("low")) | (value > pl.col("high")) | (value < RESERVED_BELOW)
        | (pl.col("is_count") & (value != value.floor())) | dotted
    )  # fmt: skip
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
        return _("Dit cijfer kan niet hoger zijn dan %(high)g. Verbeter het, of kies een andere indicator.") % {
            "high": high
        }
    return _("Dit is een aantal en geen breuk. Scheidt de punt duizendtallen? Zeg dat dan in de koppeling.")
