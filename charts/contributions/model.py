"""What the contribution picture is made from. What is not known is None, and is written out, never drawn as nought."""

from dataclasses import dataclass
from decimal import Decimal

from charts.model import Pillar


@dataclass(frozen=True)
class Result:
    """What an intervention yields (output); `planned` and `realised` None: not known."""

    name: str
    planned: int | None = None
    realised: int | None = None


@dataclass(frozen=True)
class Link:
    """The expectation that an intervention moves an outcome, after `lag_years`, on evidence A, B, C or ?.

    `share` is the part (0 to 1) of the intervention's money that is meant for it; None: not known.
    """

    outcome: str
    lag_years: int
    evidence: str
    share: Decimal | None = None
    mechanism: str = ""


@dataclass(frozen=True)
class Doing:
    """An intervention. `cents` None: nothing was reported, which is not nought."""

    title: str
    pillar: str
    cents: int | None = None
    payers: tuple[str, ...] = ()
    results: tuple[Result, ...] = ()
    links: tuple[Link, ...] = ()
    url: str | None = None


@dataclass(frozen=True)
class Outcome:
    """What should get better. `key` is what links name; `goals` are sentences; none: no goal was set for it."""

    key: str
    name: str
    domain: str = ""
    goals: tuple[str, ...] = ()
    url: str | None = None


@dataclass(frozen=True)
class Contributions:
    """All of one programme. `money_note` says which money is meant: its state and until when."""

    title: str
    pillars: tuple[Pillar, ...]
    doings: tuple[Doing, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    money_note: str = ""
    empty_reason: str = ""

    @property
    def by_pillar(self) -> list[tuple[Pillar, list[Doing]]]:
        """The pillars in which something is done, in their order, each with what is done."""
        groups = [(pillar, [one for one in self.doings if one.pillar == pillar.key]) for pillar in self.pillars]
        return [(pillar, doings) for pillar, doings in groups if doings]

    @property
    def largest(self) -> int:
        """The largest amount of one intervention in cents; 0 where none is known."""
        return max((one.cents for one in self.doings if one.cents is not None), default=0)

    def outcome(self, key: str) -> Outcome:
        return next((one for one in self.outcomes if one.key == key), Outcome(key, key))

    def contributing(self, outcome: Outcome) -> int:
        """How many interventions are expected to move the outcome."""
        return sum(any(link.outcome == outcome.key for link in one.links) for one in self.doings)
