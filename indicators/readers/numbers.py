"""Numbers as Dutch files write them, and what stands where there is no number.

Decimal comma and decimal point may stand in one row: each cell is read by itself. A dot as thousands separator is
read as such only where a mapping says so; in a count it is refused, since 1.234 could be either.
"""

from __future__ import annotations

import polars as pl

from indicators.domains import Status

BLANKS = " \t\u00a0\u202f\u2007"
MISSING = ("", ".", "NA", "NaN", "null", "NULL")
# CBS writes these in place of a figure: secret or absent; comes in a later delivery; no longer published.
WITHHELD_CODES = (-99997.0,)
MISSING_CODES = (-99995.0, -99991.0)
RESERVED_BELOW = -99_990.0
THOUSANDS = r"^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$"


def with_numbers(frame: pl.LazyFrame, *, thousands: bool = False) -> pl.LazyFrame:
    """Add `value` and `status` to a frame with `raw`, and `invalid` where the text is no number and no known blank."""
    text = pl.col("raw").fill_null("").str.strip_chars(BLANKS)
    frame = frame.with_columns(text.alias("text"))
    plain = pl.col("text").str.replace_all(".", "", literal=True) if thousands else pl.col("text")
    number = plain.str.replace(",", ".", literal=True).cast(pl.Float64, strict=False)
    frame = frame.with_columns(number.alias("number"), pl.col("text").is_in(MISSING).alias("blank"))
    readable = pl.col("number").is_not_null() & pl.col("number").is_finite()
    frame = frame.with_columns(
        (~pl.col("blank") & ~readable.fill_null(value=False)).alias("invalid"),
        pl.col("number").is_in(WITHHELD_CODES).fill_null(value=False).alias("withheld"),
        (pl.col("blank") | pl.col("number").is_in(MISSING_CODES).fill_null(value=False)).alias("absent"),
    )
    status = (
        pl.when("withheld").then(int(Status.WITHHELD)).when("absent").then(int(Status.MISSING))
        .otherwise(int(Status.MEASURED)).cast(pl.Int8)
    )  # fmt: skip
    known = ~pl.col("withheld") & ~pl.col("absent") & ~pl.col("invalid")
    return frame.with_columns(pl.when(known).then(pl.col("number")).alias("value"), status.alias("status")).drop(
        "number", "blank", "withheld", "absent"
    )


def parsed(texts: list[str | None], *, thousands: bool = False) -> pl.DataFrame:
    """`value`, `status` and `invalid` of loose texts: the same rules as for a whole file."""
    frame = pl.DataFrame({"raw": pl.Series(texts, dtype=pl.String)})
    return with_numbers(frame.lazy(), thousands=thousands).select("value", "status", "invalid").collect()
