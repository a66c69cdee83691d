"""People against place: a figure of a wijk can change because other people live there. The facts, and when to warn.

Warned is where at the end so many residents can be new that they alone may carry the change: more than a quarter came
to live there (arrivals over the years, at most one a resident), a tenth more dwellings were built (densification), or a
twentieth were demolished.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

MANY_NEW = 0.25  # of the residents
MUCH_BUILT, MUCH_DEMOLISHED = 0.10, 0.05  # of the dwellings at the start


@dataclass(frozen=True)
class Turnover:
    """Shares since the start, None where unknown. `warnings`: NEW_RESIDENTS, DENSIFIED, DEMOLISHED."""

    new_residents: float | None
    built: float | None
    demolished: float | None
    warnings: tuple[str, ...]


def turnover(
    *,
    start: int,
    residents: Mapping[int, float],
    arrivals: Mapping[int, float],
    dwellings: Mapping[int, float],
    demolished: Mapping[int, float],
) -> Turnover:
    """By year; only known years. `arrivals`: people who came to live in the areas that year. Residents and dwellings
    count at their last year before the start, or their first of all."""
    people, homes = _at(residents, start), _at(dwellings, start)
    came = sum(count for year, count in arrivals.items() if year >= start) if arrivals else None
    gone = sum(count for year, count in demolished.items() if year >= start) if demolished else None
    new = None if came is None or not people else min(came / people, 1.0)
    torn = None if gone is None or not homes else gone / homes
    grown = dwellings[max(dwellings)] / homes - 1 if homes and max(dwellings) >= start else None
    built = None if grown is None else grown + (torn or 0.0)
    told = {"NEW_RESIDENTS": (new, MANY_NEW), "DENSIFIED": (grown, MUCH_BUILT), "DEMOLISHED": (torn, MUCH_DEMOLISHED)}
    warned = tuple(code for code, (share, most) in told.items() if share is not None and share > most)
    return Turnover(new, built, torn, warned)


def _at(values: Mapping[int, float], start: int) -> float | None:
    before = [year for year in values if year < start]
    year = max(before) if before else min(values, default=None)
    return None if year is None else values[year]
