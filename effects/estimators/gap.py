"""The gap (kloof): how far the programme's wijken lie from the city and the country, year by year."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

Line = Sequence[float | None]


@dataclass(frozen=True)
class Gap:
    """One value a year, None where either figure misses. `closed`: by how much the gap with the city became smaller
    from the last year before the start to the last year of all; negative where it grew."""

    years: tuple[int, ...]
    with_city: tuple[float | None, ...]
    with_country: tuple[float | None, ...]
    closed: float | None


def gap(years: Sequence[int], wijken: Line, city: Line, country: Line, start: int) -> Gap:
    with_city = tuple(_apart(own, other) for own, other in zip(wijken, city, strict=True))
    with_country = tuple(_apart(own, other) for own, other in zip(wijken, country, strict=True))
    known = [(year, value) for year, value in zip(years, with_city, strict=True) if value is not None]
    before = [value for year, value in known if year < start]
    after = [value for year, value in known if year >= start]
    closed = abs(before[-1]) - abs(after[-1]) if before and after else None
    return Gap(tuple(years), with_city, with_country, closed)


def _apart(own: float | None, other: float | None) -> float | None:
    return None if own is None or other is None else own - other
