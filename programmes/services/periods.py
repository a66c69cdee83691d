"""Reporting periods of a programme: made, changed, opened for each partner, and locked."""

from __future__ import annotations

import datetime as dt

from django.db import IntegrityError, transaction
from django.db.models import Q
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes.models import Intervention, Programme, Report, ReportingPeriod
from programmes.services.manyrows import change_many
from programmes.vocabulary import InterventionStatus, ReportStatus
from stakeholders.kinds import OrganisationKind
from stakeholders.models import Organisation, OrganisationQuerySet, Person
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import WHOLE, Objections, claim, permit, refuse


@transaction.atomic
def make_period(
    *, programme: Programme, name: str, year: int, opens_on: dt.date, due_on: dt.date, by: Person
) -> ReportingPeriod:
    """A period in which partners report over a year; it opens at once where its first day has come.

    Raises PermissionDenied, or Refused (`name`, `year`, `due_on`).
    """
    permit(Programme.objects.all(), programme, by=by, resource=Resource.PERIOD, action=Action.ADD)
    period = ReportingPeriod(programme=programme)
    return _put(period, name=name, year=year, opens_on=opens_on, due_on=due_on)


@transaction.atomic
def change_period(
    *, period: ReportingPeriod, version: int, name: str, year: int, opens_on: dt.date, due_on: dt.date, by: Person
) -> ReportingPeriod:
    """Change a period that is not locked; its year stays once someone has filled in a report.

    Raises PermissionDenied, Conflict, or Refused (`name`, `year`, `due_on`, or the whole).
    """
    permit(ReportingPeriod.objects.all(), period, by=by, resource=Resource.PERIOD, action=Action.CHANGE)
    claim(period, version)
    check_not_locked(period)
    begun = period.reports.exclude(status=ReportStatus.OPEN)
    if year != period.year and begun.exists():
        raise refuse(
            "year", _("Er is al gerapporteerd over %(year)s. Maak een nieuwe periode.") % {"year": period.year}
        )
    return _put(period, name=name, year=year, opens_on=opens_on, due_on=due_on)


@transaction.atomic
def lock_period(*, period: ReportingPeriod, version: int, by: Person) -> ReportingPeriod:
    """Close a period: what was accepted is locked, and nothing more can be filled in.

    Raises PermissionDenied, Conflict, or Refused where a report that was handed in still waits for a judgement.
    """
    permit(ReportingPeriod.objects.all(), period, by=by, resource=Resource.PERIOD, action=Action.CHANGE)
    claim(period, version)
    check_not_locked(period)
    reports = list(period.reports.select_for_update().select_related("organisation"))
    waiting = [str(one.organisation) for one in reports if one.status == ReportStatus.SUBMITTED]
    if waiting:
        message = _("Beoordeel eerst wat is ingediend: %(names)s. Vergrendel daarna.")
        raise refuse(WHOLE, message % {"names": ", ".join(waiting)})
    accepted = [one for one in reports if one.status == ReportStatus.ACCEPTED]
    for report in accepted:
        report.status, report.version = ReportStatus.LOCKED, report.version + 1
    change_many(accepted, ["status", "version"])
    period.locked_on = timezone.localdate()
    period.save()
    return period


def open_reports(*, period: ReportingPeriod) -> int:
    """Make the reports that the period still lacks, once its first day has come; the number that was made.

    One for each organisation that leads or works in an intervention running that year. The gemeente itself reports
    only on what it leads. Doing it again makes nothing twice.
    """
    if period.locked_on or period.opens_on > timezone.localdate():
        return 0
    standing = set(period.reports.values_list("organisation", flat=True))
    missing = organisations_of(period).exclude(pk__in=standing)
    made = [Report.objects.get_or_create(period=period, organisation=one)[1] for one in missing]
    return sum(made)


def organisations_of(period: ReportingPeriod) -> OrganisationQuerySet:
    """Who is to report in a period."""
    running = Intervention.objects.filter(
        programme=period.programme, start_year__lte=period.year, end_year__gte=period.year
    ).exclude(status=InterventionStatus.WITHDRAWN)
    along = Intervention.partners.through.objects.filter(intervention__in=running).values("organisation")
    guests = Q(pk__in=along) & ~Q(kind=OrganisationKind.GEMEENTE)
    return Organisation.objects.filter(Q(pk__in=running.values("lead")) | guests).order_by("name")


def check_not_locked(period: ReportingPeriod) -> None:
    """Raise Refused where the period is closed, with what to do instead."""
    if period.locked_on:
        raise refuse(
            WHOLE,
            _(
                "De periode “%(name)s” is vergrendeld sinds %(day)s. Meld een verbetering in een open periode, "
                "op een regel met het jaar %(year)s."
            )
            % {"name": period.name, "day": date_format(period.locked_on, "j F Y"), "year": period.year},
        )


def _put(period: ReportingPeriod, *, name: str, year: int, opens_on: dt.date, due_on: dt.date) -> ReportingPeriod:
    period.name, period.year, period.opens_on, period.due_on = name.strip(), year, opens_on, due_on
    _objections(period).settle()
    taken = refuse("name", _("Dit programma heeft al een periode met deze naam. Kies een andere."))
    try:
        with transaction.atomic():
            period.save()
    except IntegrityError:
        raise taken from None
    open_reports(period=period)
    return period


def _objections(period: ReportingPeriod) -> Objections:
    wrong, programme = Objections(), period.programme
    if not period.name:
        wrong.note("name", _("Geef de periode een naam, zoals “Jaar 2025”."))
    if not programme.start_year <= period.year <= programme.end_year:
        wrong.note(
            "year",
            _("Het programma loopt van %(first)s tot en met %(last)s. Kies een jaar daarbinnen.")
            % {"first": programme.start_year, "last": programme.end_year},
        )
    if period.due_on < period.opens_on:
        wrong.note("due_on", _("De laatste dag ligt voor de eerste. Kies een latere dag."))
    return wrong
