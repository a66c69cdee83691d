"""Organisations, funding streams and people of Voorbeeldstad. All of them are invented."""

from __future__ import annotations

from typing import Any

from demonstration.areas import INVENTED_CITY
from demonstration.files import read_toml
from programmes.models import FundingStream
from stakeholders.models import Membership, Organisation, Person
from wijken.models import Area

PASSWORD = "demo-wijkaanpak"  # noqa: S105 - printed on the login page, and only in demonstration mode


def load_organisations() -> dict[str, Organisation]:
    """The organisations by the key that the other files use."""
    city = Area.objects.get(code=INVENTED_CITY)
    return {
        row["sleutel"]: Organisation.objects.create(
            name=row["naam"], kind=row["soort"], gemeente=city, description=row["doet"], invented=True
        )
        for row in read_toml("voorbeeldstad/organisaties.toml")["organisatie"]
    }


def load_streams() -> dict[str, FundingStream]:
    return {row["slug"]: stream(row) for row in read_toml("voorbeeldstad/organisaties.toml")["geldstroom"]}


def stream(row: dict[str, Any]) -> FundingStream:
    said = {"name": row["naam"], "kind": row["soort"], "explanation": row["uitleg"]}
    return FundingStream.objects.get_or_create(slug=row["slug"], defaults=said)[0]


def load_people(organisations: dict[str, Organisation]) -> dict[str, Person]:
    """The people by mail address, each with a role in an organisation; the operator has none."""
    return {row["mail"]: person(row, organisations) for row in read_toml("voorbeeldstad/organisaties.toml")["persoon"]}


def person(row: dict[str, Any], organisations: dict[str, Organisation]) -> Person:
    made = Person.objects.create_user(row["mail"], PASSWORD, name=row["naam"], is_operator=row.get("beheerder", False))
    if "organisatie" in row:
        Membership.objects.create(person=made, organisation=organisations[row["organisatie"]], role=row["rol"])
    return made
