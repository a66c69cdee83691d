"""Documents as evidence: kept outside the web root, served with permission only."""

from __future__ import annotations

import uuid
from typing import Any

from django.conf import settings
from django.core.files.storage import FileSystemStorage
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from simple_history.models import HistoricalRecords

from programmes.filekinds import NAMES
from programmes.models.interventions import Intervention
from programmes.models.programme import Programme, programme_scope
from stakeholders.models import narrowed
from stakeholders.permissions import Action, Resource, Scope


def document_storage() -> FileSystemStorage:
    """The folder of the setting DOCUMENT_ROOT; it has no address of its own."""
    return FileSystemStorage(location=settings.DOCUMENT_ROOT, base_url=None)


def place_of(_row: models.Model, _name: str) -> str:
    """A place that tells nothing: what people call a file never becomes a path."""
    name = uuid.uuid4().hex
    return f"{name[:2]}/{name}"


class DocumentQuerySet(models.QuerySet["Document"]):
    def in_scope(self, scope: Scope, user: Any) -> Q:
        rows = programme_scope(scope, user, prefix="programme__")
        return rows & Q(public=True) if scope == Scope.PUBLIC else rows

    def visible_to(self, user: Any) -> DocumentQuerySet:
        return narrowed(self, user, Resource.DOCUMENT, Action.READ)

    def editable_by(self, user: Any) -> DocumentQuerySet:
        return narrowed(self, user, Resource.DOCUMENT, Action.CHANGE)


class Document(models.Model):
    """A file that shows what was done or agreed; type and size are checked when it comes in."""

    programme = models.ForeignKey(Programme, on_delete=models.PROTECT, related_name="documents")
    intervention = models.ForeignKey(
        Intervention,
        verbose_name=_("interventie"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="documents",
    )
    name = models.CharField(_("naam"), max_length=160)
    file = models.FileField(_("bestand"), storage=document_storage, upload_to=place_of, max_length=80)
    original_name = models.CharField(_("bestandsnaam"), max_length=200, editable=False)
    media_type = models.CharField(_("soort bestand"), max_length=100, editable=False)
    size = models.PositiveBigIntegerField(_("grootte in bytes"), editable=False)
    sha256 = models.CharField(max_length=64, editable=False)
    public = models.BooleanField(_("openbaar"), default=False)
    uploaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="uploaded_documents"
    )
    uploaded_at = models.DateTimeField(_("toegevoegd op"), auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = DocumentQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documenten")
        ordering = ["-uploaded_at", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_name(self) -> str:
        """What people call this kind of file."""
        return NAMES.get(self.media_type, self.media_type)
