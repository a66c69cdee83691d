"""Make the extracts in `demonstration/data` from the publishers' files; the same bytes each time.

    python -m demonstration.extract ../shared/data

Only material with an open licence is taken. What was selected, and why, stands in `demonstration/data/SOURCES.md`.
"""

from __future__ import annotations

import csv
import json
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from demonstration.drawing import union_of_paths

DATA = Path(__file__).resolve().parent / "data"
CITIES = {
    "GM0014": "groningen",
    "GM0268": "nijmegen",
    "GM0518": "den-haag",
    "GM0599": "rotterdam",
    "GM0637": "zoetermeer",
    "GM0995": "lelystad",
}
# The source puts the crime of Zoetermeer's buurten on the codes of 2025, which are other places.
CRIME_ON_WRONG_BUURTEN = {"GM0637"}
# Programmes of 2008 in our six cities, as the first word or words of the Besluit's names.
KRACHTWIJK_CITIES = ("Den Haag", "Groningen", "Nijmegen", "Rotterdam")
# StatLine cuts names at 40 characters; CBS's list of 2025 has the rest of them, and their codes did not change.
CUT_NAMES = {
    "Wijk 06 Van Stolkpark en Scheveningse Bo": "Wijk 06 Van Stolkpark en Scheveningse Bosjes",
}
# What no page shows, what can be made from the rest, and per1000, which is a mean over years.
LEFT_OUT = {
    "slug",
    "wijkCode",
    "stedelijkheidLabel",
    "oppervlakteLandKm2",
    "postcode",
    "per1000",
    "laatste12Maanden",
    "bron",
}


def main(source: Path) -> None:
    for code, name in CITIES.items():
        city = read_json(source / "zes-steden" / f"{code.lower()}_{name}.json")
        write(f"zes-steden/{code.lower()}.json", one_area_a_line(trimmed_city(city)))
        drawing = read_json(source / "zes-steden/schema" / f"{code.lower()}_{name}_buurten_svg.json")
        write(f"tekeningen/{code.lower()}.json", drawing_lines(drawing))
    write(
        "zes-steden/nl.json", json.dumps(trimmed(read_json(source / "zes-steden/nl.json")), ensure_ascii=False) + "\n"
    )
    postcodes = list(postcodes_of_cities(source / "gebieden/pc4_gemeente2023_unique.csv"))
    write("postcodes/pc4_gemeente2023.csv", csv_text(["PC4", "Gemeente2023", "Gemeentenaam2023"], postcodes))
    ours = {row[0] for row in postcodes}
    lines_of_postcodes(source / "leefbaarometer/lbm2_pc4_2012_2018_PC4DIMENSIE.csv", "lbm2_pc4_dimensies.csv", ours)
    lines_of_postcodes(source / "leefbaarometer/lbm2_pc4_PC4LBR.csv", "lbm2_pc4_klassen.csv", ours)
    write("leefbaarometer/lbm3_wijken.csv", text_of(source / "leefbaarometer/lbm3_2024_wijken_extract_zes_steden.csv"))
    write("krachtwijken/besluit_cfv_2008.csv", krachtwijken(source / "money/krachtwijken_2008_besluit_cfv.csv"))
    write("prijzen/cpi_83131ned.csv", yearly_factors(source / "cpi/cbs_cpi_83131ned_yearly_factors.csv"))


def read_json(path: Path) -> Any:
    return json.loads(path.read_text(encoding="utf-8"))


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8-sig").replace("\r\n", "\n")


def write(name: str, text: str) -> None:
    path = DATA / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def trimmed(value: Any) -> Any:
    """The same shape as the source, without the keys that nobody reads."""
    if isinstance(value, dict):
        return {key: trimmed(part) for key, part in value.items() if key not in LEFT_OUT}
    return [trimmed(part) for part in value] if isinstance(value, list) else value


def trimmed_city(city: dict[str, Any]) -> dict[str, Any]:
    kept = ("schemaVersion", "peildatum", "type", "code", "name", "demografie", "veiligheid", "gezondheid", "bronnen")
    smaller = trimmed({key: city[key] for key in (*kept, "wijken", "buurten")})
    if city["code"] in CRIME_ON_WRONG_BUURTEN:
        for buurt in smaller["buurten"]:
            buurt.pop("veiligheid", None)
    for level in ("wijken", "buurten"):
        smaller[level].sort(key=lambda area: area["code"])
        for area in smaller[level]:
            area["name"] = CUT_NAMES.get(area["name"], area["name"])
    return dict(smaller)


def one_area_a_line(city: dict[str, Any]) -> str:
    """JSON that a person can read and a diff can show: each wijk and buurt on a line of its own."""
    head = json.dumps({key: value for key, value in city.items() if not isinstance(value, list)}, ensure_ascii=False)
    lists = [f'"{key}": [\n{joined(city[key])}\n]' for key in ("wijken", "buurten")]
    return head[:-1] + ",\n" + ",\n".join(lists) + "}\n"


def joined(areas: Iterable[dict[str, Any]]) -> str:
    return ",\n".join(json.dumps(area, ensure_ascii=False) for area in areas)


def drawing_lines(drawing: dict[str, Any]) -> str:
    """The buurten as the source draws them, and wijken made of them."""
    buurten = sorted(drawing["features"], key=lambda feature: str(feature["code"]))
    parts: dict[str, list[str]] = {}
    for buurt in buurten:
        parts.setdefault("WK" + buurt["code"][2:8], []).append(buurt["d"])
    shapes = [{"code": code, "d": union_of_paths(paths)} for code, paths in sorted(parts.items())]
    shapes += [{"code": buurt["code"], "d": buurt["d"]} for buurt in buurten]
    return f'{{"viewBox": "{drawing["viewBox"]}", "shapes": [\n{joined(shapes)}\n]}}\n'


def postcodes_of_cities(path: Path) -> Iterator[list[str]]:
    """Each PC4 of the six cities with every gemeente in which it lies, also one outside the six."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        rows = [
            (row["PC4"], f"GM{int(row['Gemeente2023']):04d}", row["Gemeentenaam2023"]) for row in csv.DictReader(file)
        ]
    ours = {postcode for postcode, gemeente, _name in rows if gemeente in CITIES}
    yield from (list(row) for row in sorted(rows) if row[0] in ours)


def csv_text(header: list[str], rows: Iterable[list[str]]) -> str:
    return "\n".join(",".join(row) for row in [header, *rows]) + "\n"


def lines_of_postcodes(path: Path, name: str, postcodes: set[str]) -> None:
    """The source's own lines, also those that it cuts short."""
    header, *lines = text_of(path).splitlines()
    kept = [line for line in lines if line.split(",", 1)[0] in postcodes]
    write(f"leefbaarometer/{name}", "\n".join([header, *kept]) + "\n")


def krachtwijken(path: Path) -> str:
    header, *lines = text_of(path).splitlines()
    return "\n".join([header, *(line for line in lines if line.startswith(KRACHTWIJK_CITIES))]) + "\n"


def yearly_factors(path: Path) -> str:
    """From year to year only: a factor over several years follows from these."""
    rows = csv.DictReader(text_of(path).splitlines())
    columns = ["from_year", "to_year", "factor"]
    return csv_text(columns, [[row[name] for name in columns] for row in rows])


if __name__ == "__main__":
    main(Path(sys.argv[1]))
