"""From open to locked: who may make which step, and what reaches the ledger."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied

from programmes import services
from programmes.models import Investment, Output, Report, ReportedOutput
from programmes.services import Conflict, OutputSaid, Refused
from programmes.vocabulary import REPORT_MOVES, ReportMove, ReportStatus
from tests.programmes.reports.conftest import accepted, filled, row, submitted


def spent(cast, year=2020):
    rows = Investment.objects.filter(spender=cast.haard, year=year)
    return rows.realised().total_cents()


def enter(cast, amount, year=2020, by=None):
    return services.report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=year, funding_stream=cast.stream,
        state="besteed", amount=Decimal(amount), by=by or cast.cor,
    )  # fmt: skip


def test_what_is_filled_in_stays_out_of_the_ledger_until_it_is_accepted(cast, report):
    submitted(cast, report, besteed="125.50")
    assert spent(cast) == 0
    services.accept_report(report=report, version=report.version, by=cast.noor)
    assert spent(cast) == 12550


def test_a_line_that_was_accepted_names_its_entry(cast, report):
    accepted(cast, report, besteed="10")
    assert report.lines.get().entry == Investment.objects.get()


def test_accepting_corrects_what_stood_and_keeps_it_to_see(cast, report):
    enter(cast, 80)
    accepted(cast, report, besteed="100")
    assert spent(cast) == 10000
    assert Investment.objects.count() == 3


def test_accepting_what_stood_already_books_nothing(cast, report):
    enter(cast, 80)
    accepted(cast, report, besteed="80")
    assert Investment.objects.count() == 1


def test_a_line_without_amount_withdraws_what_stood(cast, report):
    enter(cast, 80)
    accepted(cast, report, besteed=None)
    assert spent(cast) == 0


def test_one_line_that_the_ledger_refuses_stops_the_whole_acceptance(cast, report):
    enter(cast, 80)
    submitted(cast, report, besteed="100", begroot="500")
    services.correct_investment(entry=Investment.objects.get(), amount=Decimal(90), by=cast.cor)
    with pytest.raises(Refused, match="vulde hier net"):
        services.accept_report(report=report, version=report.version, by=cast.noor)
    assert not Investment.objects.filter(state="begroot").exists()
    assert Report.objects.get().status == ReportStatus.SUBMITTED


def test_what_nobody_touched_is_handed_in_as_it_stood(cast, report):
    enter(cast, 80)
    services.fill_report(report=report, version=1, rows=[], within=set(), by=cast.cor)
    services.submit_report(report=report, version=2, by=cast.cor)
    assert report.lines.get(state="besteed").amount == 80


@pytest.mark.parametrize("status", ReportStatus)
@pytest.mark.parametrize("move", ReportMove)
def test_a_step_is_made_from_the_statuses_of_the_table_and_from_no_other(cast, report, move, status):
    Report.objects.update(status=status)
    report.refresh_from_db()
    assert (move in report.allowed_moves()) == (status in REPORT_MOVES[move][0])
    said = {"report": report, "version": 1, "by": cast.noor if REPORT_MOVES[move][2] == "beoordelen" else cast.cor}
    extra = {ReportMove.FILL: {"rows": []}, ReportMove.RETURN: {"remark": "Kijk nog eens."}}.get(move, {})
    make = {
        "vul-in": services.fill_report, "dien-in": services.submit_report, "haal-terug": services.withdraw_report,
        "stuur-terug": services.return_report, "accepteer": services.accept_report, "vergrendel": services.lock_report,
    }[move]  # fmt: skip
    if move in report.allowed_moves():
        assert make(**said, **extra).status == REPORT_MOVES[move][1]
    else:
        with pytest.raises(Refused, match="kan dan niet"):
            make(**said, **extra)


def test_a_controller_hands_in_but_fills_in_nothing(cast, report):
    filled(cast, report)
    with pytest.raises(PermissionDenied):
        services.fill_report(report=report, version=report.version, rows=[row(cast)], by=cast.con)
    assert services.submit_report(report=report, version=report.version, by=cast.con).status == "ingediend"


def test_who_reports_does_not_judge_and_who_judges_does_not_report(cast, report):
    submitted(cast, report)
    with pytest.raises(PermissionDenied):
        services.accept_report(report=report, version=report.version, by=cast.cor)
    with pytest.raises(PermissionDenied):
        services.fill_report(report=report, version=report.version, rows=[], by=cast.noor)


def test_sending_back_says_what_must_be_better(cast, report):
    submitted(cast, report)
    with pytest.raises(Refused, match="Schrijf wat er beter moet"):
        services.return_report(report=report, version=report.version, by=cast.noor)


@pytest.mark.parametrize("reported", [True, False])
def test_a_remark_on_an_output_stands_until_the_next_judgement(cast, report, reported):
    homes = Output.objects.create(intervention=cast.renovation, name="woningen", realised=5)
    if reported:
        ReportedOutput.objects.create(report=report, output=homes, realised=9)
    done = submitted(cast, report)
    remarks = {"remarks_on_outputs": {homes.pk: "Welke woningen?"}}
    done = services.return_report(report=done, version=done.version, by=cast.noor, **remarks)
    said = done.outputs.get()
    assert (said.remark, said.realised) == ("Welke woningen?", 9 if reported else 5)
    done = services.submit_report(report=done, version=done.version, by=cast.cor)
    services.return_report(report=done, version=done.version, by=cast.noor, remark="Nog niet goed.")
    assert done.outputs.get().remark == ""


def test_a_remark_stands_at_its_line_until_the_next_judgement(cast, report):
    submitted(cast, report)
    line, version = report.lines.get(), Report.objects.get().version
    services.return_report(report=report, version=version, by=cast.noor, remarks={line.pk: "Welke flats?"})
    filled(cast, report, besteed="120")
    line.refresh_from_db()
    assert (line.remark, line.amount) == ("Welke flats?", 120)


def test_outputs_are_taken_over_when_the_report_is_accepted(cast, report):
    output = Output.objects.create(intervention=cast.renovation, name="woningen", planned=40)
    said = [OutputSaid("o", output, 12)]
    services.fill_report(report=report, version=1, rows=[row(cast)], outputs=said, by=cast.cor)
    services.submit_report(report=report, version=2, by=cast.cor)
    services.accept_report(report=report, version=3, by=cast.noor)
    output.refresh_from_db()
    assert output.realised == 12


def test_a_report_changed_elsewhere_is_not_overwritten(cast, report):
    filled(cast, report, besteed="100")
    with pytest.raises(Conflict) as conflict:
        services.fill_report(report=report, version=1, rows=[row(cast, besteed="200")], by=cast.cor)
    assert conflict.value.saved.lines.get().amount == 100


def test_a_total_that_does_not_match_its_lines_is_refused_with_both(cast, report):
    with pytest.raises(Refused) as refusal:
        services.fill_report(
            report=report, version=1, rows=[row(cast, besteed="100")], totals={"besteed": Decimal("100.01")},
            by=cast.cor,
        )  # fmt: skip
    words = refusal.value.errors["total-besteed"][0].replace("\u00a0", " ")
    assert "is € 100,01, maar de regels zijn samen € 100,00" in words
    assert not report.lines.exists()


def test_a_year_outside_the_programme_is_refused_at_its_row(cast, report):
    with pytest.raises(Refused) as refusal:
        services.fill_report(report=report, version=1, rows=[row(cast, year=2005)], by=cast.cor)
    assert "2005 valt daarbuiten" in refusal.value.errors["year-0"][0]


def test_a_later_year_is_refused_with_what_to_do(cast, report):
    with pytest.raises(Refused) as refusal:
        services.fill_report(report=report, version=1, rows=[row(cast, year=2022)], by=cast.cor)
    assert "Deze rapportage gaat over 2020" in refusal.value.errors["year-0"][0]


def test_a_negative_amount_is_refused_at_its_cell(cast, report):
    with pytest.raises(Refused) as refusal:
        services.fill_report(report=report, version=1, rows=[row(cast, verplicht="-1")], by=cast.cor)
    assert "nooit kleiner dan 0" in refusal.value.errors["verplicht-0"][0]


def test_the_same_payer_and_stream_twice_is_refused(cast, report):
    with pytest.raises(Refused, match="staan al op een regel"):
        services.fill_report(report=report, version=1, rows=[row(cast), row(cast, key="1")], by=cast.cor)


def test_a_closed_period_takes_nothing_more_and_says_where_to_go(cast, period, report):
    services.lock_period(period=period, version=1, by=cast.noor)
    with pytest.raises(Refused, match=r"vergrendeld sinds .* open periode"):
        filled(cast, report)
