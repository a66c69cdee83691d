"""Indicators and figures that the tests of this floor write by hand."""

from __future__ import annotations

from indicators.domains import Aggregation, Direction, Domain, Status
from indicators.models import ImportFile, Indicator, Observation, Source
from wijken.models import Area


def source() -> Source:
    return Source.objects.get_or_create(
        slug="bron", defaults={"name": "Bron", "publisher": "Uitgever", "licence": "CC BY 4.0", "attribution": "Bron"}
    )[0]


def indicator(slug: str, order: int = 0) -> Indicator:
    """The catalogue's own where it stands, else one made for the test."""
    return Indicator.objects.get_or_create(
        slug=slug,
        defaults={
            "name": slug.capitalize(),
            "domain": Domain.WERK,
            "unit": "aantal",
            "direction": Direction.LOWER,
            "aggregation": Aggregation.SUM,
            "source": source(),
            "order": order,
        },
    )[0]


def any_file() -> ImportFile:
    return ImportFile.objects.get_or_create(name="met de hand", source="table", sha256="0" * 64)[0]


def figure(area: Area, slug: str, period: int, value: float | None, status: Status | None = None) -> Observation:
    fallback = Status.MISSING if value is None else Status.MEASURED
    return Observation.objects.create(
        area=area, indicator=indicator(slug), period=period, value=value, status=status or fallback, file=any_file()
    )
