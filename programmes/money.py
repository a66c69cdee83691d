"""Sums of the ledger in words, with the way to the entries behind each, and what must be said beside them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from charts.wording import euros
from programmes.mixture import notes
from programmes.models.money import InvestmentQuerySet
from programmes.vocabulary import MoneyState, Nature


@dataclass(frozen=True)
class Sum:
    """A sum in words with the address of its entries; None where nothing was reported, which is not nought."""

    cents: int | None
    url: str = ""

    @property
    def text(self) -> str:
        return "" if self.cents is None else euros(self.cents)


def silence(state: MoneyState) -> str:
    """What stands where nothing was reported: never nought."""
    return _("nog niet begroot") if state == MoneyState.BUDGETED else _("niet gemeld")


def entries_url(asked: Mapping[str, object]) -> str:
    """The address of the entries that these filters find."""
    return f"{reverse('werk:entries')}?{urlencode({name: value for name, value in asked.items() if value})}"


def per_state_words(entries: InvestmentQuerySet) -> list[dict[str, str]]:
    """Each state that was reported with its sum, as facts."""
    return state_words({row["state"]: row["cents"] for row in entries.per_state()})


def state_words(cents: Mapping[str, int]) -> list[dict[str, str]]:
    """The same of sums that the caller has already."""
    return [
        {"term": str(state.label).capitalize(), "text": euros(cents[state])} for state in MoneyState if state in cents
    ]


def notes_on(entries: InvestmentQuerySet) -> list[str]:
    """What must be said beside totals of these entries: kinds of btw that they mix, capital charges left out."""
    by_state: dict[str, dict[str, int]] = {}
    charges: dict[str, int] = {}
    for row in entries.per_nature_state_and_vat():
        state, cents = row["state"], row["cents"]
        if row["nature"] == Nature.CAPITAL_CHARGE:
            charges[state] = charges.get(state, 0) + cents
        else:
            by_state.setdefault(state, {})[row["vat"]] = cents
    return notes(by_state, charges)
