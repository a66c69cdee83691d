"""Amounts that a public document names, beside the ledger."""

from __future__ import annotations

from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from programmes.models.programme import Programme
from wijken.models import Area


class PublishedAmount(models.Model):
    """An amount that a public document names, without the year, payer or intervention that the ledger asks.

    It stands beside the ledger and is never added to it.
    """

    class Kind(models.TextChoices):
        EFFORT = "inzet", _("extra inzet van corporaties, zonder jaartal")
        SUBSIDY = "subsidie", _("subsidie per jaar, ten hoogste")

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="published_amounts")
    wijk_name = models.CharField(_("wijk, zoals het stuk hem noemt"), max_length=80)
    area = models.ForeignKey(Area, null=True, blank=True, on_delete=models.PROTECT, related_name="published_amounts")
    kind = models.CharField(_("soort"), max_length=10, choices=Kind.choices)
    amount_cents = models.BigIntegerField(_("bedrag in centen"))
    source = models.CharField(_("bron"), max_length=300)
    source_url = models.URLField(blank=True)

    class Meta:
        verbose_name = _("gepubliceerd bedrag")
        verbose_name_plural = _("gepubliceerde bedragen")
        ordering = ["wijk_name", "kind"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "wijk_name", "kind"], name="published_amount_unique"),
            models.CheckConstraint(condition=Q(amount_cents__gte=0), name="published_amount_not_negative"),
        ]

    @property
    def amount(self) -> Decimal:
        return Decimal(self.amount_cents) / 100
