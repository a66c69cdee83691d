"""Readers: a file of a known source becomes figures in long form, or a list of all that is wrong with it. No ORM."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from indicators.derive import with_derived
from indicators.readers.base import Problem, Problems, Reading, Refused, empty_reading
from indicators.readers.kwb import read_kwb
from indicators.readers.leefbaarometer import read_leefbaarometer
from indicators.readers.police import read_police
from indicators.readers.six_cities import read_six_cities
from indicators.readers.table import read_mapped_table

__all__ = ["SOURCES", "Problem", "Reading", "read"]

Reader = Callable[[Path, Problems, int | None, Mapping[str, Any] | None], Reading]
SOURCES: dict[str, Reader] = {
    "kwb": lambda path, problems, year, mapping: read_kwb(path, problems, year=year),
    "leefbaarometer": lambda path, problems, year, mapping: read_leefbaarometer(path, problems, year=year),
    "police": lambda path, problems, year, mapping: read_police(path, problems, year=year),
    "zes-steden": lambda path, problems, year, mapping: read_six_cities(path, problems, year=year),
    "table": read_mapped_table,
}


def read(path: Path, *, source: str, year: int | None = None, mapping: Mapping[str, Any] | None = None) -> Reading:
    """Read one file (or, for the police, one folder of files) of a source named in SOURCES.

    `year` is the division year, and the period too unless the file has its own. Rates that follow from the counts
    in the file stand beside them, marked as derived.
    """
    problems = Problems(path.name)
    try:
        reading = SOURCES[source](path, problems, year, mapping)
    except Refused:
        return empty_reading(problems, year=year)
    if reading.problems:
        return reading
    return replace(reading, frame=with_derived(reading.frame))
