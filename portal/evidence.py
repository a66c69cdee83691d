"""What is public of the evidence of a programme: its decisions, and the documents that were opened to everyone."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from programmes.models import Decision, Document, Programme


@dataclass(frozen=True)
class PublicEvidence:
    decisions: tuple[Decision, ...]
    documents: tuple[Document, ...]

    @property
    def readable(self) -> set[int]:
        """The documents that may be opened, by key."""
        return {document.pk for document in self.documents}


def evidence_of(programme: Programme, reader: Any) -> PublicEvidence:
    """The newest first; of a draft, as far as its reader may see it."""
    decisions = Decision.objects.visible_to(reader).filter(programme=programme)
    documents = Document.objects.visible_to(reader).filter(programme=programme, public=True)
    return PublicEvidence(
        tuple(decisions.select_related("document", "intervention")), tuple(documents.select_related("intervention"))
    )
