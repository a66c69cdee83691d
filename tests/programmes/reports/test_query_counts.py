"""The pages of reports ask as many queries for ten rows as for a thousand."""

import datetime as dt
from decimal import Decimal

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from programmes import services
from programmes.models import Intervention, Report, ReportingPeriod, ReportLine
from programmes.reports.rows import correctable_interventions
from programmes.services import RowSaid
from programmes.vocabulary import ReportStatus
from stakeholders.models import Organisation
from tests.programmes.test_query_counts import fill, queries
from tests.query_budgets import BUDGETS

DAYS = {"opens_on": dt.date(2021, 1, 1), "due_on": dt.date(2021, 3, 1)}


def reports(cast, number):
    """So many organisations, each with a report in a period of its own and in one that all share."""
    made = Organisation.objects.bulk_create(
        Organisation(name=f"O {number} {n}", slug=f"o-{number}-{n}", kind="bedrijf", gemeente=cast.city)
        for n in range(number)
    )
    shared = ReportingPeriod.objects.create(programme=cast.programme, name=f"Samen {number}", year=2020, **DAYS)
    Report.objects.bulk_create(Report(period=shared, organisation=one) for one in made)


def lines(cast, report, number):
    fill(cast, number)
    told = set(report.lines.values_list("intervention", flat=True))
    ReportLine.objects.bulk_create(
        ReportLine(
            report=report, intervention=one, payer=cast.haard, funding_stream=cast.stream, year=2020, state="besteed",
            amount_cents=200, stood=one.investments.first(),
        )
        for one in Intervention.objects.exclude(pk__in=told)
    )  # fmt: skip


@pytest.mark.parametrize("page", ["werk:reports", "werk:periods"])
def test_the_lists_of_reports_stay_flat(cast, manager, page):
    address = reverse(page, args=[] if page == "werk:reports" else [cast.programme.slug])
    reports(cast, 10)
    few = queries(manager, address)
    reports(cast, 990)
    assert queries(manager, address) == few <= BUDGETS[page]


def test_a_report_to_fill_in_stays_flat(cast, corporation, report):
    address = reverse("werk:partner-report", args=[report.pk])
    fill(cast, 30)
    few = queries(corporation, address)
    fill(cast, 970)
    assert queries(corporation, address) == few <= BUDGETS["werk:partner-report"]


def test_a_report_to_judge_stays_flat(cast, manager, report):
    Report.objects.update(status=ReportStatus.SUBMITTED)
    address = reverse("werk:partner-report", args=[report.pk])
    lines(cast, report, 10)
    few = queries(manager, address)
    lines(cast, report, 490)
    assert queries(manager, address) == few <= BUDGETS["report that is judged"]


def saved(cast, report, number, amount):
    """How many queries it takes to save a report in which each of so many interventions has three amounts."""
    report.refresh_from_db()
    amounts = {state: Decimal(amount) for state in ("begroot", "verplicht", "besteed")}
    rows = [
        RowSaid(str(one.pk), one, cast.haard, cast.stream, 2020, amounts=amounts)
        for one in correctable_interventions(report)[:number]
    ]
    with CaptureQueriesContext(connection) as asked:
        services.fill_report(report=report, version=report.version, rows=rows, by=cast.cor)
    assert report.lines.filter(amount_cents=amount * 100).count() == 3 * number
    return len(asked)


@pytest.fixture
def unbroken(monkeypatch):
    """SQLite as it is made today takes a statement of any length; Django breaks it up as if it were an old one."""
    if connection.vendor == "sqlite":
        monkeypatch.setattr(type(connection.features), "max_query_params", 250_000)


def test_a_first_save_asks_as_many_queries_for_a_thousand_rows_as_for_ten(cast, report, unbroken):
    fill(cast, 1_000)
    few = saved(cast, report, 10, 1)
    report.lines.all().delete()
    assert saved(cast, report, 1_000, 1) == few <= BUDGETS["report that is saved"]


def test_a_later_save_asks_as_many_queries_for_a_thousand_rows_as_for_ten(cast, report, unbroken):
    fill(cast, 1_000)
    saved(cast, report, 10, 1)
    few = saved(cast, report, 10, 2)
    saved(cast, report, 1_000, 3)
    assert saved(cast, report, 1_000, 4) == few <= BUDGETS["report that is saved"]


def test_each_line_of_a_report_saved_at_once_has_its_history(cast, report):
    fill(cast, 10)
    saved(cast, report, 10, 1)
    saved(cast, report, 10, 2)
    told = ReportLine.history.filter(report_id=report.pk).values_list("history_type", flat=True)
    assert sorted(told) == ["+"] * 30 + ["~"] * 30
