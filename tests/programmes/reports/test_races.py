"""Two people on one report at the same moment, on a real database. Each race has its control: the guard off."""

from __future__ import annotations

import datetime as dt
import threading
from decimal import Decimal

import pytest
from django.db import connection

from programmes import services
from programmes.models import Intervention, Investment, Report
from programmes.services import Conflict, closed
from programmes.services import reports as report_services
from tests.cast import cast as make_cast
from tests.programmes.reports.conftest import row, submitted
from tests.races import at_once, meeting

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="two writers at one moment need PostgreSQL"),
    pytest.mark.django_db(transaction=True),
]


@pytest.fixture
def cast(transactional_db):
    return make_cast()


@pytest.fixture
def report(cast):
    period = services.make_period(
        programme=cast.programme, name="Jaar 2020", year=2020, opens_on=dt.date(2021, 1, 1),
        due_on=dt.date(2021, 3, 1), by=cast.noor,
    )  # fmt: skip
    return submitted(cast, Report.objects.get(period=period), besteed="100")


def fresh(report):
    return Report.objects.get(pk=report.pk)


def accept(cast, report):
    mine = fresh(report)
    return lambda: services.accept_report(report=mine, version=mine.version, by=cast.noor)


def send_back(cast, report):
    mine = fresh(report)
    return lambda: services.return_report(report=mine, version=mine.version, by=cast.noor, remark="Nog niet.")


def take_back_and_change(cast, report):
    mine = fresh(report)

    def deed():
        services.withdraw_report(report=mine, version=mine.version, by=cast.cor)
        return services.fill_report(report=mine, version=mine.version, rows=[row(cast, besteed="999")], by=cast.cor)

    return deed


def without_guard(monkeypatch):
    """Look which version stands, wait until the other has looked too, and only then write."""
    together = threading.Barrier(2)

    def look_and_then_write(found, version):
        found.refresh_from_db()
        meeting(together)
        if found.version != version:
            raise Conflict(found)
        found.version = version + 1

    monkeypatch.setattr(report_services, "claim", look_and_then_write)


def kinds(results):
    return sorted(type(one).__name__ for one in results)


def test_of_two_who_accept_at_once_one_does_and_the_other_is_told(cast, report):
    results = at_once(accept(cast, report), accept(cast, report))
    assert kinds(results) == ["Conflict", "Report"]
    assert Investment.objects.realised().total_cents() == 10000


def test_of_two_who_judge_differently_at_once_the_second_sees_what_the_first_did(cast, report):
    results = at_once(accept(cast, report), send_back(cast, report))
    conflict = next(one for one in results if isinstance(one, Conflict))
    assert conflict.saved.status == fresh(report).status
    assert (fresh(report).status == "geaccepteerd") == Investment.objects.exists()


def test_without_the_guard_both_who_judge_believe_they_won(cast, report, monkeypatch):
    without_guard(monkeypatch)
    monkeypatch.setattr(report_services, "_wait_for_direct_entries", lambda report: None)
    results = at_once(accept(cast, report), send_back(cast, report))
    assert kinds(results) == ["Report", "Report"]


def test_what_is_changed_while_it_is_accepted_is_accepted_or_changed_but_never_both(cast, report):
    results = at_once(accept(cast, report), take_back_and_change(cast, report))
    assert kinds(results).count("Conflict") == 1
    accepted = fresh(report).status == "geaccepteerd"
    assert report.lines.get().amount == (100 if accepted else 999)
    assert Investment.objects.realised().total_cents() == (10000 if accepted else 0)


def enter_directly(cast):
    return lambda: services.report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2020, funding_stream=cast.stream,
        state="verplicht", amount=Decimal(7), by=cast.cor,
    )  # fmt: skip


def both_at_once(cast, report, monkeypatch):
    """A direct entry that looked whether the year is open, and an acceptance, before either writes."""
    together, look = threading.Barrier(2), closed._closed_among

    def look_together(*where):
        found = look(*where)
        meeting(together)
        return found

    def accept_together(**said):
        meeting(together)
        return services.save_report(**said)

    monkeypatch.setattr(closed, "_closed_among", look_together)
    monkeypatch.setattr(report_services, "save_report", accept_together)
    return at_once(enter_directly(cast), accept(cast, report))


def test_a_direct_entry_never_slips_in_while_the_year_is_accepted(cast, report, monkeypatch):
    results = both_at_once(cast, report, monkeypatch)
    assert kinds(results) in (["Investment", "Report"], ["Refused", "Report"])
    entered = Investment.objects.filter(state="verplicht").first()
    spent = Investment.objects.filter(state="besteed").first()
    assert entered is None or entered.entered_at < spent.entered_at


def test_without_the_lock_a_direct_entry_slips_in(cast, report, monkeypatch):
    for model in (Report, Intervention):
        rows = type(model.objects.all())
        monkeypatch.setattr(rows, "select_for_update", lambda rows, **options: rows)
    assert kinds(both_at_once(cast, report, monkeypatch)) == ["Investment", "Report"]
