"""Figures that were accepted stand: what is entered or corrected beside the report is refused, whoever does it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.utils.translation import gettext as _

from programmes.models import Investment
from programmes.reports.rows import closed_report
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
    report = closed_report(entry.spender, entry.intervention.programme_id, entry.year)
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
