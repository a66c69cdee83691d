"""Where a programme stands: its last version, the concept of the next, and what differs between the two."""

from __future__ import annotations

from dataclasses import dataclass

from programmes.differences import Difference, differences
from programmes.frozen import plan_of
from programmes.models import Programme, ProgrammeVersion
from programmes.rights import Rights
from stakeholders.permissions import Action, Resource, Scope

WORKS_ON = {Scope.GEMEENTE, Scope.PROGRAMME, Scope.ALL}


@dataclass(frozen=True)
class Standing:
    """The version that is public and the concept beside it, as far as they are there."""

    version: ProgrammeVersion | None
    draft: Programme | None

    @property
    def sent_on(self) -> object:
        return self.draft.sent_to_council_on if self.draft else None


def standing_of(programme: Programme, rights: Rights) -> Standing:
    """Its concept only for who works on it, or for the council once it was sent; fetched along with the programme."""
    version = programme.versions.defer("content").first()
    draft = getattr(programme, "draft", None)
    scopes = rights.scopes(Action.READ, Resource.PROGRAMME)
    seen = bool(WORKS_ON & scopes) or (Scope.COUNCIL in scopes and draft is not None and draft.sent_to_council_on)
    return Standing(version, draft if seen else None)


def changes_of(draft: Programme) -> list[Difference] | None:
    """What publishing the concept would change, in words; None where there is nothing to compare it with."""
    if draft.draft_of is None:
        return None
    return differences(plan_of(draft.draft_of), plan_of(draft))
