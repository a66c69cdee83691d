"""The real programmes of 2008: what the Besluit publishes, and nothing more.

Its amounts stand beside the ledger, never in it: the Besluit names no year, payer or intervention.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.utils import timezone

from demonstration.files import DIVISION, read_csv, read_toml
from programmes.models import Programme, ProgrammeArea, PublishedAmount
from programmes.vocabulary import ProgrammeStatus
from wijken.models import Area

FIRST_YEAR, LAST_YEAR = 2008, 2017  # ten years were meant


def load_krachtwijken() -> None:
    texts = read_toml("krachtwijken/programmas.toml")
    amounts = read_csv("krachtwijken/besluit_cfv_2008.csv", delimiter=";")
    for city in texts["stad"]:
        of_city = [row for row in amounts if row["wijk"].startswith(city["naam"] + " ")]
        load_city(city, of_city, texts)


def load_city(city: dict[str, Any], amounts: list[dict[str, str]], texts: dict[str, Any]) -> Programme:
    programme = Programme.objects.create(
        name=f"Krachtwijken {city['naam']}",
        gemeente=Area.objects.get(code=city["gemeente"], division_year=DIVISION),
        start_year=FIRST_YEAR,
        end_year=LAST_YEAR,
        summary=texts["in_een_zin"].format(stad=city["naam"], wijken=city["wijken"]),
        vision=texts["visie"].strip().format(stad=city["naam"], wijken=city["wijken"]),
        status=ProgrammeStatus.PUBLISHED,
        published_at=timezone.now(),
        historical=True,
    )
    for row in amounts:
        load_wijk(programme, row, city, texts)
    return programme


def load_wijk(programme: Programme, row: dict[str, str], city: dict[str, Any], texts: dict[str, Any]) -> None:
    """A wijk by the name that the Besluit gives it, linked to a CBS wijk only where one bears that name."""
    name = row["wijk"].removeprefix(city["naam"] + " ")
    area = Area.objects.filter(code=city["cbs"].get(name), division_year=DIVISION).first()
    wijk = ProgrammeArea.objects.create(programme=programme, name=name)
    if area:
        wijk.areas.add(area)
    for kind, cents in published(row).items():
        PublishedAmount.objects.create(
            programme=programme,
            wijk_name=name,
            area=area,
            kind=kind,
            amount_cents=cents,
            source=texts["bron"],
            source_url=texts["adres"],
        )


def published(row: dict[str, str]) -> dict[str, int]:
    """Both amounts in cents: the first is in millions with a decimal comma, the second has dots for thousands."""
    effort = Decimal(row["additionele_inzet_mln_euro"].replace(",", ".")) * 1_000_000
    subsidy = Decimal(row["maximale_subsidie_per_jaar_euro"].replace(".", ""))
    return {PublishedAmount.Kind.EFFORT: int(effort * 100), PublishedAmount.Kind.SUBSIDY: int(subsidy * 100)}
