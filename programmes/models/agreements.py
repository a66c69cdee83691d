"""Agreements between gemeente, corporatie and huurdersorganisatie, and what has come of them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from programmes.models.documents import Document
from programmes.models.interventions import Intervention, Output
from programmes.models.programme import Programme, programme_scope
from programmes.vocabulary import AGREEMENT_MOVES, AgreementKind, AgreementMove, AgreementStatus
from stakeholders.models import Organisation, narrowed
from stakeholders.permissions import Action, Resource, Scope


class AgreementQuerySet(models.QuerySet["Agreement"]):
    def in_scope(self, scope: Scope, user: Any) -> Q:
        if scope == Scope.OWN:
            own = Agreement.parties.through.objects.filter(organisation_id__in=user.organisation_ids())
            return Q(pk__in=own.values("agreement_id"))
        rows = programme_scope(scope, user, prefix="programme__")
        signed = Q(status__in=(AgreementStatus.SIGNED, AgreementStatus.ENDED))
        return rows & signed if scope == Scope.PUBLIC else rows

    def visible_to(self, user: Any) -> AgreementQuerySet:
        return narrowed(self, user, Resource.AGREEMENT, Action.READ)

    def editable_by(self, user: Any) -> AgreementQuerySet:
        return narrowed(self, user, Resource.AGREEMENT, Action.CHANGE)


class Agreement(models.Model):
    """Prestatieafspraken or a convenant: who binds themselves, from when to when."""

    programme = models.ForeignKey(
        Programme, verbose_name=_("programma"), on_delete=models.PROTECT, related_name="agreements"
    )
    kind = models.CharField(_("soort"), max_length=20, choices=AgreementKind.choices)
    name = models.CharField(_("naam"), max_length=120)
    parties = models.ManyToManyField(Organisation, verbose_name=_("partijen"), related_name="agreements")
    first_year = models.PositiveSmallIntegerField(_("eerste jaar"))
    last_year = models.PositiveSmallIntegerField(_("laatste jaar"))
    status = models.CharField(_("status"), max_length=12, choices=AgreementStatus.choices, default=AgreementStatus.BID)
    signed_on = models.DateField(_("getekend op"), null=True, blank=True)
    summary = models.TextField(_("waar het over gaat"), blank=True)
    document = models.ForeignKey(
        Document, verbose_name=_("document"), null=True, blank=True, on_delete=models.PROTECT, related_name="agreements"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = AgreementQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[parties])

    class Meta:
        verbose_name = _("afspraak")
        verbose_name_plural = _("afspraken")
        ordering = ["-first_year", "name"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="agreement_name_unique"),
            models.CheckConstraint(condition=Q(last_year__gte=F("first_year")), name="agreement_years_in_order"),
            models.CheckConstraint(condition=Q(kind__in=AgreementKind.values), name="agreement_kind_known"),
            models.CheckConstraint(condition=Q(status__in=AgreementStatus.values), name="agreement_status_known"),
        ]

    def __str__(self) -> str:
        return self.name

    def allowed_moves(self) -> list[AgreementMove]:
        return [move for move, (sources, _to) in AGREEMENT_MOVES.items() if self.status in sources]

    @property
    def next_deadline(self) -> AgreementDeadline | None:
        """The first day of the cycle that is not done; the deadlines must be at hand."""
        return next((one for one in self.deadlines.all() if one.done_on is None), None)


class AgreementDeadline(models.Model):
    """A day in the yearly cycle of an agreement: the bid, the signing. Deadlines are data; the law may move them."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="deadlines")
    name = models.CharField(_("wat"), max_length=80)
    due_on = models.DateField(_("uiterlijk op"))
    done_on = models.DateField(_("gedaan op"), null=True, blank=True)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("termijn")
        verbose_name_plural = _("termijnen")
        ordering = ["due_on"]
        constraints = [models.UniqueConstraint(fields=["agreement", "name", "due_on"], name="deadline_unique")]

    def __str__(self) -> str:
        return self.name


class CommitmentQuerySet(models.QuerySet["Commitment"]):
    def visible_to(self, user: Any) -> CommitmentQuerySet:
        """Those of agreements that the person may see."""
        return self.filter(agreement__in=Agreement.objects.visible_to(user))

    def editable_by(self, user: Any) -> CommitmentQuerySet:
        return self.filter(agreement__in=Agreement.objects.editable_by(user))


class Commitment(models.Model):
    """One promise of an agreement: who does what, how much, by when, through which interventions."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="commitments")
    organisation = models.ForeignKey(
        Organisation, verbose_name=_("wie"), on_delete=models.PROTECT, related_name="commitments"
    )
    what = models.CharField(_("wat"), max_length=200)
    quantity = models.PositiveIntegerField(_("hoeveel"), null=True, blank=True)
    unit = models.CharField(_("waarvan"), max_length=60, blank=True, help_text=_("Bijvoorbeeld: woningen."))
    amount_cents = models.BigIntegerField(_("bedrag in centen"), null=True, blank=True)
    due_on = models.DateField(_("uiterlijk op"))
    interventions = models.ManyToManyField(
        Intervention, verbose_name=_("interventies"), blank=True, related_name="commitments"
    )
    outputs = models.ManyToManyField(
        Output, verbose_name=_("resultaten die meetellen"), blank=True, related_name="commitments"
    )
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = CommitmentQuerySet.as_manager()
    history = HistoricalRecords(m2m_fields=[interventions, outputs])

    class Meta:
        verbose_name = _("toezegging")
        verbose_name_plural = _("toezeggingen")
        ordering = ["due_on", "what"]
        constraints = [
            models.CheckConstraint(
                condition=Q(amount_cents__isnull=True) | Q(amount_cents__gte=0), name="commitment_amount_not_negative"
            )
        ]

    def __str__(self) -> str:
        return self.what

    @property
    def amount(self) -> Decimal | None:
        """The promised amount in euros; None where none was promised."""
        return None if self.amount_cents is None else Decimal(self.amount_cents) / 100
