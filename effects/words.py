"""Every code that the estimators give as one Dutch sentence: what is the matter, with which figures, and what to do."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import MINUS, NO_BREAK_SPACE
from effects.estimators.panel import Note
from effects.estimators.results import Refusal
from effects.sentences import DOSE_PLANNED, NOTES, PLACEBOS_FEW, REFUSALS

MOST_NAMED = 10
SIGNIFICANT = 3
PERCENTAGES = frozenset({"treated_share", "comparison_share", "treated_most", "comparison_most"})
UNKNOWN = gettext_lazy("onbekend")

__all__ = ["note_sentence", "refusal_sentence"]


def note_sentence(note: Note) -> str:
    return filled(NOTES[note.code], note.facts)


def refusal_sentence(refusal: Refusal) -> str:
    sentence = REFUSALS[refusal.code]
    if refusal.facts.get("planned"):
        sentence = DOSE_PLANNED
    if refusal.facts.get("placebos"):
        sentence = PLACEBOS_FEW
    return filled(sentence, refusal.facts)


def filled(sentence: str | Promise, facts: Mapping[str, object]) -> str:
    """A fact that the sentence names and nobody gave is unknown; so a sentence never fails to be said."""
    return str(sentence) % Told({name: told(name, value) for name, value in facts.items()})


class Told(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return str(UNKNOWN)


def told(name: str, value: object) -> str:
    if isinstance(value, list | tuple):
        return listed([told(name, item) for item in value])
    if isinstance(value, bool) or value is None:
        return str(UNKNOWN) if value is None else str(value)
    if name in PERCENTAGES and isinstance(value, float):
        return f"{figure(100 * value)}{NO_BREAK_SPACE}%"
    return figure(float(value)) if isinstance(value, float) else str(value)


def listed(items: list[str]) -> str:
    """Ten names at most, and how many more there are."""
    if not items:
        return "–"
    named = ", ".join(items[:MOST_NAMED])
    more = len(items) - MOST_NAMED
    return named if more <= 0 else _("%(named)s en nog %(more)s") % {"named": named, "more": more}


def figure(value: float) -> str:
    """Three figures that say something, whatever the unit."""
    rounded = Decimal(f"{value:.{SIGNIFICANT}g}")
    return f"{rounded:f}".replace(".", ",").replace("-", MINUS)
