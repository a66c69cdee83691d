"""The figures of the demonstration: real ones from their extracts, invented ones from the generator."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import polars as pl

from demonstration.files import CITY_CODES, DATA, DIVISION, fingerprint, read_toml
from demonstration.generator import Figure, figures
from indicators.domains import INVENTED_SOURCE, Status
from indicators.imports.merge import Merge
from indicators.imports.services import import_files
from indicators.imports.staging import Staging
from indicators.models import DefinitionVersion, ImportFile, Indicator, Source

STAGED: dict[str, Any] = {
    "code": pl.String,
    "indicator_id": pl.Int64,
    "period": pl.Int32,
    "value": pl.Float64,
    "status": pl.Int8,
    "derived": pl.Boolean,
}


def load_real_figures() -> None:
    """The extracts, by the same import that takes a publisher's own files; what was imported already costs nothing."""
    for source, paths in real_files().items():
        errors = import_files(paths=paths, source=source)["errors"]
        if errors:
            raise ValueError(f"An extract was refused: {errors[0]}")


def real_files() -> dict[str, list[Path]]:
    """The country first, so that each gemeente finds it."""
    cities = [DATA / f"zes-steden/{code}.json" for code in ("nl", *map(str.lower, CITY_CODES))]
    liveability = [
        DATA / f"leefbaarometer/{name}.csv" for name in ("lbm3_wijken", "lbm2_pc4_dimensies", "lbm2_pc4_klassen")
    ]
    return {"zes-steden": cities, "leefbaarometer": liveability}


def load_invented_figures() -> None:
    """Every figure of Voorbeeldstad, as one file that says of itself that it is invented."""
    Source.objects.update_or_create(
        slug=INVENTED_SOURCE,
        defaults={
            "name": "Verzonnen cijfers van Voorbeeldstad",
            "publisher": "Niemand: deze cijfers zijn verzonnen",
            "licence": "CC0",
            "attribution": "Verzonnen cijfers, voor de demonstratie",
            "explanation": "Voorbeeldstad bestaat niet. Een rekenregel maakte deze cijfers, om mee te oefenen.",
            "invented": True,
        },
    )
    file = ImportFile.objects.create(
        source="voorbeeldstad",
        name="Verzonnen cijfers van Voorbeeldstad",
        sha256=fingerprint(),
        division_year=DIVISION,
        state=ImportFile.State.IMPORTED,
    )
    save(figures(), file)
    load_break()


def save(rows: Sequence[Figure], file: ImportFile) -> None:
    """Write figures the way an import does: staged, then merged in the order of their key."""
    indicators = dict(Indicator.objects.values_list("slug", "pk"))
    lines = [(r.code, indicators[r.slug], r.period, r.value, int(r.status), r.derived) for r in rows]
    staging = Staging(file.pk)
    staging.create()
    staging.append(pl.DataFrame(lines, schema=STAGED, orient="row").sort("code", "indicator_id", "period"), after=0)
    counts = Merge(staging, DIVISION, file.pk).write()
    staging.drop()
    file.rows_read = file.rows_total = len(rows)
    file.values_new, file.missing = counts.new, sum(row.status == Status.MISSING for row in rows)
    file.withheld = sum(row.status == Status.WITHHELD for row in rows)
    file.save()


def load_break() -> None:
    """A definition that changed: of an indicator that a gemeente asks itself, so no real wijk has it."""
    said = read_toml("voorbeeldstad/gaten.toml")["breuk"]
    indicator = Indicator.objects.get(slug=said["indicator"])
    indicator.definitions.all().delete()
    DefinitionVersion.objects.bulk_create(
        [
            DefinitionVersion(indicator=indicator, from_year=2006, to_year=said["jaar"] - 1, definition=said["voor"]),
            DefinitionVersion(
                indicator=indicator, from_year=said["jaar"], definition=said["na"], break_reason=said["reden"]
            ),
        ]
    )
