"""Who is due, late, returned or handed in, over all periods at a glance."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.models import Report, ReportingPeriod
from programmes.models.reports import PeriodQuerySet, ReportQuerySet
from programmes.vocabulary import ReportStatus
from stakeholders.models import Organisation

LATE = "te-laat"
ACROSS = 12  # periods on a page
AWAITED = (ReportStatus.OPEN, ReportStatus.DRAFT, ReportStatus.RETURNED)


@dataclass(frozen=True)
class Standing:
    """Where a report stands, in words, and whether it is past its day."""

    report: Report
    status: str
    words: str
    late: bool


@dataclass
class PeriodShown:
    """A period with how many of its reports stand where."""

    period: ReportingPeriod
    counts: list[tuple[str, str, int]] = field(default_factory=list)
    late: int = 0
    may_lock: bool = False


@dataclass(frozen=True)
class Row:
    """An organisation, with its report in each period; None where it has none."""

    organisation: Organisation
    cells: list[Standing | None]


@dataclass(frozen=True)
class Glance:
    """All reports at once: periods across, organisations down, and how many stand where."""

    periods: list[ReportingPeriod]
    rows: list[Row]
    choices: list[dict[str, object]]
    invented: bool
    page: Page[ReportingPeriod]


def is_late(report: Report) -> bool:
    """Whether a report that is still awaited is past its day."""
    return report.status in AWAITED and not report.period.locked_on and report.period.due_on < timezone.localdate()


def standing_of(report: Report) -> Standing:
    late = is_late(report)
    words = str(report.get_status_display())
    if late:
        words = _("te laat, %(status)s") % {"status": words}
    return Standing(report, report.status, words, late)


def with_statuses(periods: PeriodQuerySet) -> list[PeriodShown]:
    """Each period with its counts, in one query for all reports."""
    found = {one.pk: PeriodShown(one, may_lock=not one.locked_on) for one in periods}
    statuses: dict[int, dict[str, int]] = {}
    for report in Report.objects.filter(period__in=found).select_related("period"):
        of_one = statuses.setdefault(report.period_id, {})
        of_one[report.status] = of_one.get(report.status, 0) + 1
        found[report.period_id].late += is_late(report)
    for pk, shown in found.items():
        told = statuses.get(pk, {})
        shown.counts = [(str(one), str(one.label), told[one]) for one in ReportStatus if one in told]
    return list(found.values())


def reports_over(user: Any, organisation: Organisation, year: int) -> list[Report]:
    """The reports in which an organisation tells of a year: there, and not directly, once a programme has a period."""
    rows = Report.objects.visible_to(user).filter(organisation=organisation, period__year=year)
    return list(rows.select_related("period__programme", "organisation").order_by("period__programme__name", "pk"))


def glance(rows: ReportQuerySet, *, which: str, number: str | None = None) -> Glance:
    """The matrix of the reports, or of those in one status (`te-laat` is what is past its day).

    A page holds `ACROSS` periods, so that it stays as wide and as fast for three hundred programmes as for three.
    """
    narrowed = _in_status(rows, which)
    periods = ReportingPeriod.objects.filter(pk__in=narrowed.values("period")).select_related("programme__gemeente")
    page = Paginator(periods.order_by("programme__name", "-year", "name"), ACROSS).get_page(number)
    across = list(page)
    known = {one.pk: one for one in across}
    shown = []
    for report in narrowed.filter(period__in=known).select_related("organisation"):
        report.period = known[report.period_id]
        shown.append(standing_of(report))
    at = {(one.report.organisation_id, one.report.period_id): one for one in shown}
    organisations = {one.report.organisation_id: one.report.organisation for one in shown}
    return Glance(
        across,
        [
            Row(one, [at.get((one.pk, period.pk)) for period in across])
            for one in sorted(organisations.values(), key=lambda one: one.name)
        ],
        _choices(rows, which),
        any(period.programme.gemeente.invented for period in across),
        page,
    )


def late_ones(rows: ReportQuerySet) -> ReportQuerySet:
    """Those that are still awaited and past their day."""
    return rows.filter(status__in=AWAITED, period__locked_on=None, period__due_on__lt=timezone.localdate())


def _in_status(rows: ReportQuerySet, which: str) -> ReportQuerySet:
    if which != LATE:
        return rows.filter(status=which) if which else rows
    return late_ones(rows)


def _choices(rows: ReportQuerySet, which: str) -> list[dict[str, object]]:
    """The tabs above the matrix, each with its number; a status in which nothing stands has none."""
    numbers = {row["status"]: row["number"] for row in rows.order_by().values("status").annotate(number=Count("pk"))}
    numbers |= {"": sum(numbers.values()), LATE: late_ones(rows).count()}
    names = {"": _("Alle"), LATE: _("Te laat")} | {str(one): str(one.label).capitalize() for one in ReportStatus}
    return [
        {
            "title": f"{name} ({numbers.get(code, 0)})",
            "url": f"?welke={code}" if code else "?",
            "current": code == which,
        }
        for code, name in names.items()
        if numbers.get(code) or not code or code == which
    ]
