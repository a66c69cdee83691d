"""What a study stored beside its answer: how strong it is, and what else may explain a difference."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Context:
    data: Mapping[str, Any]

    @property
    def maryland(self) -> int | None:
        found = self.data.get("maryland")
        return int(found["level"]) if isinstance(found, Mapping) else found

    @property
    def remarks(self) -> tuple[str, ...]:
        return ()
