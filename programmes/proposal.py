"""A concept as the council reads it: beside what is published, with the money so far and what was decided."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from programmes.differences import Difference
from programmes.frozen import doings_of, plan_of
from programmes.models import Decision, Intervention, Investment, Programme
from programmes.money import per_state_words
from programmes.planwords import Plan
from programmes.standing import changes_of


@dataclass(frozen=True)
class Proposal:
    """`changes` is None where nothing is published to set the concept beside."""

    itself: Programme
    plan: Plan
    changes: list[Difference] | None
    money: list[dict[str, str]]
    decisions: list[Decision]


def proposal_of(concept: Programme, reader: Any) -> Proposal:
    """All that the reader may see of it; money and decisions are those of the programme itself."""
    itself = concept.draft_of or concept
    interventions = Intervention.objects.visible_to(reader).filter(programme=itself)
    entries = Investment.objects.visible_to(reader).of_programme(itself)
    decisions = Decision.objects.visible_to(reader).filter(programme__in=[itself, concept])
    return Proposal(
        itself=itself,
        plan=Plan({**plan_of(concept), "interventions": doings_of(interventions)}),
        changes=changes_of(concept) if itself.is_published else None,
        money=per_state_words(entries),
        decisions=list(decisions.select_related("intervention")),
    )
