"""Reports of partners: per period and organisation, from open to locked."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from programmes.models.documents import document_storage, place_of
from programmes.models.interventions import Intervention, Output
from programmes.models.money import Investment
from programmes.models.programme import Programme, programme_scope
from programmes.models.streams import FundingStream
from programmes.vocabulary import REPORT_MOVES, MoneyState, Nature, ReportMove, ReportStatus, Vat
from stakeholders.models import InRole, Organisation, narrowed
from stakeholders.permissions import Action, Resource, Scope, scope_per_role

ACCEPTED = (ReportStatus.ACCEPTED, ReportStatus.LOCKED)
BUSY = (ReportStatus.OPEN, ReportStatus.DRAFT)  # what is filled in is still the organisation's own


class PeriodQuerySet(models.QuerySet["ReportingPeriod"]):
    def in_scope(self, scope: Scope, user: Any) -> Q:
        return programme_scope(scope, user, prefix="programme__")

    def visible_to(self, user: Any) -> PeriodQuerySet:
        return narrowed(self, user, Resource.PERIOD, Action.READ)

    def editable_by(self, user: Any) -> PeriodQuerySet:
        return narrowed(self, user, Resource.PERIOD, Action.CHANGE)


class ReportingPeriod(models.Model):
    """When the partners of a programme tell what they spent in a year, and until when."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="periods")
    name = models.CharField(_("naam"), max_length=60, help_text=_("Bijvoorbeeld: Jaar 2025."))
    year = models.PositiveSmallIntegerField(_("over het jaar"))
    opens_on = models.DateField(_("open vanaf"))
    due_on = models.DateField(_("inleveren uiterlijk op"))
    locked_on = models.DateField(_("vergrendeld op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = PeriodQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rapportageperiode")
        verbose_name_plural = _("rapportageperiodes")
        ordering = ["-year", "-due_on"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "name"], name="period_name_unique"),
            models.CheckConstraint(condition=Q(due_on__gte=F("opens_on")), name="period_days_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class ReportQuerySet(models.QuerySet["Report"]):
    def in_scope(self, scope: Scope, user: Any) -> Q:
        """A partner sees its own reports in every status, and of others what is accepted."""
        if scope == Scope.OWN:
            return Q(organisation__in=user.organisation_ids())
        rows = programme_scope(scope, user, prefix="period__programme__")
        if scope == Scope.SHARED:
            return Q(organisation__in=user.organisation_ids()) | (rows & Q(status__in=ACCEPTED))
        return rows

    def visible_to(self, user: Any) -> ReportQuerySet:
        return narrowed(self, user, Resource.REPORT, Action.READ)

    def editable_by(self, user: Any) -> ReportQuerySet:
        return narrowed(self, user, Resource.REPORT, Action.CHANGE)

    def followed_by(self, user: Any) -> ReportQuerySet:
        """Those of which this person sees every status, and how it came about: not only what others see of it."""
        rows = Q(organisation__in=user.organisation_ids())
        for role, scope in scope_per_role(user, Resource.REPORT, Action.READ).items():
            if scope != Scope.SHARED:
                rows |= self.in_scope(scope, InRole(user, role))
        return self.filter(rows)

    def judged_by(self, user: Any) -> ReportQuerySet:
        return narrowed(self, user, Resource.REPORT, Action.JUDGE)


class Report(models.Model):
    """What one organisation reports in a period. `version` grows with every save, so that no change is lost."""

    period = models.ForeignKey(ReportingPeriod, on_delete=models.PROTECT, related_name="reports")
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="reports")
    status = models.CharField(_("status"), max_length=14, choices=ReportStatus.choices, default=ReportStatus.OPEN)
    note = models.TextField(_("toelichting"), blank=True)
    remark = models.TextField(_("opmerking van de gemeente"), blank=True)
    submitted_at = models.DateTimeField(_("ingediend op"), null=True, blank=True)
    judged_at = models.DateTimeField(_("beoordeeld op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ReportQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rapportage")
        verbose_name_plural = _("rapportages")
        ordering = ["period", "organisation__name"]
        constraints = [
            models.UniqueConstraint(fields=["period", "organisation"], name="report_unique"),
            models.CheckConstraint(condition=Q(status__in=ReportStatus.values), name="report_status_known"),
        ]

    def __str__(self) -> str:
        return f"{self.organisation}, {self.period}"

    def is_closed(self) -> bool:
        """Whether its figures stand: accepted, locked, or of a period that is locked."""
        return self.status in ACCEPTED or self.period.locked_on is not None

    def allowed_moves(self) -> list[ReportMove]:
        """The moves that may follow now; none once the period is locked."""
        if self.period.locked_on is not None:
            return []
        return [move for move, (sources, _to, _action) in REPORT_MOVES.items() if self.status in sources]


class ReportLine(models.Model):
    """One amount of a report; it becomes an entry of the ledger when the report is accepted.

    `amount_cents` None means "not reported"; `stood` is the entry that it replaces.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="lines")
    intervention = models.ForeignKey(Intervention, on_delete=models.PROTECT, related_name="report_lines")
    payer = models.ForeignKey(Organisation, verbose_name=_("betaalt"), on_delete=models.PROTECT, related_name="+")
    funding_stream = models.ForeignKey(
        FundingStream, verbose_name=_("geldstroom"), on_delete=models.PROTECT, related_name="+"
    )
    year = models.PositiveSmallIntegerField(_("jaar"))
    state = models.CharField(_("toestand"), max_length=20, choices=MoneyState.choices)
    amount_cents = models.BigIntegerField(_("bedrag in centen"), null=True, blank=True)
    vat = models.CharField(_("btw"), max_length=10, choices=Vat.choices, default=Vat.UNKNOWN)
    nature = models.CharField(_("aard"), max_length=14, choices=Nature.choices, default=Nature.INVESTMENT)
    taakveld = models.CharField(_("taakveld"), max_length=8, blank=True)
    note = models.CharField(_("toelichting"), max_length=300, blank=True)
    remark = models.CharField(_("opmerking van de gemeente"), max_length=300, blank=True)
    stood = models.ForeignKey(Investment, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(
        Investment, null=True, blank=True, on_delete=models.PROTECT, related_name="report_lines", editable=False
    )

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("regel van een rapportage")
        ordering = ["intervention", "year", "payer", "funding_stream", "state"]
        constraints = [
            models.UniqueConstraint(
                fields=["report", "intervention", "payer", "funding_stream", "year", "state", "nature"],
                name="report_line_unique",
            ),
            models.CheckConstraint(
                condition=Q(amount_cents__isnull=True) | Q(amount_cents__gte=0), name="report_line_not_negative"
            ),
            models.CheckConstraint(condition=Q(state__in=MoneyState.values), name="report_line_state_known"),
        ]

    @property
    def amount(self) -> Decimal | None:
        """The amount in euros; None where nothing was reported, which is not nought."""
        return None if self.amount_cents is None else Decimal(self.amount_cents) / 100


class ReportedOutput(models.Model):
    """How much of an output the organisation reports as realised; taken over when the report is accepted.

    `counted_on`, from then on, is the day that the count is about. Where a count of a later day stood (`newer_on`),
    that one stands and this one was not taken over.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="outputs")
    output = models.ForeignKey(Output, on_delete=models.CASCADE, related_name="reported")
    realised = models.PositiveIntegerField(_("gehaald"), null=True, blank=True)
    remark = models.CharField(_("opmerking van de gemeente"), max_length=300, blank=True)
    counted_on = models.DateField(_("telling van"), null=True, blank=True, editable=False)
    newer = models.PositiveIntegerField(_("nieuwere telling"), null=True, blank=True, editable=False)
    newer_on = models.DateField(_("dag van de nieuwere telling"), null=True, blank=True, editable=False)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("resultaat in een rapportage")
        constraints = [models.UniqueConstraint(fields=["report", "output"], name="reported_output_unique")]


class ReportUpload(models.Model):
    """A spreadsheet that was handed in for a report: kept as it came, with what was found in it.

    `problems` holds {sheet, row, column, value, expected}; `changes` what confirming would write. Nothing is written
    before `confirmed_at`.
    """

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="uploads")
    file = models.FileField(storage=document_storage, upload_to=place_of, max_length=80)
    original_name = models.CharField(_("bestandsnaam"), max_length=200)
    size = models.PositiveBigIntegerField()
    sha256 = models.CharField(max_length=64)
    report_version = models.PositiveIntegerField()
    problems = models.JSONField(default=list)
    changes = models.JSONField(default=list)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    uploaded_at = models.DateTimeField(auto_now_add=True)
    confirmed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["-uploaded_at"]


class Reminder(models.Model):
    """A mail about a report that was sent, so that none goes out twice."""

    report = models.ForeignKey(Report, on_delete=models.CASCADE, related_name="reminders")
    kind = models.CharField(max_length=20)
    sent_to = models.PositiveSmallIntegerField(help_text="number of people")
    sent_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["sent_at"]
        constraints = [models.UniqueConstraint(fields=["report", "kind"], name="reminder_once")]
