"""Who is due, late, returned or handed in, over all periods at a glance."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.models import Report, ReportingPeriod
from programmes.models.reports import PeriodQuerySet
from programmes.vocabulary import ReportStatus
from stakeholders.models import Organisation

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


def glance(reports: list[Report], *, which: str) -> Glance:
    """The matrix of the reports, or of those in one status (`te-laat` is what is past its day)."""
    standings = [standing_of(one) for one in reports]
    shown = [one for one in standings if _is(one, which)] if which else standings
    periods = {one.report.period_id: one.report.period for one in shown}
    across = sorted(periods.values(), key=lambda one: (one.programme.name, -one.year, one.name))
    at = {(one.report.organisation_id, one.report.period_id): one for one in shown}
    organisations = {one.report.organisation_id: one.report.organisation for one in shown}
    return Glance(
        across,
        [
            Row(one, [at.get((one.pk, period.pk)) for period in across])
            for one in sorted(organisations.values(), key=lambda one: one.name)
        ],
        _choices(standings, which),
        any(one.report.period.programme.gemeente.invented for one in standings),
    )


LATE = "te-laat"


def _is(standing: Standing, which: str) -> bool:
    return standing.late if which == LATE else standing.status == which


def _choices(standings: list[Standing], which: str) -> list[dict[str, object]]:
    """The tabs above the matrix, each with its number; a status in which nothing stands has none."""
    names = {"": _("Alle"), LATE: _("Te laat")} | {str(one): str(one.label).capitalize() for one in ReportStatus}
    found = []
    for code, name in names.items():
        number = sum(_is(one, code) for one in standings) if code else len(standings)
        if number or not code or code == which:
            url = f"?welke={code}" if code else "?"
            found.append({"title": f"{name} ({number})", "url": url, "current": code == which})
    return found
