"""The page of a report: filled in, kept, handed in, judged; and who may see which."""

import json
import re

import pytest
from django.urls import reverse

from programmes import services
from programmes.models import FundingStream, Intervention, Investment, Output, Report
from programmes.vocabulary import ReportStatus
from stakeholders.kinds import Role
from stakeholders.models import Membership, Person
from tests.programmes.reports.conftest import accepted, filled, submitted
from tests.programmes.test_pages import words


def address(report):
    return reverse("werk:partner-report", args=[report.pk])


def sent(client, report, **changes):
    """What a browser sends: every field of the form as it stands on the page, with what was typed."""
    page = client.get(address(report)).content.decode().split('data-keep="')[1].split("</form>")[0]
    fields = {}
    for tag in re.findall(r"<input[^>]*>", page):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        fields[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select[^>]*name="([^"]*)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'value="([^"]*)" selected', options)
        fields[name] = chosen[1] if chosen else ""
    return {**fields, "note": "", **changes}


def judged(client, report, step, **changes):
    report.refresh_from_db()
    lines = report.lines.order_by("pk")
    seen = " ".join(f"{line.pk}:{'' if line.amount_cents is None else line.amount_cents}" for line in lines)
    said = {"stap": step, "version": report.version, "seen": seen, **changes}
    return client.post(reverse("werk:report-step", args=[report.pk]), said, follow=True)


def test_the_table_is_prefilled_with_the_interventions_and_what_stands(cast, report, corporation):
    filled(cast, report, besteed="1234567.89")
    page = words(corporation.get(address(report)))
    assert "Renovatie portiekflats" in page
    assert "1.234.567,89" in corporation.get(address(report)).content.decode()


def test_a_corporation_fills_in_and_hands_in(cast, report, corporation):
    fields = sent(corporation, report, **{"besteed-0": "12.345,67", "indienen": "1"})
    page = corporation.post(address(report), fields, follow=True)
    assert "De rapportage is ingediend" in words(page)
    assert report.lines.get(state="besteed").amount_cents == 1234567
    assert not Investment.objects.exists()


def test_saving_keeps_it_a_draft(cast, report, corporation):
    corporation.post(address(report), sent(corporation, report, **{"besteed-0": "10"}))
    assert Report.objects.get().status == ReportStatus.DRAFT


def test_the_page_saves_itself_and_hears_the_new_version(cast, report, corporation):
    fields = sent(corporation, report, **{"besteed-0": "10"})
    answer = corporation.post(address(report), fields, headers={"X-Autosave": "1"})
    assert json.loads(answer.content) | {"message": ""} == {"saved": True, "version": 2, "message": ""}


def test_what_cannot_be_saved_by_itself_is_said_and_nothing_is_written(cast, report, corporation):
    fields = sent(corporation, report, **{"besteed-0": "tien"})
    answer = json.loads(corporation.post(address(report), fields, headers={"X-Autosave": "1"}).content)
    assert not answer["saved"]
    assert "“tien” is geen bedrag" in answer["message"]
    assert not report.lines.exists()


def test_one_more_row_saves_nothing_and_keeps_what_was_typed(cast, report, corporation):
    fields = sent(corporation, report, **{"besteed-0": "77", "regel": str(cast.renovation.pk)})
    page = corporation.post(address(report), fields).content.decode()
    assert 'name="besteed-0" value="77"' in page
    assert 'name="besteed-1"' in page
    assert not report.lines.exists()


def test_an_amount_of_an_earlier_year_comes_on_a_row_of_its_own(cast, report, corporation):
    asked = {"verbeter": "1", "verbeter-interventie": str(cast.renovation.pk), "verbeter-jaar": "2018"}
    page = words(corporation.post(address(report), sent(corporation, report, **asked)))
    assert "verbetering 2018" in page


def test_a_new_row_needs_a_stream_that_was_chosen(cast, report, corporation):
    fields = sent(corporation, report, regel=str(cast.renovation.pk))
    fields = {**fields, "rows": "2", "intervention-1": cast.renovation.pk, "new-1": "1", "payer-1": cast.haard.pk}
    fields |= {"stream-1": "", "year-1": "2020", "nature-1": "investering", "vat-1": "onbekend", "besteed-1": "5"}
    del fields["regel"]
    assert "Kies er een uit de lijst." in words(corporation.post(address(report), fields))


def test_a_report_changed_elsewhere_shows_both_versions_and_loses_nothing(cast, report, corporation):
    fields = sent(corporation, report, **{"besteed-0": "200"})
    filled(cast, report, besteed="100")
    page = corporation.post(address(report), fields)
    text = words(page)
    assert "Staat er nu Typte u" in text
    assert re.search(r"besteed € 100,00 € 200,00", text)
    assert 'name="besteed-0" value="200"' in page.content.decode()


def test_a_second_save_after_the_warning_is_made_on_what_stands_now(cast, report, corporation):
    fields = sent(corporation, report, **{"besteed-0": "200"})
    filled(cast, report, besteed="100")
    page = corporation.post(address(report), fields).content.decode()
    version = re.search(r'name="version" value="(\d+)"', page)[1]
    corporation.post(address(report), {**fields, "version": version})
    assert report.lines.get(state="besteed").amount == 200


def test_what_is_typed_while_someone_else_hands_in_is_shown_and_not_lost(cast, report, corporation):
    fields = sent(corporation, report, **{"besteed-0": "200"})
    submitted(cast, report, besteed="100")
    page = words(corporation.post(address(report), fields))
    assert "ingediend" in page
    assert re.search(r"€ 100,00 € 200,00", page)


def test_a_total_that_does_not_match_is_told_at_its_cell(cast, report, corporation):
    fields = sent(corporation, report, **{"besteed-0": "10", "total-besteed": "11"})
    page = words(corporation.post(address(report), fields))
    assert "Het totaal besteed is € 11,00, maar de regels zijn samen € 10,00" in page


def test_a_manager_sees_what_changes_and_accepts(cast, report, manager):
    submitted(cast, report, besteed="10")
    assert "€ 10,00 nieuw" in words(manager.get(address(report)))
    page = judged(manager, report, "accepteer")
    assert "De rapportage is geaccepteerd" in words(page)
    assert Investment.objects.realised().total_cents() == 1000


def test_a_manager_remarks_on_an_output_and_the_corporation_reads_it_there(cast, report, client):
    homes = Output.objects.create(intervention=cast.renovation, name="woningen", planned=40)
    submitted(cast, report, besteed="120")
    client.force_login(cast.noor)
    page = client.get(reverse("werk:partner-report", args=[report.pk])).content.decode()
    assert f'name="result-{homes.pk}"' in page
    judged(client, report, "stuur-terug", **{f"result-{homes.pk}": "Hoeveel zijn het er?"})
    client.force_login(cast.cor)
    page = words(client.get(reverse("werk:partner-report", args=[report.pk])))
    assert "Opmerking van de gemeente: Hoeveel zijn het er?" in page


def test_a_manager_sends_back_with_a_remark_that_the_corporation_reads_at_the_row(cast, report, client):
    submitted(cast, report)
    client.force_login(cast.noor)
    line = report.lines.get()
    judged(client, report, "stuur-terug", **{f"remark-{line.pk}": "Welke flats?", "remark": "Bijna goed."})
    client.force_login(cast.cor)
    page = words(client.get(address(report)))
    assert "Welke flats?" in page
    assert "Bijna goed." in page


def test_who_judges_a_report_that_was_changed_sees_both_versions(cast, report, manager):
    submitted(cast, report, besteed="100")
    line = report.lines.get()
    old = {"version": Report.objects.get().version, "seen": f"{line.pk}:10000"}
    services.withdraw_report(report=report, version=report.version, by=cast.cor)
    submitted(cast, report, besteed="300")
    page = words(judged(manager, report, "accepteer", **old))
    assert re.search(r"besteed € 300,00 € 100,00", page)
    assert not Investment.objects.exists()


def test_the_second_of_two_managers_reads_that_the_first_has_judged(cast, report, manager):
    done = submitted(cast, report)
    services.accept_report(report=done, version=done.version, by=cast.noor)
    page = words(judged(manager, report, "stuur-terug", version=done.version - 1, remark="Nee."))
    assert "heeft dit net" in page
    assert "geaccepteerd" in page
    assert "Nee." in page


def test_what_is_being_filled_in_is_not_read_by_the_gemeente_until_it_is_handed_in(cast, report, manager):
    filled(cast, report, besteed="1234.56")
    page = manager.get(address(report))
    assert "Nog niet ingediend." in words(page)
    assert "1.234,56" not in page.content.decode()
    assert "Nog niet ingediend." in words(manager.get(reverse("werk:report-sheet", args=[report.pk, "csv"])))
    submitted(cast, report, besteed="1234.56")
    assert "1.234,56" in manager.get(address(report)).content.decode()


def test_a_draft_of_another_corporation_does_not_exist(cast, report, client):
    cast.renovation.partners.add(cast.other_corporatie)
    other = Person.objects.create_user("x@demo.example", "demo-wijkaanpak", name="Xan")
    Membership.objects.create(person=other, organisation=cast.other_corporatie, role=Role.REPORTER)
    client.force_login(other)
    filled(cast, report)
    assert client.get(address(report)).status_code == 404
    Report.objects.update(status=ReportStatus.ACCEPTED)
    assert client.get(address(report)).status_code == 200


def test_what_a_partner_reads_of_another_has_no_history_and_no_steps(cast, report, client):
    cast.renovation.partners.add(cast.other_corporatie)
    other = Person.objects.create_user("x@demo.example", "demo-wijkaanpak", name="Xan")
    Membership.objects.create(person=other, organisation=cast.other_corporatie, role=Role.REPORTER)
    accepted(cast, report)
    client.force_login(other)
    page = words(client.get(address(report)))
    assert "Wie wijzigde wat" not in page
    assert client.post(reverse("werk:report-step", args=[report.pk]), {"stap": "vergrendel"}).status_code == 404


def test_a_manager_sees_at_a_glance_who_is_late_and_who_handed_in(cast, report, manager):
    assert "te laat, open" in words(manager.get(reverse("werk:reports")))
    submitted(cast, report)
    page = words(manager.get(reverse("werk:reports")))
    assert "Ingediend (1)" in page
    assert "te laat, open" not in page


@pytest.mark.parametrize(("which", "shown"), [("ingediend", True), ("te-laat", False)])
def test_the_glance_narrows_to_one_status(cast, report, manager, which, shown):
    submitted(cast, report)
    page = words(manager.get(reverse("werk:reports") + f"?welke={which}"))
    assert ("De Haard" in page) == shown


def test_many_periods_are_shown_a_dozen_at_a_time_in_the_chosen_status(cast, manager):
    for n in range(13):
        period = cast.programme.periods.create(name=f"P {n:02}", year=2020, opens_on="2020-01-01", due_on="2020-02-01")
        period.reports.create(organisation=cast.haard)
    address = reverse("werk:reports") + "?welke=te-laat"
    first, second = words(manager.get(address)), words(manager.get(f"{address}&bladzijde=2"))
    assert "Te laat (13)" in first
    assert "1 tot 12 van 13" in first
    assert "P 11" in first
    assert "P 12" not in first
    assert "P 12" in second


def test_a_full_page_of_rows_can_be_sent_at_once(cast, report, corporation):
    streams = [FundingStream.objects.create(name=f"S {n}", slug=f"s-{n}", kind="rijk") for n in range(4)]
    made = [
        Intervention.objects.create(
            programme=cast.programme, title=f"I {n}", pillar="fysiek", lead=cast.haard, start_year=2012, end_year=2027
        )
        for n in range(24)
    ]  # fmt: skip
    Investment.objects.bulk_create(
        Investment(
            intervention=one, payer=cast.haard, spender=cast.haard, year=2020, funding_stream=stream, state="besteed",
            amount_cents=100,
        )
        for one in made for stream in streams
    )  # fmt: skip
    fields = sent(corporation, report)
    assert len(fields) > 1_500
    assert corporation.post(address(report), fields, follow=True).status_code == 200
    assert report.lines.count() == 96


def test_direct_reporting_points_to_the_report_of_that_year(cast, report, corporation):
    assert address(report) in corporation.get("/werk/rapporteren?jaar=2020").content.decode()
    assert address(report) not in corporation.get("/werk/rapporteren?jaar=2019").content.decode()
