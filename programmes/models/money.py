"""The money: an append-only ledger, and amounts that were published without a ledger."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q, Sum
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from programmes.models.interventions import Intervention, Reach
from programmes.models.programme import Programme, programme_scope
from programmes.vocabulary import MoneyState, StreamKind
from stakeholders.models import Organisation, narrowed
from stakeholders.permissions import Action, Resource, Scope
from wijken.models import Area


class AppendOnly(Exception):
    """An entry of the ledger is never changed or removed: correct it by a reversal and a new entry."""


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


class InvestmentQuerySet(models.QuerySet["Investment"]):
    def in_scope(self, scope: Scope, user: Any) -> Q:
        if scope == Scope.OWN:
            own = user.organisation_ids()
            return Q(spender__in=own) | Q(payer__in=own)
        return programme_scope(scope, user, prefix="intervention__programme__")

    def visible_to(self, user: Any) -> InvestmentQuerySet:
        return narrowed(self, user, Resource.INVESTMENT, Action.READ)

    def correctable_by(self, user: Any) -> InvestmentQuerySet:
        return narrowed(self, user, Resource.INVESTMENT, Action.CHANGE)

    def with_names(self) -> InvestmentQuerySet:
        """With all that a row shows, in one query."""
        return self.select_related(
            "intervention__programme__gemeente",
            "payer",
            "spender",
            "funding_stream",
            "entered_by",
            "reverses",
            "reversed_by",
        )

    def realised(self) -> InvestmentQuerySet:
        return self.filter(state=MoneyState.SPENT)

    def in_state(self, state: str) -> InvestmentQuerySet:
        return self.filter(state=state)

    def of_programme(self, programme: Programme) -> InvestmentQuerySet:
        return self.filter(intervention__programme=programme)

    def in_areas(self, areas: Iterable[Area]) -> InvestmentQuerySet:
        """Entries of interventions that reach one of the areas; the area's part is a share (`reach`)."""
        reaching = Reach.objects.filter(area__in=areas).values("intervention")
        return self.filter(intervention__in=reaching)

    def standing(self) -> InvestmentQuerySet:
        """Entries that count as they are: no reversals, and none that was reversed. Sums need no such filter."""
        return self.filter(reverses__isnull=True, reversed_by__isnull=True)

    def total_cents(self) -> int:
        """The sum of entries in cents; call on one state only, since states are never mixed."""
        return self.aggregate(total=Sum("amount_cents"))["total"] or 0

    def per_state(self) -> InvestmentQuerySet:
        """Rows {state, cents}."""
        return self._summed("state")

    def per_year(self) -> InvestmentQuerySet:
        """Rows {year, state, cents}."""
        return self._summed("year", "state")

    def per_pillar(self) -> InvestmentQuerySet:
        """Rows {pillar, state, cents}."""
        return self._summed("state", pillar=F("intervention__pillar"))

    def per_payer(self) -> InvestmentQuerySet:
        """Rows {payer, state, cents}: the same euros as `per_spender`, seen from who gives them."""
        return self._summed("payer", "state")

    def per_spender(self) -> InvestmentQuerySet:
        """Rows {spender, state, cents}."""
        return self._summed("spender", "state")

    def per_intervention(self) -> InvestmentQuerySet:
        """Rows {intervention, state, cents}."""
        return self._summed("intervention", "state")

    def per_pillar_and_year(self) -> InvestmentQuerySet:
        """Rows {year, pillar, cents}; call on one state only."""
        return self._summed("year", pillar=F("intervention__pillar"))

    def per_pillar_year_and_state(self) -> InvestmentQuerySet:
        """Rows {year, state, pillar, cents}: the money matrix of a programme."""
        return self._summed("year", "state", pillar=F("intervention__pillar"))

    def _summed(self, *by: str, **named: F) -> InvestmentQuerySet:
        """Sums in the database; a group without entries has no row, which is not the same as nought."""
        grouped = self.order_by().values(*by, **named).annotate(cents=Sum("amount_cents"))
        return grouped.order_by(*by, *named)

    def update(self, **kwargs: Any) -> int:
        raise AppendOnly

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnly


class Investment(models.Model):
    """One entry: payer × spender × intervention × calendar year × funding stream × state × amount in cents.

    Only a reversal is negative, and it equals what it reverses. Nought reported stands as an
    entry of 0; not reported is no entry.
    """

    intervention = models.ForeignKey(Intervention, on_delete=models.PROTECT, related_name="investments")
    payer = models.ForeignKey(
        Organisation, verbose_name=_("betaalt"), on_delete=models.PROTECT, related_name="paid_investments"
    )
    spender = models.ForeignKey(
        Organisation, verbose_name=_("geeft uit"), on_delete=models.PROTECT, related_name="spent_investments"
    )
    year = models.PositiveSmallIntegerField(_("jaar"))
    funding_stream = models.ForeignKey(
        FundingStream, verbose_name=_("geldstroom"), on_delete=models.PROTECT, related_name="investments"
    )
    state = models.CharField(_("toestand"), max_length=20, choices=MoneyState.choices)
    amount_cents = models.BigIntegerField(_("bedrag in centen"))
    reverses = models.OneToOneField(
        "self",
        verbose_name=_("boekt terug"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="reversed_by",
    )
    note = models.CharField(_("toelichting"), max_length=300, blank=True)
    entered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        verbose_name=_("ingevoerd door"),
        null=True,
        on_delete=models.SET_NULL,
        related_name="entered_investments",
    )
    entered_at = models.DateTimeField(_("ingevoerd op"), auto_now_add=True)

    objects = InvestmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("investering")
        verbose_name_plural = _("investeringen")
        ordering = ["-entered_at", "-pk"]
        indexes = [
            models.Index(fields=["intervention", "year", "state"], name="investment_per_year"),
            models.Index(fields=["spender", "year"], name="investment_spender_year"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(reverses__isnull=True, amount_cents__gte=0)
                | Q(reverses__isnull=False, amount_cents__lte=0),
                name="investment_only_a_reversal_is_negative",
            ),
            models.CheckConstraint(condition=Q(state__in=MoneyState.values), name="investment_state_known"),
        ]

    def __str__(self) -> str:
        return f"{self.intervention_id} {self.year} {self.state} {self.amount}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly

    @property
    def amount(self) -> Decimal:
        """The amount in euros, exact to the cent."""
        return Decimal(self.amount_cents) / 100


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
