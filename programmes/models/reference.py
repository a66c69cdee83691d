"""Tables that are imported, never typed into code: price indices and taakvelden."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class PriceIndex(models.Model):
    """A published price index, such as the consumer prices of the CBS."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(_("naam"), max_length=120)
    source = models.CharField(_("bron"), max_length=300)
    source_url = models.URLField(blank=True)
    imported_at = models.DateTimeField(_("ingelezen op"), auto_now=True)

    class Meta:
        verbose_name = _("prijsindex")
        verbose_name_plural = _("prijsindexen")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class PriceFactor(models.Model):
    """By how much prices rose from one year to the next: euros of `from_year` × factor = euros of `from_year` + 1."""

    index = models.ForeignKey(PriceIndex, on_delete=models.CASCADE, related_name="factors")
    from_year = models.PositiveSmallIntegerField(_("van jaar"))
    factor = models.DecimalField(_("factor"), max_digits=7, decimal_places=5)

    class Meta:
        verbose_name = _("jaarfactor")
        ordering = ["from_year"]
        constraints = [
            models.UniqueConstraint(fields=["index", "from_year"], name="price_factor_unique"),
            models.CheckConstraint(condition=models.Q(factor__gt=0), name="price_factor_positive"),
        ]


class Taakveld(models.Model):
    """A taakveld of BBV/Iv3. A code is a string (`0.10` is not `0.1`) of one book year: the list changes."""

    code = models.CharField(_("code"), max_length=8)
    book_year = models.PositiveSmallIntegerField(_("boekjaar"))
    name = models.CharField(_("naam"), max_length=160)

    class Meta:
        verbose_name = _("taakveld")
        verbose_name_plural = _("taakvelden")
        ordering = ["book_year", "code"]
        constraints = [models.UniqueConstraint(fields=["code", "book_year"], name="taakveld_unique")]

    def __str__(self) -> str:
        return f"{self.code} {self.name}"
