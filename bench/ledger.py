"""A large workspace to measure on: 300 programmes, 30,000 interventions, 1,000,000 entries, the same each time.

One gemeente holds them all, so that its manager sees everything: the heaviest reader there can be. What is counted in
thousands is made by INSERT … SELECT; a number of the row decides every value.
"""

from __future__ import annotations

from typing import Any

from django.db import connection, models

from indicators.models import Indicator
from programmes.models import (
    Contribution,
    FundingStream,
    Goal,
    Intervention,
    Investment,
    Milestone,
    Output,
    Programme,
    ProgrammeArea,
    Reach,
    Report,
    ReportingPeriod,
)  # fmt: skip
from stakeholders.kinds import OrganisationKind, Role
from stakeholders.models import Membership, Organisation, Person
from wijken.models import Area

PROGRAMMES, INTERVENTIONS, ENTRIES = 300, 30_000, 1_000_000
PARTNERS = 40
FIRST_YEAR, YEARS = 2015, 15


def fill(model: type[models.Model], source: str, **values: str) -> None:
    """Rows of a query: each column by its expression, and by the default of its field where none is given."""
    columns, written, parameters = [], [], []
    for field in model._meta.concrete_fields:
        if field.primary_key or (field.name not in values and field.null):
            continue
        columns.append(f'"{field.column}"')
        if field.name in values:
            written.append(values[field.name])
        else:
            written.append("%s")
            parameters.append(field.get_db_prep_save(_default(field), connection))
    into = f'INSERT INTO "{model._meta.db_table}" ({", ".join(columns)})'
    with connection.cursor() as cursor:
        cursor.execute(f"{into} SELECT {', '.join(written)} FROM {source}", parameters)


def _default(field: Any) -> Any:
    return field.get_default() if field.has_default() or field.empty_strings_allowed else field.pre_save(None, True)


def pick(options: list[Any], by: str = "n") -> str:
    """One of the options, by a number."""
    quoted = ", ".join(f"'{one}'" if isinstance(one, str) else str(one) for one in options)
    return f"(ARRAY[{quoted}])[1 + mod({by}, {len(options)})]"


def numbers(to: int) -> str:
    return f"generate_series(1, {to}) AS n"


def make() -> dict[str, Person]:
    city = Area.objects.create(code="GMMS01", division_year=2024, level="gemeente", name="Meetstad")
    fill(Area, numbers(200), code="'WKMS' || lpad(n::text, 4, '0')", division_year="2024", level="'wijk'",
         name="'Wijk ' || n", parent=str(city.pk))  # fmt: skip
    partners = make_partners(city)
    gemeente = Organisation.objects.create(name="Gemeente Meetstad", kind=OrganisationKind.GEMEENTE, gemeente=city)
    make_programmes(city, gemeente)
    make_interventions(partners)
    make_entries()
    make_reports(partners)
    person("manager", gemeente, Role.MANAGER)
    person("reporter", Organisation.objects.get(pk=partners[0]), Role.REPORTER)
    return kept()


def kept() -> dict[str, Person]:
    """Who asks for the pages; nobody where nothing was made yet."""
    return {one.name: one for one in Person.objects.filter(name__in=["manager", "reporter"])}


def person(name: str, organisation: Organisation, role: Role) -> Person:
    made = Person.objects.create_user(f"{name}@meting.example", name=name)
    Membership.objects.create(person=made, organisation=organisation, role=role)
    return made


def make_partners(city: Area) -> list[int]:
    made = [
        Organisation(name=f"Partner {n}", slug=f"partner-{n}", kind=OrganisationKind.CORPORATIE, gemeente=city)
        for n in range(PARTNERS)
    ]
    return [one.pk for one in Organisation.objects.bulk_create(made)]


def make_programmes(city: Area, gemeente: Organisation) -> None:
    fill(Programme, numbers(PROGRAMMES), name="'Programma ' || n", slug="'programma-' || n", gemeente=str(city.pk),
         lead=str(gemeente.pk), start_year=str(FIRST_YEAR), end_year=str(FIRST_YEAR + YEARS), status="'gepubliceerd'",
         summary="'Samen werken aan de wijk.'", contact_name="'Meting'", challenges="'[]'::jsonb")  # fmt: skip
    fill(ProgrammeArea, "programmes_programme p", programme="p.id", name="'Wijk van ' || p.name")
    through = ProgrammeArea.areas.through._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO {through} (programmearea_id, area_id) SELECT w.id, a.id FROM programmes_programmearea w"
            " JOIN wijken_area a ON a.level = 'wijk' AND a.id % 20 = w.id % 20"
        )
    outcomes = list(Indicator.objects.outcomes().values_list("pk", flat=True)[:10])
    fill(Goal, f"programmes_programme p, {numbers(10)}", programme="p.id", indicator=pick(outcomes), kind="'dalen'",
         area="(SELECT min(id) FROM wijken_area WHERE level = 'wijk')", baseline_year="2015",
         baseline_value="10.0")  # fmt: skip


def make_interventions(partners: list[int]) -> None:
    pillars = ["fysiek", "sociale_basis", "sociale_stijging", "sociale_herovering"]
    first = "(SELECT min(id) FROM programmes_programme)"
    fill(Intervention, numbers(INTERVENTIONS), programme=f"{first} + mod(n, {PROGRAMMES})",
         title="'Interventie ' || n", description="'Wat wij doen.'", pillar=pick(pillars), lead=pick(partners, "n / 7"),
         start_year=f"{FIRST_YEAR} + mod(n, 8)", end_year=f"{FIRST_YEAR + 8} + mod(n, 7)",
         status=pick(["gepland", "bezig", "bezig", "afgerond"], "n / 3"))  # fmt: skip
    fill(Reach, "programmes_intervention i", intervention="i.id", share="1",
         area="(SELECT min(id) FROM wijken_area WHERE level = 'wijk') + mod(i.id, 200)")  # fmt: skip
    outcomes = list(Indicator.objects.outcomes().values_list("pk", flat=True)[:10])
    fill(Contribution, "programmes_intervention i WHERE mod(i.id, 3) > 0", intervention="i.id",
         indicator=pick(outcomes, "i.id"), mechanism="'Zo werkt het.'", lag_years="2")  # fmt: skip
    fill(Milestone, "programmes_intervention i", intervention="i.id", name="'Mijlpaal'",
         due_on="make_date(i.end_year, 6, 1)",
         reached_on="CASE WHEN i.end_year < 2026 THEN make_date(i.end_year, 6, 1) END")  # fmt: skip
    fill(Output, "programmes_intervention i", intervention="i.id", name="'woningen'", planned="100")


def make_entries() -> None:
    streams = list(FundingStream.objects.values_list("pk", flat=True))
    states = ["begroot", "begroot_gewijzigd", "toegekend", "verplicht", "besteed"]
    first = "(SELECT min(id) FROM programmes_intervention)"
    spread = f"{numbers(ENTRIES)} JOIN programmes_intervention i ON i.id = {first} + mod(n, {INTERVENTIONS})"
    fill(Investment, spread, intervention="i.id", payer="i.lead_id", spender="i.lead_id",
         year=f"{FIRST_YEAR} + mod(n / 1000, {YEARS})", funding_stream=pick(streams, "n / 11"),
         state=pick(states, f"n / {INTERVENTIONS}"), amount_cents="1 + mod(n::bigint * 7919, 5000000)",
         vat="'exclusief'", entered_at="timestamptz '2026-01-01' + n * interval '1 second'")  # fmt: skip


def make_reports(partners: list[int]) -> None:
    fill(ReportingPeriod, "programmes_programme p", programme="p.id", name="'Jaar 2024'", year="2024",
         opens_on="'2025-01-01'", due_on="'2025-03-01'")  # fmt: skip
    statuses = ["open", "concept", "ingediend", "teruggestuurd", "geaccepteerd"]
    listed = ", ".join(map(str, partners[:10]))
    every = f"programmes_reportingperiod r CROSS JOIN unnest(ARRAY[{listed}]) AS o"
    fill(Report, every, period="r.id", organisation="o", status=pick(statuses, "r.id + o"))
