"""What is booked at once takes as many queries for three hundred lines as for ten, and is judged as a whole."""

import dataclasses
import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from programmes import services
from programmes.models import (
    Bundle,
    CeilingOverride,
    Intervention,
    Investment,
    Output,
    Report,
    ReportedOutput,
    ReportLine,
)
from programmes.services import BundleShare, Refused
from programmes.vocabulary import ReportStatus
from stakeholders.models import Organisation
from tests.programmes.ledger import cell
from tests.programmes.reports.conftest import row
from tests.programmes.test_query_counts import fill
from tests.query_budgets import BUDGETS

FEW, MANY = 10, 300


@pytest.fixture(autouse=True)
def unbroken(monkeypatch):
    """SQLite as it is made today takes a statement of any length; Django breaks it up as if it were an old one."""
    if connection.vendor == "sqlite":
        monkeypatch.setattr(type(connection.features), "max_query_params", 250_000)


def handed_in(cast, number, year):
    """A report over a year with so many lines: half correct what stood, and half of them are commitments."""
    fill(cast, number)
    period = services.make_period(
        programme=cast.programme, name=f"Jaar {year}, {number}", year=year, opens_on=dt.date(2021, 1, 1),
        due_on=dt.date(2021, 3, 1), by=cast.noor,
    )  # fmt: skip
    made = Report.objects.get(period=period, organisation=cast.haard)
    interventions = list(Intervention.objects.filter(title__startswith=f"I {number} "))
    ReportLine.objects.bulk_create(
        ReportLine(
            report=made, intervention=one, payer=cast.haard, funding_stream=cast.stream, year=2020, amount_cents=200,
            state="besteed" if even else "verplicht", stood=one.investments.get() if even else None,
        )
        for one, even in zip(interventions, [True, False] * number, strict=False)
    )  # fmt: skip
    outputs = Output.objects.bulk_create(Output(intervention=one, name="woningen") for one in interventions)
    ReportedOutput.objects.bulk_create(ReportedOutput(report=made, output=one, realised=7) for one in outputs)
    made.status, made.submitted_at = ReportStatus.SUBMITTED, dt.datetime(2021, 2, 1, tzinfo=dt.UTC)
    made.save()
    return made


def limit(cast, amount):
    services.set_ceiling(
        programme=cast.programme, funding_stream=cast.stream, first_year=2020, last_year=2020, amount=Decimal(amount),
        by=cast.noor,
    )  # fmt: skip


def asked_by(deed):
    with CaptureQueriesContext(connection) as asked:
        deed()
    return len(asked)


def accepting(cast, report):
    return lambda: services.accept_report(report=report, version=report.version, by=cast.noor, override="Meerwerk.")


def test_accepting_asks_as_many_queries_for_three_hundred_lines_as_for_ten(cast):
    limit(cast, "1")
    few = asked_by(accepting(cast, handed_in(cast, FEW, 2020)))
    many = handed_in(cast, MANY, 2020)
    assert asked_by(accepting(cast, many)) == few <= BUDGETS["report that is accepted"]
    assert Investment.objects.filter(report_lines__report=many).count() == MANY
    assert Investment.objects.filter(reverses__isnull=False).count() == (FEW + MANY) / 2
    assert CeilingOverride.objects.count() == (FEW + MANY) / 2
    assert not Output.objects.filter(reported__report=many).exclude(realised=7, counted_on=dt.date(2020, 12, 31))


def test_sending_back_with_a_remark_on_each_line_stays_flat_and_keeps_its_history(cast):
    def sending_back(report):
        said = {"remarks": dict.fromkeys(report.lines.values_list("pk", flat=True), "Waarom?")}
        said["remarks_on_outputs"] = dict.fromkeys(report.outputs.values_list("output", flat=True), "Welke?")
        return lambda: services.return_report(report=report, version=report.version, by=cast.noor, **said)

    few = asked_by(sending_back(handed_in(cast, FEW, 2020)))
    many = handed_in(cast, MANY, 2020)
    assert asked_by(sending_back(many)) == few
    assert many.lines.filter(remark="Waarom?").count() == many.outputs.filter(remark="Welke?").count() == MANY
    assert ReportLine.history.filter(report_id=many.pk, remark="Waarom?").count() == MANY


def test_a_draft_whose_lines_all_go_stays_flat_and_keeps_their_history(cast):
    def emptying(report):
        Report.objects.filter(pk=report.pk).update(status=ReportStatus.RETURNED)
        report.refresh_from_db()
        return lambda: services.fill_report(report=report, version=report.version, rows=[], by=cast.cor)

    few = asked_by(emptying(handed_in(cast, FEW, 2020)))
    many = handed_in(cast, MANY, 2020)
    assert asked_by(emptying(many)) == few
    assert not many.lines.exists()
    assert ReportLine.history.filter(report_id=many.pk, history_type="-").count() == MANY


def test_locking_a_period_stays_flat_and_keeps_the_history_of_each_report(cast):
    def locking(number):
        period = services.make_period(
            programme=cast.programme, name=f"Samen {number}", year=2020, opens_on=dt.date(2021, 1, 1),
            due_on=dt.date(2021, 3, 1), by=cast.noor,
        )  # fmt: skip
        made = [Organisation(name=f"O {number} {n}", slug=f"o-{number}-{n}", kind="bedrijf") for n in range(number)]
        Report.objects.filter(period=period).delete()
        Report.objects.bulk_create(
            Report(period=period, organisation=one, status=ReportStatus.ACCEPTED)
            for one in Organisation.objects.bulk_create(made)
        )
        return lambda: services.lock_period(period=period, version=period.version, by=cast.noor)

    few = asked_by(locking(FEW))
    assert asked_by(locking(MANY)) == few
    assert Report.objects.filter(status=ReportStatus.LOCKED).count() == FEW + MANY
    assert Report.history.filter(status=ReportStatus.LOCKED).count() == FEW + MANY


def test_an_investment_divided_over_hundreds_is_booked_and_corrected_in_as_many_queries_as_over_ten(cast):
    limit(cast, "100")

    def dividing(number):
        fill(cast, number)
        some = Intervention.objects.filter(title__startswith=f"I {number} ").select_related("programme")
        shares = [BundleShare(one, Decimal(1) / 10 if number == FEW else Decimal("0.003")) for one in some]
        shares[-1] = BundleShare(shares[-1].intervention, 1 - sum(one.share for one in shares[:-1]))
        return lambda: services.report_bundle(
            name=f"Hekken {number}", amount=Decimal(30), shares=shares, payer=cast.haard, spender=cast.haard,
            year=2020, funding_stream=cast.stream, state="verplicht", by=cast.cor,
        )  # fmt: skip

    def correcting(number):
        made = Bundle.objects.get(name=f"Hekken {number}")
        return lambda: services.correct_bundle(bundle=made, amount=Decimal(40), by=cast.cor)

    few = asked_by(dividing(FEW)), asked_by(correcting(FEW))
    assert (asked_by(dividing(MANY)), asked_by(correcting(MANY))) == few
    assert Investment.objects.in_state("verplicht").total_cents() == 80_00


def test_amounts_that_are_saved_without_a_period_stay_flat(cast):
    def saving(number, year):
        fill(cast, number)
        some = Intervention.objects.filter(title__startswith=f"I {number} ").select_related("programme")
        cells = [cell(cast, "5", key=str(one.pk), intervention=one, year=year) for one in some]
        return lambda: services.save_report(cells=cells, by=cast.cor)

    few = asked_by(saving(FEW, 2021))
    assert asked_by(saving(MANY, 2021)) == few


def test_two_lines_that_exceed_a_ceiling_only_together_are_refused_at_the_second(cast, report):
    limit(cast, "1000")
    first = row(cast, "a", verplicht="600")
    rows = [first, dataclasses.replace(first, key="b", payer=cast.gemeente)]
    done = services.fill_report(report=report, version=report.version, rows=rows, by=cast.cor)
    done = services.submit_report(report=done, version=done.version, by=cast.cor)
    with pytest.raises(Refused, match="boven het plafond") as refusal:
        services.accept_report(report=done, version=done.version, by=cast.noor)
    second = done.lines.get(payer=cast.gemeente)
    assert set(refusal.value.errors) == {f"verplicht-{second.pk}", "override"}
    assert not Investment.objects.exists()


def test_what_moves_from_one_line_to_another_under_a_full_ceiling_is_not_refused(cast, report):
    limit(cast, "1000")
    full = services.report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2020, funding_stream=cast.stream,
        state="verplicht", amount=Decimal(1000), by=cast.cor,
    )  # fmt: skip
    cells = [
        cell(cast, "400", key="up", state="verplicht", payer=cast.gemeente),
        cell(cast, "600", key="down", state="verplicht", stood=full.pk),
    ]
    assert services.save_report(cells=cells, by=cast.cor) == 2
    assert Investment.objects.in_state("verplicht").total_cents() == 1000_00


def test_one_refused_line_takes_no_room_from_those_after_it(cast):
    limit(cast, "1000")
    cells = [
        cell(cast, "1200", key="much", state="verplicht"),
        cell(cast, "900", key="fits", state="verplicht", payer=cast.gemeente),
    ]
    with pytest.raises(Refused) as refusal:
        services.save_report(cells=cells, by=cast.cor)
    assert set(refusal.value.errors) == {"much"}
