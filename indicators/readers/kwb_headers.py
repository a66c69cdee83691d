"""Which column of a yearly CBS table is what, whoever wrote the header.

The number behind an OData key moves between tables and even between deliveries of one table (Bijstand: 74, 83, 92,
87), so it is never matched on; title, groups and unit are.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.utils.translation import gettext as _

from indicators.catalogue import catalogue
from indicators.catalogue.entries import read_toml
from indicators.readers.observations import Column

KEY_NUMBER = re.compile(r"_\d+$")
UNIT = re.compile(r"\s*\([^()]*\)\s*$")

# Columns that say which area a row is about, and those that hold no figure.
CODE_HEADERS = (
    "regioaanduidingcoderingcode",
    "coderingcode",
    "codering",
    "areacode",
    "gwbcode",
    "regiocode",
    "gebiedscode",
    "regioncode",
    "code",
    "pc4",
    "postcode4",
    "postcode",
    "buurtcode",
    "bucode",
    "wijkcode",
    "wkcode",
    "gemeentecode",
    "gmcode",
)
NAME_HEADERS = (
    "wijkenenbuurten", "districttype", "regioaanduidingregionaam", "regionaam", "regio", "gebiedsnaam", "regionname",
    "buurtnaam", "bunaam", "wijknaam", "wknaam", "naam", "name",
)  # fmt: skip
GEMEENTE_HEADERS = ("regioaanduidinggemeentenaamnaam", "gemeentenaam", "gmnaam", "municipalityname")
LEVEL_HEADERS = ("regioaanduidingsoortregioomschrijving", "soortregio", "recs")
PERIOD_HEADERS = ("perioden", "periode", "jaar", "period", "year")
NO_FIGURE = {
    "", "id", "regioaanduidingindelingswijzigingwijkenenbuurtencode", "indelingswijzigingwijkenenbuurten",
    *CODE_HEADERS, *NAME_HEADERS, *GEMEENTE_HEADERS, *LEVEL_HEADERS, *PERIOD_HEADERS,
    "gwbcode10", "gwbcode8",
}  # fmt: skip


@dataclass(frozen=True)
class Headers:
    """Places of the columns of one file; `unmapped` are those whose figures are left."""

    code: int | None
    name: int | None
    gemeente: int | None
    level: int | None
    period: int | None
    columns: list[Column]
    unmapped: list[str]

    def places(self) -> list[int | None]:
        places = (self.code, self.name, self.gemeente, self.level, self.period)
        return [*places, *(column.place for column in self.columns)]


def bare(header: str) -> str:
    """Letters and digits only, without accents: what is left of a header whoever mangled it."""
    plain = unicodedata.normalize("NFD", header.lower())
    return re.sub(r"[^a-z0-9]", "", plain)


def without_number(header: str) -> str:
    return bare(KEY_NUMBER.sub("", header.strip()))


@cache
def known_headers() -> dict[str, str]:
    """Bare header → slug: the full path with its unit, its title with and without unit, and other spellings."""
    data = read_toml(Path(__file__).with_name("kwb_columns.toml"))
    known: dict[str, str] = {}
    for slug, headers in data["columns"].items():
        for header in headers:
            title = header.rsplit("/", 1)[-1]
            for form in (header, title, UNIT.sub("", title), *in_other_groups(header, data["groups"])):
                known[bare(form)] = slug
    return known


def in_other_groups(header: str, groups: dict[str, list[str]]) -> list[str]:
    """The same column as later tables have it: `Wonen/…` is `Wonen en vastgoed/…` there."""
    return [
        other + header.removeprefix(group)
        for group, others in groups.items()
        for other in others
        if header.startswith(f"{group}/")
    ]


def slug_of(header: str) -> str | None:
    """The indicator of a header as it stands, without looking at what may be a key's number."""
    slug = known_headers().get(bare(header))
    if slug and header.rstrip().endswith("(%)") and not catalogue()[slug].unit.startswith("%"):
        return None  # one table has the percentage of what another table counts
    return slug


def read_headers(header: list[str]) -> Headers:
    columns, unmapped = [], []
    for place, (name, slug) in enumerate(zip(header, slugs_of(header), strict=True)):
        if slug:
            columns.append(Column(place, name.strip(), slug))
        elif without_number(name) not in NO_FIGURE:
            unmapped.append(name.strip())
    names = [without_number(name) if KEY_NUMBER.search(name.strip()) else bare(name) for name in header]
    return Headers(
        code=first_place(names, CODE_HEADERS),
        name=first_place(names, NAME_HEADERS),
        gemeente=first_place(names, GEMEENTE_HEADERS),
        level=first_place(names, LEVEL_HEADERS),
        period=first_place(names, PERIOD_HEADERS),
        columns=columns,
        unmapped=unmapped,
    )


def slugs_of(header: list[str]) -> list[str | None]:
    """The indicator of each header; a key without its number counts only if no other is the same without it."""
    stems = Counter(without_number(name) for name in header)
    found = []
    for name in header:
        slug = slug_of(name)
        if slug is None and KEY_NUMBER.search(name.strip()) and stems[without_number(name)] == 1:
            slug = known_headers().get(without_number(name))
        found.append(slug)
    return found


def postcode_name(code: str) -> str:
    """A PC4 has no name but its digits."""
    return _("Postcode %(code)s") % {"code": code}


def first_place(names: list[str], wanted: tuple[str, ...]) -> int | None:
    return next((names.index(name) for name in wanted if name in names), None)
