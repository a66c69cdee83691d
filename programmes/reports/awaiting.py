"""Which reports wait for someone: to be judged, to be filled in, to be handed in."""

from __future__ import annotations

import datetime as dt
from typing import Any, NamedTuple

from django.db.models import Case, When
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.models import Report
from programmes.models.reports import ReportQuerySet
from programmes.reports.overview import AWAITED, LATE
from programmes.vocabulary import ReportStatus
from stakeholders.kinds import Role

MOST = 6  # of one kind: a longer list tells no more than its number


class Awaiting(NamedTuple):
    """One thing that waits: what, why, and where to do it."""

    title: str
    note: str
    url: str
    label: str


class Named(NamedTuple):
    """A report by the names of what it is about."""

    pk: int
    status: str
    organisation: str
    period: str
    due_on: dt.date
    programme: str

    @property
    def url(self) -> str:
        return reverse("werk:partner-report", args=[self.pk])


def to_judge(user: Any) -> list[Awaiting]:
    """For a manager: what was handed in and what is late, each as one line with the names."""
    judged = Report.objects.judged_by(user).filter(period__locked_on=None)
    handed_in = judged.filter(status=ReportStatus.SUBMITTED)
    late = judged.filter(status__in=AWAITED, period__due_on__lt=timezone.localdate())
    found = []
    if number := handed_in.count():
        title = ngettext(
            "%(number)s rapportage wacht op uw oordeel", "%(number)s rapportages wachten op uw oordeel", number
        )
        found.append(_several(title, handed_in, number, ReportStatus.SUBMITTED, _("Kijk na")))
    if number := late.count():
        title = ngettext("%(number)s rapportage is te laat", "%(number)s rapportages zijn te laat", number)
        found.append(_several(title, late, number, LATE, _("Bekijk")))
    return found


def to_fill_in(user: Any) -> list[Awaiting]:
    """For a reporter: the reports of the own organisations that are open, what came back first."""
    own = Report.objects.filter(organisation__in=user.organisation_ids(Role.REPORTER), status__in=AWAITED)
    came_back = Case(When(status=ReportStatus.RETURNED, then=0), default=1)
    reports = own.filter(period__locked_on=None).order_by(came_back, "period__due_on", "pk")
    return [_own(one) for one in _named(reports, MOST)]


def to_hand_in(user: Any) -> list[Awaiting]:
    """For a controller: the drafts of the own organisations, to be checked and handed in."""
    drafts = Report.objects.filter(status__in=(ReportStatus.DRAFT, ReportStatus.RETURNED), period__locked_on=None)
    own = drafts.filter(organisation__in=user.organisation_ids(Role.CONTROLLER))
    return [
        Awaiting(
            _("Rapportage %(period)s is een concept") % {"period": one.period},
            f"{one.programme}. {_('Kijk de cijfers na; kloppen ze, dien haar dan in.')}",
            one.url,
            _("Kijk na"),
        )
        for one in _named(own.order_by("period__due_on", "pk"), MOST)
    ]


def _named(reports: ReportQuerySet, most: int) -> list[Named]:
    """Plain values: six rows with all that hangs above them would take longer than the question itself."""
    columns = ("pk", "status", "organisation__name", "period__name", "period__due_on", "period__programme__name")
    return [Named(*row) for row in reports.values_list(*columns)[:most]]


def _several(title: str, reports: ReportQuerySet, number: int, which: str, label: str) -> Awaiting:
    """So many reports on one line: the first by name, and how many more."""
    names = [f"{one.organisation} ({one.period})" for one in _named(reports.order_by("period__due_on", "pk"), 4)]
    more = _(" en nog %(more)s") % {"more": number - 3} if number > 4 else ""
    note = ", ".join(names[: 3 if more else 4]) + more
    return Awaiting(title % {"number": number}, note, f"{reverse('werk:reports')}?welke={which}", label)


def _own(report: Named) -> Awaiting:
    words = {
        ReportStatus.OPEN: _("Rapportage %(period)s staat klaar om in te vullen"),
        ReportStatus.DRAFT: _("Rapportage %(period)s is nog niet ingediend"),
        ReportStatus.RETURNED: _("Rapportage %(period)s is teruggestuurd"),
    }[ReportStatus(report.status)]
    late = report.due_on < timezone.localdate()
    day = _("Was nodig op %(day)s.") if late else _("Inleveren uiterlijk op %(day)s.")
    due = day % {"day": date_format(report.due_on, "j F Y")}
    note = f"{report.organisation}, {report.programme}. {due}"
    return Awaiting(words % {"period": report.period}, note, report.url, _("Vul in"))
