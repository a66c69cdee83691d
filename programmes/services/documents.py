"""Documents as evidence: taken in after a look at their content, changed, removed."""

from __future__ import annotations

import hashlib
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from programmes.filekinds import WrongFile, check
from programmes.models import Document, Intervention, Programme
from stakeholders.models import Person
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import WHOLE, claim, permit, refuse


def add_document(
    *,
    programme: Programme,
    intervention: Intervention | None = None,
    file: UploadedFile[Any] | None,
    name: str = "",
    public: bool = False,
    by: Person,
) -> Document:
    """Keep a file as evidence for a programme or one of its interventions; without a name it is called as the file was.

    Raises PermissionDenied, or Refused (`intervention`, `file`). A partner adds to interventions that it takes part in.
    """
    _permit_adding(programme, intervention, by)
    if file is None:
        raise refuse("file", _("Kies een bestand."))
    document = Document(programme=programme, intervention=intervention, public=public, uploaded_by=by)
    document.original_name = plain_name(str(file.name))
    document.name = (name.strip() or PurePosixPath(document.original_name).stem)[:160]
    _take_in(document, file)
    return document


@transaction.atomic
def change_document(*, document: Document, version: int, name: str, public: bool, by: Person) -> Document:
    """Call it otherwise, or let everyone read it; its content stays. Raises PermissionDenied, Conflict, or Refused."""
    permit(Document.objects.all(), document, by=by, resource=Resource.DOCUMENT, action=Action.CHANGE)
    claim(document, version)
    if not name.strip():
        raise refuse("name", _("Geef het document een naam."))
    document.name, document.public = name.strip(), public
    document.save()
    return document


@transaction.atomic
def remove_document(*, document: Document, by: Person) -> None:
    """Remove the file; its history, with its name and sha256, stays.

    Raises PermissionDenied, or Refused where a decision, an agreement or an entry of the ledger leans on it.
    """
    permit(Document.objects.all(), document, by=by, resource=Resource.DOCUMENT, action=Action.REMOVE)
    leaning = [
        relation.related_model._meta.verbose_name
        for relation in Document._meta.related_objects
        if relation.related_model._default_manager.filter(**{relation.field.name: document}).exists()
    ]
    if leaning:
        raise refuse(
            WHOLE,
            _("Hier verwijst nog iets naar (%(what)s). Haal die verwijzing eerst weg, of laat het document staan.")
            % {"what": ", ".join(map(str, leaning))},
        )
    storage, place = document.file.storage, str(document.file.name)
    document.delete()
    transaction.on_commit(lambda: storage.delete(place))


def plain_name(name: str) -> str:
    """The name of a file as it may be shown and sent back: no path, no control characters, at most 200 long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    kept = "".join(letter for letter in last if letter.isprintable()).strip()
    return kept[-200:] or _("document")


def _permit_adding(programme: Programme, intervention: Intervention | None, by: Person) -> None:
    """A document of a whole programme is for who keeps its documents; a partner only adds to its own interventions."""
    if intervention is None:
        permit(Programme.objects.all(), programme, by=by, resource=Resource.DOCUMENT, action=Action.CHANGE)
        return
    if intervention.programme_id != programme.pk:
        raise PermissionDenied(_("Deze interventie hoort bij een ander programma."))
    permit(Intervention.objects.all(), intervention, by=by, resource=Resource.DOCUMENT, action=Action.ADD)


def _take_in(document: Document, file: UploadedFile[Any]) -> None:
    opened: Any = file
    try:
        kind = check(opened, name=document.original_name, size=file.size or 0, most=settings.DOCUMENT_MAX_BYTES)
    except WrongFile as wrong:
        raise refuse("file", str(wrong)) from None
    digest = hashlib.sha256()
    for part in file.chunks():
        digest.update(part)
    file.seek(0)
    document.media_type, document.size, document.sha256 = kind.media_type, file.size or 0, digest.hexdigest()
    document.file = file
    try:
        with transaction.atomic():
            document.save()
    except Exception:
        document.file.storage.delete(str(document.file.name))
        raise
