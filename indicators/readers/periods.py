"""Years as files write them: 2024, or `2024JJ00` as CBS does. Months and quarters are no years."""

from __future__ import annotations

import polars as pl
from django.utils.translation import gettext as _

from indicators.readers.base import Problems
from indicators.readers.numbers import BLANKS

YEAR = r"^((?:19|20)\d{2})(?:JJ00)?$"


def with_periods(cells: pl.DataFrame, place: int, header: str, problems: Problems) -> pl.DataFrame:
    """The cells with `period` from one of their columns; a text that is no year is a problem, and null."""
    text = pl.col(f"c{place}").fill_null("").str.strip_chars(BLANKS)
    cells = cells.with_columns(text.str.extract(YEAR).cast(pl.Int32).alias("period"), text.alias("raw"))
    problems.add_rows(
        cells.filter(pl.col("period").is_null()).select("row", "raw"),
        _("Dit is geen jaar. Verwacht wordt 2024 of 2024JJ00; maanden en kwartalen tellen we niet op."),
        column=header,
    )
    return cells.drop("raw")
