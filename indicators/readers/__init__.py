"""Readers: a file of a known source becomes figures in long form, or a list of all that is wrong with it. No ORM."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from indicators.catalogue import Entry
from indicators.derive import with_derived
from indicators.readers.base import Problem, Problems, Reading, Refused, empty_reading
from indicators.readers.kwb import read_kwb
from indicators.readers.leefbaarometer import read_leefbaarometer
from indicators.readers.police import read_police
from indicators.readers.six_cities import read_six_cities
from indicators.readers.table import read_mapped_table

__all__ = ["SOURCES", "Problem", "Reading", "read"]

SOURCES: dict[str, Callable[..., Reading]] = {
    "kwb": read_kwb,
    "leefbaarometer": read_leefbaarometer,
    "police": read_police,
    "zes-steden": read_six_cities,
    "table": read_mapped_table,
}


def read(
    path: Path,
    *,
    source: str,
    year: int | None = None,
    mapping: Mapping[str, Any] | None = None,
    own: Mapping[str, Entry] | None = None,
) -> Reading:
    """Read one file (or, for the police, one folder of files) of a source named in SOURCES.

    `year` is the division year, and the period too unless the file has its own. `own` are indicators that the tables
    have besides the catalogue: a mapping may name them. Rates that follow from the counts
    in the file stand beside them, marked as derived.
    """
    problems = Problems(path.name)
    try:
        mapped = {"mapping": mapping, "own": own or {}} if source == "table" else {}
        reading = SOURCES[source](path, problems, year=year, **mapped)
    except Refused:
        return empty_reading(problems, year=year)
    if reading.problems:
        return reading
    return replace(reading, frame=with_derived(reading.frame))
