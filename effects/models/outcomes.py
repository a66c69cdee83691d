"""The outcomes of a study and with which areas each is compared."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from effects.models.study import Study, study_scope
from effects.vocabulary import INCLUDED, MOST_PRIMARY, Choice
from indicators.models import Indicator
from programmes.models import Intervention
from stakeholders.models import narrowed
from stakeholders.permissions import Action, Resource, Scope
from wijken.models import Area

if TYPE_CHECKING:
    from effects.models.results import StudyResult


class StudyOutcomeQuerySet(models.QuerySet["StudyOutcome"]):
    def in_scope(self, scope: Scope, user: Any) -> Q:
        return study_scope(scope, user, prefix="study__")

    def visible_to(self, user: Any) -> StudyOutcomeQuerySet:
        rows: StudyOutcomeQuerySet = narrowed(self, user, Resource.STUDY, Action.READ)
        return rows


class StudyOutcome(models.Model):
    """An indicator on which the study should show. `primary_rank` 1, 2 or 3 is a main question; none: exploratory.

    `relevant_effect`: the effect that would matter, in the indicator's own unit, not negative. `lag_years`: after how
    many years the contributions say that it shows. `interventions`: those whose contribution links promise it.
    """

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="outcomes")
    indicator = models.ForeignKey(
        Indicator, verbose_name=_("indicator"), on_delete=models.PROTECT, related_name="study_outcomes"
    )
    primary_rank = models.PositiveSmallIntegerField(_("hoofdvraag"), null=True, blank=True)
    relevant_effect = models.FloatField(_("effect dat ertoe doet"), null=True, blank=True)
    lag_years = models.PositiveSmallIntegerField(_("na hoeveel jaar merkbaar"), default=0)
    interventions = models.ManyToManyField(Intervention, verbose_name=_("interventies"), related_name="study_outcomes")
    chosen_at = models.DateTimeField(_("vergelijkingswijken gekozen op"), null=True, blank=True)

    objects = StudyOutcomeQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[interventions])

    class Meta:
        verbose_name = _("uitkomst van een onderzoek")
        ordering = [models.F("primary_rank").asc(nulls_last=True), "indicator__order"]
        constraints = [
            models.UniqueConstraint(fields=["study", "indicator"], name="study_outcome_unique"),
            models.UniqueConstraint(fields=["study", "primary_rank"], name="study_primary_rank_unique"),
            models.CheckConstraint(
                condition=Q(primary_rank__isnull=True) | Q(primary_rank__gte=1, primary_rank__lte=MOST_PRIMARY),
                name="study_has_at_most_three_primary",
            ),
            models.CheckConstraint(
                condition=Q(relevant_effect__isnull=True) | Q(relevant_effect__gte=0),
                name="study_relevant_effect_not_negative",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.indicator} ({self.study})"

    @property
    def is_primary(self) -> bool:
        return self.primary_rank is not None

    @property
    def effect_year(self) -> int:
        """The first year in which the effect is promised to show."""
        return self.study.start_year + self.lag_years

    @property
    def frozen_before_effect(self) -> bool:
        """Nobody can have looked at the outcome first: it was frozen before the first year that tells of it."""
        frozen_at = self.study.frozen_at
        return frozen_at is not None and frozen_at.year < self.effect_year

    def newest_result(self) -> StudyResult | None:
        return self.results.order_by("-number").first()


class ComparisonAreaQuerySet(models.QuerySet["ComparisonArea"]):
    def included(self) -> ComparisonAreaQuerySet:
        return self.filter(choice__in=INCLUDED)

    def left_out(self) -> ComparisonAreaQuerySet:
        return self.exclude(choice__in=INCLUDED)


class ComparisonArea(models.Model):
    """An area that was weighed as a comparison, with why it is one or not. The choice knows nothing of after the start.

    `distance`: how unlike it was before the start (0 alike; in standard deviations), None where it was not measured.
    `reason`: what the manager says who takes it in or leaves it out. `proposed`: what the rules chose.
    """

    outcome = models.ForeignKey(StudyOutcome, on_delete=models.CASCADE, related_name="comparison_areas")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")
    choice = models.CharField(_("keuze"), max_length=12, choices=Choice.choices)
    proposed = models.CharField(_("voorstel"), max_length=12, choices=Choice.choices)
    distance = models.FloatField(_("afstand"), null=True, blank=True)
    facts = models.JSONField(default=dict, blank=True)
    reason = models.CharField(_("reden van de programmamanager"), max_length=300, blank=True)

    objects = ComparisonAreaQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("vergelijkingswijk")
        verbose_name_plural = _("vergelijkingswijken")
        ordering = [models.F("distance").asc(nulls_last=True), "area__code"]
        constraints = [
            models.UniqueConstraint(fields=["outcome", "area"], name="comparison_area_unique"),
            models.CheckConstraint(condition=Q(choice__in=Choice.values), name="comparison_choice_known"),
            models.CheckConstraint(
                condition=~Q(choice__in=(Choice.ADDED, Choice.REMOVED)) | ~Q(reason=""),
                name="comparison_changed_with_a_reason",
            ),
        ]

    @property
    def included(self) -> bool:
        return self.choice in INCLUDED
