"""Chains read: through whose hands money went, who paid it first, and what others laid beside it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import euros_from
from programmes.models import Programme
from programmes.models.money import InvestmentQuerySet
from programmes.money import Sum, entries_url
from programmes.vocabulary import MoneyState
from stakeholders.kinds import OrganisationKind
from stakeholders.models import Organisation


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


@dataclass(frozen=True)
class FlowRow:
    payer: Organisation
    sums: list[Sum]
    total: Sum


@dataclass(frozen=True)
class FlowTable:
    """Who paid first × who spends, with totals both ways, and what others laid beside public euros."""

    spenders: list[Organisation]
    rows: list[FlowRow]
    totals: list[Sum]
    total: Sum
    leverage: list[dict[str, str]]

    @property
    def is_empty(self) -> bool:
        return self.total.cents is None


LEVERS = {
    OrganisationKind.RIJK: gettext_lazy("Naast elke euro van het Rijk legden anderen"),
    OrganisationKind.GEMEENTE: gettext_lazy("Naast elke euro van de gemeente legden anderen"),
}


def flow_table(entries: InvestmentQuerySet, programme: Programme, state: MoneyState) -> FlowTable:
    """The money of a programme in one state, from hand to hand (2 queries)."""
    flows = flows_of(entries)
    by_source, by_spender = flows.by_source(), flows.by_spender()
    known = Organisation.objects.in_bulk([*by_source, *by_spender])
    asked = {"programma": programme.slug, "toestand": str(state), "telt": "ja"}

    def sum_of(cents: int | None, payer: int | None = None, spender: int | None = None) -> Sum:
        hands = {"eerste_betaler": payer and known[payer].slug, "uitvoerder": spender and known[spender].slug}
        return Sum(cents, entries_url(asked | hands))

    payers, spenders = (
        sorted(keys, key=lambda pk: (known[pk].kind, known[pk].name)) for keys in (by_source, by_spender)
    )
    rows = [
        FlowRow(known[one], [sum_of(flows.cents(one, to), one, to) for to in spenders], sum_of(by_source[one], one))
        for one in payers
    ]
    return FlowTable(
        [known[one] for one in spenders], rows, [sum_of(by_spender[one], spender=one) for one in spenders],
        sum_of(flows.total), _leverage_words(flows, {pk: one.kind for pk, one in known.items()}),
    )  # fmt: skip


def _leverage_words(flows: Flows, kinds: dict[int, str]) -> list[dict[str, str]]:
    """Each lever as a fact; "not to be said" where that kind of payer gave nothing."""
    found = [(term, leverage(flows, kinds, kind)) for kind, term in LEVERS.items()]
    return [
        {"term": str(term), "text": _("niet te zeggen") if times is None else euros_from(times)}
        for term, times in found
    ]
