"""Three years of reports of the partners of Voorbeeldstad, in every status. All of them are invented.

What is accepted says what the ledger says: nobody filled in anything, so that the service hands in what stands, and
accepting it books nothing anew. Only a 'regel' of the file says what is not booked yet.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.utils import timezone

from demonstration.files import read_toml
from demonstration.people import on_day, writing_as
from programmes.models import (
    Intervention,
    Investment,
    Output,
    Programme,
    Reminder,
    Report,
    ReportedOutput,
    ReportingPeriod,
    ReportLine,
)
from programmes.models.reports import ACCEPTED
from programmes.reports.overview import AWAITED
from programmes.reports.rows import Row, rows_of
from programmes.services.periods import lock_period, make_period
from programmes.services.reminders import LATE
from programmes.services.reportrows import RowSaid
from programmes.services.reports import accept_report, fill_report, lock_report, return_report, submit_report
from programmes.vocabulary import MoneyState, ReportStatus
from stakeholders.kinds import Role
from stakeholders.models import Organisation, Person

S = ReportStatus
# What a report goes through before it is where the file says; an open one is only made.
WAY = {
    S.OPEN: (),
    S.DRAFT: ("fill",),
    S.SUBMITTED: ("fill", "submit"),
    S.RETURNED: ("fill", "submit", "return"),
    S.ACCEPTED: ("fill", "submit", "accept"),
    S.LOCKED: ("fill", "submit", "accept", "lock"),
}

SIMPLY: dict[str, Callable[..., Report]] = {"submit": submit_report, "accept": accept_report, "lock": lock_report}


@dataclass(frozen=True)
class Story:
    """One period of the file with those who take part in it."""

    row: dict[str, Any]
    period: ReportingPeriod
    organisations: dict[str, Organisation]
    interventions: dict[int, Intervention]
    reporters: dict[int, Person]
    manager: Person

    def key_of(self, report: Report) -> str:
        return next(key for key, one in self.organisations.items() if one.pk == report.organisation_id)

    def lines_of(self, report: Report) -> list[dict[str, Any]]:
        return [one for one in self.row.get("regel", ()) if one["organisatie"] == self.key_of(report)]


def load_reports(
    programmes: dict[str, Programme],
    interventions: dict[int, Intervention],
    organisations: dict[str, Organisation],
    people: dict[str, Person],
) -> None:
    manager = people["manager@demo.example"]
    reporters = {place: person for person in people.values() for place in person.organisation_ids(Role.REPORTER)}
    for row in read_toml("voorbeeldstad/rapportages.toml")["periode"]:
        with writing_as(manager), on_day(row["open"]):
            period = make_period(
                programme=programmes[row["programma"]], name=row["naam"], year=row["jaar"], opens_on=row["open"],
                due_on=row["uiterlijk"], by=manager,
            )  # fmt: skip
        tell(Story(row, period, organisations, interventions, reporters, manager))


def tell(story: Story) -> None:
    for report in story.period.reports.select_related("organisation", "period__programme"):
        status = S(story.row.get("status", {}).get(story.key_of(report), story.row["anders"]))
        bring(story, report, status)
        put_on_its_days(story, report)
    if "vergrendeld" in story.row:
        with writing_as(story.manager), on_day(story.row["vergrendeld"], at_once=[Report]):
            lock_period(period=story.period, version=story.period.version, by=story.manager)
        ReportingPeriod.objects.filter(pk=story.period.pk).update(locked_on=story.row["vergrendeld"])


def bring(story: Story, report: Report, status: ReportStatus) -> None:
    """Bring a report to its status, by the steps that people take."""
    if status in ACCEPTED and not has_money(story, report):
        report.status, report.submitted_at, report.judged_at = status, timezone.now(), timezone.now()
        with on_day(judged(story, report).date()):
            report.save()
        return
    for step in WAY[status]:
        take_step(story, Report.objects.select_related("organisation", "period__programme").get(pk=report.pk), step)


def has_money(story: Story, report: Report) -> bool:
    """Whether the organisation spends in that year; where it does not, all the steps would write no line."""
    entries = Investment.objects.filter(spender=report.organisation_id, year=story.period.year)
    return entries.filter(intervention__programme=story.period.programme_id).exists()


def take_step(story: Story, report: Report, step: str) -> None:
    by = story.reporters[report.organisation_id] if step in ("fill", "submit") else story.manager
    said: dict[str, Any] = {"report": report, "version": report.version, "by": by}
    day = (handed_in if step in ("fill", "submit") else judged)(story, report).date()
    with writing_as(by), on_day(day, at_once=[ReportLine, ReportedOutput, Output]):
        if step == "fill":
            fill_report(**said, rows=list(rows_said(story, report)))
        elif step == "return":
            remark = story.row.get("opmerking", {}).get(story.key_of(report), "")
            return_report(**said, remark=remark, remarks=dict(remarks_on(story, report)))
        else:
            SIMPLY[step](**said)


def rows_said(story: Story, report: Report) -> Iterator[RowSaid]:
    """The rows of interventions about which the file says something; the rest is handed in as it stands."""
    lines = story.lines_of(report)
    told = {line["interventie"]: story.interventions[line["interventie"]] for line in lines}
    for place, row in enumerate(rows_of(report, told.values())):
        amounts = {state: None if cents is None else Decimal(cents) / 100 for state, cents in row.amounts.items()}
        said = next((line for line in lines if is_about(story, line, row)), None)
        if said:
            amounts[MoneyState.SPENT] = Decimal(said["bedrag"])
        if row.payer and row.stream:
            yield RowSaid(
                str(place), row.intervention, row.payer, row.stream, row.year, row.nature, row.vat, row.taakveld,
                said["toelichting"] if said else row.note, amounts, row.stood,
            )  # fmt: skip


def is_about(story: Story, line: dict[str, Any], row: Row) -> bool:
    there = story.interventions[line["interventie"]] == row.intervention
    return there and story.organisations[line["betaler"]] == row.payer


def remarks_on(story: Story, report: Report) -> Iterator[tuple[int, str]]:
    """Remarks of the gemeente by line of the report."""
    for said in story.lines_of(report):
        if "opmerking" in said:
            line = report.lines.get(
                intervention=story.interventions[said["interventie"]],
                payer=story.organisations[said["betaler"]],
                state=MoneyState.SPENT,
            )
            yield line.pk, said["opmerking"]


def handed_in(story: Story, report: Report) -> dt.datetime:
    """Shortly before it was due; in a period that still runs, what is filled in by now soon after it opened."""
    day = story.row["uiterlijk"] - dt.timedelta(days=3 + report.organisation_id % 20)
    if day > timezone.localdate():
        day = story.row["open"] + dt.timedelta(days=7 + report.organisation_id % 20)
    return dt.datetime.combine(day, dt.time(10), dt.UTC)


def judged(story: Story, report: Report) -> dt.datetime:
    day = story.row["uiterlijk"] + dt.timedelta(days=9 + report.organisation_id % 12)
    return dt.datetime.combine(day, dt.time(14), dt.UTC)


def put_on_its_days(story: Story, report: Report) -> None:
    """Handed in some days before it was due and judged some days later, in the story as on the pages."""
    due: dt.date = story.row["uiterlijk"]
    told = Report.objects.filter(pk=report.pk)
    told.filter(submitted_at__isnull=False).update(submitted_at=handed_in(story, report))
    told.filter(judged_at__isnull=False).update(judged_at=judged(story, report))
    if told.filter(status__in=AWAITED).exists() and due < timezone.localdate():
        remind(report, due + dt.timedelta(days=1))


def remind(report: Report, day: dt.date) -> None:
    """What was late was told so in its time: a demonstration that starts sends no old mail."""
    reminder = Reminder.objects.create(report=report, kind=LATE, sent_to=1)
    Reminder.objects.filter(pk=reminder.pk).update(sent_at=dt.datetime.combine(day, dt.time(7), dt.UTC))
