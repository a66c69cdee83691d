"""The people, organisations and wijken that every test shares.

Noor is programme manager of Voorbeeldstad, Cor reports for corporatie De Haard, Bea operates the
system, and Ted manages another gemeente, Elders. Pim leads projects of Havenkwartier Vooruit, Con is controller of De
Haard, and Ria is a member of the council. Havenkwartier is the wijk where they work.
"""

from __future__ import annotations

from dataclasses import dataclass

from programmes.models import FundingStream, Intervention, Programme, ProgrammeArea, ProgrammeRole, Reach
from programmes.vocabulary import Pillar, ProgrammeStatus, StreamKind
from stakeholders.kinds import OrganisationKind, Role
from stakeholders.models import Membership, Organisation, Person
from wijken.models import Area


@dataclass
class Cast:
    land: Area
    city: Area
    wijk: Area
    other_wijk: Area
    elsewhere: Area
    gemeente: Organisation
    haard: Organisation
    other_corporatie: Organisation
    noor: Person
    cor: Person
    bea: Person
    ted: Person
    pim: Person
    con: Person
    ria: Person
    programme: Programme
    draft: Programme
    renovation: Intervention
    stream: FundingStream


def area(code: str, name: str, level: str, parent: Area | None = None, year: int = 2024) -> Area:
    return Area.objects.create(
        code=code, name=name, level=level, parent=parent, division_year=year, invented=code[2:4] == "VB"
    )


def person(email: str, name: str, **fields: bool) -> Person:
    return Person.objects.create_user(email, "demo-wijkaanpak", name=name, **fields)


def organisation(name: str, kind: OrganisationKind, gemeente: Area) -> Organisation:
    return Organisation.objects.create(name=name, kind=kind, gemeente=gemeente, invented=True)


def published_programme(city: Area, gemeente: Organisation, wijk: Area) -> Programme:
    programme = Programme.objects.create(
        name="Havenkwartier Vooruit", gemeente=city, lead=gemeente, start_year=2012, end_year=2027,
        status=ProgrammeStatus.PUBLISHED, summary="Vijftien jaar samen werken aan een fijner Havenkwartier.",
        contact_name="Noor", contact_email="noor@demo.example",
    )  # fmt: skip
    ProgrammeArea.objects.create(programme=programme, name="Havenkwartier").areas.add(wijk)
    return programme


def draft_programme(city: Area, gemeente: Organisation) -> Programme:
    years = {"start_year": 2020, "end_year": 2035}
    return Programme.objects.create(name="Molenbuurt Samen", gemeente=city, lead=gemeente, **years)


def intervention(
    programme: Programme, lead: Organisation, wijk: Area, title: str = "Renovatie portiekflats"
) -> Intervention:
    made = Intervention.objects.create(
        programme=programme, title=title, pillar=Pillar.FYSIEK, physical_part="woningen", lead=lead,
        start_year=2014, end_year=2024,
    )  # fmt: skip
    Reach.objects.create(intervention=made, area=wijk, share=1)
    return made


def places() -> dict[str, Area]:
    land = area("NL00", "Nederland", "land")
    city = area("GMVB01", "Voorbeeldstad", "gemeente", land)
    return {
        "land": land,
        "city": city,
        "wijk": area("WKVB0101", "Havenkwartier", "wijk", city),
        "other_wijk": area("WKVB0102", "Molenbuurt", "wijk", city),
        "elsewhere": area("GM0001", "Elders", "gemeente", land),
    }


def organisations(city: Area) -> dict[str, Organisation]:
    return {
        "gemeente": organisation("Gemeente Voorbeeldstad", OrganisationKind.GEMEENTE, city),
        "haard": organisation("De Haard", OrganisationKind.CORPORATIE, city),
        "other_corporatie": organisation("Thuisgoed", OrganisationKind.CORPORATIE, city),
    }


def people(gemeente: Organisation, haard: Organisation, elsewhere: Organisation) -> dict[str, Person]:
    found = {
        "noor": person("noor@demo.example", "Noor"),
        "cor": person("cor@demo.example", "Cor"),
        "bea": person("bea@demo.example", "Bea", is_operator=True),
        "ted": person("ted@demo.example", "Ted"),
        "pim": person("pim@demo.example", "Pim"),
        "con": person("con@demo.example", "Con"),
        "ria": person("ria@demo.example", "Ria"),
    }
    roles = {
        "noor": (gemeente, Role.MANAGER),
        "cor": (haard, Role.REPORTER),
        "ted": (elsewhere, Role.MANAGER),
        "pim": (gemeente, Role.PROJECT_LEADER),
        "con": (haard, Role.CONTROLLER),
        "ria": (gemeente, Role.COUNCIL),
    }
    for name, (where, role) in roles.items():
        Membership.objects.create(person=found[name], organisation=where, role=role)
    return found


def cast() -> Cast:
    """Make the whole cast in the database; use the `cast` fixture in tests."""
    where = places()
    who = organisations(where["city"])
    other_gemeente = organisation("Gemeente Elders", OrganisationKind.GEMEENTE, where["elsewhere"])
    programme = published_programme(where["city"], who["gemeente"], where["wijk"])
    stream = FundingStream.objects.get_or_create(
        slug="corporatie", defaults={"name": "Eigen geld corporatie", "kind": StreamKind.CORPORATIE}
    )[0]
    known = people(who["gemeente"], who["haard"], other_gemeente)
    ProgrammeRole.objects.create(programme=programme, person=known["pim"], role=Role.PROJECT_LEADER)
    return Cast(
        **where,
        **who,
        **known,
        programme=programme,
        draft=draft_programme(where["city"], who["gemeente"]),
        renovation=intervention(programme, who["haard"], where["wijk"]),
        stream=stream,
    )
