"""A study: what a programme did in some areas from some year on, and on which outcomes it should show."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from effects.vocabulary import StartBasis, StudyStatus
from programmes.models import Programme
from programmes.models.programme import programme_scope
from runs.models import Run
from stakeholders.models import Person, narrowed
from stakeholders.permissions import Action, Resource, Scope
from wijken.models import Area


class StudyQuerySet(models.QuerySet["Study"]):
    def in_scope(self, scope: Scope, user: Any) -> Q:
        return study_scope(scope, user, prefix="")

    def visible_to(self, user: Any) -> StudyQuerySet:
        rows: StudyQuerySet = narrowed(self, user, Resource.STUDY, Action.READ)
        return rows

    def editable_by(self, user: Any) -> StudyQuerySet:
        rows: StudyQuerySet = narrowed(self, user, Resource.STUDY, Action.CHANGE)
        return rows

    def frozen(self) -> StudyQuerySet:
        return self.filter(status=StudyStatus.FROZEN)


def study_scope(scope: Scope, user: Any, prefix: str) -> Q:
    """What a scope means for a study and what hangs under it. Only a manager's own scope holds what is not frozen."""
    rows = programme_scope(scope, user, prefix=f"{prefix}programme__")
    return rows if scope == Scope.GEMEENTE else rows & Q(**{f"{prefix}status": StudyStatus.FROZEN})


class Study(models.Model):
    """One start in one set of areas. Frozen (`vastgelegd`) is pre-registration: nothing of it changes afterwards.

    `start_year`: the first year in which money was spent, or what `start_basis` says. `selection_year`: the year in
    which the wijk was selected, left out of the baseline because a bad year is why a wijk is selected.
    """

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.PROTECT, related_name="studies"
    )
    name = models.CharField(_("naam"), max_length=160)
    areas = models.ManyToManyField(Area, through="StudyArea", related_name="studies")
    start_year = models.PositiveSmallIntegerField(_("begin"))
    start_basis = models.CharField(_("hoe het begin bekend is"), max_length=8, choices=StartBasis.choices)
    selection_year = models.PositiveSmallIntegerField(
        _("jaar waarin de wijk is gekozen"),
        null=True,
        blank=True,
        help_text=_("Dit jaar telt niet mee: een slecht jaar is vaak waarom een wijk gekozen wordt."),
    )
    status = models.CharField(_("status"), max_length=12, choices=StudyStatus.choices, default=StudyStatus.DRAFT)
    frozen_at = models.DateTimeField(_("vastgelegd op"), null=True, blank=True)
    frozen_by = models.ForeignKey(
        Person, verbose_name=_("vastgelegd door"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    run = models.ForeignKey(Run, null=True, blank=True, on_delete=models.SET_NULL, related_name="+", editable=False)
    version = models.PositiveIntegerField(default=1, editable=False)
    created_at = models.DateTimeField(auto_now_add=True)

    objects = StudyQuerySet.as_manager()
    history = HistoricalRecords(excluded_fields=["run"])

    class Meta:
        verbose_name = _("onderzoek")
        verbose_name_plural = _("onderzoeken")
        ordering = ["programme__name", "start_year", "name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="study_name_unique"),
            models.CheckConstraint(condition=Q(status__in=StudyStatus.values), name="study_status_known"),
            models.CheckConstraint(condition=Q(start_basis__in=StartBasis.values), name="study_start_basis_known"),
            models.CheckConstraint(
                condition=Q(selection_year__isnull=True) | Q(selection_year__lte=F("start_year")),
                name="study_selected_before_its_start",
            ),
            models.CheckConstraint(
                condition=Q(status=StudyStatus.DRAFT) | Q(frozen_at__isnull=False), name="study_frozen_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def is_frozen(self) -> bool:
        return self.status == StudyStatus.FROZEN


def areas_with_place(path: str = "study_areas") -> models.Prefetch[Any, Any, Any]:
    """The areas of studies and what those lie in, in one query; for `prefetch_related`. `path` leads to them."""
    return models.Prefetch(path, queryset=StudyArea.objects.select_related("area__parent__parent"))


class StudyArea(models.Model):
    """An area in which the programme did what is studied."""

    study = models.ForeignKey(Study, on_delete=models.CASCADE, related_name="study_areas")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="+")

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("gebied van een onderzoek")
        ordering = ["area__code"]
        constraints = [models.UniqueConstraint(fields=["study", "area"], name="study_area_unique")]
