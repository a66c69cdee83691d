"""Areas: the ground on which figures, programmes and money stand."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from wijken.codes import AREA_CODE
from wijken.names import searchable, spoken

LEVELS = ("land", "gemeente", "wijk", "buurt", "pc4")


class Level(models.TextChoices):
    LAND = "land", _("land")
    GEMEENTE = "gemeente", _("gemeente")
    WIJK = "wijk", _("wijk")
    BUURT = "buurt", _("buurt")
    PC4 = "pc4", _("postcodegebied")


class AreaQuerySet(models.QuerySet["Area"]):
    def of_level(self, level: str) -> AreaQuerySet:
        return self.filter(level=level)

    def with_parents(self) -> AreaQuerySet:
        """With all that an area lies in, up to the country, in the same query."""
        return self.select_related("parent__parent__parent")

    def newest_first(self) -> AreaQuerySet:
        return self.order_by("code", "-division_year")

    def in_gemeente(self, code: str) -> AreaQuerySet:
        """The gemeente itself, its wijken and buurten, and PC4 areas with addresses in it; of every division year."""
        postcodes = PostcodeLink.objects.filter(gemeente_code=code).values("postcode")
        return self.filter(
            Q(code=code)
            | Q(parent__code=code)
            | Q(parent__parent__code=code, level=Level.BUURT)
            | Q(level=Level.PC4, code__in=postcodes)
        )

    def real(self) -> AreaQuerySet:
        return self.filter(invented=False)

    def invented_ones(self) -> AreaQuerySet:
        return self.filter(invented=True)


class Area(models.Model):
    """A land, gemeente, wijk, buurt or PC4 in one division year.

    A code is not an identity: Zoetermeer gave old codes to other places in 2025. The
    identity is (code, division_year), and no series runs across divisions by equal codes.
    """

    code = models.CharField(_("code"), max_length=10, validators=[RegexValidator(AREA_CODE)])
    division_year = models.PositiveSmallIntegerField(_("indeling"))
    level = models.CharField(_("niveau"), max_length=8, choices=Level.choices)
    name = models.CharField(_("naam"), max_length=80)
    search_name = models.CharField(max_length=120, editable=False, db_index=True)
    parent = models.ForeignKey(
        "self", verbose_name=_("ligt in"), null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    invented = models.BooleanField(_("verzonnen"), default=False)

    objects = AreaQuerySet.as_manager()

    class Meta:
        verbose_name = _("gebied")
        verbose_name_plural = _("gebieden")
        ordering = ["code", "-division_year"]
        constraints = [
            models.UniqueConstraint(fields=["code", "division_year"], name="area_code_division_unique"),
            models.CheckConstraint(condition=Q(level__in=LEVELS), name="area_level_known"),
        ]

    def __str__(self) -> str:
        return f"{self.name} ({self.code}, {self.division_year})"

    def save(self, *args: object, **kwargs: object) -> None:
        self.search_name = searchable(self.name)
        super().save(*args, **kwargs)  # type: ignore[arg-type]

    @property
    def spoken_name(self) -> str:
        """The name as people say it, for headings, lists and links; `name` is the official one."""
        return spoken(self.name)


class Outline(models.Model):
    """What is drawn of an area: its boundary (WGS84 GeoJSON) or a drawing (an SVG path without coordinates)."""

    class Kind(models.TextChoices):
        BOUNDARY = "grens", _("grens")
        DRAWING = "tekening", _("tekening")

    area = models.OneToOneField(Area, on_delete=models.CASCADE, related_name="outline")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    geometry = models.JSONField(_("grens, WGS84"), null=True, blank=True)
    simplified = models.JSONField(_("vereenvoudigde grens, WGS84"), null=True, blank=True)
    path = models.TextField(_("tekening als SVG-pad"), blank=True)
    view_box = models.CharField(max_length=40, blank=True)
    source = models.CharField(_("bron"), max_length=200)

    class Meta:
        verbose_name = _("omtrek")
        constraints = [
            models.CheckConstraint(
                condition=Q(kind="grens", geometry__isnull=False) | Q(kind="tekening") & ~Q(path=""),
                name="outline_holds_what_its_kind_says",
            )
        ]


class PostcodeLink(models.Model):
    """A PC4 and a gemeente in which it has addresses; a PC4 may lie in two."""

    postcode = models.CharField(max_length=4, db_index=True)
    gemeente_code = models.CharField(max_length=10, db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["postcode", "gemeente_code"], name="postcode_gemeente_unique"),
        ]
