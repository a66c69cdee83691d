"""What a total says of itself: which kinds of btw are in it, and which capital charges stand beside it."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from charts.wording import euros, listing
from programmes.vocabulary import MoneyState, Vat


def parts_by_vat(cents: Mapping[str, int]) -> str:
    """The parts of a total that holds more than one kind of btw; "" where there is one kind or none."""
    if len(cents) < 2:
        return ""
    return listing([f"{vat.label} {euros(cents[vat])}" for vat in Vat if vat in cents])


def vat_note(state: MoneyState | str, cents: Mapping[str, int]) -> str:
    """The sentence under a total of one state that mixes kinds of btw; "" where it does not."""
    parts = parts_by_vat(cents)
    if not parts:
        return ""
    return _("In “%(state)s” zijn bedragen met en zonder btw samen geteld: %(parts)s.") % {
        "state": MoneyState(state).label,
        "parts": parts,
    }


def charges_note(cents: Mapping[str, int]) -> str:
    """The sentence about capital charges by state, which no total counts; "" where there are none."""
    if not cents:
        return ""
    parts = listing([f"{euros(cents[state])} {state.label}" for state in MoneyState if state in cents])
    return _(
        "Niet meegeteld zijn kapitaallasten (rente en afschrijving): %(parts)s. De investering zelf telt al mee."
    ) % {"parts": parts}


def notes(by_state: Mapping[str, Mapping[str, int]], charges: Mapping[str, int]) -> list[str]:
    """Every sentence that totals by state and btw need beside them."""
    found = [vat_note(state, by_state[state]) for state in MoneyState if state in by_state]
    return [note for note in [*found, charges_note(charges)] if note]
