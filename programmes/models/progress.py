"""How an intervention goes: milestones, risks and decisions."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from programmes.models.interventions import Intervention
from programmes.models.programme import Programme, programme_scope
from programmes.vocabulary import DecidedBy, Likelihood
from stakeholders.models import Organisation, narrowed
from stakeholders.permissions import Action, Resource, Scope


class MilestoneQuerySet(models.QuerySet["Milestone"]):
    def in_scope(self, scope: Scope, user: Any) -> Q:
        return programme_scope(scope, user, prefix="intervention__programme__")

    def visible_to(self, user: Any) -> MilestoneQuerySet:
        return narrowed(self, user, Resource.MILESTONE, Action.READ)

    def editable_by(self, user: Any) -> MilestoneQuerySet:
        return narrowed(self, user, Resource.MILESTONE, Action.CHANGE)


class Milestone(models.Model):
    """A moment that an intervention must reach."""

    intervention = models.ForeignKey(Intervention, on_delete=models.CASCADE, related_name="milestones")
    name = models.CharField(_("mijlpaal"), max_length=120)
    due_on = models.DateField(_("gepland op"))
    reached_on = models.DateField(_("gehaald op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = MilestoneQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("mijlpaal")
        verbose_name_plural = _("mijlpalen")
        ordering = ["due_on", "name"]
        constraints = [models.UniqueConstraint(fields=["intervention", "name"], name="milestone_name_unique")]

    def __str__(self) -> str:
        return self.name

    @property
    def is_late(self) -> bool:
        """Whether its day is over while nobody said that it was reached."""
        return self.reached_on is None and self.due_on < timezone.localdate()


class RiskQuerySet(models.QuerySet["Risk"]):
    def in_scope(self, scope: Scope, user: Any) -> Q:
        return programme_scope(scope, user, prefix="programme__")

    def visible_to(self, user: Any) -> RiskQuerySet:
        return narrowed(self, user, Resource.RISK, Action.READ)

    def editable_by(self, user: Any) -> RiskQuerySet:
        return narrowed(self, user, Resource.RISK, Action.CHANGE)

    def open(self) -> RiskQuerySet:
        return self.filter(closed_on__isnull=True)

    def heaviest_first(self) -> RiskQuerySet:
        """By likelihood times effect (`weight`, 1 to 9); what is closed comes after what is open."""
        weighed = self.annotate(weight=F("likelihood") * F("effect"))
        return weighed.order_by(F("closed_on").desc(nulls_first=True), "-weight", "name")


class Risk(models.Model):
    """What may go wrong, how likely and how bad, what is done about it and by whom."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="risks")
    intervention = models.ForeignKey(
        Intervention,
        verbose_name=_("interventie"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="risks",
    )
    name = models.CharField(_("risico"), max_length=160)
    likelihood = models.PositiveSmallIntegerField(_("kans"), choices=Likelihood.choices, default=Likelihood.MEDIUM)
    effect = models.PositiveSmallIntegerField(_("gevolg"), choices=Likelihood.choices, default=Likelihood.MEDIUM)
    measure = models.TextField(_("wat we eraan doen"), blank=True)
    owner = models.ForeignKey(
        Organisation, verbose_name=_("wie erop let"), null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    closed_on = models.DateField(_("afgesloten op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = RiskQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("risico")
        verbose_name_plural = _("risico's")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(likelihood__in=Likelihood.values, effect__in=Likelihood.values), name="risk_weights_known"
            )
        ]

    def __str__(self) -> str:
        return self.name


class DecisionQuerySet(models.QuerySet["Decision"]):
    def in_scope(self, scope: Scope, user: Any) -> Q:
        return programme_scope(scope, user, prefix="programme__")

    def visible_to(self, user: Any) -> DecisionQuerySet:
        return narrowed(self, user, Resource.DECISION, Action.READ)

    def editable_by(self, user: Any) -> DecisionQuerySet:
        return narrowed(self, user, Resource.DECISION, Action.CHANGE)


class Decision(models.Model):
    """What was decided about a programme or one of its interventions, when and by whom."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="decisions")
    intervention = models.ForeignKey(
        Intervention,
        verbose_name=_("interventie"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="decisions",
    )
    taken_on = models.DateField(_("genomen op"))
    taken_by = models.CharField(_("genomen door"), max_length=16, choices=DecidedBy.choices)
    name = models.CharField(_("besluit"), max_length=160)
    text = models.TextField(_("wat er is besloten, en waarom"), blank=True)
    document = models.ForeignKey(
        "programmes.Document",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="decisions",
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DecisionQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("besluit")
        verbose_name_plural = _("besluiten")
        ordering = ["-taken_on", "name"]
        constraints = [
            models.CheckConstraint(condition=Q(taken_by__in=DecidedBy.values), name="decision_taken_by_known")
        ]

    def __str__(self) -> str:
        return self.name
