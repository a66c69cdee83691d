"""The sheets and columns of the template: one place for who writes it and who reads it back."""

from __future__ import annotations

import re

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from programmes.vocabulary import MoneyState

AMOUNTS, OUTPUTS, EXPLANATION, LISTS = "Bedragen", "Resultaten", "Uitleg", "Lijsten"
TOTAL = "Totaal"

NUMBER, TITLE, YEAR, PAYER, STREAM = "Nr", "Interventie", "Jaar", "Betaler", "Geldstroom"
NATURE, VAT, TAAKVELD, NOTE = "Aard", "Btw", "Taakveld", "Toelichting"
STATES = {str(state): str(state.value).replace("_", " ").capitalize() for state in MoneyState}
COLUMNS = (NUMBER, TITLE, YEAR, PAYER, STREAM, NATURE, VAT, TAAKVELD, *STATES.values(), NOTE)

RESULT, PLANNED, REALISED = "Resultaat", "Gepland", "Gehaald"
OUTPUT_COLUMNS = (NUMBER, TITLE, RESULT, PLANNED, REALISED)

# What a rule says of a field, and the column in which that field stands.
COLUMN_OF = {
    "intervention": NUMBER, "year": YEAR, "payer": PAYER, "stream": STREAM, "funding_stream": STREAM,
    "nature": NATURE, "vat": VAT, "taakveld": TAAKVELD, "note": NOTE, **STATES,
}  # fmt: skip

EXPECTED: dict[str, Promise] = {
    NUMBER: _("het nummer van een interventie van deze rapportage, zoals het sjabloon het gaf"),
    YEAR: _("een jaar met vier cijfers, zoals 2025"),
    PAYER: _("een organisatie uit de lijst in deze kolom, precies zo geschreven"),
    STREAM: _("een geldstroom uit de lijst in deze kolom, precies zo geschreven"),
    NATURE: _("investering of kapitaallast"),
    VAT: _("inclusief, exclusief of onbekend"),
    REALISED: _("een heel aantal van 0 of meer, zoals 12, of leeg als u het niet weet"),
}

# What a spreadsheet would take for a formula, in any cell of text.
ACTIVE = re.compile(r"'*[=+\-@\t\r]")


def one_line(text: str) -> str:
    """Text as it can stand in a cell: on one line, and only what can be printed."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def harmless(text: str) -> str:
    """Text that no spreadsheet runs as a formula: an apostrophe before it. `as_typed` takes it off again."""
    text = one_line(text)
    return f"'{text}" if ACTIVE.match(text) else text


def as_typed(text: str) -> str:
    return text[1:] if text.startswith("'") and ACTIVE.match(text[1:]) else text
