"""The six cities' figures, read straight from the extracts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from demonstration.files import city_files, read_csv, read_json
from demonstration.generator import Figure
from indicators.domains import Status

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
LBM3 = {
    "afw": "leefbaarheid-lbm3",
    "fys": "omgeving-lbm3",
    "onv": "overlast-lbm3",
    "soc": "samenhang-lbm3",
    "vrz": "voorzieningen-lbm3",
    "won": "woningen-lbm3",
}


def key_figures() -> Iterator[Figure]:
    for area in [read_json("zes-steden/nl.json"), *areas_of_cities()]:
        for key, slug in KEY_FIGURES.items():
            value = area["demografie"].get(key)
            status = Status.MISSING if value is None else Status.MEASURED
            yield Figure(area["code"], slug, 2024, value, status, derived=False)


def areas_of_cities() -> Iterator[dict[str, Any]]:
    for city in city_files():
        yield city
        yield from city["wijken"]
        yield from city["buurten"]


def liveability() -> Iterator[Figure]:
    for row in read_csv("leefbaarometer/lbm3_wijken.csv"):
        for key, slug in LBM3.items():
            if row[key] != "NA":
                yield Figure(row["wk_code"], slug, int(row["jaar"]), float(row[key]), Status.MEASURED, derived=False)


def crime_of_cities() -> Iterator[Figure]:
    for city in city_files():
        for year, count in city["veiligheid"]["trend"].items():
            status = Status.PROVISIONAL if int(year) >= 2024 else Status.MEASURED
            yield Figure(city["code"], "misdrijven-aantal", int(year), count, status, derived=False)
