"""Where money comes from."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from programmes.vocabulary import STREAM_RULES, StreamKind
from stakeholders.models import narrowed
from stakeholders.permissions import Action, Resource, Scope


class FundingStreamQuerySet(models.QuerySet["FundingStream"]):
    def in_scope(self, scope: Scope, user: Any) -> Q:
        """Streams belong to no gemeente: who may see or change them in any scope but all, sees none."""
        return Q(pk__in=[])

    def visible_to(self, user: Any) -> FundingStreamQuerySet:
        return narrowed(self, user, Resource.FUNDING_STREAM, Action.READ)

    def editable_by(self, user: Any) -> FundingStreamQuerySet:
        return narrowed(self, user, Resource.FUNDING_STREAM, Action.CHANGE)

    def in_use(self) -> FundingStreamQuerySet:
        """Those from which a new amount can come."""
        return self.filter(retired=False)


class FundingStream(models.Model):
    """Where money comes from (geldstroom). Never removed: one that dried up is retired, and keeps its entries."""

    name = models.CharField(_("naam"), max_length=80, unique=True)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(_("soort"), max_length=24, choices=StreamKind.choices)
    explanation = models.CharField(_("uitleg"), max_length=200, blank=True)
    retired = models.BooleanField(_("gestopt"), default=False)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = FundingStreamQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("geldstroom")
        verbose_name_plural = _("geldstromen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def rules(self) -> str:
        """What holds for all money of its kind."""
        return str(STREAM_RULES[StreamKind(self.kind)])
