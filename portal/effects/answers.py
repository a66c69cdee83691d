"""A stored answer, read. It may be of an older version: what is not in it is None or empty, never nought."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any


@dataclass(frozen=True)
class Refused:
    code: str
    message: str


@dataclass(frozen=True)
class Rank:
    place: int
    of: int


@dataclass(frozen=True)
class Step:
    """The effect at one time since the start; 0 is the first year that counts."""

    time: int
    estimate: float
    low: float | None
    high: float | None


@dataclass(frozen=True)
class Answer:
    """`data`: the answer as `effects.estimators.asjson.as_dict` writes it."""

    data: Mapping[str, Any]

    def number(self, name: str) -> float | None:
        value = self.data.get(name)
        return float(value) if isinstance(value, int | float) else None

    def count(self, name: str) -> int:
        return int(self.data.get(name) or 0)

    @property
    def method(self) -> str:
        return str(self.data.get("method") or "")

    @cached_property
    def refusals(self) -> tuple[Refused, ...]:
        return tuple(Refused(each["code"], each["message"]) for each in self.data.get("refusals") or ())

    @property
    def could_be_computed(self) -> bool:
        """Whether there is a number at all, that was held back."""
        return min(self.count("n_pre"), self.count("n_post"), self.count("n_treated"), self.count("n_comparison")) > 0

    @property
    def warnings(self) -> tuple[str, ...]:
        return tuple(self.data.get("warnings") or ())

    @cached_property
    def steps(self) -> tuple[Step, ...]:
        rows = self.data.get("event_study") or ()
        known = [row for row in rows if row.get("estimate") is not None]
        return tuple(Step(row["time"], row["estimate"], row.get("ci_low"), row.get("ci_high")) for row in known)

    @property
    def weights(self) -> dict[str, float]:
        """By unit, of the synthetic methods; empty where every comparison wijk counts the same."""
        return dict(self.data.get("weights") or {})

    @property
    def treated(self) -> tuple[str, ...]:
        return tuple(self.data.get("treated") or ())

    @property
    def comparison(self) -> tuple[str, ...]:
        return tuple(self.data.get("comparison") or ())

    @property
    def rank(self) -> Rank | None:
        found = self.data.get("placebo_rank")
        return Rank(int(found["place"]), int(found["of"])) if found else None

    @property
    def beside(self) -> Answer | None:
        """The second method's answer, where there is one."""
        found = self.data.get("beside")
        return Answer(found) if found else None

    @property
    def versions(self) -> dict[str, str]:
        return dict(self.data.get("versions") or {})
