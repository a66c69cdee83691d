"""What awaits the people who work along: reports, days that pass, risks, proposals. Each function one kind of thing.

Every function narrows by the permission table first, so the same one serves several roles.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import F
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes.lists.interventions import programmes_worked_on, worked_on
from programmes.models import AgreementDeadline, Intervention, Milestone, Report, Risk
from programmes.models.agreements import Agreement
from programmes.models.reports import ReportQuerySet
from programmes.reports.overview import AWAITED
from programmes.todo import MOST, ToDo, late_ones
from programmes.vocabulary import InterventionStatus
from stakeholders.models import Organisation, narrowed
from stakeholders.permissions import Action, Resource

SOON = dt.timedelta(days=30)
HEAVY = 6  # of 9: likelihood times effect


def day(when: dt.date) -> str:
    return date_format(when, "j F Y")


def reports_of_own_organisation(user: Any) -> Iterator[ToDo]:
    """For who only reads: which report of the own organisation is past its day."""
    own = Report.objects.visible_to(user).filter(organisation__in=user.organisation_ids(), status__in=AWAITED)
    for one in _shown(own.filter(period__due_on__lt=timezone.localdate(), period__locked_on=None)):
        title = _("“%(period)s” is nog niet ingediend") % {"period": one.period}
        yield ToDo(title, f"{one.organisation}. {due(one.period.due_on)}", _page(one), _("Bekijk"))


def due(when: dt.date) -> str:
    """Until when, or since when it is late."""
    return (_("Te laat sinds %(day)s.") if when < timezone.localdate() else _("Uiterlijk %(day)s.")) % {
        "day": day(when)
    }


def milestones(user: Any) -> Iterator[ToDo]:
    """Milestones that had to be reached, or must be within thirty days."""
    rows = narrowed(Milestone.objects.all(), user, Resource.MILESTONE, Action.READ, as_visitor=False)
    near = rows.filter(reached_on=None, due_on__lte=timezone.localdate() + SOON)
    near = near.exclude(intervention__status=InterventionStatus.WITHDRAWN)
    for one in near.select_related("intervention__programme").order_by("due_on", "pk")[:MOST]:
        title = _("Mijlpaal “%(name)s” van “%(intervention)s”") % {"name": one.name, "intervention": one.intervention}
        url = reverse("werk:intervention", args=[one.intervention_id])
        yield ToDo(title, f"{one.intervention.programme}. {due(one.due_on)}", url, _("Bekijk"))


def risks(user: Any) -> Iterator[ToDo]:
    """Heavy risks about which nothing is done yet, the heaviest first."""
    rows = Risk.objects.editable_by(user).filter(closed_on=None, measure="")
    heavy = rows.annotate(weight=F("likelihood") * F("effect")).filter(weight__gte=HEAVY)
    for one in heavy.select_related("programme").order_by("-weight", "pk")[:MOST]:
        title = _("Risico “%(name)s” heeft nog geen maatregel") % {"name": one.name}
        url = reverse("werk:risk", args=[one.programme.slug, one.pk])
        yield ToDo(title, str(one.programme), url, _("Vul aan"))


def late_interventions(user: Any) -> Iterator[ToDo]:
    """Interventions of the leader's programmes that should have begun or be ready."""
    rows = Intervention.objects.editable_by(user).filter(programme__historical=False)
    yield from late_ones(rows.select_related("programme").order_by("start_year", "title"), timezone.localdate().year)


def deadlines(user: Any) -> Iterator[ToDo]:
    """Days in the cycle of agreements (the bid, the signing) that passed or come within thirty days."""
    seen = narrowed(Agreement.objects.all(), user, Resource.AGREEMENT, Action.READ, as_visitor=False)
    rows = AgreementDeadline.objects.filter(agreement__in=seen, done_on=None)
    near = rows.filter(due_on__lte=timezone.localdate() + SOON).select_related("agreement__programme")
    for one in near.order_by("due_on", "pk")[:MOST]:
        title = _("%(deadline)s: %(agreement)s") % {
            "deadline": one.name[:1].upper() + one.name[1:],
            "agreement": one.agreement,
        }
        yield ToDo(
            title,
            f"{one.agreement.programme}. {due(one.due_on)}",
            reverse("werk:agreement", args=[one.agreement_id]),
            _("Bekijk"),
        )


def proposals(user: Any) -> Iterator[ToDo]:
    """Concepts that the college sent to the council, the newest first."""
    sent = programmes_worked_on(user, drafts=True).filter(sent_to_council_on__isnull=False)
    for one in sent.order_by("-sent_to_council_on", "name")[:MOST]:
        title = _("Het college stuurde “%(name)s” aan de raad") % {"name": one.name}
        note = _("Op %(day)s. Het is een concept: er is nog niet besloten.") % {"day": day(one.sent_to_council_on)}
        yield ToDo(title, note, reverse("werk:council-programme", args=[one.slug]), _("Lees"))


def silent_pages(user: Any) -> Iterator[ToDo]:
    """For the editor: public interventions of the own gemeente of which nobody tells what is done."""
    rows = worked_on(user).filter(programme__status="gepubliceerd", programme__historical=False, description="")
    for one in rows.select_related("programme").order_by("start_year", "title")[:MOST]:
        title = _("Over “%(title)s” staat nog niets op de openbare pagina") % {"title": one.title}
        note = _("%(programme)s. Vraag de programmamanager om een paar zinnen.") % {"programme": one.programme}
        yield ToDo(title, note, reverse("programma", args=[one.programme.slug]), _("Bekijk de pagina"))


def own_descriptions(user: Any) -> Iterator[ToDo]:
    """Own organisations of which the public page tells nothing."""
    for one in Organisation.objects.editable_by(user).filter(description="", pk__in=user.organisation_ids()):
        title = _("Vertel wat %(name)s doet") % {"name": one.name}
        note = _("Op de pagina van uw organisatie staat nog geen uitleg.")
        yield ToDo(title, note, reverse("organisation", args=[one.pk]), _("Schrijf"))


def _shown(rows: ReportQuerySet) -> ReportQuerySet:
    return rows.select_related("organisation", "period__programme")[:MOST]


def _page(report: Report) -> str:
    return reverse("werk:partner-report", args=[report.pk])
