"""Which reports wait for someone: to be judged, to be filled in, to be handed in."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.db.models import Case, When
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from programmes.models import Report
from programmes.models.reports import ReportQuerySet
from programmes.reports.overview import AWAITED, LATE, is_late
from programmes.vocabulary import ReportStatus
from stakeholders.kinds import Role

MOST = 6  # of one kind: a longer list tells no more than its number


class Awaiting(NamedTuple):
    """One thing that waits: what, why, and where to do it."""

    title: str
    note: str
    url: str
    label: str


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
    reports = _named(own.filter(period__locked_on=None)).order_by(came_back, "period__due_on", "pk")
    return [_own(one) for one in reports[:MOST]]


def to_hand_in(user: Any) -> list[Awaiting]:
    """For a controller: the drafts of the own organisations, to be checked and handed in."""
    own = Report.objects.filter(
        organisation__in=user.organisation_ids(Role.CONTROLLER), status__in=(ReportStatus.DRAFT, ReportStatus.RETURNED)
    )
    return [
        Awaiting(
            _("Rapportage %(period)s is een concept") % {"period": one.period.name},
            f"{one.period.programme}. {_('Kijk de cijfers na; kloppen ze, dien haar dan in.')}",
            reverse("werk:partner-report", args=[one.pk]),
            _("Kijk na"),
        )
        for one in _named(own)[:MOST]
        if not one.period.locked_on
    ]


def _named(reports: ReportQuerySet) -> ReportQuerySet:
    return reports.select_related("organisation", "period__programme").order_by("period__due_on", "pk")


def _several(title: str, reports: ReportQuerySet, number: int, which: str, label: str) -> Awaiting:
    """So many reports on one line: the first by name, and how many more."""
    names = [f"{one.organisation} ({one.period.name})" for one in _named(reports)[:4]]
    more = _(" en nog %(more)s") % {"more": number - 3} if number > 4 else ""
    note = ", ".join(names[: 3 if more else 4]) + more
    return Awaiting(title % {"number": number}, note, f"{reverse('werk:reports')}?welke={which}", label)


def _own(report: Report) -> Awaiting:
    late = is_late(report)
    words = {
        ReportStatus.OPEN: _("Rapportage %(period)s staat klaar om in te vullen"),
        ReportStatus.DRAFT: _("Rapportage %(period)s is nog niet ingediend"),
        ReportStatus.RETURNED: _("Rapportage %(period)s is teruggestuurd"),
    }[ReportStatus(report.status)]
    day = _("Was nodig op %(day)s.") if late else _("Inleveren uiterlijk op %(day)s.")
    note = f"{report.organisation}, {report.period.programme}. " + day % {
        "day": date_format(report.period.due_on, "j F Y")
    }
    url = reverse("werk:partner-report", args=[report.pk])
    return Awaiting(words % {"period": report.period.name}, note, url, _("Vul in"))
