"""What every reader gives back: the figures of a file in long form, or everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import polars as pl
from django.utils.translation import gettext as _

from indicators.domains import Status

SHOWN_PROBLEMS = 200
VALUE_LENGTH = 60

FRAME_SCHEMA: dict[str, Any] = {
    "code": pl.String,
    "slug": pl.String,
    "period": pl.Int32,
    "value": pl.Float64,
    "status": pl.Int8,
    "derived": pl.Boolean,
    "row": pl.Int32,
    "column": pl.String,
}
AREA_SCHEMA: dict[str, Any] = {"code": pl.String, "name": pl.String, "level": pl.String, "parent": pl.String}


@dataclass(frozen=True)
class Problem:
    """Something for which a file is refused; the message is Dutch and names place and remedy.

    `row` counts as a spreadsheet does: the header is row 1.
    """

    file: str
    row: int | None
    column: str | None
    value: str | None
    message: str


@dataclass(frozen=True)
class Reading:
    """The figures of one file, unique on code, slug and period.

    `areas` are those that the file itself carries; a parent is a code of the same division, which may stand
    elsewhere. Any problem means that the file is refused as a whole.
    """

    frame: pl.DataFrame
    areas: pl.DataFrame
    division_year: int
    rows_read: int
    unmapped_columns: list[str]
    problems: list[Problem]


class Refused(Exception):
    """The file cannot be read any further: its problems are known."""


@dataclass
class Problems:
    """Collects what is wrong with one file, and counts what no reader would get to."""

    file: str
    found: list[Problem] = field(default_factory=list)
    left_out: int = 0

    def add(self, message: str, *, row: int | None = None, column: str | None = None, value: object = None) -> None:
        if len(self.found) >= SHOWN_PROBLEMS:
            self.left_out += 1
            return
        text = None if value is None else shortened(str(value))
        self.found.append(Problem(self.file, row, column, text, message))

    def refuse(self, message: str, **place: Any) -> Refused:
        """Add the problem and give what to raise: nothing after it could be read."""
        self.add(message, **place)
        return Refused(message)

    def add_rows(self, wrong: pl.DataFrame, message: str, *, column: str | None = None) -> None:
        """A problem for each row of a frame with `row`, and where present `column` and `raw`."""
        shown = wrong.head(max(0, SHOWN_PROBLEMS - len(self.found)))
        for line in shown.iter_rows(named=True):
            self.add(message, row=line["row"], column=line.get("column", column), value=line.get("raw"))
        self.left_out += wrong.height - shown.height

    def all(self) -> list[Problem]:
        found = sorted(self.found, key=lambda problem: problem.row or 0)
        if self.left_out:
            more = _("Er zijn nog %(count)d fouten. De eerste %(shown)d staan hierboven: herstel die eerst.")
            found.append(Problem(self.file, None, None, None, more % {"count": self.left_out, "shown": SHOWN_PROBLEMS}))
        return found


def shortened(text: str) -> str:
    return text if len(text) <= VALUE_LENGTH else text[: VALUE_LENGTH - 1] + "…"


def empty_reading(problems: Problems, *, year: int | None = None, rows_read: int = 0) -> Reading:
    return Reading(
        frame=pl.DataFrame(schema=FRAME_SCHEMA),
        areas=pl.DataFrame(schema=AREA_SCHEMA),
        division_year=year or 0,
        rows_read=rows_read,
        unmapped_columns=[],
        problems=problems.all(),
    )


def with_frame(reading: Reading, frame: pl.DataFrame) -> Reading:
    return replace(reading, frame=frame)


def frame_of(rows: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    """A long frame from ready tuples in the order of its columns."""
    return pl.DataFrame(rows, schema=FRAME_SCHEMA, orient="row")


def areas_of(rows: Sequence[tuple[Any, ...]]) -> pl.DataFrame:
    return pl.DataFrame(rows, schema=AREA_SCHEMA, orient="row")


def status_of(value: float | None, known: Status = Status.MEASURED) -> int:
    return int(known if value is not None else Status.MISSING)
