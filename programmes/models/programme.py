"""A wijkprogramma: ten to twenty years in the wijken of one gemeente."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from programmes.vocabulary import Challenge, ProgrammeStatus
from stakeholders.kinds import Role
from stakeholders.models import Organisation, Person, gemeente_ids, narrowed
from stakeholders.permissions import Action, Resource, Scope
from wijken.models import Area


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def published(self) -> ProgrammeQuerySet:
        return self.filter(status=ProgrammeStatus.PUBLISHED)

    def with_counts(self) -> ProgrammeQuerySet:
        """With `wijk_count`, `intervention_count` and `goal_count`."""
        from programmes.models.goals import Goal
        from programmes.models.interventions import Intervention

        return self.annotate(
            wijk_count=_number(ProgrammeArea), intervention_count=_number(Intervention), goal_count=_number(Goal)
        )

    def in_scope(self, scope: Scope, user: Any) -> Q:
        return programme_scope(scope, user, prefix="")

    def visible_to(self, user: Any) -> ProgrammeQuerySet:
        return narrowed(self, user, Resource.PROGRAMME, Action.READ)

    def editable_by(self, user: Any) -> ProgrammeQuerySet:
        return narrowed(self, user, Resource.PROGRAMME, Action.CHANGE)


def _number(model: type[models.Model]) -> Coalesce:
    """How many rows of a model a programme has: counted apart, since joined they would multiply each other."""
    rows = model._default_manager.filter(programme=OuterRef("pk")).order_by()
    return Coalesce(Subquery(rows.values("programme").annotate(number=Count("pk")).values("number")), 0)


def programme_scope(scope: Scope, user: Any, prefix: str) -> Q:
    """What a scope means for whatever hangs under a programme; `prefix` leads to the programme ('programme__')."""
    if scope == Scope.PUBLIC:
        return Q(**{f"{prefix}status": ProgrammeStatus.PUBLISHED})
    if scope == Scope.PROGRAMME:
        named = ProgrammeRole.objects.filter(person=user.person, role=user.role).values("programme_id")
        return Q(**{f"{prefix}pk__in": named}) | Q(**{f"{prefix}draft_of__in": named})
    if scope == Scope.COUNCIL:
        sent = {f"{prefix}gemeente__in": gemeente_ids(user), f"{prefix}sent_to_council_on__isnull": False}
        return Q(**sent) | Q(**{f"{prefix}status": ProgrammeStatus.PUBLISHED})
    if scope == Scope.GEMEENTE:
        return Q(**{f"{prefix}gemeente__in": gemeente_ids(user)})
    if scope in (Scope.SHARED, Scope.OWN):
        return Q(**{f"{prefix}pk__in": shared_programme_ids(user)})
    return Q(pk__in=[])


def shared_programme_ids(user: Any) -> list[int]:
    """Programmes in which one of the person's organisations leads, works along, pays or spends."""
    from programmes.models.interventions import Intervention

    own = user.organisation_ids()
    interventions = Intervention.objects.filter(Q(lead__in=own) | Q(partners__in=own))
    return list(interventions.values_list("programme_id", flat=True).distinct())


class Programme(models.Model):
    name = models.CharField(_("naam"), max_length=120)
    slug = models.SlugField(max_length=120, unique=True, blank=True)
    gemeente = models.ForeignKey(Area, verbose_name=_("gemeente"), on_delete=models.PROTECT, related_name="programmes")
    lead = models.ForeignKey(
        Organisation,
        verbose_name=_("leidt het programma"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="led_programmes",
    )
    start_year = models.PositiveSmallIntegerField(_("eerste jaar"))
    end_year = models.PositiveSmallIntegerField(_("laatste jaar"))
    summary = models.CharField(_("in één zin"), max_length=300, blank=True)
    vision = models.TextField(_("visie"), blank=True)
    challenges = models.JSONField(_("opgaven"), default=list, blank=True)
    contact_name = models.CharField(_("contactpersoon"), max_length=80, blank=True)
    contact_email = models.EmailField(_("e-mailadres voor vragen"), blank=True)
    status = models.CharField(
        _("status"), max_length=12, choices=ProgrammeStatus.choices, default=ProgrammeStatus.DRAFT
    )
    published_at = models.DateTimeField(_("gepubliceerd op"), null=True, blank=True)
    historical = models.BooleanField(
        _("afgelopen programma"), default=False, help_text=_("Alleen wat er openbaar over bekend is.")
    )
    parent = models.ForeignKey(
        "self",
        verbose_name=_("valt onder het programma"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="children",
    )
    draft_of = models.OneToOneField(
        "self",
        verbose_name=_("is het concept van"),
        null=True,
        blank=True,
        on_delete=models.CASCADE,
        related_name="draft",
        editable=False,
    )
    sent_to_council_on = models.DateField(_("aan de raad gestuurd op"), null=True, blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = ProgrammeQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("programma")
        verbose_name_plural = _("programma's")
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(
                condition=Q(end_year__gte=F("start_year") + 9, end_year__lte=F("start_year") + 20),
                name="programme_runs_ten_to_twenty_years",
            ),
            models.CheckConstraint(condition=Q(status__in=ProgrammeStatus.values), name="programme_status_known"),
            models.CheckConstraint(
                condition=Q(draft_of__isnull=True) | Q(status=ProgrammeStatus.DRAFT),
                name="programme_draft_is_not_public",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.slug = self.slug or slugify(self.name)
        super().save(*args, **kwargs)

    @property
    def is_published(self) -> bool:
        return self.status == ProgrammeStatus.PUBLISHED

    def challenge_names(self) -> list[str]:
        return [str(Challenge(code).label) for code in self.challenges]


class Phase(models.Model):
    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="phases")
    name = models.CharField(_("naam"), max_length=80)
    start_year = models.PositiveSmallIntegerField(_("eerste jaar"))
    end_year = models.PositiveSmallIntegerField(_("laatste jaar"))

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("fase")
        ordering = ["start_year"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "start_year"], name="phase_start_unique"),
            models.CheckConstraint(condition=Q(end_year__gte=F("start_year")), name="phase_years_in_order"),
        ]

    def __str__(self) -> str:
        return self.name


class ProgrammeArea(models.Model):
    """A wijk of a programme: any named set of areas."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="wijken")
    name = models.CharField(_("naam"), max_length=80)
    areas = models.ManyToManyField(Area, verbose_name=_("gebieden"), blank=True, related_name="programme_areas")
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords(m2m_fields=[areas])

    class Meta:
        verbose_name = _("wijk van een programma")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["programme", "name"], name="programme_area_name_unique")]

    def __str__(self) -> str:
        return self.name


class ProgrammeRole(models.Model):
    """The role that a person has on one programme, shown as whom to ask."""

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="roles")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="programme_roles")
    role = models.CharField(_("rol"), max_length=20, choices=Role.choices)

    history = HistoricalRecords()

    class Meta:
        verbose_name = _("rol in een programma")
        constraints = [
            models.UniqueConstraint(fields=["programme", "person", "role"], name="programme_role_unique"),
        ]


class ProgrammeVersion(models.Model):
    """What was published, frozen: the whole plan as it stood, with its interventions and contributions.

    `content` is JSON as `programmes.services.versions` writes it; nobody changes it afterwards.
    """

    programme = models.ForeignKey(Programme, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField(_("versie"))
    content = models.JSONField()
    note = models.CharField(_("wat er veranderde"), max_length=300, blank=True)
    decided_on = models.DateField(_("vastgesteld op"), null=True, blank=True)
    published_at = models.DateTimeField(_("gepubliceerd op"), auto_now_add=True)
    published_by = models.ForeignKey(Person, null=True, on_delete=models.SET_NULL, related_name="published_versions")

    class Meta:
        verbose_name = _("versie van een programma")
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["programme", "number"], name="programme_version_unique")]

    def __str__(self) -> str:
        return f"{self.programme}, versie {self.number}"
