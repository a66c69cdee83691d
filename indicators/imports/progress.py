"""How far a file is, in its own rows."""

from __future__ import annotations

import polars as pl


class CompleteRows:
    """How many rows of a file are wholly within its first so many figures, in the order in which they are written.

    A row counts when its last figure is committed; rows that hold no figure count from the start.
    """

    def __init__(self, rows_read: int, frame: pl.DataFrame) -> None:
        self.lasts = frame.with_row_index("at").group_by("row").agg(pl.col("at").max())["at"].sort()
        self.without_figures = max(0, rows_read - self.lasts.len())

    def after(self, figures: int) -> int:
        return self.without_figures + int((self.lasts < figures).sum())
