"""The figures of the demonstration: real ones from their extracts, invented ones from the generator."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from demonstration.files import CITY_CODES, DATA, DIVISION, fingerprint, read_toml
from demonstration.generator import Figure, figures
from indicators.imports.services import import_files
from indicators.models import DefinitionVersion, ImportFile, Indicator, Observation, Source
from wijken.models import Area

INVENTED_SOURCE = "verzonnen"


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


def save(rows: Iterable[Figure], file: ImportFile) -> None:
    """Write figures in the order of their key, which is the fastest for the index."""
    areas = dict(Area.objects.filter(division_year=DIVISION).values_list("code", "pk"))
    indicators = dict(Indicator.objects.values_list("slug", "pk"))
    made = [
        Observation(
            area_id=areas[row.code],
            indicator_id=indicators[row.slug],
            period=row.period,
            value=row.value,
            status=row.status,
            derived=row.derived,
            file_id=file.pk,
        )
        for row in rows
    ]
    made.sort(key=lambda row: (row.area_id, row.indicator_id, row.period))
    Observation.objects.bulk_create(made, batch_size=2000)
    file.rows_read = file.rows_total = file.values_new = len(made)
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
