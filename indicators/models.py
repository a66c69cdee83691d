"""Indicators, where their figures come from, and the figures."""

from __future__ import annotations

import math
from collections.abc import Iterable
from typing import Any

from django.conf import settings
from django.db import models
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from indicators.domains import Aggregation, Direction, Domain, Status
from wijken.models import Area

WITHOUT_VALUE = (Status.WITHHELD, Status.MISSING)


class Source(models.Model):
    """A publisher's table or data set, with its licence and the words of attribution."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=120)
    publisher = models.CharField(_("uitgever"), max_length=120)
    url = models.URLField(_("adres"), blank=True)
    licence = models.CharField(_("licentie"), max_length=80)
    attribution = models.CharField(_("naamsvermelding"), max_length=200)
    explanation = models.TextField(_("uitleg"))
    caveat = models.TextField(_("waar u op moet letten"), blank=True)
    invented = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("bron")
        verbose_name_plural = _("bronnen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class IndicatorQuerySet(models.QuerySet["Indicator"]):
    def outcomes(self) -> IndicatorQuerySet:
        """Indicators that say how people fare, without context and without bare counts."""
        return self.exclude(domain=Domain.CONTEXT).filter(is_count=False)


class Indicator(models.Model):
    """What is measured: its words, unit, direction, and how it may be added up."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=80)
    short_name = models.CharField(_("korte naam"), max_length=40, blank=True)
    explanation = models.TextField(_("uitleg"))
    domain = models.CharField(_("domein"), max_length=16, choices=Domain.choices)
    unit = models.CharField(_("eenheid"), max_length=60)
    decimals = models.PositiveSmallIntegerField(default=0)
    direction = models.CharField(_("richting"), max_length=6, choices=Direction.choices)
    aggregation = models.CharField(_("samennemen"), max_length=10, choices=Aggregation.choices)
    approximate = models.BooleanField(
        _("benadering bij samennemen"),
        default=False,
        help_text=_("De echte noemer is niet gepubliceerd; het gewicht benadert hem."),
    )
    numerator = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    denominator = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    per = models.PositiveIntegerField(_("per"), default=1, help_text=_("1.000 voor 'per 1.000', 100 voor procenten"))
    weight = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    count = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="rates")
    is_count = models.BooleanField(default=False)
    source = models.ForeignKey(Source, verbose_name=_("bron"), on_delete=models.PROTECT, related_name="indicators")
    method = models.TextField(_("methode"))
    threshold_note = models.CharField(_("grens bij de bron"), max_length=200, blank=True)
    perceived = models.BooleanField(_("ervaren"), default=False)
    pair = models.ForeignKey("self", null=True, blank=True, on_delete=models.SET_NULL, related_name="+")
    better_from = models.FloatField(
        _("verandering die telt"), null=True, help_text=_("Vanaf deze verandering heet het beter of slechter.")
    )
    order = models.PositiveSmallIntegerField(default=0)

    objects = IndicatorQuerySet.as_manager()

    class Meta:
        verbose_name = _("indicator")
        verbose_name_plural = _("indicatoren")
        ordering = ["order", "slug"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(aggregation="aandeel") | Q(numerator__isnull=False, denominator__isnull=False),
                name="indicator_share_has_parts",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def still_equal(self) -> float:
        """The largest change that is still about equal: just below `better_from`, from which a change counts."""
        return math.nextafter(self.better_from, 0) if self.better_from else 0

    def credit(self, *, invented: bool) -> str:
        """Where its figures of an area come from: those of an invented area are invented, whoever measures it."""
        return str(_("verzonnen cijfers")) if invented else self.source.name

    def label(self) -> str:
        return self.short_name or self.name


class DefinitionVersion(models.Model):
    """The years in which one definition holds. Where the next begins, the series breaks visibly."""

    indicator = models.ForeignKey(Indicator, on_delete=models.CASCADE, related_name="definitions")
    from_year = models.PositiveSmallIntegerField(_("vanaf"))
    to_year = models.PositiveSmallIntegerField(_("tot en met"), null=True, blank=True)
    definition = models.TextField(_("definitie"))
    break_reason = models.CharField(_("waarom de reeks hier breekt"), max_length=120, blank=True)

    class Meta:
        ordering = ["from_year"]
        constraints = [
            models.UniqueConstraint(fields=["indicator", "from_year"], name="definition_from_year_unique"),
            models.CheckConstraint(
                condition=Q(to_year__isnull=True) | Q(to_year__gte=models.F("from_year")),
                name="definition_years_in_order",
            ),
        ]


class ImportFileQuerySet(models.QuerySet["ImportFile"]):
    def imported(self) -> ImportFileQuerySet:
        return self.filter(state=ImportFile.State.IMPORTED)

    def of_run(self, run_id: int) -> ImportFileQuerySet:
        """The files of one run, in the order in which they are done."""
        return self.filter(run_id=run_id).order_by("pk")


class ImportFile(models.Model):
    """One file that was imported, refused or waits: what was read, what changed, and each error."""

    class State(models.TextChoices):
        WAITING = "wacht", _("wacht")
        STAGING = "leest", _("wordt gelezen")
        MERGING = "schrijft", _("wordt verwerkt")
        IMPORTED = "verwerkt", _("verwerkt")
        REFUSED = "geweigerd", _("geweigerd")
        CANCELLED = "gestopt", _("gestopt")

    run_id = models.IntegerField(_("achtergrondwerk"), null=True, db_index=True)
    source = models.CharField(_("soort bestand"), max_length=20)
    name = models.CharField(_("bestandsnaam"), max_length=200)
    path = models.CharField(max_length=400, blank=True)
    sha256 = models.CharField(max_length=64, db_index=True)
    division_year = models.PositiveSmallIntegerField(_("indeling"), null=True)
    options = models.JSONField(default=dict)
    state = models.CharField(_("toestand"), max_length=10, choices=State.choices, default=State.WAITING)
    rows_read = models.PositiveIntegerField(default=0)
    rows_total = models.PositiveIntegerField(null=True)
    values_new = models.PositiveIntegerField(default=0)
    values_changed = models.PositiveIntegerField(default=0)
    values_unchanged = models.PositiveIntegerField(default=0)
    withheld = models.PositiveIntegerField(default=0)
    missing = models.PositiveIntegerField(default=0)
    unmapped_columns = models.JSONField(default=list)
    errors = models.JSONField(default=list)
    staged = models.PositiveIntegerField(default=0)
    merged = models.PositiveIntegerField(default=0)
    frame_mark = models.CharField(max_length=40, blank=True)
    created_codes = models.JSONField(default=list)
    seconds = models.FloatField(default=0)
    imported_by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ImportFileQuerySet.as_manager()

    class Meta:
        verbose_name = _("ingelezen bestand")
        verbose_name_plural = _("ingelezen bestanden")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.name


class ObservationQuerySet(models.QuerySet["Observation"]):
    def known(self) -> ObservationQuerySet:
        """Figures that have a value."""
        return self.filter(value__isnull=False)

    def for_area(self, area: Area) -> ObservationQuerySet:
        return self.filter(area_id=area.pk)

    def for_areas(self, areas: Iterable[Area]) -> ObservationQuerySet:
        return self.filter(area_id__in=[area.pk for area in areas])

    def in_order(self) -> ObservationQuerySet:
        """In the order of the key, so that nothing has to be sorted."""
        return self.order_by("area_id", "indicator_id", "period")

    def as_figures(self) -> models.QuerySet[Observation, tuple[Any, ...]]:
        """Bare tuples (area, indicator, period, value, status, derived, file): a page reads thousands."""
        return self.values_list("area_id", "indicator_id", "period", "value", "status", "derived", "file_id")

    def visible_to(self, user: Any) -> ObservationQuerySet:
        return self

    def of_newest_division(self, indicator: str | None = None) -> ObservationQuerySet:
        """Keep the figures of each code's newest division that has figures: no code's series crosses a division.

        Of one indicator (a slug), it is the newest division that has figures of that indicator.
        """
        of_it = {"observations__indicator__slug": indicator} if indicator else {"observations__isnull": False}
        newer = Area.objects.filter(
            code=OuterRef("area__code"), division_year__gt=OuterRef("area__division_year"), **of_it
        )
        return self.exclude(Exists(newer))


class Observation(models.Model):
    """The figure of one area, indicator and year. Meant for 36 million rows.

    No surrogate key and no foreign-key constraints in the database: they make COPY 3.4 times
    slower, and one anti-join on the staged rows checks the same.
    """

    pk = models.CompositePrimaryKey("area_id", "indicator_id", "period")
    area = models.ForeignKey(
        Area, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="observations"
    )
    indicator = models.ForeignKey(
        Indicator, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="observations"
    )
    period = models.SmallIntegerField(_("periode"))
    value = models.FloatField(_("waarde"), null=True)
    status = models.SmallIntegerField(_("status"), choices=Status.choices, default=Status.MEASURED)
    derived = models.BooleanField(_("door ons berekend"), default=False)
    file = models.ForeignKey(
        ImportFile, on_delete=models.DO_NOTHING, db_constraint=False, db_index=False, related_name="observations"
    )

    objects = ObservationQuerySet.as_manager()

    class Meta:
        verbose_name = _("waarneming")
        verbose_name_plural = _("waarnemingen")
        constraints = [
            models.CheckConstraint(
                condition=Q(status__in=WITHOUT_VALUE, value__isnull=True)
                | Q(value__isnull=False) & ~Q(status__in=WITHOUT_VALUE),
                name="observation_value_fits_status",
            )
        ]
