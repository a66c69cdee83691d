"""Readings made by hand, so that the pipeline is tested apart from the readers."""

from __future__ import annotations

from pathlib import Path

import polars as pl

from indicators.domains import Status
from indicators.readers.base import Problem, Reading

AREAS = {"code": pl.String, "name": pl.String, "level": pl.String, "parent": pl.String}
FRAME = {
    "code": pl.String,
    "slug": pl.String,
    "period": pl.Int32,
    "value": pl.Float64,
    "status": pl.Int8,
    "derived": pl.Boolean,
    "row": pl.Int32,
    "column": pl.String,
}
Cell = tuple[str, str, int, float | Status]


def cells(*given: Cell, derived: bool = False) -> pl.DataFrame:
    """Figures (code, slug, year, value or status); each code is one row of the file, in the order given."""
    rows = {code: number for number, code in enumerate(dict.fromkeys(cell[0] for cell in given), start=2)}
    return pl.DataFrame(
        [
            (code, slug, year, *value_and_status(said), derived, rows[code], f"kolom {slug}")
            for code, slug, year, said in given
        ],
        schema=FRAME,
        orient="row",
    )


def value_and_status(said: float | Status) -> tuple[float | None, int]:
    return (None, said.value) if isinstance(said, Status) else (said, Status.MEASURED.value)


def reading(
    *given: Cell,
    frame: pl.DataFrame | None = None,
    areas: list[tuple[str, str, str, str | None]] | None = None,
    year: int = 2024,
    problems: list[Problem] | None = None,
    unmapped: list[str] | None = None,
) -> Reading:
    figures = cells(*given) if frame is None else frame
    return Reading(
        frame=figures,
        areas=pl.DataFrame(areas or [], schema=AREAS, orient="row"),
        division_year=year,
        rows_read=figures["row"].n_unique(),
        unmapped_columns=unmapped or [],
        problems=problems or [],
    )


def large(codes: list[str], slugs: list[str], years: range, factor: float = 1) -> pl.DataFrame:
    """Every code × slug × year, with a value that follows from its place."""
    return cells(*[
        (code, slug, year, factor * (a * 1000 + b * 100 + year - 2000))
        for a, code in enumerate(codes)
        for b, slug in enumerate(slugs)
        for year in years
    ])  # fmt: skip


def a_file(folder: Path, name: str = "cijfers.csv", content: str = "inhoud") -> Path:
    path = folder / name
    path.write_text(content)
    return path
