"""What the page of an intervention shows, as far as its reader may see it."""

from __future__ import annotations

from typing import Any

from programmes import history
from programmes.facts import contributions_of, facts_of, undivided
from programmes.models import Decision, Document, Intervention, Investment, Milestone, Programme, Risk
from programmes.money import notes_on, per_state_words
from programmes.rights import Rights
from stakeholders.models import narrowed
from stakeholders.permissions import Action, Resource, may

MOST_RISKS, MOST_DECISIONS = 5, 3


def parts_of(found: Intervention, user: Any) -> dict[str, Any]:
    """Everything on the page, in a fixed number of queries; each part is narrowed to what this person may read."""
    links = contributions_of(found)
    entries = Investment.objects.visible_to(user).filter(intervention=found)
    may_change = Intervention.objects.editable_by(user).filter(pk=found.pk).exists()
    return {
        "intervention": found,
        "may_change": may_change,
        "facts": facts_of(found),
        "contributions": links,
        "undivided": undivided(links),
        **_progress(found, user, may_change),
        **_evidence(found, user, may_change),
        "money": per_state_words(entries),
        "money_notes": notes_on(entries),
        "history": history.of(found) if may_change or may(user, Resource.HISTORY, Action.READ) else None,
    }


def watched(programme: Programme, user: Any, rights: Rights) -> dict[str, Any]:
    """The heaviest open risks and the latest decisions of a programme, as far as its reader may see them."""
    decisions = Decision.objects.visible_to(user).filter(programme=programme)
    latest = list(decisions.select_related("document", "intervention")[:MOST_DECISIONS])
    risks = Risk.objects.visible_to(user).filter(programme=programme).open().heaviest_first()
    return {
        "risks": risks.select_related("owner", "intervention")[:MOST_RISKS],
        "sees_risks": rights.may(Action.READ, Resource.RISK),
        "may_change_risks": rights.may(Action.CHANGE, Resource.RISK),
        "decisions": latest,
        "readable": readable_to(user, latest),
        "sees_decisions": rights.may(Action.READ, Resource.DECISION),
        "may_change_decisions": rights.may(Action.CHANGE, Resource.DECISION),
    }


def readable_to(user: Any, decisions: Any) -> set[int]:
    """The documents of these decisions that this person may open."""
    named = [one.document_id for one in decisions if one.document_id]
    return set(Document.objects.visible_to(user).filter(pk__in=named).values_list("pk", flat=True)) if named else set()


def _progress(found: Intervention, user: Any, may_change: bool) -> dict[str, Any]:
    return {
        "moves": found.allowed_moves() if may_change else [],
        "outputs": found.outputs.order_by("pk"),
        "milestones": Milestone.objects.visible_to(user).filter(intervention=found),
    }


def _evidence(found: Intervention, user: Any, may_change: bool) -> dict[str, Any]:
    documents = list(Document.objects.visible_to(user).filter(intervention=found).select_related("uploaded_by"))
    decisions = Decision.objects.visible_to(user).filter(intervention=found).select_related("document")
    adds_documents = narrowed(Intervention.objects.filter(pk=found.pk), user, Resource.DOCUMENT, Action.ADD)
    return {
        "sees_risks": may(user, Resource.RISK, Action.READ),
        "risks": Risk.objects.visible_to(user).filter(intervention=found).heaviest_first().select_related("owner"),
        "may_change_risks": may_change and may(user, Resource.RISK, Action.CHANGE),
        "decisions": decisions,
        "readable": readable_to(user, decisions),
        "may_change_decisions": may_change and may(user, Resource.DECISION, Action.CHANGE),
        "documents": documents,
        "may_add_documents": adds_documents.exists(),
        "may_change_documents": may_change and may(user, Resource.DOCUMENT, Action.CHANGE),
    }
