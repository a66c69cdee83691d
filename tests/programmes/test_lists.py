"""Lists of the workspace: what is filtered, sorted and shown stands in the address, and a file holds the same rows."""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from decimal import Decimal

import openpyxl
import pytest
from django.urls import reverse
from django.utils import timezone

from indicators.models import Indicator
from programmes import services
from programmes.lists import export, listing
from programmes.models import Agreement, AgreementDeadline, Goal, Intervention, Programme, Report
from stakeholders.kinds import Role
from stakeholders.models import Membership
from tests.programmes.ledger import report

ALL = "/werk/interventies"
EVERY = (
    ALL, "/werk/boekingen", "/werk/programmas", "/werk/doelen", "/werk/mijlpalen", "/werk/risicos", "/werk/afspraken",
    "/werk/rapportages/lijst",
)  # fmt: skip


@pytest.fixture
def manager(cast, client):
    client.force_login(cast.noor)
    return client


def another(cast, title, **changes):
    years = {"start_year": 2016, "end_year": 2020}
    said = {"programme": cast.programme, "pillar": "sociale_basis", "lead": cast.gemeente, **years, **changes}
    return Intervention.objects.create(title=title, **said)


def titles(response):
    """The names of the rows, in the order of the page."""
    heads = re.findall(r'<th scope="row">(.*?)</th>', response.content.decode(), re.DOTALL)
    return [re.sub(r"<[^>]+>", "", head).strip() for head in heads]


def lines(response):
    text = b"".join(response.streaming_content).decode().removeprefix("\ufeff")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def sheet(response):
    return openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content))).worksheets[0]


def test_filters_stand_in_the_address(cast, manager):
    another(cast, "Buurtteam")
    assert titles(manager.get(f"{ALL}?pijler=sociale_basis")) == ["Buurtteam"]


@pytest.mark.parametrize("asked", ["pijler=cultuur", "jaar=vroeger", "trekker=niemand", "programma=elders"])
def test_an_unknown_filter_finds_nothing_and_says_what_is_wrong(cast, manager, asked):
    page = manager.get(f"{ALL}?{asked}")
    assert titles(page) == []
    assert "utrecht-form-field--invalid" in page.content.decode()


def test_a_year_finds_what_runs_in_it(cast, manager):
    another(cast, "Buurtteam")
    assert titles(manager.get(f"{ALL}?jaar=2022")) == ["Renovatie portiekflats"]


def test_the_head_of_a_column_sorts_and_turns_round(cast, manager):
    another(cast, "Buurtteam")
    page = manager.get(f"{ALL}?sorteer=interventie")
    assert titles(page) == ["Buurtteam", "Renovatie portiekflats"]
    assert 'aria-sort="ascending"' in page.content.decode()
    assert titles(manager.get(f"{ALL}?sorteer=-interventie")) == ["Renovatie portiekflats", "Buurtteam"]


def test_what_has_no_amount_comes_last_in_either_order(cast, manager):
    another(cast, "Buurtteam")
    report(cast)
    for order in ("besteed", "-besteed"):
        assert titles(manager.get(f"{ALL}?sorteer={order}"))[-1] == "Buurtteam"


def test_an_unknown_order_is_the_usual_order(cast, manager):
    another(cast, "Buurtteam")
    assert titles(manager.get(f"{ALL}?sorteer=kleur")) == ["Renovatie portiekflats", "Buurtteam"]


def test_a_link_of_a_page_keeps_filters_and_order(cast, manager, monkeypatch):
    monkeypatch.setattr(listing, "PER_PAGE", 1)
    another(cast, "Buurtteam"), another(cast, "Taalhuis")
    page = manager.get(f"{ALL}?pijler=sociale_basis&sorteer=-interventie")
    assert titles(page) == ["Taalhuis"]
    assert f"{ALL}?pijler=sociale_basis&amp;sorteer=-interventie&amp;bladzijde=2" in page.content.decode()
    assert titles(manager.get(f"{ALL}?pijler=sociale_basis&sorteer=-interventie&bladzijde=2")) == ["Buurtteam"]


def test_an_address_of_a_page_that_is_no_more_shows_the_last(cast, manager):
    assert titles(manager.get(f"{ALL}?bladzijde=9")) == ["Renovatie portiekflats"]


def test_rows_are_counted_up_to_a_bound(cast, manager, monkeypatch):
    monkeypatch.setattr(listing, "PER_PAGE", 1)
    monkeypatch.setattr(listing, "MOST_COUNTED", 1)
    another(cast, "Buurtteam")
    assert "1 tot 1 van meer dan 1" in manager.get(ALL).content.decode()


def test_a_colleague_sees_of_a_shared_link_only_the_own_rows(cast, client):
    other = Programme.objects.create(
        name="Elders Samen", gemeente=cast.elsewhere, start_year=2020, end_year=2035, status="gepubliceerd"
    )
    another(cast, "Daar", programme=other)
    for person, seen in ((cast.noor, ["Renovatie portiekflats"]), (cast.ted, ["Daar"]), (cast.bea, [])):
        client.force_login(person)
        assert titles(client.get(f"{ALL}?sorteer=interventie")) == seen


def test_a_partner_lists_what_it_leads_and_finds_its_own_entries(cast, client):
    another(cast, "Buurtteam")
    report(cast), report(cast, spender=cast.other_corporatie, payer=cast.other_corporatie, by=cast.noor)
    client.force_login(cast.con)
    assert titles(client.get(ALL)) == ["Renovatie portiekflats"]
    assert [line["Wie besteedt"] for line in lines(client.get("/werk/boekingen?als=csv"))] == ["De Haard"]


def test_a_controller_reads_an_entry_and_cannot_correct_it(cast, client):
    entry = report(cast)
    client.force_login(cast.con)
    address = reverse("werk:entry", args=[entry.pk])
    assert client.get(address).status_code == 200
    assert client.post(address, {"amount": "5"}).status_code == 404


def test_a_file_holds_the_rows_that_are_filtered_in_their_order(cast, manager):
    another(cast, "Buurtteam"), another(cast, "Taalhuis")
    found = lines(manager.get(f"{ALL}?pijler=sociale_basis&sorteer=-interventie&als=csv"))
    assert [line["Interventie"] for line in found] == ["Taalhuis", "Buurtteam"]


def test_csv_writes_amounts_with_a_comma_and_years_plain(cast, manager):
    report(cast, amount=Decimal("1234567.5"))
    line = lines(manager.get("/werk/boekingen?als=csv"))[0]
    assert (line["Bedrag"], line["Jaar"], line["Toestand"]) == ("1234567,5", "2020", "besteed")


def test_a_spreadsheet_holds_amounts_and_years_as_numbers(cast, manager):
    report(cast, amount=Decimal("1234567.5"))
    rows = sheet(manager.get("/werk/boekingen?als=xlsx")).iter_rows()
    cells = dict(zip([head.value for head in next(rows)], next(rows), strict=True))
    assert (cells["Bedrag"].value, cells["Bedrag"].number_format) == (1234567.5, "#,##0.00")
    assert (cells["Jaar"].value, cells["Jaar"].number_format) == (2020, "General")


@pytest.mark.parametrize("formula", ["=1+1", "+31", "-1", "@som", "\t=1", "\r=1"])
def test_no_text_becomes_a_formula(cast, manager, formula):
    another(cast, formula)
    address = f"{ALL}?pijler=sociale_basis&als="
    assert lines(manager.get(f"{address}csv"))[0]["Interventie"] == f"'{formula}"
    cell = sheet(manager.get(f"{address}xlsx"))["A2"]
    assert cell.value.startswith("'")
    assert cell.data_type == "s"


def test_a_list_too_long_for_a_spreadsheet_says_so_and_offers_csv(cast, manager, monkeypatch):
    monkeypatch.setattr(export, "MOST_IN_XLSX", 0)
    page = manager.get(f"{ALL}?pijler=fysiek&als=xlsx", follow=True)
    assert "ten hoogste 0 regels" in page.content.decode()
    assert page.redirect_chain[0][0] == f"{ALL}?pijler=fysiek"


def test_an_export_hands_over_rows_while_it_reads_them():
    taken = []

    def rows():
        for number in range(export.ROWS_AT_ONCE * 3):
            taken.append(number)
            yield [number]

    next(export.csv_lines(["nummer"], rows()))
    assert len(taken) == export.ROWS_AT_ONCE


def test_a_text_that_no_file_can_hold_loses_only_what_cannot_be_written(cast, manager):
    another(cast, "Buurt\x0bteam")
    assert sheet(manager.get(f"{ALL}?pijler=sociale_basis&als=xlsx"))["A2"].value == "Buurtteam"


def test_of_many_filters_the_rest_is_folded_and_unfolds_where_one_is_in_use(cast, manager):
    assert '<details class="wa-filter__more">' in manager.get("/werk/boekingen").content.decode()
    assert '<details class="wa-filter__more" open>' in manager.get("/werk/boekingen?btw=onbekend").content.decode()


def test_every_row_has_a_cell_under_each_head(cast, manager):
    report(cast)
    today = timezone.localdate()
    services.add_milestone(intervention=cast.renovation, name="Start", due_on=today, by=cast.noor)
    services.add_risk(programme=cast.programme, name="Regen", by=cast.noor)
    agreed(cast, "Samen", 2024, cast.haard)
    for address in EVERY:
        html = manager.get(address).content.decode()
        for row in re.findall(r"<tr>(.*?)</tr>", html.split("<tbody>")[-1], re.DOTALL):
            assert len(re.findall(r"<t[hd]\b", row)) == len(re.findall(r'<th scope="col"', html))


def test_milestones_are_found_by_how_they_stand(cast, manager):
    today = timezone.localdate()
    for name, days in (("Gemist", -1), ("Komt", 1)):
        due = today + dt.timedelta(days)
        services.add_milestone(intervention=cast.renovation, name=name, due_on=due, by=cast.noor)
    assert titles(manager.get("/werk/mijlpalen?stand=te-laat")) == ["Gemist"]
    assert titles(manager.get("/werk/mijlpalen?stand=komt")) == ["Komt"]


def test_the_heaviest_open_risk_stands_first_also_in_a_file(cast, manager):
    for name, size in (("Regen", 1), ("Geen aannemer", 3)):
        services.add_risk(programme=cast.programme, name=name, likelihood=size, effect=size, by=cast.noor)
    assert titles(manager.get("/werk/risicos?stand=open")) == ["Geen aannemer", "Regen"]
    assert [line["Zwaarte (1 tot 9)"] for line in lines(manager.get("/werk/risicos?als=csv"))] == ["9", "1"]


def test_an_organisation_filter_offers_only_who_leads_what_one_sees(cast, client):
    Membership.objects.create(person=cast.bea, organisation=cast.other_corporatie, role=Role.REPORTER)
    client.force_login(cast.bea)
    assert "De Haard" not in client.get(ALL).content.decode()


def agreed(cast, name, first, *parties):
    made = Agreement.objects.create(
        programme=cast.programme, kind="convenant", name=name, first_year=first, last_year=first + 1
    )
    made.parties.set(parties)
    AgreementDeadline.objects.create(agreement=made, name="bod", due_on=dt.date(first, 7, 1))
    return made


def test_agreements_are_sorted_filtered_and_exported_with_their_parties(cast, manager):
    agreed(cast, "Oud", 2020, cast.haard, cast.gemeente), agreed(cast, "Nieuw", 2024, cast.other_corporatie)
    assert titles(manager.get("/werk/afspraken")) == ["Nieuw", "Oud"]
    assert titles(manager.get("/werk/afspraken?sorteer=termijn")) == ["Oud", "Nieuw"]
    assert titles(manager.get("/werk/afspraken?partij=de-haard")) == ["Oud"]
    found = lines(manager.get("/werk/afspraken?sorteer=afspraak&als=csv"))
    assert [(one["Afspraak"], one["Partijen"], one["Volgende termijn"]) for one in found] == [
        ("Nieuw", "Thuisgoed", "2024-07-01"), ("Oud", "De Haard, Gemeente Voorbeeldstad", "2020-07-01"),
    ]  # fmt: skip


def test_reports_are_listed_sorted_and_exported_in_the_status_that_the_overview_shows(cast, manager):
    another(cast, "Sloop", lead=cast.other_corporatie)
    services.make_period(
        programme=cast.programme, name="Jaar 2019", year=2019, opens_on=dt.date(2020, 1, 1),
        due_on=dt.date(2020, 3, 1), by=cast.noor,
    )  # fmt: skip
    Report.objects.filter(organisation=cast.haard).update(status="ingediend", submitted_at=timezone.now())
    overview = manager.get("/werk/rapportages?welke=te-laat").content.decode()
    assert "/werk/rapportages/lijst?welke=te-laat&amp;als=xlsx" in overview
    found = lines(manager.get("/werk/rapportages/lijst?welke=te-laat&als=csv"))
    assert [(one["Partner"], one["Te laat"]) for one in found] == [("Thuisgoed", "ja")]
    every = titles(manager.get("/werk/rapportages/lijst?sorteer=-partner"))
    assert [name.split(",")[0] for name in every] == ["Thuisgoed", "De Haard"]
    assert sheet(manager.get("/werk/rapportages/lijst?sorteer=partner&als=xlsx"))["A2"].value == "De Haard"


def test_the_file_of_goals_holds_the_target_of_each_year(cast, manager):
    for slug, targets in {"gasverbruik": {2025: 900.5, 2030: 700}, "bijstand": {2030: 40}}.items():
        goal = Goal.objects.create(
            programme=cast.programme, indicator=Indicator.objects.get(slug=slug), area=cast.wijk, kind="dalen",
            baseline_year=2015, baseline_value=1000,
        )  # fmt: skip
        for year, value in targets.items():
            goal.targets.create(year=year, value=value)
    found = lines(manager.get("/werk/doelen?als=csv"))
    assert {(one["Streefwaarde 2025"], one["Streefwaarde 2030"]) for one in found} == {("900,5", "700,0"), ("", "40,0")}


def test_the_usual_order_needs_no_word_in_the_address(cast, manager):
    page = manager.get(f"{ALL}?sorteer=interventie").content.decode()
    assert '<option value="">Jaren, oplopend</option>' in page
