"""One period over 2020 in which De Haard reports, and who judges it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest

from programmes import services
from programmes.models import Report
from programmes.reports.rows import interventions_of, rows_of
from programmes.services import RowSaid


@pytest.fixture
def period(cast):
    return services.make_period(
        programme=cast.programme, name="Jaar 2020", year=2020, opens_on=dt.date(2021, 1, 1),
        due_on=dt.date(2021, 3, 1), by=cast.noor,
    )  # fmt: skip


@pytest.fixture
def report(period, cast):
    return Report.objects.get(period=period, organisation=cast.haard)


@pytest.fixture
def corporation(cast, client):
    client.force_login(cast.cor)
    return client


@pytest.fixture
def manager(cast, client):
    client.force_login(cast.noor)
    return client


def row(cast, key="0", year=2020, stood=None, **amounts):
    """A row of De Haard's own money on the renovation; amounts per state, in euros."""
    said = {state: None if amount is None else Decimal(amount) for state, amount in amounts.items()}
    return RowSaid(
        key, cast.renovation, cast.haard, cast.stream, year, amounts=said or {"besteed": Decimal(100)},
        stood=stood or {},
    )  # fmt: skip


def filled(cast, report, version=None, **amounts):
    """The report with one row filled in."""
    report.refresh_from_db()
    stood = {state: pk for one in rows_of(report, interventions_of(report)) for state, pk in one.stood.items() if pk}
    return services.fill_report(
        report=report, version=version or report.version, rows=[row(cast, stood=stood, **amounts)], by=cast.cor
    )


def submitted(cast, report, **amounts):
    done = filled(cast, report, **amounts)
    return services.submit_report(report=done, version=done.version, by=cast.cor)


def accepted(cast, report, **amounts):
    done = submitted(cast, report, **amounts)
    return services.accept_report(report=done, version=done.version, by=cast.noor)
