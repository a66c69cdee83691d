"""Milestones and risks of every programme on which someone works."""

from __future__ import annotations

from typing import Any

from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from programmes.lists.columns import Column, name_in
from programmes.lists.filters import ListFilter, one_of, one_row, words_in
from programmes.lists.interventions import programmes_of
from programmes.models import Milestone, Risk
from programmes.models.progress import MilestoneQuerySet, RiskQuerySet
from programmes.vocabulary import Likelihood
from stakeholders.models import narrowed
from stakeholders.permissions import Action, Resource

MILESTONES = (
    Column("mijlpaal", _("Mijlpaal"), "name"),
    Column("interventie", _("Interventie"), "intervention__title"),
    Column("programma", _("Programma"), "intervention__programme__name"),
    Column("gepland", _("Gepland op"), "due_on"),
    Column("gehaald", _("Gehaald op"), "reached_on", may_be_empty=True),
)
RISKS = (
    Column("risico", _("Risico"), "name"),
    Column("programma", _("Programma"), "programme__name"),
    Column("kans", _("Kans"), "likelihood", write=name_in(Likelihood)),
    Column("gevolg", _("Gevolg"), "effect", write=name_in(Likelihood)),
    Column("zwaarte", _("Zwaarte (1 tot 9)"), "weight", numeric=True, computed=True),
    Column("maatregel", _("Wat we eraan doen"), "measure", shown=False, sortable=False),
    Column("wie", _("Wie erop let"), "owner__name", may_be_empty=True),
    Column("afgesloten", _("Afgesloten op"), "closed_on", may_be_empty=True),
)
STANDS = [("gehaald", _("gehaald")), ("te-laat", _("te laat")), ("komt", _("komt nog"))]
OPEN = [("open", _("open")), ("afgesloten", _("afgesloten"))]


def milestones_worked_on(user: Any) -> MilestoneQuerySet:
    return narrowed(Milestone.objects.all(), user, Resource.MILESTONE, Action.READ, as_visitor=False)


def risks_worked_on(user: Any) -> RiskQuerySet:
    rows = Risk.objects.filter(programme__draft_of=None)
    return narrowed(rows, user, Resource.RISK, Action.READ, as_visitor=False)


def milestones_detailed(rows: MilestoneQuerySet) -> MilestoneQuerySet:
    return rows.select_related("intervention__programme")


def risks_detailed(rows: RiskQuerySet) -> RiskQuerySet:
    return rows.annotate(weight=F("likelihood") * F("effect")).select_related("programme", "owner")


class MilestoneFilter(ListFilter):
    zoek = words_in("name")
    programma = one_row("intervention__programme", _("Programma"), programmes_of)
    stand = one_of("reached_on", _("Stand"), STANDS, method="standing")

    def standing(self, rows: MilestoneQuerySet, _name: str, stands: str) -> MilestoneQuerySet:
        if stands == "gehaald":
            return rows.filter(reached_on__isnull=False)
        today = timezone.localdate()
        late = rows.filter(reached_on=None, due_on__lt=today)
        return late if stands == "te-laat" else rows.filter(reached_on=None, due_on__gte=today)


class RiskFilter(ListFilter):
    zoek = words_in("name")
    programma = one_row("programme", _("Programma"), programmes_of)
    stand = one_of("closed_on", _("Stand"), OPEN, method="standing")

    def standing(self, rows: RiskQuerySet, _name: str, stands: str) -> RiskQuerySet:
        return rows.filter(closed_on__isnull=stands == "open")
