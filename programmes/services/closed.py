"""Figures that were accepted stand: what is entered or corrected beside the report is refused, whoever does it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import gettext as _

from programmes.models import Intervention, Investment, Report
from stakeholders.refusal import WHOLE, refuse

_through_report: ContextVar[bool] = ContextVar("through_report", default=False)


@contextmanager
def through_report() -> Iterator[None]:
    """Let figures of a closed year pass in this block: what a report corrects, in a period that is open."""
    before = _through_report.set(True)
    try:
        yield
    finally:
        _through_report.reset(before)


def check_year_is_open(entry: Investment) -> None:
    """Raise Refused where the spender's figures of that year and programme were accepted, with what to do instead."""
    if _through_report.get():
        return
    report = closed_report(entry)
    if report is None:
        return
    raise refuse(
        WHOLE,
        _(
            "De cijfers van %(name)s over %(year)s staan vast, want de rapportage “%(period)s” is %(status)s. "
            "Verbeter ze in een open periode: voeg daar een regel toe met het jaar %(year)s."
        )
        % {
            "name": entry.spender,
            "year": entry.year,
            "period": report.period.name,
            "status": _("vergrendeld") if report.period.locked_on else report.get_status_display(),
        },
    )


def closed_report(entry: Investment) -> Report | None:
    """The report that closed the year of an entry: accepted, locked, or in a period that is locked.

    Call inside a transaction: it waits for whoever accepts that report at this moment, and locks in the order in which
    acceptance does.
    """
    where = {"period__programme": entry.intervention.programme_id, "period__year": entry.year}
    reports = Report.objects.filter(organisation=entry.spender, **where)
    if not reports.exists():
        return None
    Intervention.objects.select_for_update().get(pk=entry.intervention_id)
    found = reports.select_related("period").select_for_update(of=("self",))
    return next((one for one in found if one.is_closed()), None)
