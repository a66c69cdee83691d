"""Where a programme stands: its last version, the concept of the next, and what differs between the two."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from programmes.differences import Difference, differences
from programmes.frozen import plan_of
from programmes.models import Programme, ProgrammeVersion
from stakeholders.models import narrowed
from stakeholders.permissions import Action, Resource


@dataclass(frozen=True)
class Standing:
    """The version that is public and the concept beside it, as far as they are there."""

    version: ProgrammeVersion | None
    draft: Programme | None

    @property
    def sent_on(self) -> object:
        return self.draft.sent_to_council_on if self.draft else None


def standing_of(programme: Programme, reader: Any) -> Standing:
    """Its concept only for who works on it, or who reads it for the council."""
    version = programme.versions.defer("content").first()
    drafts = Programme.objects.filter(draft_of=programme)
    seen = narrowed(drafts, reader, Resource.PROGRAMME, Action.READ, as_visitor=False)
    return Standing(version, seen.first())


def changes_of(draft: Programme) -> list[Difference] | None:
    """What publishing the concept would change, in words; None where there is nothing to compare it with."""
    if draft.draft_of is None:
        return None
    return differences(plan_of(draft.draft_of), plan_of(draft))
