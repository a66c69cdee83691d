"""The working day in Voorbeeldstad: reports, chains and all that issue from the ledger, and in keeping with it."""

from __future__ import annotations

import pytest
from django.db.models import F

from programmes.models import Investment, Report, ReportingPeriod, ReportLine
from programmes.models.reports import ACCEPTED
from programmes.services.closed import through_report
from programmes.services.entryrules import check_entry
from programmes.vocabulary import Nature, ReportStatus, Vat
from stakeholders.models import Person

pytestmark = [pytest.mark.django_db, pytest.mark.xdist_group("demonstration")]

REPORTING = ("de-haard", "thuisgoed", "welzijn-voorbeeldstad")


def test_reports_stand_in_every_status():
    assert set(Report.objects.values_list("status", flat=True)) == set(ReportStatus.values)


@pytest.mark.parametrize("slug", REPORTING)
def test_a_partner_reported_over_three_years(slug):
    years = Report.objects.filter(organisation__slug=slug).values_list("period__year", flat=True)
    assert {2023, 2024, 2025} <= set(years)


def test_every_accepted_line_is_the_entry_of_the_ledger():
    lines = ReportLine.objects.filter(report__status__in=ACCEPTED)
    assert lines.count() > 80
    assert not lines.filter(entry=None).exists()
    assert not lines.exclude(amount_cents=F("entry__amount_cents")).exists()


def test_nothing_was_booked_beside_an_accepted_report():
    reported = ReportLine.objects.filter(report__status__in=ACCEPTED).values("entry")
    for report in Report.objects.filter(status__in=ACCEPTED).select_related("period"):
        where = {"spender": report.organisation_id, "year": report.period.year}
        entries = Investment.objects.in_hand().filter(
            **where, intervention__programme=report.period.programme_id, nature=Nature.INVESTMENT
        )
        assert not entries.exclude(pk__in=reported).exists()


def test_what_was_sent_back_says_why_at_the_line():
    returned = Report.objects.filter(status=ReportStatus.RETURNED, organisation__slug="de-haard").get()
    assert returned.remark
    assert returned.lines.exclude(remark="").count() == 1


def test_who_is_now_asked_to_report_over_the_current_year_is_not_in_havenkwartier():
    periods = ReportingPeriod.objects.filter(year=2026).values_list("programme__slug", "locked_on")
    assert list(periods) == [("molenbuurt-samen", None)]


def test_every_entry_holds_to_the_rules_of_the_services():
    manager = Person.objects.get(email="manager@demo.example")
    entries = Investment.objects.standing().with_names().select_related("document", "bundle")
    with through_report():
        assert [check_entry(entry, entry.amount, manager) for entry in entries] == [
            entry.amount_cents for entry in entries
        ]


def test_entries_with_and_without_btw_and_capital_charges_occur():
    entries = Investment.objects.standing()
    assert set(entries.values_list("vat", flat=True)) == set(Vat.values)
    assert entries.charges().exists()


def test_what_the_gemeente_spends_stands_on_a_taakveld():
    spent = Investment.objects.filter(spender__kind="gemeente")
    assert spent.exists()
    assert not spent.filter(taakveld="").exists()


def test_money_of_the_rijk_reaches_the_corporation_by_the_gemeente_and_counts_once():
    last = Investment.objects.filter(passed_from__isnull=False, spender__slug="thuisgoed")
    assert last.exists()
    for entry in last.select_related("passed_from", "first_payer"):
        first = entry.passed_from
        assert (first.passed_on, first.spender_id, first.amount_cents) == (True, entry.payer_id, entry.amount_cents)
        assert entry.first_payer == first.payer
    by_source, by_spender = last.per_first_payer(), last.per_spender()
    assert sum(row["cents"] for row in by_source) == sum(row["cents"] for row in by_spender)
