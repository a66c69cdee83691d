"""From years and values to coordinates."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Linear:
    """Values of `domain` onto `output`; a domain of one value falls in the middle."""

    domain: tuple[float, float]
    output: tuple[float, float]

    def __call__(self, value: float) -> float:
        low, high = self.domain
        start, end = self.output
        if high == low:
            return (start + end) / 2
        return start + (value - low) / (high - low) * (end - start)


@dataclass(frozen=True)
class Years:
    """Each year is a band of its own; figures of a year stand at its middle, periods run from edge to edge."""

    first: int
    last: int
    left: float
    right: float

    @property
    def band(self) -> float:
        return (self.right - self.left) / (self.last - self.first + 1)

    def middle(self, year: int) -> float:
        return self.start(year) + self.band / 2

    def start(self, year: int) -> float:
        return self.left + (year - self.first) * self.band

    def end(self, year: int) -> float:
        return self.start(year + 1)

    def holds(self, year: int) -> bool:
        return self.first <= year <= self.last
