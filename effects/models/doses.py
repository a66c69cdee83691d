"""Does more money per household go with more change? One answer for each indicator over all wijken, in versions."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Max, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from effects.models.answered import Answered
from effects.vocabulary import StoredVerdict
from indicators.models import Indicator
from stakeholders.models import narrowed
from stakeholders.permissions import Action, Resource, Scope


class DoseResultQuerySet(models.QuerySet["DoseResult"]):
    def in_scope(self, scope: Scope, user: Any) -> Q:
        """Made of published programmes and public figures alone: who may read any study, reads it."""
        return Q(pk__isnull=False)

    def visible_to(self, user: Any) -> DoseResultQuerySet:
        rows: DoseResultQuerySet = narrowed(self, user, Resource.STUDY, Action.READ)
        return rows

    def newest(self) -> DoseResultQuerySet:
        """Of each indicator the last version, of the real gemeenten and of the invented ones."""
        last = DoseResult.objects.filter(indicator=OuterRef("indicator"), invented=OuterRef("invented")).order_by()
        return self.filter(number=Subquery(last.values("indicator").annotate(last=Max("number")).values("last")))

    def for_reading(self) -> DoseResultQuerySet:
        return self.select_related("indicator__source").order_by("indicator__order", "indicator__slug")


class DoseResult(Answered):
    """One version of the answer about one indicator.

    `invented`: of invented gemeenten; those are never mixed with real ones. `context`: who takes part and who does not
    with why, the price level, and the p-value adjusted for all indicators that were looked at.
    """

    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="dose_results")
    invented = models.BooleanField(_("verzonnen"), default=False)

    objects = DoseResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("geld per huishouden en wat er veranderde")
        ordering = ["indicator", "invented", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "invented", "number"], name="dose_result_number_unique"),
            models.CheckConstraint(condition=Q(verdict__in=StoredVerdict.values), name="dose_result_verdict_known"),
        ]

    def __str__(self) -> str:
        return f"{self.indicator}, versie {self.number}"
