"""The people, organisations and wijken that every test shares.

Noor is programme manager of Voorbeeldstad, Cor reports for corporatie De Haard, Bea operates the
system, and Ted manages another gemeente, Elders. Havenkwartier is the wijk where they work.
"""

from __future__ import annotations

from dataclasses import dataclass

from programmes.models import FundingStream, Intervention, Programme, ProgrammeArea, Reach
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


def cast() -> Cast:
    """Make the whole cast in the database; use the `cast` fixture in tests."""
    land = area("NL00", "Nederland", "land")
    city = area("GMVB01", "Voorbeeldstad", "gemeente", land)
    wijk = area("WKVB0101", "Havenkwartier", "wijk", city)
    other_wijk = area("WKVB0102", "Molenbuurt", "wijk", city)
    elsewhere = area("GM0001", "Elders", "gemeente", land)
    gemeente = organisation("Gemeente Voorbeeldstad", OrganisationKind.GEMEENTE, city)
    haard = organisation("De Haard", OrganisationKind.CORPORATIE, city)
    other = organisation("Thuisgoed", OrganisationKind.CORPORATIE, city)
    other_gemeente = organisation("Gemeente Elders", OrganisationKind.GEMEENTE, elsewhere)
    noor, cor = person("noor@demo.example", "Noor"), person("cor@demo.example", "Cor")
    bea, ted = person("bea@demo.example", "Bea", is_operator=True), person("ted@demo.example", "Ted")
    Membership.objects.create(person=noor, organisation=gemeente, role=Role.MANAGER)
    Membership.objects.create(person=cor, organisation=haard, role=Role.REPORTER)
    Membership.objects.create(person=ted, organisation=other_gemeente, role=Role.MANAGER)
    programme = Programme.objects.create(
        name="Havenkwartier Vooruit",
        gemeente=city,
        lead=gemeente,
        start_year=2012,
        end_year=2027,
        status=ProgrammeStatus.PUBLISHED,
        summary="Vijftien jaar samen werken aan een fijner Havenkwartier.",
        contact_name="Noor",
        contact_email="noor@demo.example",
    )
    ProgrammeArea.objects.create(programme=programme, name="Havenkwartier").areas.add(wijk)
    draft = Programme.objects.create(
        name="Molenbuurt Samen", gemeente=city, lead=gemeente, start_year=2020, end_year=2035
    )
    renovation = Intervention.objects.create(
        programme=programme,
        title="Renovatie portiekflats",
        pillar=Pillar.FYSIEK,
        physical_part="woningen",
        lead=haard,
        start_year=2014,
        end_year=2024,
    )
    Reach.objects.create(intervention=renovation, area=wijk, share=1)
    stream = FundingStream.objects.create(name="Eigen geld corporatie", slug="corporatie", kind=StreamKind.CORPORATIE)
    return Cast(
        land,
        city,
        wijk,
        other_wijk,
        elsewhere,
        gemeente,
        haard,
        other,
        noor,
        cor,
        bea,
        ted,
        programme,
        draft,
        renovation,
        stream,
    )
