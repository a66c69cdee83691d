"""A panel: the same outcome of several units through the same periods."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

NEVER = np.inf  # the first treated period of a unit that is never treated


@dataclass(frozen=True)
class Panel:
    """Units × periods, sorted by unit and by period, so that the order of a file says nothing.

    `outcome` (n, t): the figure in its own unit, nan where there is none (never 0 for unknown).
    `first_treated` (n,): the first treated period of each unit, `NEVER` for none.
    `weights` (n,): weight of each unit, not negative. `dose` (n, t): dose that period, nan where unknown.
    `controls` (n, t, k) with their `control_names`. `clusters` (n,): the cluster of each unit, as its name.
    `treated_part` (n, t): 0 before the start, 1 after it, and the part of the first period that was treated where a
    start within a period is known; None where every start is the start of a period.
    `breaks`: periods from which the figure is measured in another way. `redrawn`: units whose boundary moved.
    """

    units: tuple[str, ...]
    periods: tuple[int, ...]
    outcome: Floats
    first_treated: Floats
    weights: Floats | None = None
    dose: Floats | None = None
    controls: Floats | None = None
    control_names: tuple[str, ...] = ()
    clusters: tuple[str, ...] | None = None
    treated_part: Floats | None = None
    breaks: tuple[int, ...] = ()
    redrawn: tuple[str, ...] = ()
    notes: tuple[Note, ...] = field(default=())

    @property
    def treated(self) -> Flags:
        """(n,) Units that are treated within the panel, with at least one period before it."""
        return np.isfinite(self.first_treated) & (self.first_treated > self.periods[0])

    @property
    def never(self) -> Flags:
        """(n,) Units that are not treated in any period of the panel."""
        return self.first_treated > self.periods[-1]

    @property
    def from_the_start(self) -> Flags:
        """(n,) Units that were treated already in the first period: neither treated nor comparison."""
        return self.first_treated <= self.periods[0]


@dataclass(frozen=True)
class Note:
    """Something that must be said beside an answer: a code, and the facts that its sentence names.

    `effects.words` has the sentence of each code.
    """

    code: str
    facts: dict[str, object] = field(default_factory=dict)
