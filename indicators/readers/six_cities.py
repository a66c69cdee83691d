"""The extract of six cities: KWB 2024, registered crime 2021–2025 and experienced health, each with its trap.

A buurt's own `wijkCode` is malformed and never used; `per1000` is a mean over years and not imported; crime of
Zoetermeer's buurten stands on the codes of 2025, which are other places than those of 2024.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from indicators.domains import Status
from indicators.readers.base import Problems, Reading, areas_of, frame_of
from indicators.readers.json_file import object_of, shaped_as_its_source, wrong_shape
from indicators.readers.kwb import WIJK_PREFIX
from indicators.readers.six_cities_checks import check_area, check_value
from wijken.codes import level_of, parent_code

DIVISION = 2024
KWB_YEAR = 2024
# The police keeps figures provisional for two years; the extract was made in 2026.
PROVISIONAL_FROM = 2024
RENUMBERED = {"GM0637"}
KNOWN_SHARE = 0.95

KEY_FIGURES = {
    "inwoners": "inwoners",
    "inwoners65plus": "inwoners-65-plus",
    "inwoners0tot15": "inwoners-0-15",
    "dichtheid": "dichtheid",
    "huishoudensgrootte": "huishoudensgrootte",
    "huishoudens": "huishoudens",
    "wozWaarde": "woz",
    "koopwoningen": "koopwoningen",
    "eengezinswoning": "eengezinswoningen",
    "inkomenPerInwoner": "inkomen-inwoner",
    "stedelijkheid": "stedelijkheid",
    "adressendichtheid": "adressendichtheid",
    "oppervlakteLandHa": "land-hectare",
    "afstandHuisarts": "afstand-huisarts",
    "afstandSupermarkt": "afstand-supermarkt",
    "afstandSchool": "afstand-school",
}
CRIME, HEALTH = "misdrijven-aantal", "ervaren-gezondheid"
HEALTH_KEY = "goedErvarenGezondheid"
LEFT = ("scholenBinnen3km", "per1000", "laatste12Maanden", "sterfte", "doodsoorzaken", "langdurigeAandoening")

Row = tuple[Any, ...]


@dataclass(frozen=True)
class Place:
    """An area of the file with what the file says about it."""

    code: str
    name: str
    level: str
    said: dict[str, Any]

    @property
    def inhabitants(self) -> float:
        return float((self.said.get("demografie") or {}).get("inwoners") or 0)


def read_six_cities(path: Path, problems: Problems, *, year: int | None) -> Reading:
    """One gemeente, or the country (`nl.json`). The division is 2024 whatever `year` says."""
    said = object_of(path, problems)
    if year not in {None, DIVISION}:
        raise problems.refuse(
            _("Deze cijfers staan op de indeling van 2024. Laat het jaar weg of kies 2024."), value=year
        )
    with shaped_as_its_source(problems):
        places = list(places_of(said, problems))
        rows = [row for place in places for row in own_figures(place, problems)]
        refused: list[str] = []
        for wijk in (place for place in places if place.level == "wijk"):
            buurten = [place for place in places if place.level == "buurt" and parent_code(place.code) == wijk.code]
            rows += wijk_figures(wijk, buurten, refused)
        return Reading(
            frame=frame_of(rows),
            areas=areas_of([(place.code, place.name, place.level, parent_code(place.code)) for place in places]),
            division_year=DIVISION,
            rows_read=len(places),
            unmapped_columns=[*left_out(said), *refused],
            problems=problems.all(),
        )


def own_figures(place: Place, problems: Problems) -> list[Row]:
    return [*key_figures(place, problems), *crime(place, problems), *health(place, problems)]


def left_out(said: dict[str, Any]) -> list[str]:
    """What the file holds and we leave, each with its reason in the text at the top."""
    parts = [said, *(part for part in said.values() if isinstance(part, dict))]
    return [key for key in LEFT if any(key in part for part in parts)]


def places_of(said: dict[str, Any], problems: Problems) -> Iterator[Place]:
    if level_of(str(said.get("code"))) not in {"gemeente", "land"} or "demografie" not in said:
        raise problems.refuse(wrong_shape())
    seen: set[str] = set()
    for item in (said, *said.get("wijken", ()), *said.get("buurten", ())):
        code = check_area(item, said["code"], seen, problems)
        if code:
            yield Place(code, WIJK_PREFIX.sub("", str(item.get("name") or code)), str(level_of(code)), item)


def key_figures(place: Place, problems: Problems) -> Iterator[Row]:
    """KWB 2024. `null` is unknown, never nought."""
    figures = place.said.get("demografie") or {}
    for key, slug in KEY_FIGURES.items():
        if key in figures:
            value = check_value(figures[key], slug, place.code, key, problems)
            yield figure(place.code, slug, KWB_YEAR, value, column=key)


def crime(place: Place, problems: Problems) -> Iterator[Row]:
    """Counts of a gemeente and of its buurten; not of buurten that were renumbered since."""
    if place.level != "gemeente" and "GM" + place.code[2:6] in RENUMBERED:
        return
    for year, count in series(place, "veiligheid"):
        value = check_value(count, CRIME, place.code, f"veiligheid {year}", problems)
        yield figure(place.code, CRIME, year, value, crime_status(year), column="veiligheid")


def health(place: Place, problems: Problems) -> Iterator[Row]:
    for year, said in series(place, "gezondheid"):
        share = said.get(HEALTH_KEY) if isinstance(said, dict) else said
        value = check_value(share, HEALTH, place.code, f"gezondheid {year}", problems)
        yield figure(place.code, HEALTH, year, value, column="gezondheid")


def series(place: Place, part: str) -> Iterable[tuple[int, Any]]:
    trend = (place.said.get(part) or {}).get("trend") or {}
    return [(int(year), value) for year, value in trend.items()]


def crime_status(year: int) -> Status:
    return Status.PROVISIONAL if year >= PROVISIONAL_FROM else Status.MEASURED


def wijk_figures(wijk: Place, buurten: list[Place], refused: list[str]) -> list[Row]:
    """Crime of buurten is summed; health is weighted by inhabitants. Neither where a buurt is unknown."""
    if "GM" + wijk.code[2:6] in RENUMBERED:
        refused.append(f"{wijk.code} veiligheid")
        return wijk_health(wijk, buurten, refused)
    if not buurten or any(not series(buurt, "veiligheid") for buurt in buurten):
        refused.extend([f"{wijk.code} veiligheid", f"{wijk.code} gezondheid"])
        return []
    return wijk_crime(wijk, buurten) + wijk_health(wijk, buurten, refused)


def wijk_crime(wijk: Place, buurten: list[Place]) -> list[Row]:
    counts = [dict(series(buurt, "veiligheid")) for buurt in buurten]
    years = [year for year in counts[0] if all(known.get(year) is not None for known in counts)]
    return [
        figure(wijk.code, CRIME, year, float(sum(known[year] for known in counts)), crime_status(year),
               column="veiligheid", derived=True)
        for year in years
    ]  # fmt: skip


def wijk_health(wijk: Place, buurten: list[Place], refused: list[str]) -> list[Row]:
    """An approximation, so estimated: weighted by inhabitants of 2024, of buurten that hold 95 % of them."""
    people = sum(buurt.inhabitants for buurt in buurten)
    rows = []
    for year in sorted({year for buurt in buurten for year, _share in series(buurt, "gezondheid")}):
        known = [(buurt.inhabitants, dict(series(buurt, "gezondheid")).get(year)) for buurt in buurten]
        weighted = [(weight, share) for weight, share in known if share is not None]
        weight = sum(weight for weight, _share in weighted)
        if not people or weight < KNOWN_SHARE * people:
            refused.append(f"{wijk.code} gezondheid {year}")
            continue
        mean = sum(weight * share for weight, share in weighted) / weight
        rows.append(figure(wijk.code, HEALTH, year, mean, Status.ESTIMATED, column="gezondheid", derived=True))
    return rows


def figure(
    code: str, slug: str, year: int, value: float | None, status: Status = Status.MEASURED, *,
    column: str, derived: bool = False,
) -> Row:  # fmt: skip
    return (code, slug, year, value, int(status if value is not None else Status.MISSING), derived, None, column)
