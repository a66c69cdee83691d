"""What came of an outcome: versions beside each other, none of which ever changes."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Max, OuterRef, Q, Subquery
from django.utils.translation import gettext_lazy as _

from effects.models.answered import Answered
from effects.models.outcomes import StudyOutcome
from effects.models.study import areas_with_place, study_scope
from effects.vocabulary import StoredVerdict
from stakeholders.models import narrowed
from stakeholders.permissions import Action, Resource, Scope


class StudyResultQuerySet(models.QuerySet["StudyResult"]):
    def in_scope(self, scope: Scope, user: Any) -> Q:
        return study_scope(scope, user, prefix="outcome__study__")

    def visible_to(self, user: Any) -> StudyResultQuerySet:
        rows: StudyResultQuerySet = narrowed(self, user, Resource.STUDY, Action.READ)
        return rows

    def newest(self) -> StudyResultQuerySet:
        """Of each outcome the last version."""
        last = StudyResult.objects.filter(outcome=OuterRef("outcome")).order_by().values("outcome")
        return self.filter(number=Subquery(last.annotate(last=Max("number")).values("last")))

    def for_reading(self) -> StudyResultQuerySet:
        """With all that its words name, in 3 queries; without the panel, which is large."""
        beside = ("outcome__indicator__source", "outcome__study__programme__gemeente")
        areas = areas_with_place("outcome__study__study_areas")
        under = ("outcome__indicator__definitions", areas, "outcome__interventions")
        return self.select_related(*beside).prefetch_related(*under).defer("snapshot")


class StudyResult(Answered):
    """One version of the answer to one outcome of a study.

    `money`, `cost`: realised euros and what a unit of effect cost.
    `context`: what stands beside the answer (gap, waterbed, turnover, regression to the mean, Maryland level), each
    under its name. `changed`: what is different from the version before, as codes with facts; empty in the first.
    """

    outcome = models.ForeignKey(StudyOutcome, on_delete=models.PROTECT, related_name="results")
    money = models.JSONField(default=dict)
    cost = models.JSONField(default=dict)
    changed = models.JSONField(default=list)

    objects = StudyResultQuerySet.as_manager()

    class Meta:
        verbose_name = _("resultaat van een onderzoek")
        ordering = ["outcome", "-number"]
        constraints = [
            models.UniqueConstraint(fields=["outcome", "number"], name="study_result_number_unique"),
            models.CheckConstraint(condition=Q(verdict__in=StoredVerdict.values), name="study_result_verdict_known"),
        ]

    def __str__(self) -> str:
        return f"{self.outcome}, versie {self.number}"
