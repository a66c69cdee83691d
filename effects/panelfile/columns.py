"""Which column of a file says what."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Columns:
    """Names as they stand in the header; one of `first_treated` and `treated` is given."""

    unit: str
    time: str
    outcome: str
    first_treated: str | None = None
    treated: str | None = None
    dose: str | None = None
    weights: str | None = None
    controls: tuple[str, ...] = ()
    cluster: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Every column that is asked for, each once."""
        single = (self.unit, self.time, self.outcome, self.first_treated, self.treated, self.dose, self.weights)
        return tuple(dict.fromkeys(name for name in (*single, *self.controls, self.cluster) if name is not None))
