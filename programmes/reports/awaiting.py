"""Which reports wait for someone: to be judged, to be filled in, to be handed in."""

from __future__ import annotations

from typing import Any, NamedTuple

from django.urls import reverse
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
    reports = _named(Report.objects.judged_by(user).filter(status__in=(*AWAITED, ReportStatus.SUBMITTED)))
    handed_in = [one for one in reports if one.status == ReportStatus.SUBMITTED and not one.period.locked_on]
    late = [one for one in reports if is_late(one)]
    found = []
    if handed_in:
        title = ngettext(
            "%(number)s rapportage wacht op uw oordeel", "%(number)s rapportages wachten op uw oordeel", len(handed_in)
        )
        found.append(_several(title, handed_in, ReportStatus.SUBMITTED, _("Kijk na")))
    if late:
        title = ngettext("%(number)s rapportage is te laat", "%(number)s rapportages zijn te laat", len(late))
        found.append(_several(title, late, LATE, _("Bekijk")))
    return found


def to_fill_in(user: Any) -> list[Awaiting]:
    """For a reporter: the reports of the own organisations that are open, what came back first."""
    own = Report.objects.filter(organisation__in=user.organisation_ids(Role.REPORTER), status__in=AWAITED)
    reports = [one for one in _named(own) if not one.period.locked_on]
    reports.sort(key=lambda one: (one.status != ReportStatus.RETURNED, one.period.due_on))
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


def _named(reports: ReportQuerySet) -> list[Report]:
    return list(reports.select_related("organisation", "period__programme").order_by("period__due_on", "pk"))


def _several(title: str, reports: list[Report], which: str, label: str) -> Awaiting:
    names = [f"{one.organisation} ({one.period.name})" for one in reports]
    more = _(" en nog %(more)s") % {"more": len(names) - 3} if len(names) > 4 else ""
    note = ", ".join(names[: 3 if more else 4]) + more
    return Awaiting(title % {"number": len(reports)}, note, f"{reverse('werk:reports')}?welke={which}", label)


def _own(report: Report) -> Awaiting:
    late = is_late(report)
    words = {
        ReportStatus.OPEN: _("Rapportage %(period)s staat klaar om in te vullen"),
        ReportStatus.DRAFT: _("Rapportage %(period)s is nog niet ingediend"),
        ReportStatus.RETURNED: _("Rapportage %(period)s is teruggestuurd"),
    }[ReportStatus(report.status)]
    day = _("Was nodig op %(day)s.") if late else _("Inleveren uiterlijk op %(day)s.")
    note = f"{report.organisation}, {report.period.programme}. " + day % {"day": f"{report.period.due_on:%d-%m-%Y}"}
    url = reverse("werk:partner-report", args=[report.pk])
    return Awaiting(words % {"period": report.period.name}, note, url, _("Vul in"))
