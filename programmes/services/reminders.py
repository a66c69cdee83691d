"""Mail about reports that are due or late: each reminder once, to who reports, and after the day to the manager too."""

from __future__ import annotations

import datetime as dt
import logging
from collections.abc import Iterable
from dataclasses import dataclass, field
from smtplib import SMTPException

from django.conf import settings
from django.core.mail import send_mail
from django.db import IntegrityError, transaction
from django.db.models import Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes.models import Reminder, Report, ReportingPeriod
from programmes.reports.overview import AWAITED
from programmes.services.periods import open_reports
from stakeholders.kinds import OrganisationKind, Role
from stakeholders.models import Person

logger = logging.getLogger(__name__)

BEFORE, LATE = "vooraf", "te-laat"
DAYS_BEFORE = 14


@dataclass
class Told:
    """What a manager hears of one report: that it is late, and whom no mail could reach."""

    report: Report
    kind: str
    silent: list[Person]
    nobody: bool

    @property
    def is_late(self) -> bool:
        return self.kind == LATE

    @property
    def matters(self) -> bool:
        return self.is_late or self.nobody or bool(self.silent)


@dataclass
class Sent:
    """What one round did: reports that were reminded of, mails that went out, reports opened."""

    reports: int = 0
    mails: int = 0
    opened: int = 0
    told: list[Told] = field(default_factory=list)


def send_reminders(*, today: dt.date | None = None) -> Sent:
    """Open what opens today and send the reminders that are due; doing it again sends nothing twice.

    A reminder is written down before its mail goes, so that of two rounds at once only one sends it. Where no mail of a
    reminder left at all, it is tried again in the next round.
    """
    day, sent = today or timezone.localdate(), Sent()
    for period in ReportingPeriod.objects.filter(locked_on=None, opens_on__lte=day).select_related("programme"):
        sent.opened += open_reports(period=period)
    for kind, reports in ((BEFORE, _due_soon(day)), (LATE, _late(day))):
        for report in reports:
            _remind(report, kind, sent)
    _tell_managers(sent)
    return sent


def _awaited(kind: str) -> Q:
    return Q(status__in=AWAITED, period__locked_on=None) & ~Q(reminders__kind=kind)


def _due_soon(day: dt.date) -> Iterable[Report]:
    last = day + dt.timedelta(days=DAYS_BEFORE)
    rows = Report.objects.filter(_awaited(BEFORE), period__due_on__gte=day, period__due_on__lte=last)
    return rows.select_related("organisation", "period__programme")


def _late(day: dt.date) -> Iterable[Report]:
    rows = Report.objects.filter(_awaited(LATE), period__due_on__lt=day)
    return rows.select_related("organisation", "period__programme")


def _remind(report: Report, kind: str, sent: Sent) -> None:
    try:
        with transaction.atomic():
            reminder = Reminder.objects.create(report=report, kind=kind, sent_to=0)
    except IntegrityError:  # another round at this very moment
        return
    people = list(Person.objects.filter(_role_in(Role.REPORTER, Q(organisation=report.organisation_id))).distinct())
    reached = [one for one in people if can_sign_in(one)]
    told = Told(report, kind, [one for one in people if one not in reached], nobody=not reached)
    mails = sum(_mail(one, kind, {"report": report}) for one in reached)
    if reached and not mails:
        reminder.delete()
        return
    reminder.sent_to = mails
    reminder.save()
    sent.reports, sent.mails = sent.reports + 1, sent.mails + mails
    sent.told += [told] if told.matters else []


def can_sign_in(person: Person) -> bool:
    """Whether someone has an account that works: active, and with a password that was set."""
    return person.is_active and person.has_usable_password()


def _role_in(role: Role, organisations: Q) -> Q:
    from stakeholders.models import Membership

    return Q(pk__in=Membership.objects.filter(organisations, role=role).values("person"))


def _tell_managers(sent: Sent) -> None:
    """One mail a manager, of all that is late or could not be mailed, however many reports that are."""
    per_gemeente: dict[int, list[Told]] = {}
    for told in sent.told:
        per_gemeente.setdefault(told.report.period.programme.gemeente_id, []).append(told)
    for gemeente, several in per_gemeente.items():
        of_gemeente = Q(organisation__kind=OrganisationKind.GEMEENTE, organisation__gemeente=gemeente)
        for manager in Person.objects.filter(_role_in(Role.MANAGER, of_gemeente)).distinct():
            if can_sign_in(manager):
                sent.mails += _mail(manager, "manager", {"told": several})


def _mail(person: Person, kind: str, about: dict[str, object]) -> int:
    """Send one mail; 1 where it left, 0 where it did not, with the reason in the log."""
    report = about.get("report")
    subject = (
        _subject(report, kind) if isinstance(report, Report) else _("Rapportages in Wijkaanpak die aandacht vragen")
    )
    path = reverse("werk:partner-report", args=[report.pk]) if isinstance(report, Report) else reverse("werk:reports")
    context = {**about, "person": person, "link": settings.SITE_URL.rstrip("/") + path}
    try:
        return send_mail(subject, render_to_string(f"programmes/mail/{kind}.txt", context), None, [person.email])
    except (SMTPException, OSError) as failure:
        logger.warning("A reminder could not be mailed: %s", failure)
        return 0


def _subject(report: Report, kind: str) -> str:
    """Which report it is and until when, since who reports for several programmes gets several of these mails."""
    told = {
        "period": report.period.name,
        "programme": report.period.programme.name,
        "day": date_format(report.period.due_on, "j F Y"),
    }
    words = _("Rapportage %(period)s voor %(programme)s: inleveren uiterlijk op %(day)s")
    if kind == LATE:
        words = _("Te laat: rapportage %(period)s voor %(programme)s, moest %(day)s binnen zijn")
    return " ".join((words % told).split())  # a line break in a name would end the header
