"""The money that goes to one area: the part of each intervention that its reach says, exact to the cent."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property

from django.db.models import Sum

from programmes.amounts import spread
from programmes.mixture import notes
from programmes.models import Intervention
from programmes.models.money import InvestmentQuerySet
from programmes.vocabulary import MoneyState, Nature

BUDGETS = (MoneyState.BUDGETED, MoneyState.BUDGET_CHANGED)


@dataclass(frozen=True)
class Part:
    """The cents of one intervention, year and state that go to the area, out of how many in all."""

    intervention: Intervention
    year: int
    state: str
    vat: str
    cents: int
    of_cents: int


@dataclass(frozen=True)
class Money:
    """All parts for one area. `divided`: some interventions also reach other areas, so that their money is divided.

    `charges` are capital charges: they stand apart and no total counts them.
    """

    parts: tuple[Part, ...] = ()
    divided: bool = False
    charges: tuple[Part, ...] = ()

    def spent(self) -> list[Part]:
        return [part for part in self.parts if part.state == MoneyState.SPENT]

    def spent_cents(self) -> int | None:
        """Spent in all; None where nothing was reported, which is not nought."""
        return total(self.spent())

    def budget_cents(self) -> int | None:
        """The budget in force; None where there is none."""
        return total(part for part in self.parts if part.state in BUDGETS)

    def of(self, intervention: Intervention) -> Money:
        parts, charges = self._by_intervention
        return Money(parts=tuple(parts.get(intervention.pk, ())), charges=tuple(charges.get(intervention.pk, ())))

    @cached_property
    def _by_intervention(self) -> tuple[dict[int, list[Part]], dict[int, list[Part]]]:
        return by_intervention(self.parts), by_intervention(self.charges)

    def notes(self) -> list[str]:
        """What must be said beside the totals: kinds of btw that they mix, and capital charges that they leave out."""
        by_state: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for part in self.parts:
            by_state[part.state][part.vat] += part.cents
        charges: dict[str, int] = defaultdict(int)
        for part in self.charges:
            charges[part.state] += part.cents
        return notes(by_state, charges)

    def last_year_spent(self) -> int | None:
        return max((part.year for part in self.spent()), default=None)


def by_intervention(parts: Iterable[Part]) -> dict[int, list[Part]]:
    found: dict[int, list[Part]] = defaultdict(list)
    for part in parts:
        found[part.intervention.pk].append(part)
    return found


def total(parts: Iterable[Part]) -> int | None:
    cents = [part.cents for part in parts]
    return sum(cents) if cents else None


def money_for(interventions: Sequence[Intervention], investments: InvestmentQuerySet, within: Collection[int]) -> Money:
    """The parts of the interventions' money for the areas `within` (1 query).

    An intervention's money of one year and state is divided over the areas that it reaches by their shares, with
    the cents that remain to the largest remainders, so that the parts of all areas add up to the whole.
    """
    by_id = {each.pk: each for each in interventions}
    divided = any(0 < len(reached(each, within)) < len(each.reach.all()) for each in interventions)
    found = amounts(investments.filter(intervention__in=list(by_id), passed_on=False))
    parts: dict[str, list[Part]] = {nature: [] for nature in Nature}
    for (pk, year, state, vat, nature), cents in found.items():
        here = part_of(by_id[pk], cents, within)
        if here is not None:
            parts[nature].append(Part(by_id[pk], year, state, vat, here, cents))
    return Money(tuple(parts[Nature.INVESTMENT]), divided, tuple(parts[Nature.CAPITAL_CHARGE]))


def reached(intervention: Intervention, within: Collection[int]) -> list[int]:
    return [reach.area_id for reach in intervention.reach.all() if reach.area_id in within]


def part_of(intervention: Intervention, cents: int, within: Collection[int]) -> int | None:
    """What of an amount goes to the areas `within`; None where the intervention reaches none of them."""
    reach = sorted(intervention.reach.all(), key=lambda each: each.pk)
    if not any(each.area_id in within for each in reach):
        return None
    cents_per_area = spread(cents, [each.share for each in reach])
    return sum(part for part, each in zip(cents_per_area, reach, strict=True) if each.area_id in within)


Key = tuple[int, int, str, str, str]


def amounts(investments: InvestmentQuerySet) -> dict[Key, int]:
    """Cents by (intervention, year, state, btw, nature), of entries that stand. Of budgets only the one in force.

    A changed budget takes the place of the first one of the same payer, spender, funding stream and nature.
    """
    who = ("intervention_id", "year", "payer_id", "spender_id", "funding_stream_id", "nature")
    rows = investments.standing().order_by().values(*who, "state", "vat").annotate(cents=Sum("amount_cents"))
    found = list(rows.order_by(*who, "state", "vat"))
    changed = {tuple(row[name] for name in who) for row in found if row["state"] == MoneyState.BUDGET_CHANGED}
    summed: dict[Key, int] = defaultdict(int)
    for row in found:
        if row["state"] == MoneyState.BUDGETED and tuple(row[name] for name in who) in changed:
            continue
        summed[row["intervention_id"], row["year"], row["state"], row["vat"], row["nature"]] += row["cents"]
    return dict(summed)
