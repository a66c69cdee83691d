"""Accepted figures stand: beside the report they are refused, in an open period they are corrected."""

import datetime as dt
from decimal import Decimal

import pytest

from programmes import services
from programmes.models import Investment, Report
from programmes.services import Refused
from tests.programmes.reports.conftest import accepted, row, submitted

SAYS = r"staan vast.*Verbeter ze in een open periode: voeg daar een regel toe met het jaar 2020"


def enter(cast, year=2020, by=None):
    return services.report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=year, funding_stream=cast.stream,
        state="besteed", amount=Decimal(5), by=by or cast.cor,
    )  # fmt: skip


@pytest.fixture
def next_report(cast, report):
    """A report over 2021, while that over 2020 is accepted."""
    accepted(cast, report, besteed="100")
    made = services.make_period(
        programme=cast.programme, name="Jaar 2021", year=2021, opens_on=dt.date(2022, 1, 1),
        due_on=dt.date(2022, 3, 1), by=cast.noor,
    )  # fmt: skip
    return Report.objects.get(period=made)


@pytest.mark.parametrize("who", ["cor", "noor"])
def test_a_direct_entry_in_an_accepted_year_is_refused_whoever_makes_it(cast, report, who):
    accepted(cast, report, begroot="100")
    with pytest.raises(Refused, match=SAYS):
        enter(cast, by=getattr(cast, who))


@pytest.mark.parametrize("amount", [Decimal(7), None])
def test_a_direct_correction_in_an_accepted_year_is_refused(cast, report, amount):
    accepted(cast, report, besteed="100")
    with pytest.raises(Refused, match=SAYS):
        services.correct_investment(entry=Investment.objects.get(), amount=amount, by=cast.noor)


def test_another_year_and_another_organisation_stay_open(cast, report):
    accepted(cast, report, besteed="100")
    enter(cast, year=2019)
    services.report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=cast.other_corporatie, year=2020,
        funding_stream=cast.stream, state="besteed", amount=Decimal(5), by=cast.noor,
    )  # fmt: skip
    assert Investment.objects.count() == 3


def test_until_it_is_accepted_a_year_takes_direct_entries(cast, report):
    submitted(cast, report)
    assert enter(cast).pk


def test_the_figures_of_a_locked_period_stand_too(cast, period, report):
    services.lock_period(period=period, version=1, by=cast.noor)
    with pytest.raises(Refused, match=SAYS):
        enter(cast)


def test_a_line_of_an_earlier_year_corrects_it_in_an_open_period(cast, next_report):
    stood = {"besteed": Investment.objects.get().pk}
    rows = [row(cast, year=2020, besteed="90", stood=stood)]
    services.fill_report(report=next_report, version=1, rows=rows, by=cast.cor)
    services.submit_report(report=next_report, version=2, by=cast.cor)
    services.accept_report(report=next_report, version=3, by=cast.noor)
    assert Investment.objects.filter(year=2020).realised().total_cents() == 9000
    assert Investment.objects.count() == 3
