"""What is published is frozen: a plan changes in a concept beside it, never in place."""

from __future__ import annotations

from django.utils.translation import gettext as _

from programmes.models import Programme
from stakeholders.refusal import WHOLE, refuse


def is_frozen(programme: Programme) -> bool:
    """Whether the plan (text, years, phases, wijken, goals) may not be changed in this row: it is public, or its
    next version is being written."""
    return programme.is_published or draft_of(programme) is not None


def draft_of(programme: Programme) -> Programme | None:
    """The concept of the programme's next version, where there is one."""
    return Programme.objects.filter(draft_of=programme).first() if programme.pk else None


def hold_plan(programme: Programme) -> None:
    """Keep others from publishing while the plan is changed; call inside a transaction.

    Raises Refused where the plan is frozen, and where the concept is gone: published or thrown away meanwhile.
    """
    standing = Programme.objects.select_for_update().filter(pk=programme.pk).first()
    if standing is None:
        raise refuse(WHOLE, _("Dit concept is er niet meer: het is net gepubliceerd of weggegooid."))
    programme.status = standing.status
    if is_frozen(standing):
        raise refuse(WHOLE, why_frozen(standing))


def why_frozen(programme: Programme) -> str:
    """Why the plan is not changed here, and what to do."""
    if draft_of(programme):
        return _("Van dit programma staat een nieuwe versie klaar als concept. Wijzig het plan daar.")
    return _(
        "Dit programma is gepubliceerd. Het plan blijft staan zoals het is vastgesteld. "
        "Kies “Maak een nieuwe versie” en wijzig het daarin."
    )


def keep_to_itself(programme: Programme) -> None:
    """Raise Refused for what never belongs to a concept of a next version: interventions, money, who does what."""
    if programme.draft_of_id:
        raise refuse("programme", _("Dit is een concept van een nieuwe versie. Leg dit vast bij het programma zelf."))
