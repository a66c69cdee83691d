"""What must be said of the figures of a panel: which are not final, and what was cut off."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

WORDS = {
    "PROVISIONAL": gettext_lazy("Van %(years)s zijn de cijfers nog voorlopig."),
    "ESTIMATED": gettext_lazy("Van %(years)s zijn er geschatte cijfers bij."),
    "SERIES_BREAK": gettext_lazy("Vanaf %(year)s is dit anders gemeten (%(reason)s): alleen één kant daarvan telt."),
    "BOUNDARY": gettext_lazy("Van %(unit)s zijn er cijfers van %(years)s met andere grenzen: die tellen niet mee."),
}


def remarks(notes: Sequence[dict[str, Any]]) -> list[str]:
    """`notes`: codes with facts, as a snapshot keeps them."""
    return [str(WORDS[note["code"]]) % {name: _told(value) for name, value in note["facts"].items()} for note in notes]


def _told(value: Any) -> str:
    if isinstance(value, list | tuple):
        return ", ".join(map(str, value))
    return str(value).rstrip(".") or _("zonder reden")
