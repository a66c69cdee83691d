"""What a study stored beside its answer: how strong it is, and what else may explain a difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from charts.model import Point, Role, Series, Status


@dataclass(frozen=True)
class Context:
    """`data`: as `effects.context.context_of` writes it, each part under its own name."""

    data: Mapping[str, Any]

    def part(self, name: str) -> Mapping[str, Any]:
        found = self.data.get(name)
        return found if isinstance(found, Mapping) else {}

    @property
    def maryland(self) -> int | None:
        found = self.data.get("maryland")
        return found if isinstance(found, int) else self.part("maryland").get("level")

    @property
    def adjusted_p(self) -> float | None:
        found = self.data.get("adjusted_p")
        return float(found) if isinstance(found, int | float) else None

    @property
    def messages(self) -> tuple[str, ...]:
        """Sentences that stand with a part, such as a warning of turnover."""
        parts = (self.part(name) for name in self.data)
        return tuple(str(part["message"]) for part in parts if part.get("message"))

    def gap_line(self, name: str, role: Role, called: str) -> Series | None:
        """One line of the gap; None where the source has no figure for it."""
        gap = self.part("gap")
        values = gap.get(name) or ()
        if not any(value is not None for value in values):
            return None
        points = zip(gap.get("years") or (), values, strict=False)
        return Series(called, tuple(
            Point(year, value, Status.MISSING if value is None else Status.MEASURED) for year, value in points
        ), role)  # fmt: skip
