"""A year of 18,000 areas × 110 columns through the whole import, against COPY of the ready-made rows.

Both write the same rows into the same empty table with its key and its covering index. Ours also reads and checks the
file, looks for a row that stands already, and keeps count of what it did.
"""

from __future__ import annotations

import tempfile
from itertools import groupby
from pathlib import Path

from bench import world
from bench.measure import Ratio, compare
from indicators.imports import services
from indicators.models import ImportFile, Observation

MAPPING = {"code": "gebied", "period": world.YEAR}


def write_file(path: Path, codes: dict[int, str], slugs: dict[int, str], rows: list[world.Figure]) -> None:
    """The wide file that a source would publish: a row for each area, a column for each indicator."""
    lines = ["gebied;" + ";".join(slugs.values())]
    for area, figures in groupby(rows, key=lambda row: row[0]):
        values = {indicator: str(value) for _area, indicator, _year, value in figures}
        lines.append(f"{codes[area]};" + ";".join(values.get(indicator, "") for indicator in slugs))
    path.write_text("\n".join(lines) + "\n")


def forget() -> None:
    world.empty_observations()
    ImportFile.objects.all().delete()


def bring_in(path: Path, mapping: dict[str, object], expected: int) -> None:
    report = services.import_files(paths=[path], source="table", year=world.YEAR, mapping=mapping)
    assert (report["values_new"], report["errors"]) == (expected, []), report


def copy_in(text: str, expected: int) -> None:
    world.copy(text)
    assert Observation.objects.count() == expected


def measure(rounds: int) -> list[Ratio]:
    areas, indicators = world.make_areas(), world.make_indicators()
    codes, slugs = {area.pk: area.code for area in areas}, {item.pk: item.slug for item in indicators}
    rows = list(world.figures(areas, indicators, world.YEAR))
    ready = world.as_copy(iter(rows), file_id=1)
    mapping = {**MAPPING, "columns": {slug: slug for slug in slugs.values()}}
    world.vacuum()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "jaar.csv"
        write_file(path, codes, slugs, rows)
        return [
            compare(
                f"Import van {len(rows) / 1e6:.1f} miljoen waarnemingen, tegen COPY van de kant-en-klare rijen",
                lambda: bring_in(path, mapping, len(rows)),
                lambda: copy_in(ready, len(rows)),
                rounds=min(rounds, 3),
                between=forget,
            )
        ]
