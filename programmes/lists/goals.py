"""The goals of every programme on which someone works."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Max, Q
from django.utils.translation import gettext_lazy as _

from indicators.domains import Domain
from programmes.lists.columns import Column, name_in
from programmes.lists.filters import ListFilter, one_of, one_row, words_in
from programmes.lists.interventions import programmes_of
from programmes.models import Goal, GoalTarget
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


def columns(years: Iterable[int]) -> tuple[Column, ...]:
    """With the target of each of these years, which stand in a file only."""
    targets = (
        Column(
            f"streef{year}", _("Streefwaarde %(year)s") % {"year": year}, target_of(year), shown=False, sortable=False
        )
        for year in years
    )
    return (*COLUMNS, *targets)


def target_of(year: int) -> str:
    return f"target_{year}"


def with_targets(rows: GoalQuerySet, years: Iterable[int]) -> GoalQuerySet:
    """With the target of each of these years; None where a goal has none for it."""
    values = {target_of(year): Max("targets__value", filter=Q(targets__year=year)) for year in years}
    return detailed(rows).annotate(**values)


def target_years(rows: GoalQuerySet) -> list[int]:
    """The years for which one of these goals has a target."""
    found = GoalTarget.objects.filter(goal__in=rows.order_by()).order_by("year")
    return list(found.values_list("year", flat=True).distinct())


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
