"""Small made files for the tests of the readers, and how to ask a reading for a figure."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import polars as pl

from indicators.readers import Problem, Reading, read

KWB_HEADER = "Wijken en buurten;Regioaanduiding/Soort regio (omschrijving);Regioaanduiding/Codering (code)"
INHABITANTS = "Bevolking/Aantal inwoners (aantal)"


def text_file(folder: Path, text: str, name: str = "tabel.csv", encoding: str = "utf-8") -> Path:
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


def json_file(folder: Path, content: Any, name: str) -> Path:
    folder.mkdir(parents=True, exist_ok=True)
    return text_file(folder, json.dumps(content), name)


def kwb_text(*rows: str, columns: str = INHABITANTS) -> str:
    """A KWB table as StatLine writes it; a row is name;level;code;figures."""
    return "\n".join([f"{KWB_HEADER};{columns}", *rows]) + "\n"


def read_kwb(folder: Path, *rows: str, columns: str = INHABITANTS, year: int | None = 2019) -> Reading:
    return read(text_file(folder, kwb_text(*rows, columns=columns)), source="kwb", year=year)


def read_table(folder: Path, text: str, columns: dict[str, str], **mapping: Any) -> Reading:
    mapping = {"code": "code", "columns": columns} | mapping
    return read(text_file(folder, text), source="table", year=2024, mapping=mapping)


def figure(reading: Reading, code: str, slug: str, period: int | None = None) -> dict[str, Any] | None:
    """The one figure with its value, status and derived; None where there is none."""
    rows = reading.frame.filter((pl.col("code") == code) & (pl.col("slug") == slug))
    if period is not None:
        rows = rows.filter(pl.col("period") == period)
    assert rows.height <= 1
    return rows.row(0, named=True) if rows.height else None


def value(reading: Reading, code: str, slug: str, period: int | None = None) -> float | None:
    found = figure(reading, code, slug, period)
    return found and found["value"]


def only_problem(reading: Reading) -> Problem:
    assert len(reading.problems) == 1, reading.problems
    return reading.problems[0]
