"""Figures that were accepted stand: what is entered or corrected beside the report is refused, whoever does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
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


Year = tuple[int, int, int]  # spender, programme and calendar year: what one report is about


def year_of(entry: Investment) -> Year:
    return entry.spender_id, entry.intervention.programme_id, entry.year


def check_year_is_open(entry: Investment, closed: Mapping[Year, Report]) -> None:
    """Raise Refused where the spender's figures of that year and programme were accepted, with what to do instead."""
    report = closed.get(year_of(entry))
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


def closed_years(entries: Iterable[Investment]) -> dict[Year, Report]:
    """The report that closed the year of each entry: accepted, locked, or in a period that is locked (3 queries).

    Call inside a transaction: it waits for whoever accepts such a report at this moment, and locks in the order in
    which acceptance does. What comes through a report (`through_report`) meets no closed year.
    """
    return {} if _through_report.get() else _closed_among(list(entries))


def _closed_among(entries: list[Investment]) -> dict[Year, Report]:
    years = {year_of(entry) for entry in entries}
    reported = [pk for pk, year in _reports_about(years) if year in years]
    if not reported:
        return {}
    touched = {entry.intervention_id for entry in entries}
    list(Intervention.objects.select_for_update().filter(pk__in=touched).order_by("pk"))
    found = Report.objects.filter(pk__in=reported).select_related("period").select_for_update(of=("self",))
    closed = [one for one in found.order_by("pk") if one.is_closed()]
    return {(one.organisation_id, one.period.programme_id, one.period.year): one for one in closed}


def _reports_about(years: set[Year]) -> list[tuple[int, Year]]:
    """Each report that may be about one of the years, with the year that it is about."""
    spenders, programmes, calendar = zip(*years, strict=True) if years else ((), (), ())
    found = Report.objects.filter(
        organisation__in=spenders, period__programme__in=programmes, period__year__in=calendar
    ).values_list("pk", "organisation", "period__programme", "period__year")
    return [(pk, (spender, programme, year)) for pk, spender, programme, year in found]
