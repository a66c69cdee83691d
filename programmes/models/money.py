"""The money: an append-only ledger, and amounts that were published without a ledger."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, QuerySet, Sum, When
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _

from charts.wording import percentage
from programmes.models.interventions import Intervention, Reach
from programmes.models.programme import Programme, programme_scope
from programmes.models.streams import FundingStream
from programmes.signals import money_booked
from programmes.vocabulary import MoneyState, Nature, Vat
from stakeholders.models import Organisation, narrowed
from stakeholders.permissions import Action, Resource, Scope
from wijken.models import Area

MOST_HANDS = 12  # longer is a fault in the data


class AppendOnly(Exception):
    """An entry of the ledger is never changed or removed: correct it by a reversal and a new entry."""


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

    def with_kept(self) -> InvestmentQuerySet:
        """With all that a correction keeps, so that copying many asks nothing more."""
        kept = ("payer", "spender", "funding_stream", "document", "passed_from", "first_payer", "bundle")
        return self.select_related("intervention__programme", *kept)

    def with_hands(self) -> InvestmentQuerySet:
        """With those through whose hands the money came, for the chains that occur."""
        hands = "passed_from__payer", "passed_from__passed_from__payer", "passed_from__passed_from__passed_from__payer"
        return self.select_related("first_payer", "bundle", "document", *hands)

    def counting(self) -> InvestmentQuerySet:
        """Entries that a total counts: no capital charges, and passed-on money only where it ends."""
        return self.filter(nature=Nature.INVESTMENT, passed_on=False)

    def charges(self) -> InvestmentQuerySet:
        """Capital charges: they stand apart, and no total counts them."""
        return self.filter(nature=Nature.CAPITAL_CHARGE, passed_on=False)

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
        """Entries that count as they are: no reversals, and none that was reversed. Sums need no such filter.

        By NOT EXISTS: of a LEFT JOIN on what has no reversal PostgreSQL expects one row, and plans the rest for that.
        """
        reversal = Investment.objects.filter(reverses=OuterRef("pk"))
        return self.filter(~Exists(reversal), reverses__isnull=True)

    def in_hand(self) -> InvestmentQuerySet:
        """Standing entries that were not passed on: what a report shows, and what one corrects there."""
        return self.standing().filter(passed_on=False)

    def total_cents(self) -> int:
        """The sum of counting entries in cents; call on one state only, since states are never mixed."""
        return self.counting().aggregate(total=Sum("amount_cents"))["total"] or 0

    def per_state(self) -> InvestmentQuerySet:
        """Rows {state, cents}."""
        return self._summed("state")

    def per_nature_state_and_vat(self) -> InvestmentQuerySet:
        """Rows {nature, state, vat, cents} of what stands: the parts of a total, and beside them capital charges."""
        return self.filter(passed_on=False)._grouped("nature", "state", "vat")

    def per_year(self) -> InvestmentQuerySet:
        """Rows {year, state, cents}."""
        return self._summed("year", "state")

    def per_pillar(self) -> InvestmentQuerySet:
        """Rows {pillar, state, cents}."""
        return self._summed("state", pillar=F("intervention__pillar"))

    def per_payer(self) -> InvestmentQuerySet:
        """Rows {payer, state, cents}: the same euros as `per_spender`, seen from who gives them."""
        return self._summed("payer", "state")

    def per_first_payer(self) -> InvestmentQuerySet:
        """Rows {source, state, cents}: who gave the money first, however many hands it went through."""
        return self._summed("state", source=Coalesce("first_payer", "payer"))

    def per_source_and_spender(self) -> InvestmentQuerySet:
        """Rows {source, spender, cents}; call on one state only."""
        return self._summed("spender", source=Coalesce("first_payer", "payer"))

    def per_spender(self) -> InvestmentQuerySet:
        """Rows {spender, state, cents}."""
        return self._summed("spender", "state")

    def per_programme(self) -> InvestmentQuerySet:
        """Rows {programme, state, cents}."""
        return self._summed("state", programme=F("intervention__programme"))

    def per_intervention(self) -> InvestmentQuerySet:
        """Rows {intervention, state, cents}."""
        return self._summed("intervention", "state")

    def per_intervention_year_and_first_payer(self) -> InvestmentQuerySet:
        """Rows {intervention, year, state, source, cents}."""
        return self._summed("intervention", "year", "state", source=Coalesce("first_payer", "payer"))

    def per_intervention_year_and_spender(self) -> InvestmentQuerySet:
        """Rows {intervention, year, state, spender, cents}."""
        return self._summed("intervention", "year", "state", "spender")

    def per_intervention_and_first_payer(self) -> InvestmentQuerySet:
        """Rows {intervention, state, source, cents}."""
        return self._summed("intervention", "state", source=Coalesce("first_payer", "payer"))

    def per_pillar_spender_state_and_year(self) -> InvestmentQuerySet:
        """Rows {pillar, partner, state, year, cents}: the money matrix of a programme, by who spends."""
        return self._summed("state", "year", pillar=F("intervention__pillar"), partner=F("spender"))

    def per_programme_and_spent_per_work(self) -> QuerySet[Any, Any]:
        """Tuples (programme, state, work, source, cents); work and source (who paid first) only of what was spent."""
        spent = Q(state=MoneyState.SPENT)
        work = Case(When(spent, then=F("intervention")), default=None)
        source = Case(When(spent, then=Coalesce("first_payer", "payer")), default=None)
        found = self._summed("state", programme=F("intervention__programme"), work=work, source=source)
        return found.values_list("programme", "state", "work", "source", "cents")

    def per_pillar_first_payer_state_and_year(self) -> InvestmentQuerySet:
        """Rows {pillar, partner, state, year, cents}: the same euros, by who gave them first."""
        return self._summed("state", "year", pillar=F("intervention__pillar"), partner=Coalesce("first_payer", "payer"))

    def paid_first_by(self, organisation: Organisation) -> InvestmentQuerySet:
        """Entries of money that this organisation gave first, however many hands it went through."""
        return self.filter(Q(first_payer=organisation) | Q(first_payer=None, payer=organisation))

    def _summed(self, *by: str, **named: F | Coalesce | Case) -> InvestmentQuerySet:
        """Sums of counting entries in the database; a group in which nothing stands has no row, which is not nought.

        What was reversed adds up to nought with its reversal, which is its copy and so lies in the same group: counting
        both tells what stands, and spares looking for the reversal of each entry.
        """
        return self.counting()._grouped(*by, **named)

    def _grouped(self, *by: str, **named: F | Coalesce | Case) -> InvestmentQuerySet:
        grouped = self.order_by().values(*by, **named).annotate(cents=Sum("amount_cents"))
        stands = Count("pk") - 2 * Count("reverses")
        return grouped.alias(stands=stands).filter(stands__gt=0).order_by(*by, *named)

    def book(self, entries: Sequence[Investment]) -> list[Investment]:
        """Put many entries in the ledger at once, in their order (1 query), and ring as for each of them."""
        written = self.bulk_create(entries)
        if written:
            money_booked.send(Investment, entries=written)
        return written

    def update(self, **kwargs: Any) -> int:
        raise AppendOnly

    def delete(self) -> tuple[int, dict[str, int]]:
        raise AppendOnly


class Investment(models.Model):
    """One entry: payer × spender × intervention × calendar year × funding stream × state × amount in cents.

    Only a reversal is negative, and it equals what it reverses. Nought reported stands as an
    entry of 0; not reported is no entry. `taakveld_year` None beside a taakveld means the year of the entry.

    Money that goes through several hands is a chain: the entry of who passes it on is marked `passed_on` and counts in
    no total, the next hand's entry points back by `passed_from` and keeps the `first_payer` (None: the payer).
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
    vat = models.CharField(_("btw"), max_length=10, choices=Vat.choices, default=Vat.UNKNOWN)
    nature = models.CharField(_("aard"), max_length=14, choices=Nature.choices, default=Nature.INVESTMENT)
    taakveld = models.CharField(_("taakveld"), max_length=8, blank=True)
    taakveld_year = models.PositiveSmallIntegerField(_("boekjaar van het taakveld"), null=True, blank=True)
    source_reference = models.CharField(_("bronstuk"), max_length=160, blank=True)
    document = models.ForeignKey(
        "programmes.Document",
        verbose_name=_("document"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="investments",
    )
    passed_on = models.BooleanField(_("doorgegeven"), default=False)
    passed_from = models.ForeignKey(
        "self", verbose_name=_("komt uit"), null=True, blank=True, on_delete=models.PROTECT, related_name="passed_to"
    )
    first_payer = models.ForeignKey(
        Organisation,
        verbose_name=_("betaalde het eerst"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    bundle = models.ForeignKey(
        "programmes.Bundle",
        verbose_name=_("deel van"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="entries",
    )
    bundle_share = models.DecimalField(_("aandeel"), max_digits=9, decimal_places=8, null=True, blank=True)
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
            models.CheckConstraint(condition=Q(vat__in=Vat.values), name="investment_vat_known"),
            models.CheckConstraint(condition=Q(nature__in=Nature.values), name="investment_nature_known"),
            models.CheckConstraint(
                condition=Q(bundle_share__isnull=True) | Q(bundle_share__gt=0, bundle_share__lte=1),
                name="investment_share_between_0_and_1",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.intervention_id} {self.year} {self.state} {self.amount}"

    def save(self, *args: Any, **kwargs: Any) -> None:
        if self.pk and not self._state.adding:
            raise AppendOnly
        super().save(*args, **kwargs)
        money_booked.send(Investment, entries=[self])

    def delete(self, *args: Any, **kwargs: Any) -> tuple[int, dict[str, int]]:
        raise AppendOnly

    @property
    def amount(self) -> Decimal:
        """The amount in euros, exact to the cent."""
        return Decimal(self.amount_cents) / 100

    @property
    def hands(self) -> list[Organisation]:
        """Who had the money before its spender, the first payer first."""
        links = [self]
        while links[-1].passed_from is not None and len(links) < MOST_HANDS:
            links.append(links[-1].passed_from)
        return [link.payer for link in reversed(links)]

    @property
    def bundle_percent(self) -> str:
        return "" if self.bundle_share is None else percentage(self.bundle_share * 100, 2)


class BundleQuerySet(models.QuerySet["Bundle"]):
    def visible_to(self, user: Any) -> BundleQuerySet:
        """Those of which the person may see a part."""
        return self.filter(pk__in=Investment.objects.visible_to(user).exclude(bundle=None).values("bundle"))

    def editable_by(self, user: Any) -> BundleQuerySet:
        return self.filter(pk__in=Investment.objects.correctable_by(user).exclude(bundle=None).values("bundle"))

    def with_parts(self) -> BundleQuerySet:
        """With `of_all`, how many parts it was divided into, whoever may see them (corrections count anew)."""
        return self.annotate(of_all=Count("entries", filter=Q(entries__reverses=None)))


class Bundle(models.Model):
    """One investment that serves several interventions by share: its entries carry the shares, which sum to 1."""

    name = models.CharField(_("naam"), max_length=120)
    total_cents = models.BigIntegerField(_("bedrag in centen"))
    entered_at = models.DateTimeField(_("ingevoerd op"), auto_now_add=True)

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = _("gedeelde investering")
        ordering = ["-entered_at"]
        constraints = [models.CheckConstraint(condition=Q(total_cents__gte=0), name="bundle_not_negative")]

    def __str__(self) -> str:
        return self.name

    @property
    def amount(self) -> Decimal:
        """The whole amount in euros."""
        return Decimal(self.total_cents) / 100
