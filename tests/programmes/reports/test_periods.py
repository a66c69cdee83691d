"""A manager says when partners report: made, changed, opened for each partner, and locked."""

import datetime as dt

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes import services
from programmes.models import Report, ReportingPeriod
from programmes.services import Conflict, Refused
from programmes.vocabulary import ReportStatus
from tests.programmes.reports.conftest import accepted, submitted

DAYS = {"opens_on": dt.date(2021, 1, 1), "due_on": dt.date(2021, 3, 1)}


def make(cast, **changes):
    said = {"programme": cast.programme, "name": "Jaar 2020", "year": 2020, **DAYS, "by": cast.noor, **changes}
    return services.make_period(**said)


def test_an_open_period_holds_a_report_for_each_partner_that_works_that_year(cast):
    cast.renovation.partners.add(cast.other_corporatie)
    period = make(cast)
    reports = {one.organisation: one.status for one in period.reports.all()}
    assert reports == {cast.haard: "open", cast.other_corporatie: "open"}


def test_the_gemeente_reports_only_on_what_it_leads(cast):
    cast.renovation.partners.add(cast.gemeente)
    assert cast.gemeente not in {one.organisation for one in make(cast).reports.all()}
    cast.renovation.lead = cast.gemeente
    cast.renovation.save()
    assert cast.gemeente in {one.organisation for one in make(cast, name="Nog eens").reports.all()}


def test_nobody_reports_on_a_year_in_which_nothing_runs(cast):
    assert not make(cast, year=2026).reports.exists()


def test_a_period_that_opens_later_has_no_reports_until_its_day_has_come(cast):
    tomorrow = timezone.localdate() + dt.timedelta(days=1)
    period = make(cast, opens_on=tomorrow, due_on=tomorrow)
    assert not period.reports.exists()
    ReportingPeriod.objects.update(opens_on=timezone.localdate())
    period.refresh_from_db()
    assert [services.open_reports(period=period), services.open_reports(period=period)] == [1, 0]


@pytest.mark.parametrize(
    ("said", "field", "words"),
    [
        ({"name": " "}, "name", "Geef de periode een naam"),
        ({"year": 2050}, "year", "loopt van 2012 tot en met 2027"),
        ({"due_on": dt.date(2020, 1, 1)}, "due_on", "Kies een latere dag"),
    ],
)
def test_a_period_that_cannot_be_is_refused_at_its_field(cast, said, field, words):
    with pytest.raises(Refused) as refusal:
        make(cast, **said)
    assert words in refusal.value.errors[field][0]


def test_two_periods_of_a_programme_do_not_share_a_name(cast, period):
    with pytest.raises(Refused, match="al een periode met deze naam"):
        make(cast)


def test_a_period_changes_on_the_version_that_was_seen(cast, period):
    said = {"period": period, "name": "Jaar 2020", "year": 2020, **DAYS, "by": cast.noor}
    services.change_period(version=1, **said)
    with pytest.raises(Conflict):
        services.change_period(version=1, **said)


def test_the_year_stays_once_someone_has_filled_in_a_report(cast, period, report):
    submitted(cast, report)
    with pytest.raises(Refused, match="Maak een nieuwe periode"):
        services.change_period(period=period, version=1, name="X", year=2021, **DAYS, by=cast.noor)


def test_locking_a_period_locks_what_was_accepted(cast, period, report):
    accepted(cast, report)
    services.lock_period(period=period, version=1, by=cast.noor)
    report.refresh_from_db()
    assert report.status == ReportStatus.LOCKED


def test_a_period_is_not_locked_while_a_report_waits_for_a_judgement(cast, period, report):
    submitted(cast, report)
    with pytest.raises(Refused, match="Beoordeel eerst wat is ingediend: De Haard"):
        services.lock_period(period=period, version=1, by=cast.noor)


def test_a_manager_makes_a_period_on_the_page_and_reads_who_can_report(cast, manager):
    address = reverse("werk:period-new", args=[cast.programme.slug])
    said = {"name": "Jaar 2020", "year": "2020", "opens_on": "2021-01-01", "due_on": "1-3-2021"}
    page = manager.post(address, said, follow=True).content.decode()
    assert "De periode is open: 1 partner kan rapporteren." in page
    assert "1 open" in page
    assert "1 te laat" in page


def test_a_manager_locks_a_period_on_the_page(cast, manager, period):
    address = reverse("werk:period-lock", args=[cast.programme.slug, period.pk])
    page = manager.post(address, {"version": "1"}, follow=True).content.decode()
    assert "is vergrendeld." in page
    assert not Report.objects.get().allowed_moves()
