"""The figures of Voorbeeldstad: a deterministic generator without tables. Same code and data, same figures.

A figure of a wijk is a level (what is usual in the city, what a vulnerable or an urban wijk has more of, and what is
its own), the city's course through the years, noise that half remembers last year's, and the effects that
`effecten.toml` builds in. Counts come from such a level and a denominator; rates are computed from the counts, as with
real figures. The city's figures are the sums, shares and weighted means of its wijken, by the catalogue's rules.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random
from typing import Any

from demonstration.files import read_toml
from indicators.catalogue.entries import Entry, catalogue
from indicators.domains import Aggregation, Status

FIRST_YEAR, LAST_YEAR = 2006, 2025
YEARS = range(FIRST_YEAR, LAST_YEAR + 1)
CITY = "GMVB01"
SEED = "voorbeeldstad"
MEMORY = 0.4  # how much of last year's noise is still there
STATUS = {
    "verzwegen": Status.WITHHELD,
    "ontbreekt": Status.MISSING,
    "voorlopig": Status.PROVISIONAL,
    "geschat": Status.ESTIMATED,
}
# The catalogue's indicators that Voorbeeldstad has not, and why.
WITHOUT = {
    "uitkering": "alleen per postcode",
    "uitkering-aantal": "alleen per postcode",
    "misdrijven-twaalf": "alleen van de oude politiesite",
    "leefbaarheid-lbm2": "alleen per postcode",
    "leefbaarheid-lbm2-klasse": "alleen per postcode",
    "bewoners-lbm2": "alleen per postcode",
    "voorzieningen-lbm2": "alleen per postcode",
    "omgeving-lbm2": "alleen per postcode",
    "veiligheid-lbm2": "alleen per postcode",
    "woningen-lbm2": "alleen per postcode",
}
LBM3_PARTS = ("woningen-lbm3", "overlast-lbm3", "omgeving-lbm3", "voorzieningen-lbm3", "samenhang-lbm3")
Key = tuple[str, str, int]  # area code, slug, year


@dataclass(frozen=True)
class Figure:
    code: str
    slug: str
    period: int
    value: float | None
    status: Status
    derived: bool


@dataclass
class Town:
    """The figures while they are being made; unknown ones are blotted out at the end, so that sums are true."""

    noise: bool
    effects: bool
    wijken: dict[str, dict[str, Any]]
    values: dict[Key, float] = field(default_factory=dict)
    derived: set[Key] = field(default_factory=set)
    draw: int = 0

    def put(self, code: str, slug: str, year: int, value: float, *, derived: bool = False) -> None:
        self.values[code, slug, year] = value
        if derived:
            self.derived.add((code, slug, year))

    def get(self, code: str, slug: str, year: int) -> float | None:
        return self.values.get((code, slug, year))


def figures(*, noise: bool = True, effects: bool = True, draw: int = 0) -> list[Figure]:
    """Every figure of Voorbeeldstad, sorted. Without noise and without effects one sees what each of them adds.

    `draw`: 0 is Voorbeeldstad as it is shown; any other number draws the noise of every series anew.
    """
    wijken = {row["code"]: row for row in read_toml("voorbeeldstad/wijken.toml")["wijk"]}
    town = Town(noise, effects, wijken, draw=draw)
    put_people(town)
    for slug, spec in read_toml("voorbeeldstad/indicatoren.toml").items():
        for code in town.wijken:
            put_series(town, code, slug, spec)
    put_what_follows(town)
    put_city(town)
    blots = dict(blotted(town))
    return [figure_of(town, key, blots) for key in sorted(town.values)]


def dice(*about: object) -> Random:
    return Random(f"{SEED} {' '.join(map(str, about))}")  # noqa: S311 - invented figures, not secrets


# -- people and homes ---------------------------------------------------------------------------------------------


def put_people(town: Town) -> None:
    for code, wijk in town.wijken.items():
        for year in YEARS:
            put_people_of(town, code, wijk, year)


def put_people_of(town: Town, code: str, wijk: dict[str, Any], year: int) -> None:
    """Inhabitants by age in fives, as CBS gives them; a wijk grows by its own percentage a year."""
    total = wijk["inwoners"] * (1 + wijk["groei"] / 100) ** (year - LAST_YEAR)
    total *= 1 + (dice("inwoners", code, year).gauss(0, 0.003) if town.noise and year < LAST_YEAR else 0)
    young, old = wijk["jong"], 0.17 - 0.03 * wijk["kwetsbaar"] + 0.002 * (year - 2015)
    shares = {"0-15": young * 0.6, "15-25": young * 0.47, "45-65": 0.25, "65-plus": old}
    shares["25-45"] = 1 - sum(shares.values())
    parts = {band: fives(total * share) for band, share in shares.items()}
    for band, number in parts.items():
        town.put(code, f"inwoners-{band}", year, number)
    town.put(code, "inwoners", year, sum(parts.values()))
    town.put(code, "inwoners-15-65", year, parts["15-25"] + parts["25-45"] + parts["45-65"], derived=True)
    town.put(code, "inwoners-0-25", year, parts["0-15"] + parts["15-25"], derived=True)
    households = fives(total / (2.35 - 0.45 * wijk["stad"] - 0.004 * (year - FIRST_YEAR)))
    town.put(code, "huishoudens", year, households)
    town.put(code, "woningen", year, round(households * 0.985))
    town.put(code, "land-hectare", year, round(wijk["inwoners"] / (25 + 75 * wijk["stad"] ** 2)))


def fives(number: float) -> int:
    return 5 * round(number / 5)


# -- one series ---------------------------------------------------------------------------------------------------


def put_series(town: Town, code: str, slug: str, spec: dict[str, Any]) -> None:
    level = latent(town, code, slug, spec)
    for year in spec.get("jaren", YEARS):
        if spec.get("soort") == "aantal":
            base = town.values[code, spec["noemer"], year]
            town.put(code, slug, year, rounded(max(level[year], 0) * base / spec["per"], spec.get("stap", 1)))
        else:
            town.put(code, slug, year, published(level[year], catalogue()[slug], spec))


def latent(town: Town, code: str, slug: str, spec: dict[str, Any]) -> dict[int, float]:
    """What lies under the figures of one wijk, for every year, before rounding."""
    wijk, own = town.wijken[code], dice("eigen", slug, code).gauss(0, spec["eigen"])
    usual = (
        spec["stad"] + spec.get("kwetsbaar", 0) * wijk["kwetsbaar"] + spec.get("stedelijk", 0) * (wijk["stad"] - 0.6)
    )
    steeper = 1 + spec.get("inloop", 0) * wijk["kwetsbaar"]
    shaken = shakes(town, code, slug, spec)
    built_in = effect_on(slug, code) if town.effects else {}
    least = spec.get("minste", float("-inf"))
    return {
        year: max(usual + own + course(spec["loop"], year) * steeper + shaken[year] + built_in.get(year, 0), least)
        for year in YEARS
    }


def course(knots: dict[str, float], year: int) -> float:
    """The city's course: straight lines between the years that are named, level outside them."""
    points = sorted((int(at), value) for at, value in knots.items())
    if year <= points[0][0]:
        return points[0][1]
    for (left, low), (right, high) in itertools.pairwise(points):
        if year <= right:
            return low + (high - low) * (year - left) / (right - left)
    return points[-1][1]


def shakes(town: Town, code: str, slug: str, spec: dict[str, Any]) -> dict[int, float]:
    """Noise a year: new chance, and MEMORY of last year's. `worp`: which throw of the dice, where not the first."""
    if not town.noise:
        return dict.fromkeys(YEARS, 0.0)
    throw = f"trekking {town.draw}" if town.draw else spec.get("worp")
    chance, last, found = dice("ruis", slug, code, *filter(None, [throw])), 0.0, {}
    for year in YEARS:
        last = MEMORY * last + chance.gauss(0, spec["ruis"])
        found[year] = last
    return found


def effect_on(slug: str, code: str) -> dict[int, float]:
    """What the interventions add to this series, a year."""
    total = dict.fromkeys(YEARS, 0.0)
    for effect in read_toml("voorbeeldstad/effecten.toml")["effect"]:
        if effect["op"] == slug and code in effect["wijken"]:
            for year in YEARS:
                grown = min(max(year - effect["vanaf"] + 1, 0) / effect["in_jaren"], 1)
                total[year] += effect["wijken"][code] * grown
    return total


def published(value: float, entry: Entry, spec: dict[str, Any]) -> float:
    """A figure as its source would give it: inside its bounds, rounded."""
    low, high = entry.bounds
    value = max(value, low) if low is not None else value
    value = min(value, high) if high is not None else value
    return rounded(value, spec["stap"]) if "stap" in spec else round(value, entry.decimals)


def rounded(number: float, step: int) -> int:
    return step * round(number / step)


# -- what follows from the rest -----------------------------------------------------------------------------------


def put_what_follows(town: Town) -> None:
    for code in town.wijken:
        for year in YEARS:
            put_counts(town, code, year)
            put_liveability(town, code, year)
            put_urbanity(town, code, year)
    put_rates(town, list(town.wijken))


def put_counts(town: Town, code: str, year: int) -> None:
    """Counts that belong to a percentage, and the sum of the three kinds of schooling."""
    kinds = [town.values[code, f"opleiding-{kind}-aantal", year] for kind in ("laag", "middel", "hoog")]
    town.put(code, "opleiding-bekend-aantal", year, sum(kinds), derived=True)
    for slug, of, base, step in (
        ("werkenden-aantal", "arbeidsparticipatie", "inwoners-15-65", 10),
        ("jeugdzorg-aantal", "jeugdzorg", "inwoners-0-25", 5),
        ("leegstand-aantal", "leegstand", "woningen", 5),
        ("corporatiewoningen-aantal", "corporatiebezit", "woningen", 5),
    ):
        town.put(code, slug, year, rounded(town.values[code, of, year] / 100 * town.values[code, base, year], step))
    people, households = town.values[code, "inwoners", year], town.values[code, "huishoudens", year]
    town.put(code, "huishoudensgrootte", year, round(people / households, 1))


def put_liveability(town: Town, code: str, year: int) -> None:
    """The whole is the sum of its five parts, as in the real Leefbaarometer; the class is a step on that scale."""
    total = round(sum(town.values[code, part, year] for part in LBM3_PARTS), 3)
    town.put(code, "leefbaarheid-lbm3", year, total)
    town.put(code, "leefbaarheid-lbm3-klasse", year, liveability_class(total))


def liveability_class(deviation: float) -> int:
    return min(max(round(6.2 + 6 * deviation), 1), 9)


def put_urbanity(town: Town, code: str, year: int) -> None:
    """Class 1 to 5 by addresses around, with the bounds of CBS."""
    around = town.values[code, "adressendichtheid", year]
    town.put(code, "stedelijkheid", year, 1 + sum(around < bound for bound in (2500, 1500, 1000, 500)))


def put_rates(town: Town, codes: list[str]) -> None:
    """Rates are ours: from count and denominator of the same year, marked as derived."""
    for entry in catalogue().indicators.values():
        if entry.aggregation != Aggregation.SHARE or not entry.numerator or not entry.denominator:
            continue
        for code in codes:
            for year in YEARS:
                above, below = town.get(code, entry.numerator, year), town.get(code, entry.denominator, year)
                if above is not None and below:
                    town.put(code, entry.slug, year, round(entry.per * above / below, 4), derived=True)


# -- the city -----------------------------------------------------------------------------------------------------


def put_city(town: Town) -> None:
    slugs = {slug for _code, slug, _year in town.values}
    for slug in sorted(slugs, key=lambda slug: catalogue()[slug].order):
        entry = catalogue()[slug]
        if entry.aggregation == Aggregation.SUM:
            put_sums(town, entry)
    put_rates(town, [CITY])
    for slug in slugs:
        entry = catalogue()[slug]
        if entry.aggregation in (Aggregation.MEAN, Aggregation.NEVER):
            put_means(town, entry)
    put_city_only(town)


def put_sums(town: Town, entry: Entry) -> None:
    for year in YEARS:
        parts = [town.get(code, entry.slug, year) for code in town.wijken]
        if None not in parts:
            town.put(CITY, entry.slug, year, sum(filter(None, parts)), derived=bool(entry.sum_of))


def put_means(town: Town, entry: Entry) -> None:
    """The city's own figure lies near the weighted mean; a class or a median is the source's, and here invented so."""
    weight = entry.weight or "inwoners"
    decimals = 0 if entry.unit.startswith("klasse") else entry.decimals
    for year in YEARS:
        pairs = [(town.get(code, entry.slug, year), town.values[code, weight, year]) for code in town.wijken]
        if all(value is not None for value, _weight in pairs):
            mean = sum((value or 0) * share for value, share in pairs) / sum(share for _value, share in pairs)
            town.put(CITY, entry.slug, year, round(mean, decimals))


def put_city_only(town: Town) -> None:
    """How unsafe people feel is asked for the whole city only, every other year."""
    for year in range(2009, LAST_YEAR + 1, 2):
        shift = -4.0 if year >= 2021 else 0.0
        town.put(
            CITY, "onveilig-gevoel", year, round(24 - 0.35 * (year - 2009) + shift + dice("vm", year).gauss(0, 0.5), 1)
        )
        town.put(CITY, "onveilig-gevoel-antwoorden", year, 1100 + dice("vm-n", year).randrange(200))


# -- what is not known --------------------------------------------------------------------------------------------


def blotted(town: Town) -> Iterator[tuple[Key, Status]]:
    """The status of each figure that is not simply measured; a rate shares the status of its count."""
    gaps = read_toml("voorbeeldstad/gaten.toml")["gat"]
    for gap in gaps:
        for slug in [*gap["indicatoren"], *rates_on(gap["indicatoren"])]:
            for code in gap["wijken"] or [*town.wijken, CITY]:
                yield from (((code, slug, year), STATUS[gap["status"]]) for year in gap["jaren"])
    yield from few_answers(town)


def rates_on(slugs: list[str]) -> Iterator[str]:
    """Rates with one of these as numerator, and sums with one of these in it, with the rates on that."""
    for entry in catalogue().indicators.values():
        if entry.numerator in slugs and entry.aggregation == Aggregation.SHARE:
            yield entry.slug
        if set(entry.sum_of) & set(slugs):
            yield from (entry.slug, *rates_on([entry.slug]))


def few_answers(town: Town) -> Iterator[tuple[Key, Status]]:
    """Of fewer than ten answers no mark is given."""
    for (code, slug, year), value in town.values.items():
        if slug == "buurtcijfer-antwoorden" and value < 10:
            yield (code, "buurtcijfer", year), Status.WITHHELD


def figure_of(town: Town, key: Key, blots: dict[Key, Status]) -> Figure:
    status = blots.get(key, Status.MEASURED)
    value = None if status in (Status.WITHHELD, Status.MISSING) else float(town.values[key])
    return Figure(*key, value=value, status=status, derived=key in town.derived)
