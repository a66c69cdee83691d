"""The catalogue as it stands in the TOML files, checked and typed. Knows no table."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from indicators.domains import Aggregation, Direction, Domain

FOLDER = Path(__file__).resolve().parent


class CatalogueError(ValueError):
    """The TOML files contradict themselves; names the entry."""


@dataclass(frozen=True)
class SourceEntry:
    slug: str
    name: str
    publisher: str
    url: str
    licence: str
    attribution: str
    explanation: str
    caveat: str = ""


@dataclass(frozen=True)
class Definition:
    """The years in which one definition holds; `break_reason` says why the series breaks at `from_year`."""

    from_year: int
    definition: str
    to_year: int | None = None
    break_reason: str = ""


@dataclass(frozen=True)
class Entry:
    """One indicator. `sum_of` names the counts added up; `better_because` gives the reason of `better_from`."""

    slug: str
    order: int
    domain: Domain
    name: str
    explanation: str
    unit: str
    direction: Direction
    aggregation: Aggregation
    source: str
    method: str
    short_name: str = ""
    decimals: int = 0
    approximate: bool = False
    numerator: str | None = None
    denominator: str | None = None
    per: int = 1
    weight: str | None = None
    count: str | None = None
    is_count: bool = False
    threshold_note: str = ""
    perceived: bool = False
    pair: str | None = None
    better_from: float | None = None
    better_because: str = ""
    sum_of: tuple[str, ...] = ()
    minimum: float | None = None
    maximum: float | None = None
    definitions: tuple[Definition, ...] = ()

    @property
    def bounds(self) -> tuple[float | None, float | None]:
        """The lowest and highest value that can be true: a share lies in 0–100, a count or a rate is never negative."""
        if self.minimum is not None or self.maximum is not None:
            return self.minimum, self.maximum
        if self.unit.startswith("%"):
            return 0, 100
        return (0 if self.is_count or self.unit.startswith("per ") or self.unit in NEVER_NEGATIVE else None), None

    def highest(self, *, of_land: bool = False) -> float | None:
        """The highest value that can be true of an area, or of the country: its bound, else the ceiling of its unit."""
        ceiling = ceilings().get(self.unit, {}).get("land" if of_land else "area")
        return self.bounds[1] if self.bounds[1] is not None else ceiling

    @property
    def is_derived_rate(self) -> bool:
        """Whether we can compute it ourselves from a count and a denominator."""
        return self.numerator is not None and self.denominator is not None


# Units besides counts and rates that cannot go below nought. Wealth, income and deviations can.
NEVER_NEGATIVE = frozenset({"km", "m³", "kWh", "mensen", "inwoners per km²", "adressen per km²"})
REFERENCES = ("numerator", "denominator", "weight", "count", "pair")


@dataclass(frozen=True)
class Catalogue:
    sources: Mapping[str, SourceEntry]
    indicators: Mapping[str, Entry]

    def __contains__(self, slug: object) -> bool:
        return slug in self.indicators

    def __getitem__(self, slug: str) -> Entry:
        return self.indicators[slug]


@cache
def catalogue() -> Catalogue:
    """All sources and indicators, read once. Raises CatalogueError where an entry names what does not exist."""
    sources = {slug: SourceEntry(slug=slug, **fields) for slug, fields in read_toml(FOLDER / "sources.toml").items()}
    indicators: dict[str, Entry] = {}
    for number, path in enumerate(sorted((FOLDER / "indicators").glob("*.toml")), start=1):
        domain = Domain(path.stem.split("_", 1)[1])
        for place, (slug, fields) in enumerate(read_toml(path).items()):
            if slug in indicators:
                raise CatalogueError(f"{slug} stands twice")
            indicators[slug] = entry(slug, fields, domain=domain, order=number * 100 + place)
    found = Catalogue(sources, indicators)
    check_references(found)
    return found


@cache
def ceilings() -> dict[str, dict[str, float]]:
    """Unit → the most that can be true, `area` for one area and `land` for the country."""
    return {
        unit: {level: float(most) for level, most in said.items()}
        for unit, said in read_toml(FOLDER / "ceilings.toml").items()
    }


def entry(slug: str, fields: dict[str, Any], *, domain: Domain, order: int) -> Entry:
    fields = dict(fields)
    fields["direction"] = Direction(fields["direction"])
    fields["aggregation"] = Aggregation(fields["aggregation"])
    fields["sum_of"] = tuple(fields.get("sum_of", ()))
    fields["definitions"] = tuple(Definition(**version) for version in fields.get("definitions", ()))
    return Entry(slug=slug, domain=domain, order=order, **fields)


def check_references(found: Catalogue) -> None:
    for item in found.indicators.values():
        if item.source not in found.sources:
            raise CatalogueError(f"{item.slug}: unknown source {item.source}")
        named = [getattr(item, field) for field in REFERENCES] + list(item.sum_of)
        for slug in filter(None, named):
            if slug not in found.indicators:
                raise CatalogueError(f"{item.slug}: unknown indicator {slug}")


def read_toml(path: Path) -> dict[str, Any]:
    with path.open("rb") as file:
        return tomllib.load(file)
