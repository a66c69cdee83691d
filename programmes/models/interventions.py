"""What is done: interventions, whom and where they reach, and what they yield."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import BooleanField, Count, F, Func, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from programmes.models.programme import Programme, programme_scope
from programmes.vocabulary import ALLOWED_MOVES, InterventionStatus, Move, PhysicalPart, Pillar
from stakeholders.models import Organisation, gemeente_ids, narrowed
from stakeholders.permissions import Action, Resource, Scope
from wijken.models import Area


class Among(Func):
    """That the first is one of the few that the second asks for.

    On PostgreSQL as an array: beside another condition ("or"), an IN of a question makes it read the whole table.
    """

    output_field = BooleanField()
    arg_joiner = " IN "
    template = "%(expressions)s"

    def as_postgresql(self, compiler: Any, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, template="%(expressions)s)", arg_joiner=" = ANY (ARRAY", **context)


class InterventionQuerySet(models.QuerySet["Intervention"]):
    def in_scope(self, scope: Scope, user: Any) -> Q:
        if scope == Scope.SHARED:
            return _worked_on_by(user.organisation_ids())
        return programme_scope(scope, user, prefix="programme__")

    def visible_to(self, user: Any) -> InterventionQuerySet:
        return narrowed(self, user, Resource.INTERVENTION, Action.READ)

    def editable_by(self, user: Any) -> InterventionQuerySet:
        return narrowed(self, user, Resource.INTERVENTION, Action.CHANGE)

    def of_person(self, user: Any) -> InterventionQuerySet:
        """Interventions for which the person may report: of the own gemeente, or of the own organisations."""
        rows = Q(pk__in=self.reported_by(user.organisation_ids()).values("pk"))
        return self.filter(rows | Q(programme__gemeente__in=gemeente_ids(user)))

    def with_spent(self) -> InterventionQuerySet:
        """With `spent_cents`, the sum of counting entries (see `InvestmentQuerySet`) of besteed; None without any.

        `kinds_of_vat` above 1: the sum holds amounts with and without btw, which must be said beside it.
        """
        from programmes.models.money import Investment

        spent = Investment.objects.counting().realised().filter(intervention=OuterRef("pk")).order_by()
        sums = spent.values("intervention").annotate(cents=Sum("amount_cents")).values("cents")
        kinds = spent.standing().values("intervention").annotate(kinds=Count("vat", distinct=True)).values("kinds")
        return self.annotate(spent_cents=Subquery(sums), kinds_of_vat=Coalesce(Subquery(kinds), 0))

    def reported_by(self, organisations: list[int]) -> InterventionQuerySet:
        """Interventions in which one of the organisations leads or works along."""
        return self.filter(_worked_on_by(organisations))


def _worked_on_by(organisations: list[int]) -> Q:
    along = Intervention.partners.through.objects.filter(organisation_id__in=organisations)
    return Q(lead__in=organisations) | Q(Among(F("pk"), Subquery(along.values("intervention_id"))))


class Intervention(models.Model):
    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.PROTECT, related_name="interventions"
    )
    title = models.CharField(_("naam"), max_length=120)
    description = models.TextField(_("wat we doen"), blank=True)
    pillar = models.CharField(_("pijler"), max_length=20, choices=Pillar.choices)
    physical_part = models.CharField(
        _("onderdeel"),
        max_length=20,
        choices=PhysicalPart.choices,
        blank=True,
        help_text=_("Alleen bij de pijler fysiek."),
    )
    lead = models.ForeignKey(
        Organisation, verbose_name=_("trekker"), on_delete=models.PROTECT, related_name="led_interventions"
    )
    partners = models.ManyToManyField(
        Organisation, verbose_name=_("doen mee"), blank=True, related_name="partnered_interventions"
    )
    areas = models.ManyToManyField(Area, through="Reach", related_name="interventions")
    start_year = models.PositiveSmallIntegerField(_("eerste jaar"))
    end_year = models.PositiveSmallIntegerField(_("laatste jaar"))
    began_on = models.DateField(_("echt begonnen op"), null=True, blank=True)
    ended_on = models.DateField(_("echt afgerond op"), null=True, blank=True)
    taakveld = models.CharField(
        _("taakveld"),
        max_length=8,
        blank=True,
        help_text=_("Waar de gemeente dit geld boekt, zoals 6.3. Geldt voor elk bedrag dat geen eigen taakveld noemt."),
    )
    status = models.CharField(
        _("status"), max_length=12, choices=InterventionStatus.choices, default=InterventionStatus.PLANNED
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = InterventionQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[partners])

    class Meta:
        verbose_name = _("interventie")
        verbose_name_plural = _("interventies")
        ordering = ["start_year", "title"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "title"], name="intervention_title_unique"),
            models.CheckConstraint(condition=Q(end_year__gte=F("start_year")), name="intervention_years_in_order"),
            models.CheckConstraint(condition=Q(pillar__in=Pillar.values), name="intervention_pillar_known"),
            models.CheckConstraint(
                condition=Q(physical_part="") | Q(pillar=Pillar.FYSIEK), name="intervention_part_is_physical"
            ),
            models.CheckConstraint(condition=Q(status__in=InterventionStatus.values), name="intervention_status_known"),
        ]

    def __str__(self) -> str:
        return self.title

    def is_invented(self) -> bool:
        """Whether it happens in a gemeente that does not exist; its page says so."""
        return self.programme.gemeente.invented

    def allowed_moves(self) -> list[Move]:
        return [move for move, (sources, _to) in ALLOWED_MOVES.items() if self.status in sources]


class Reach(models.Model):
    """An area that an intervention reaches, and which share of it goes there. Shares of one intervention sum to 1."""

    intervention = models.ForeignKey(Intervention, on_delete=models.CASCADE, related_name="reach")
    area = models.ForeignKey(Area, on_delete=models.PROTECT, related_name="reach")
    share = models.DecimalField(_("aandeel"), max_digits=5, decimal_places=4, default=1)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("bereik")
        constraints = [
            models.UniqueConstraint(fields=["intervention", "area"], name="reach_unique"),
            models.CheckConstraint(condition=Q(share__gt=0, share__lte=1), name="reach_share_between_0_and_1"),
        ]


class Output(models.Model):
    """What an intervention yields: a thing that is counted, planned and realised (unknown is not nought)."""

    intervention = models.ForeignKey(Intervention, on_delete=models.CASCADE, related_name="outputs")
    name = models.CharField(_("resultaat"), max_length=80)
    planned = models.PositiveIntegerField(_("gepland"), null=True, blank=True)
    realised = models.PositiveIntegerField(_("gehaald"), null=True, blank=True)
    counted_on = models.DateField(
        _("geteld op"), null=True, blank=True, help_text=_("De dag waarop het er zoveel waren.")
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("resultaat")
        constraints = [models.UniqueConstraint(fields=["intervention", "name"], name="output_name_unique")]

    def __str__(self) -> str:
        return self.name
