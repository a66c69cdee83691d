"""The pages of reports ask as many queries for ten rows as for a thousand."""

import datetime as dt

import pytest
from django.urls import reverse

from programmes.models import Intervention, Report, ReportingPeriod, ReportLine
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
