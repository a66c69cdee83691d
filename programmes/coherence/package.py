"""The rows of a programme that its coherence is read from: plain and frozen, money in whole cents of one state."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property

from programmes.amounts import spread


@dataclass(frozen=True)
class Place:
    """An area by its code, with the codes of all it lies in."""

    code: str
    within: frozenset[str] = frozenset()

    def touches(self, other: Place) -> bool:
        """Whether one lies in the other, or both are the same."""
        return self.code == other.code or self.code in other.within or other.code in self.within


@dataclass(frozen=True)
class Aim:
    """An outcome that an intervention is meant for; `share` (0 to 1) of its money, None: not known."""

    indicator: int
    name: str
    domain: str
    lag_years: int
    share: Decimal | None = None


@dataclass(frozen=True)
class Work:
    """An intervention; `stopped` is the year in which it was withdrawn. Shares of `reach` sum to 1 if known."""

    pk: int
    title: str
    pillar: str
    start_year: int
    end_year: int
    aims: tuple[Aim, ...] = ()
    reach: tuple[tuple[Place, Decimal], ...] = ()
    stopped: int | None = None

    @property
    def last_year(self) -> int:
        return self.end_year if self.stopped is None else min(self.stopped, self.end_year)


@dataclass(frozen=True)
class Amount:
    """Cents of one intervention by who first paid; `year` is None where the years are one, as findings take them."""

    work: int
    year: int | None
    payer: int
    cents: int


@dataclass(frozen=True)
class Target:
    """A goal: an outcome in an area."""

    pk: int
    indicator: int
    name: str
    domain: str
    place: Place


@dataclass(frozen=True)
class Span:
    name: str
    first: int
    last: int


@dataclass(frozen=True)
class Wijk:
    pk: int
    name: str
    places: tuple[Place, ...] = ()

    def holds(self, place: Place) -> bool:
        """Whether the place is one of the wijk's areas, or lies in one."""
        return any(place.code == own.code or own.code in place.within for own in self.places)

    def touches(self, place: Place) -> bool:
        """Whether the place lies in the wijk, or around it."""
        return any(place.touches(own) for own in self.places)


@dataclass(frozen=True)
class Package:
    """`payers` are names by key. `undivided`: interventions with money for a larger area than the wijk looked at: what
    of it comes here is not known.
    """

    works: tuple[Work, ...] = ()
    amounts: tuple[Amount, ...] = ()
    targets: tuple[Target, ...] = ()
    phases: tuple[Span, ...] = ()
    wijken: tuple[Wijk, ...] = ()
    payers: Mapping[int, str] = field(default_factory=dict)
    undivided: frozenset[int] = frozenset()

    @property
    def total(self) -> int:
        return sum(amount.cents for amount in self.amounts)

    @cached_property
    def by_work(self) -> dict[int, list[Amount]]:
        found: dict[int, list[Amount]] = defaultdict(list)
        for amount in self.amounts:
            found[amount.work].append(amount)
        return dict(found)

    def cents_of(self, work: Work) -> int | None:
        """What was reported of the intervention; None where nothing was, which is not nought."""
        own = self.by_work.get(work.pk)
        return sum(amount.cents for amount in own) if own else None

    def serves(self, work: Work, target: Target) -> bool:
        """Whether the intervention is meant for the goal's outcome and reaches its area, or one around or within it."""
        aimed = any(aim.indicator == target.indicator for aim in work.aims)
        return aimed and any(place.touches(target.place) for place, _share in work.reach)

    def serving(self, target: Target) -> list[Work]:
        return self._serving[target]

    @cached_property
    def _serving(self) -> dict[Target, list[Work]]:
        """By goal, asked once for all questions; only what aims at its outcome is held against its area."""
        aiming: dict[int, list[Work]] = defaultdict(list)
        for work in self.works:
            for indicator in {aim.indicator for aim in work.aims}:
                aiming[indicator].append(work)
        return {one: [work for work in aiming[one.indicator] if self.serves(work, one)] for one in self.targets}

    @cached_property
    def served(self) -> dict[int, set[int]]:
        """By intervention (its key) the outcomes of the goals that it serves."""
        found: dict[int, set[int]] = defaultdict(set)
        for target in self.targets:
            for work in self.serving(target):
                found[work.pk].add(target.indicator)
        return found

    def served_by(self, works: Iterable[Work]) -> int:
        """How many goals are served by one of the interventions."""
        own = list(works)
        return sum(any(self.serves(work, target) for work in own) for target in self.targets)

    def in_wijk(self, wijk: Wijk) -> Package:
        """What reaches the wijk: each amount for the part that its reach says, exact to the cent."""
        works = tuple(work for work in self.works if any(wijk.touches(place) for place, _share in work.reach))
        here = [work for work in works if any(wijk.holds(place) for place, _share in work.reach)]
        amounts = (
            part for work in here for amount in self.by_work.get(work.pk, ()) for part in _part(amount, work, wijk)
        )
        around = frozenset(work.pk for work in works if work not in here and self.cents_of(work))
        targets = tuple(one for one in self.targets if wijk.touches(one.place))
        return Package(works, tuple(amounts), targets, self.phases, (wijk,), self.payers, around)


def _part(amount: Amount, work: Work, wijk: Wijk) -> list[Amount]:
    """The wijk's part of an amount; nothing where the shares of the reach are not known to be all of it."""
    shares = [share for _place, share in work.reach]
    if sum(shares) != 1:
        return []
    parts = zip(spread(amount.cents, shares), work.reach, strict=True)
    return [replace(amount, cents=sum(cents for cents, (place, _share) in parts if wijk.holds(place)))]
