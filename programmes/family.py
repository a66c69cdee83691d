"""A city's programme with those of its wijken: what each was given and spent, and all of it together, once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from charts.wording import euros, listing
from programmes.models import Investment, Programme
from programmes.money import notes_on
from programmes.vocabulary import MoneyState
from programmes.whole import children_of


@dataclass(frozen=True)
class Member:
    """A programme with a sum in words per state, in the order of `Family.states`; "" where nothing was reported."""

    programme: Programme
    sums: list[str]
    sticks_out: str = ""


@dataclass(frozen=True)
class Family:
    """`notes` say what must be said beside the sums: kinds of btw that they mix, capital charges left out."""

    itself: Member
    children: list[Member]
    states: list[str]
    totals: list[str]
    notes: list[str]

    @property
    def names(self) -> str:
        """Which programmes are counted beside the programme itself."""
        return listing([one.programme.name for one in self.children])


def family_of(programme: Programme, reader: Any, children: Sequence[Programme] | None = None) -> Family | None:
    """The programme and the ones under it that the reader may see; None where there are none (5 queries).

    `children` where the caller has them already (`children_of`).

    Each intervention belongs to one programme and a total counts each entry once, where its money ends (`counting`):
    so the parts add up to the total, also where money went from one hand to another.
    """
    children = children_of(programme, reader) if children is None else children
    if not children:
        return None
    entries = Investment.objects.visible_to(reader).filter(intervention__programme__in=[programme, *children])
    cents = {(row["programme"], row["state"]): row["cents"] for row in entries.per_programme()}
    states = [state for state in MoneyState if any(state == of for _programme, of in cents)]
    return Family(
        itself=_member(programme, cents, states),
        children=[_member(child, cents, states, sticks_out(child, programme)) for child in children],
        states=[str(state.label) for state in states],
        totals=[_total(cents, state) for state in states],
        notes=notes_on(entries),
    )


def sticks_out(child: Programme, parent: Programme) -> str:
    """That a programme begins before or ends after the one above it; empty where it does not."""
    before, after = child.start_year < parent.start_year, child.end_year > parent.end_year
    told = {"first": parent.start_year, "last": parent.end_year}
    if before and after:
        return _("Begint vóór %(first)s en loopt door na %(last)s.") % told
    if before:
        return _("Begint vóór %(first)s, het eerste jaar van het programma erboven.") % told
    return _("Loopt door na %(last)s, het laatste jaar van het programma erboven.") % told if after else ""


def _member(
    programme: Programme, cents: dict[tuple[int, str], int], states: list[MoneyState], sticks: str = ""
) -> Member:
    found = [cents.get((programme.pk, state)) for state in states]
    return Member(programme, ["" if one is None else euros(one) for one in found], sticks)


def _total(cents: dict[tuple[int, str], int], state: MoneyState) -> str:
    return euros(sum(amount for (_programme, of), amount in cents.items() if of == state))
