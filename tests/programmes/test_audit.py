"""The whole history: who reads which part of it, narrowed, paged, and as a file."""

import datetime as dt
import io
from decimal import Decimal

import openpyxl
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from programmes import services
from programmes.models import Ceiling, Milestone, Report, ReportingPeriod
from stakeholders.models import Organisation
from tests.programmes.ledger import report
from tests.query_budgets import BUDGETS

OF_PROGRAMME = "/werk/programmas/havenkwartier-vooruit/geschiedenis"
ALL = "/werk/geschiedenis"


@pytest.fixture
def changes(cast, client):
    """Noor names a milestone and puts it off; Cor describes De Haard."""
    client.force_login(cast.noor)
    address = f"/werk/interventies/{cast.renovation.pk}/mijlpalen"
    client.post(f"{address}/nieuw", {"name": "Sleutels", "due_on": "2020-06-01"})
    said = {"name": "Sleutels", "due_on": "2021-06-01", "version": 1}
    client.post(f"{address}/{Milestone.objects.get().pk}", said)
    client.force_login(cast.cor)
    said = {"description": "Wij verhuren.", "website": "", "version": 1}
    client.post(f"/werk/organisaties/{cast.haard.pk}", said)


def page(client, who, address=ALL):
    client.force_login(who)
    return client.get(address).text


def test_a_manager_reads_of_a_programme_what_changed_from_what_to_what(cast, client, changes):
    text = page(client, cast.noor, OF_PROGRAMME)
    assert "<strong>Noor</strong> wijzigde: mijlpaal “Sleutels” (Renovatie portiekflats)" in text
    assert "Gepland op: van 1 juni 2020 naar 1 juni 2021." in text
    assert "Wij verhuren." not in text


def test_a_manager_reads_of_the_gemeente_what_changed_of_organisations_and_people_too(cast, client, changes):
    text = page(client, cast.noor)
    assert "<strong>Cor</strong> wijzigde: organisatie “De Haard”" in text
    assert "Pim als projectleider" in text
    assert "persoon “Cor”" in text


def test_a_manager_of_another_gemeente_reads_nothing_of_it(cast, client, changes):
    text = page(client, cast.ted)
    assert "Sleutels" not in text
    assert "De Haard" not in text
    assert "Gemeente Elders" in text
    assert client.get(OF_PROGRAMME).status_code == 404


def test_a_controller_reads_of_the_own_organisation_and_its_reports_only(cast, client, changes):
    period = ReportingPeriod.objects.create(
        programme=cast.programme, name="2025", year=2025, opens_on="2026-01-01", due_on="2026-03-01"
    )
    for organisation in (cast.haard, cast.other_corporatie):
        Report.objects.create(period=period, organisation=organisation)
    text = page(client, cast.con)
    assert "organisatie “De Haard”" in text
    assert "rapportage “De Haard”" in text
    assert "Thuisgoed" not in text
    assert "Sleutels" not in text
    assert "rapportage “De Haard”" in page(client, cast.con, OF_PROGRAMME)


def test_what_a_partner_fills_in_is_told_to_the_manager_once_it_is_handed_in(cast, client):
    period = ReportingPeriod.objects.create(
        programme=cast.programme, name="2025", year=2025, opens_on="2026-01-01", due_on="2026-03-01"
    )
    report = Report.objects.create(period=period, organisation=cast.haard, status="concept", note="Nog in overleg.")
    report.lines.create(
        intervention=cast.renovation, payer=cast.haard, funding_stream=cast.stream, year=2025, state="besteed",
        amount_cents=123456,
    )  # fmt: skip
    line = "voegde toe: regel van een rapportage"
    assert line in page(client, cast.con)
    for address in (ALL, OF_PROGRAMME):
        assert line not in page(client, cast.noor, address)
        assert "Nog in overleg." not in page(client, cast.noor, address)
    assert b"Nog in overleg." not in client.get(ALL, {"als": "csv"}).getvalue()
    report.status = "ingediend"
    report.save()
    assert line in page(client, cast.noor)


def test_who_has_no_part_in_it_finds_no_history(cast, client):
    for who in (cast.cor, cast.ria, cast.pim):
        client.force_login(who)
        assert client.get(ALL).status_code == 404


def test_an_operator_reads_everything(cast, client, changes):
    text = page(client, cast.bea)
    assert "mijlpaal “Sleutels”" in text
    assert "Gemeente Elders" in text


@pytest.mark.parametrize(
    ("query", "there"),
    [
        ("wie=noor", True), ("wie=cor", False), ("soort=milestone", True), ("soort=risk", False), ("soort=x", False),
        ("van=2020-01-01", True), ("tot=2020-01-01", False), ("van=gisteren", False),
    ],
)  # fmt: skip
def test_it_is_narrowed_by_person_kind_and_days(cast, client, changes, query, there):
    assert ("mijlpaal “Sleutels”" in page(client, cast.noor, f"{OF_PROGRAMME}?{query}")) is there


def test_today_lies_within_up_to_and_including_today(cast, client, changes):
    today = timezone.localdate()
    assert "mijlpaal “Sleutels”" in page(client, cast.noor, f"{OF_PROGRAMME}?van={today}&tot={today}")


def test_fifty_stand_on_a_page_and_the_next_keeps_the_filters(cast, client):
    for n in range(60):
        Milestone.objects.create(intervention=cast.renovation, name=f"M {n}", due_on="2020-01-01")
    text = page(client, cast.noor, f"{OF_PROGRAMME}?soort=milestone")
    assert text.count("voegde toe: mijlpaal") == 50
    assert "1 tot 50" in text
    assert "?soort=milestone&amp;bladzijde=2" in text
    assert client.get(f"{OF_PROGRAMME}?soort=milestone&bladzijde=2").text.count("voegde toe: mijlpaal") == 10


def test_a_csv_has_a_line_for_each_field_that_changed(cast, client, changes):
    client.force_login(cast.noor)
    answer = client.get(f"{OF_PROGRAMME}?soort=milestone&als=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").splitlines()
    assert lines[0] == "Wanneer;Wie;Gedaan;Soort;Wat;Waarbij;Veld;Van;Naar"
    assert lines[1].endswith(
        ";Noor;gewijzigd;mijlpaal;mijlpaal “Sleutels”;Renovatie portiekflats;Gepland op;1 juni 2020;1 juni 2021"
    )
    assert lines[2].endswith(";Noor;toegevoegd;mijlpaal;mijlpaal “Sleutels”;Renovatie portiekflats;;;")


def test_a_spreadsheet_holds_the_same(cast, client, changes):
    client.force_login(cast.noor)
    answer = client.get(f"{OF_PROGRAMME}?soort=milestone&als=xlsx")
    sheet = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content))).active
    assert [cell.value for cell in sheet[2]][1:4] == ["Noor", "gewijzigd", "mijlpaal"]


def test_a_text_that_a_spreadsheet_would_run_is_exported_as_text(cast, client):
    organisation = Organisation.objects.get(pk=cast.haard.pk)
    organisation.description = "=HYPERLINK(1)"
    organisation.save()
    client.force_login(cast.noor)
    text = b"".join(client.get(f"{ALL}?soort=organisation&als=csv").streaming_content).decode()
    assert ";=HYPERLINK" not in text


def queries(client, address):
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.parametrize(("name", "address"), [("werk:history", ALL), ("werk:programme-history", OF_PROGRAMME)])
def test_it_asks_as_many_queries_for_a_thousand_changes_as_for_ten(cast, client, changes, name, address):
    client.force_login(cast.noor)
    few = queries(client, f"{address}?soort=milestone")
    for n in range(100):
        row = Milestone.objects.create(intervention=cast.renovation, name=f"M {n}", due_on="2020-01-01")
        row.due_on = dt.date(2021, 1, 1)
        row.save()
    assert queries(client, f"{address}?soort=milestone") == few <= BUDGETS[name]


def test_history_survives_the_removal_of_what_it_tells_of(cast, client, changes):
    services.remove_intervention(intervention=cast.renovation, by=cast.noor)
    text = page(client, cast.noor, OF_PROGRAMME)
    assert "haalde weg: interventie “Renovatie portiekflats”" in text
    assert "mijlpaal “Sleutels”" in text


def test_a_ceiling_is_told_in_euros(cast, client):
    ceiling = Ceiling.objects.create(
        programme=cast.programme, funding_stream=cast.stream, first_year=2020, last_year=2022, amount_cents=100
    )
    ceiling.amount_cents = 50_000_00
    ceiling.save()
    text = page(client, cast.noor, OF_PROGRAMME).replace("\xa0", " ")
    assert "Plafond: van € 1,00 naar € 50.000,00." in text


@pytest.fixture
def corrected(cast):
    """Cor booked ten times too much, and corrected it."""
    services.correct_investment(
        entry=report(cast, amount=Decimal(9000)), amount=Decimal(900), by=cast.cor, note="Fout."
    )


def test_entries_stand_in_the_history_of_a_programme_and_in_its_file(cast, client, corrected):
    text = page(client, cast.noor, f"{OF_PROGRAMME}?soort=investment").replace("\xa0", " ")
    assert text.count("boekte: boeking “besteed 2020, De Haard”") == 2
    assert text.count("boekte terug: boeking") == 1
    assert "(Renovatie portiekflats)" in text
    answer = client.get(f"{OF_PROGRAMME}?soort=investment&als=csv")
    lines = b"".join(answer.streaming_content).decode("utf-8-sig").replace("\xa0", " ").splitlines()
    what = "boeking;boeking “besteed 2020, De Haard”;Renovatie portiekflats"
    assert [line.split(";", 1)[1] for line in lines[1:]] == [
        f"Cor;geboekt;{what};Bedrag;leeg;€ 900,00", f"Cor;geboekt;{what};Toelichting;leeg;“Fout.”",
        f"Cor;teruggeboekt;{what};Bedrag;€ 9.000,00;leeg", f"Cor;teruggeboekt;{what};Toelichting;leeg;“Fout.”",
        f"Cor;geboekt;{what};Bedrag;leeg;€ 9.000,00",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("query", "number"), [("wie=cor", 3), ("wie=noor", 0), ("van=2020-01-01", 3), ("tot=2020-01-01", 0)]
)
def test_entries_are_narrowed_by_person_and_days_as_every_change(cast, client, corrected, query, number):
    assert page(client, cast.noor, f"{OF_PROGRAMME}?{query}").count(": boeking “") == number


def test_a_controller_reads_the_entries_of_the_own_organisation_only(cast, client, corrected):
    other = {"payer": cast.other_corporatie, "spender": cast.other_corporatie}
    report(cast, by=cast.noor, amount=Decimal(77), **other)
    text = page(client, cast.con)
    assert "€\xa09.000,00" in text
    assert "€\xa077,00" not in text
    assert "boeking “" not in page(client, cast.ted)
