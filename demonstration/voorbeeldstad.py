"""The programmes of Voorbeeldstad with their interventions and goals, written as its programme manager would.

Everything here is invented. The rows go through the services, so that no rule of the domain is passed by.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from typing import Any

from demonstration.areas import INVENTED_CITY
from demonstration.files import DIVISION, read_toml
from demonstration.people import on_day
from indicators.models import Indicator, Observation
from programmes.models import Intervention, Programme, ProgrammeRole
from programmes.services.council import send_to_council
from programmes.services.goals import link_contribution, set_goal
from programmes.services.interventions import (
    OutputLine,
    ReachShare,
    change_intervention,
    log_intervention,
    move_intervention,
)
from programmes.services.phases import PhaseLine, set_phases
from programmes.services.programme import change_programme, create_programme, publish_programme
from programmes.services.roles import give_role
from programmes.services.versions import start_draft
from programmes.services.wijken import name_wijk
from programmes.vocabulary import Move
from stakeholders.kinds import Role
from stakeholders.models import Organisation, Person
from wijken.models import Area

PROGRAMME_FILES = ("stad", "havenkwartier", "molenbuurt", "oost")


@dataclass(frozen=True)
class City:
    """What the rows of Voorbeeldstad are about and who writes them."""

    area: Area
    wijken: dict[str, Area]
    organisations: dict[str, Organisation]
    indicators: dict[str, Indicator]
    manager: Person


def city_of(organisations: dict[str, Organisation], manager: Person) -> City:
    areas = {area.code: area for area in Area.objects.invented_ones().filter(division_year=DIVISION)}
    indicators = {indicator.slug: indicator for indicator in Indicator.objects.all()}
    return City(areas[INVENTED_CITY], areas, organisations, indicators, manager)


def programme_files() -> Iterator[dict[str, Any]]:
    yield from (read_toml(f"voorbeeldstad/{name}.toml") for name in PROGRAMME_FILES)


def load_programmes(city: City) -> dict[int, Intervention]:
    """All interventions by their number in the list of twenty."""
    return {number: made for file in programme_files() for number, made in load_programme(file, city)}


def programmes_by_key(city: City) -> dict[str, Programme]:
    """The programmes by the name of their file."""
    return {
        key: Programme.objects.get(gemeente=city.area, draft_of=None, name=title_of(key)) for key in PROGRAMME_FILES
    }


def title_of(key: str) -> str:
    return str(read_toml(f"voorbeeldstad/{key}.toml")["programma"]["naam"])


def give_roles(programmes: dict[str, Programme], people: dict[str, Person], by: Person) -> None:
    """Who leads projects on which programme."""
    for row in read_toml("voorbeeldstad/organisaties.toml")["persoon"]:
        for key in row.get("programmas", ()):
            with on_day(date(programmes[key].start_year, 1, 15)):
                give_role(programme=programmes[key], person=people[row["mail"]], role=row["rol"], by=by)


def load_programme(file: dict[str, Any], city: City) -> Iterator[tuple[int, Intervention]]:
    with on_day(began(file["programma"])):
        programme = make_programme(file["programma"], city)
        for row in file["doel"]:
            make_goal(programme, row, city)
    for row in file["interventie"]:
        with on_day(began(row)):
            made = make_intervention(programme, row, city)
        yield row["nummer"], moved(made, row, city)
    if "openbaar_sinds" in file["programma"]:
        publish(programme, city, note="Het programma begint.", **published_when(file["programma"]))
    if "versie" in file:
        with on_day(file["versie"]["openbaar_sinds"] - timedelta(days=30)):
            draft = drafted(programme, file["versie"], city)
        publish(draft, city, note=file["versie"]["wat"], **published_when(file["versie"]))
    if "concept" in file:
        with on_day(file["concept"]["aan_de_raad"] - timedelta(days=30)):
            draft = drafted(programme, file["concept"], city)
        with on_day(file["concept"]["aan_de_raad"]):
            send_to_council(programme=draft, by=city.manager, on=file["concept"]["aan_de_raad"])


def began(row: dict[str, Any]) -> date:
    """When a programme or intervention was first written down: at the start of its first year."""
    return date(row["eerste_jaar"], 1, 10)


def published_when(row: dict[str, Any]) -> dict[str, Any]:
    return {"day": row["openbaar_sinds"], "decided_on": row.get("besloten")}


def drafted(programme: Programme, row: dict[str, Any], city: City) -> Programme:
    """The concept of a next version: another sentence, and goals that come with it."""
    draft = start_draft(programme=programme, by=city.manager)
    if "in_een_zin" in row:
        draft = change_programme(
            programme=draft, version=draft.version, by=city.manager, summary=row["in_een_zin"]
        )  # fmt: skip
    for goal in row["doel"]:
        make_goal(draft, goal, city)
    return draft


def make_programme(row: dict[str, Any], city: City) -> Programme:
    programme = create_programme(
        gemeente=city.area,
        by=city.manager,
        name=row["naam"],
        lead=city.organisations["gemeente"],
        start_year=row["eerste_jaar"],
        end_year=row["laatste_jaar"],
        summary=row["in_een_zin"],
        vision=row["visie"],
        challenges=row["opgaven"],
        parent=Programme.objects.get(name=title_of(row["onder"])) if "onder" in row else None,
        contact_name=row["contact"],
        contact_email=row["contact_mail"],
    )
    for wijk in row["wijk"]:
        areas = [city.wijken[code] for code in wijk["gebieden"]]
        name_wijk(programme=programme, name=wijk["naam"], areas=areas, by=city.manager)
    phases = [PhaseLine(phase["naam"], phase["eerste_jaar"], phase["laatste_jaar"]) for phase in row["fase"]]
    set_phases(programme=programme, version=programme.version, phases=phases, by=city.manager)
    ProgrammeRole.objects.create(programme=programme, person=city.manager, role=Role.MANAGER)
    return programme


def publish(programme: Programme, city: City, *, day: date, note: str, decided_on: date | None) -> None:
    """Published as a version, on the day that the story gives."""
    when = datetime.combine(day, time(9), UTC)
    with on_day(day):
        published = publish_programme(programme=programme, by=city.manager, note=note, decided_on=decided_on)
        published.published_at = when
        published.save()
    newest = published.versions.order_by("-number").values("pk")[:1]
    published.versions.filter(pk__in=list(newest.values_list("pk", flat=True))).update(published_at=when)


def make_goal(programme: Programme, row: dict[str, Any], city: City) -> None:
    """A goal; its baseline is the figure of that year, never a number typed a second time."""
    indicator, area = city.indicators[row["indicator"]], city.wijken[row["gebied"]]
    figure = Observation.objects.get(area=area, indicator=indicator, period=row["nulmeting"])
    set_goal(
        programme=programme,
        indicator=indicator,
        area=area,
        by=city.manager,
        kind=row["kant"],
        baseline_year=row["nulmeting"],
        baseline_value=round(figure.value or 0, indicator.decimals),
        targets={int(year): float(value) for year, value in row["streef"].items()},
    )


def counted(row: dict[str, Any], times: int) -> list[OutputLine]:
    """The results as they were counted after so many earlier counts, each with the day on which it was so."""
    found = []
    for line in row["resultaat"]:
        counts = [*line.get("eerder", ()), {"gehaald": line.get("gehaald"), "geteld": line.get("geteld")}]
        count = counts[min(times, len(counts) - 1)]
        found.append(OutputLine(line["naam"], line.get("gepland"), count["gehaald"], count["geteld"]))
    return found


def make_intervention(programme: Programme, row: dict[str, Any], city: City) -> Intervention:
    intervention = log_intervention(
        programme=programme,
        by=city.manager,
        title=row["naam"],
        description=row["wat"],
        pillar=row["pijler"],
        physical_part=row.get("onderdeel", ""),
        lead=city.organisations[row["trekker"]],
        partners=[city.organisations[key] for key in row["partners"]],
        start_year=row["eerste_jaar"],
        end_year=row["laatste_jaar"],
        taakveld=row.get("taakveld", ""),
        reach=[ReachShare(city.wijken[code], Decimal(str(share))) for code, share in row["bereik"].items()],
        outputs=counted(row, 0),
    )
    for times in range(1, 1 + max(len(line.get("eerder", ())) for line in row["resultaat"])):
        change_intervention(
            intervention=intervention, version=intervention.version, by=city.manager, outputs=counted(row, times)
        )
    for said in row["bijdrage"]:
        link_contribution(
            intervention=intervention,
            indicator=city.indicators[said["indicator"]],
            by=city.manager,
            mechanism=said["hoe"],
            lag_years=said["na_jaren"],
            evidence=said["bewijs"],
            evidence_source="Verzonnen voorbeeld",
            money_share=Decimal(str(said["aandeel"])) if "aandeel" in said else None,
        )
    return intervention


def moved(intervention: Intervention, row: dict[str, Any], city: City) -> Intervention:
    """Begun, ended and withdrawn on the days that the file gives."""
    for move, key in ((Move.BEGIN, "begonnen"), (Move.END, "afgerond"), (Move.WITHDRAW, "gestopt")):
        if key in row:
            with on_day(row[key]):
                intervention = move_intervention(intervention=intervention, move=move, by=city.manager, on=row[key])
    return intervention
