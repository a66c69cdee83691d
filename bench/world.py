"""The data to measure on: 18,000 buurten, 110 indicators and as many years as asked for, from a fixed seed."""

from __future__ import annotations

import io
import random
from collections.abc import Iterator, Sequence

from django.db import connection

from indicators.domains import Aggregation, Direction, Domain, Status
from indicators.models import ImportFile, Indicator, Source
from wijken.models import Area

AREAS = 18_000
INDICATORS = 110
YEAR = 2024
PREFIX = "meting-"
Figure = tuple[int, int, int, float]  # area, indicator, year, value
MEASURED = int(Status.MEASURED)


def make_areas() -> list[Area]:
    land = Area(code="NL00", division_year=YEAR, level="land", name="Nederland")
    land.save()
    rows = [
        Area(
            code=f"BU{number:08d}",
            division_year=YEAR,
            level="buurt",
            name=f"Buurt {number}",
            search_name=f"buurt {number}",
            parent=land,
        )
        for number in range(AREAS)
    ]
    return Area.objects.bulk_create(rows, batch_size=5000)


def make_indicators() -> list[Indicator]:
    source = Source.objects.create(slug="meting", name="Meting", publisher="-", licence="-", attribution="-")
    shared = {
        "source": source,
        "domain": Domain.CONTEXT,
        "direction": Direction.NEITHER,
        "aggregation": Aggregation.SUM,
    }
    rows = [Indicator(slug=f"{PREFIX}{number:03d}", name=f"Meting {number}", **shared) for number in range(INDICATORS)]
    return Indicator.objects.bulk_create(rows)


def figures(areas: Sequence[Area], indicators: Sequence[Indicator], year: int) -> Iterator[Figure]:
    """Nine in ten cells filled, in the order of the key."""
    draw = random.Random(year)
    for area in areas:
        for indicator in indicators:
            if draw.random() < 0.9:
                yield area.pk, indicator.pk, year, draw.randrange(10_000) / 10


def as_copy(rows: Iterator[Figure], file_id: int) -> str:
    """Ready-made rows as COPY takes them: what no import can be faster than."""
    return "".join(
        f"{area}\t{indicator}\t{year}\t{value}\t{MEASURED}\tf\t{file_id}\n" for area, indicator, year, value in rows
    )


def copy(text: str) -> None:
    columns = "area_id, indicator_id, period, value, status, derived, file_id"
    with connection.cursor() as cursor:
        cursor.copy_expert(f"COPY indicators_observation ({columns}) FROM STDIN", io.StringIO(text))


def file_of(name: str) -> ImportFile:
    return ImportFile.objects.create(source="table", name=name, sha256=name, state=ImportFile.State.IMPORTED)


def empty_observations() -> None:
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE indicators_observation")


def vacuum() -> None:
    """As autovacuum would have done: the planner knows the tables."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")
