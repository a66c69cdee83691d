"""Chains read: through whose hands money went, who paid it first, and what others laid beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from programmes.models import Investment
from programmes.models.money import InvestmentQuerySet
from stakeholders.kinds import OrganisationKind
from stakeholders.models import Organisation

LONGEST = 12  # hands; longer is a fault in the data


def hands_before(entry: Investment) -> list[Organisation]:
    """Who had the money before its spender, the first payer first."""
    links = [entry]
    while links[-1].passed_from is not None and len(links) < LONGEST:
        links.append(links[-1].passed_from)
    return [link.payer for link in reversed(links)]


@dataclass(frozen=True)
class Flow:
    """Cents of one state, from who paid first to who spends."""

    source: int
    spender: int
    cents: int


@dataclass(frozen=True)
class Flows:
    """The same euros by first payer and by spender: both add up to `total`, to the cent."""

    flows: tuple[Flow, ...]

    @property
    def total(self) -> int | None:
        return sum(one.cents for one in self.flows) if self.flows else None

    def by_source(self) -> dict[int, int]:
        return _summed((one.source, one.cents) for one in self.flows)

    def by_spender(self) -> dict[int, int]:
        return _summed((one.spender, one.cents) for one in self.flows)

    def cents(self, source: int, spender: int) -> int | None:
        """None where nothing was reported, which is not nought."""
        found = [one.cents for one in self.flows if (one.source, one.spender) == (source, spender)]
        return sum(found) if found else None


def flows_of(entries: InvestmentQuerySet) -> Flows:
    """From first payer to spender; call on one state only (1 query)."""
    rows = entries.per_source_and_spender()
    return Flows(tuple(Flow(row["source"], row["spender"], row["cents"]) for row in rows))


def leverage(flows: Flows, kinds: dict[int, str], of: OrganisationKind) -> Decimal | None:
    """Euros of others beside each euro that organisations of one kind paid first; None where these paid nothing."""
    theirs = sum(cents for source, cents in flows.by_source().items() if kinds.get(source) == of)
    if theirs <= 0:
        return None
    others = (flows.total or 0) - theirs
    return (Decimal(others) / theirs).quantize(Decimal("0.01"), rounding=ROUND_HALF_UP)


def _summed(pairs: Iterable[tuple[int, int]]) -> dict[int, int]:
    found: dict[int, int] = {}
    for key, cents in pairs:
        found[key] = found.get(key, 0) + cents
    return found
