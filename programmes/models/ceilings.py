"""How much a programme may commit from a funding stream, and who decided to go beyond it."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from programmes.models.money import Investment
from programmes.models.programme import Programme, programme_scope
from programmes.models.streams import FundingStream
from stakeholders.models import narrowed
from stakeholders.permissions import Action, Resource, Scope


class CeilingQuerySet(models.QuerySet["Ceiling"]):
    def in_scope(self, scope: Scope, user: Any) -> Q:
        return programme_scope(scope, user, prefix="programme__")

    def visible_to(self, user: Any) -> CeilingQuerySet:
        return narrowed(self, user, Resource.CEILING, Action.READ)

    def editable_by(self, user: Any) -> CeilingQuerySet:
        return narrowed(self, user, Resource.CEILING, Action.CHANGE)


class Ceiling(models.Model):
    """The most that a programme may commit (verplicht) from a stream in a period of calendar years."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="ceilings")
    funding_stream = models.ForeignKey(
        FundingStream, verbose_name=_("geldstroom"), on_delete=models.PROTECT, related_name="ceilings"
    )
    first_year = models.PositiveSmallIntegerField(_("eerste jaar"))
    last_year = models.PositiveSmallIntegerField(_("laatste jaar"))
    amount_cents = models.BigIntegerField(_("plafond in centen"))
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CeilingQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("plafond")
        verbose_name_plural = _("plafonds")
        ordering = ["funding_stream__name", "first_year"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "funding_stream", "first_year"], name="ceiling_unique"),
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="ceiling_years_in_order"),
            models.CheckConstraint(condition=Q(amount_cents__gte=0), name="ceiling_not_negative"),
        ]

    def __str__(self) -> str:
        return f"{self.funding_stream}, {self.first_year}–{self.last_year}"

    @property
    def amount(self) -> Decimal:
        """The ceiling in euros."""
        return Decimal(self.amount_cents) / 100


class CeilingOverride(models.Model):
    """A commitment beyond a ceiling that the programme manager allowed, and why."""

    ceiling = models.ForeignKey(Ceiling, on_delete=models.PROTECT, related_name="overrides")
    entry = models.ForeignKey(Investment, on_delete=models.PROTECT, related_name="overrides")
    reason = models.CharField(_("reden"), max_length=300)
    beyond_cents = models.BigIntegerField(_("boven het plafond, in centen"))
    allowed_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    allowed_at = models.DateTimeField(_("toegestaan op"), auto_now_add=True)

    class Meta:
        verbose_name = _("overschrijding van een plafond")
        ordering = ["-allowed_at"]
