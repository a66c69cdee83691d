"""What the programme manager of Voorbeeldstad does with money beside reporting: ceilings, a reason to go beyond, a
commitment, and one investment for two interventions. All of it is invented."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from demonstration.files import read_toml
from demonstration.people import on_day, put_on_its_day
from programmes.models import FundingStream, Intervention, Programme
from programmes.services.bundles import BundleShare, report_bundle
from programmes.services.ceilings import set_ceiling
from programmes.services.money import report_investment
from programmes.vocabulary import MoneyState
from stakeholders.models import Organisation, Person


def load_funds(
    programmes: dict[str, Programme],
    interventions: dict[int, Intervention],
    organisations: dict[str, Organisation],
    streams: dict[str, FundingStream],
    by: Person,
) -> None:
    file = read_toml("voorbeeldstad/geld.toml")
    for row in file["plafond"]:
        with on_day(row["vastgesteld"]):
            set_ceiling(
                programme=programmes[row["programma"]], funding_stream=streams[row["stroom"]],
                first_year=row["eerste_jaar"], last_year=row["laatste_jaar"], amount=Decimal(row["bedrag"]), by=by,
            )  # fmt: skip
    for row in file["verplichting"]:
        entry = report_investment(
            intervention=interventions[row["interventie"]], state=MoneyState.COMMITTED, amount=Decimal(row["bedrag"]),
            note=row["toelichting"], override=row["reden"], by=by, **place_of(row, organisations, streams),
        )  # fmt: skip
        for reason in entry.overrides.all():
            put_on_its_day(reason, "allowed_at", row["op"])
    for row in file["gedeeld"]:
        shares = [BundleShare(interventions[part["interventie"]], Decimal(part["aandeel"])) for part in row["deel"]]
        report_bundle(
            name=row["naam"], amount=Decimal(row["bedrag"]), shares=shares, state=row["toestand"], vat=row["btw"],
            by=by, **place_of(row, organisations, streams),
        )  # fmt: skip


def place_of(
    row: dict[str, Any], organisations: dict[str, Organisation], streams: dict[str, FundingStream]
) -> dict[str, Any]:
    return {
        "payer": organisations[row["betaler"]],
        "spender": organisations[row["uitvoerder"]],
        "funding_stream": streams[row["stroom"]],
        "year": row["jaar"],
    }
