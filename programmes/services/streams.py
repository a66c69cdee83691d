"""Funding streams: add one, explain it, retire it. Every gemeente here shares them, and none is ever removed."""

from __future__ import annotations

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils.text import slugify
from django.utils.translation import gettext as _

from programmes.models import FundingStream
from programmes.vocabulary import StreamKind
from stakeholders.models import Person
from stakeholders.permissions import Action, Resource, may
from stakeholders.refusal import Objections, claim, permit, refuse


@transaction.atomic
def add_stream(*, name: str, kind: str, explanation: str, by: Person) -> FundingStream:
    """Add a stream. Raises PermissionDenied, or Refused (`name`, `kind`)."""
    if not may(by, Resource.FUNDING_STREAM, Action.ADD):
        raise PermissionDenied(_("Alleen een programmamanager voegt een geldstroom toe."))
    stream = FundingStream(name=name.strip(), kind=kind, explanation=explanation.strip())
    stream.slug = slugify(stream.name)[:80]
    wrong = Objections()
    if not stream.slug:
        wrong.note("name", _("Geef de geldstroom een naam."))
    if kind not in StreamKind.values:
        wrong.note("kind", _("Kies een van de soorten uit de lijst."))
    wrong.settle()
    taken = refuse("name", _("Er is al een geldstroom die zo heet. Gebruik die, of kies een andere naam."))
    if FundingStream.objects.filter(name__iexact=stream.name).exists():
        raise taken
    try:
        with transaction.atomic():
            stream.save()
    except IntegrityError:
        raise taken from None
    return stream


@transaction.atomic
def change_stream(*, stream: FundingStream, version: int, explanation: str, retired: bool, by: Person) -> FundingStream:
    """Explain it differently, retire it, or take it into use again; its entries stay as they are.

    Its name and kind stay: they say what the amounts in the ledger are. Raises PermissionDenied, or Conflict.
    """
    permit(FundingStream.objects.all(), stream, by=by, resource=Resource.FUNDING_STREAM, action=Action.CHANGE)
    claim(stream, version)
    stream.explanation, stream.retired = explanation.strip(), retired
    stream.save()
    return stream
