"""The goals of every programme on which someone works."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from indicators.domains import Domain
from programmes.lists.columns import Column, name_in
from programmes.lists.filters import ListFilter, one_of, one_row, words_in
from programmes.lists.interventions import programmes_of
from programmes.models import Goal
from programmes.models.goals import GoalQuerySet
from programmes.vocabulary import GoalKind
from stakeholders.models import narrowed
from stakeholders.permissions import Action, Resource

COLUMNS = (
    Column("uitkomst", _("Uitkomst"), "indicator__name"),
    Column("eenheid", _("Eenheid"), "indicator__unit", shown=False, sortable=False),
    Column("gebied", _("Gebied"), "area__name"),
    Column("programma", _("Programma"), "programme__name"),
    Column("richting", _("Richting"), "kind", write=name_in(GoalKind)),
    Column("nulmeting", _("Nulmeting"), "baseline_value", numeric=True, sortable=False),
    Column("jaar", _("Jaar van de nulmeting"), "baseline_year", shown=False, sortable=False),
)


def goals_worked_on(user: Any) -> GoalQuerySet:
    rows = Goal.objects.filter(programme__draft_of=None)
    return narrowed(rows, user, Resource.GOAL, Action.READ, as_visitor=False)


def detailed(rows: GoalQuerySet) -> GoalQuerySet:
    return rows.select_related("indicator", "area", "programme").prefetch_related("targets")


class GoalFilter(ListFilter):
    zoek = words_in("indicator__name")
    programma = one_row("programme", _("Programma"), programmes_of)
    domein = one_of("indicator__domain", _("Onderwerp"), Domain.choices)
    richting = one_of("kind", _("Richting"), GoalKind.choices)
