"""What the programme is for: goals, and why an intervention would bring them nearer."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from indicators.models import Indicator
from programmes.models.interventions import Intervention
from programmes.models.programme import Programme, programme_scope
from programmes.vocabulary import Evidence, GoalKind
from stakeholders.models import narrowed
from stakeholders.permissions import Action, Resource, Scope
from wijken.models import Area


class GoalQuerySet(models.QuerySet["Goal"]):
    def in_scope(self, scope: Scope, user: Any) -> Q:
        return programme_scope(scope, user, prefix="programme__")

    def visible_to(self, user: Any) -> GoalQuerySet:
        return narrowed(self, user, Resource.GOAL, Action.READ)

    def editable_by(self, user: Any) -> GoalQuerySet:
        return narrowed(self, user, Resource.GOAL, Action.CHANGE)


class Goal(models.Model):
    """An indicator in an area: from which value (nulmeting) to which targets."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="goals")
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, related_name="goals"
    )
    area = models.ForeignKey(Area, verbose_name=_("gebied"), on_delete=models.PROTECT, related_name="goals")
    kind = models.CharField(_("richting"), max_length=8, choices=GoalKind.choices)
    baseline_year = models.PositiveSmallIntegerField(_("jaar van de nulmeting"))
    baseline_value = models.FloatField(_("nulmeting"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = GoalQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("doel")
        verbose_name_plural = _("doelen")
        ordering = ["indicator__order", "area__name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "indicator", "area"], name="goal_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} in {self.area.name}"


class GoalTarget(models.Model):
    goal = models.ForeignKey(Goal, on_delete=models.CASCADE, related_name="targets")
    year = models.PositiveSmallIntegerField(_("jaar"))
    value = models.FloatField(_("streefwaarde"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("streefwaarde")
        ordering = ["year"]
        constraints = [models.UniqueConstraint(fields=["goal", "year"], name="goal_target_year_unique")]


class ContributionQuerySet(models.QuerySet["Contribution"]):
    def in_scope(self, scope: Scope, user: Any) -> Q:
        return programme_scope(scope, user, prefix="intervention__programme__")

    def visible_to(self, user: Any) -> ContributionQuerySet:
        return narrowed(self, user, Resource.CONTRIBUTION, Action.READ)

    def editable_by(self, user: Any) -> ContributionQuerySet:
        return narrowed(self, user, Resource.CONTRIBUTION, Action.CHANGE)


class Contribution(models.Model):
    """How an intervention is expected to move an indicator: the mechanism, after how many years, on which evidence."""

    intervention = models.ForeignKey(Intervention, on_delete=models.CASCADE, related_name="contributions")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="contributions")
    mechanism = models.TextField(_("hoe het werkt"))
    lag_years = models.PositiveSmallIntegerField(_("na hoeveel jaar merkbaar"))
    evidence = models.CharField(_("bewijs"), max_length=1, choices=Evidence.choices, default=Evidence.UNKNOWN)
    evidence_source = models.CharField(_("bron van het bewijs"), max_length=300, blank=True)
    money_share = models.DecimalField(
        _("aandeel van het geld"),
        max_digits=5,
        decimal_places=4,
        null=True,
        blank=True,
        help_text=_("Welk deel van het geld van de interventie hiervoor is bedoeld. Leeg: onbekend."),
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ContributionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("bijdrage")
        verbose_name_plural = _("bijdragen")
        constraints = [
            models.UniqueConstraint(fields=["intervention", "indicator"], name="contribution_unique"),
            models.CheckConstraint(
                condition=Q(money_share__isnull=True) | Q(money_share__gte=0, money_share__lte=1),
                name="contribution_share_between_0_and_1",
            ),
        ]
