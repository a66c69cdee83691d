"""What a chart is made from: plain, frozen data that knows no table and no app.

Years are calendar years. Values are in the unit that their panel names. Money is in whole cents. A value that is
withheld or missing is None, and stays None: it is never drawn, summed or written as nought.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from charts.wording import ChangeIn


class Status(StrEnum):
    MEASURED = "measured"
    PROVISIONAL = "provisional"
    ESTIMATED = "estimated"
    WITHHELD = "withheld"
    MISSING = "missing"

    @property
    def is_known(self) -> bool:
        return self not in {Status.WITHHELD, Status.MISSING}

    @property
    def is_firm(self) -> bool:
        return self is Status.MEASURED


class Role(StrEnum):
    """How a line is drawn: the reader's wijk dark and heavy, all else lighter."""

    WIJK = "wijk"
    CITY = "city"
    COUNTRY = "country"
    COMPARISON = "comparison"
    EXPECTED = "expected"


class Direction(StrEnum):
    HIGHER_IS_BETTER = "higher"
    LOWER_IS_BETTER = "lower"
    NEITHER = "neither"


class SpanStatus(StrEnum):
    PLANNED = "planned"
    RUNNING = "running"
    FINISHED = "finished"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True)
class Point:
    """One year's figure; `low` and `high` bound its interval in the same unit, where the source gives one."""

    year: int
    value: float | None
    status: Status = Status.MEASURED
    low: float | None = None
    high: float | None = None

    def __post_init__(self) -> None:
        if self.status.is_known is (self.value is None):
            raise ValueError(f"{self.year}: status {self.status} does not go with value {self.value}")

    @property
    def figure(self) -> float:
        """The value of a point that is known. An unknown one has no figure, so it can be neither drawn nor written."""
        if self.value is None:
            raise ValueError(f"{self.year}: {self.status}, so there is no figure")
        return self.value


@dataclass(frozen=True)
class Break:
    """From `year` on something else is counted: earlier and later figures are not to be compared."""

    year: int
    reason: str


@dataclass(frozen=True)
class Series:
    """One line. A year that is absent was never asked for; a year that ought to be there has a point without value."""

    name: str
    points: tuple[Point, ...]
    role: Role = Role.WIJK
    breaks: tuple[Break, ...] = ()
    short_name: str = ""

    def __post_init__(self) -> None:
        if any(earlier.year >= later.year for earlier, later in pairwise(self.points)):
            raise ValueError(f"{self.name}: years must rise, each once")

    @property
    def known(self) -> tuple[Point, ...]:
        return tuple(point for point in self.points if point.value is not None)

    def value_in(self, year: int) -> float | None:
        return next((point.value for point in self.points if point.year == year), None)

    def figure_in(self, year: int) -> float:
        """Like `value_in`, for a year that is known; another has no figure."""
        return next(point for point in self.points if point.year == year).figure

    def stretches(self) -> tuple[tuple[Point, ...], ...]:
        """The known points, cut wherever a line may not run: over an unknown year, and over a break."""
        stretches: list[list[Point]] = [[]]
        for earlier, point in zip((None, *self.points), self.points, strict=False):
            if earlier and any(earlier.year < cut.year <= point.year for cut in self.breaks):
                stretches.append([])
            if point.value is None:
                stretches.append([])
            else:
                stretches[-1].append(point)
        return tuple(tuple(stretch) for stretch in stretches if stretch)

    def with_years(self, years: Iterable[int]) -> "Series":
        """The same series, with a missing point for each of `years` that lies within it and is absent."""
        present = {point.year: point for point in self.points}
        if not present:
            return self
        wanted = {year for year in years if min(present) < year < max(present)} | set(present)
        points = tuple(present.get(year) or Point(year, None, Status.MISSING) for year in sorted(wanted))
        return Series(self.name, points, self.role, self.breaks, self.short_name)


@dataclass(frozen=True)
class Pillar:
    """`key` names the colour (`fysiek`, `sociale_basis` …), `name` is what the reader sees."""

    key: str
    name: str

    @property
    def css(self) -> str:
        return self.key.replace("_", "-")


@dataclass(frozen=True)
class Bar:
    """Money of one pillar in one year, in cents. A bar of nought was reported as nought; no bar is not reported."""

    year: int
    pillar: str
    cents: int


@dataclass(frozen=True)
class Span:
    """An intervention on the time axis, whole years, `end` included; None: it goes on. `cents` only ranks it."""

    title: str
    pillar: str
    start: int
    end: int | None = None
    url: str | None = None
    status: SpanStatus = SpanStatus.RUNNING
    cents: int = 0


@dataclass(frozen=True)
class GoalMark:
    year: int
    value: float


@dataclass(frozen=True)
class YearMark:
    """A year from which something counts that belongs to one panel only."""

    year: int
    text: str


@dataclass(frozen=True)
class Panel:
    """One outcome: series of one unit on the picture's years.

    `around` are drawn thin and without a name behind the series, as what these were made from.

    `subject` begins its sentence ("het aantal misdrijven"; the title serves when empty). `threshold`, in the unit of
    the values, is the largest change that is still about equal. `told_in` None: chosen by unit and sign.
    `gaps_told`: the unknown years are named elsewhere, so not within the drawing.
    """

    title: str
    unit: str
    series: tuple[Series, ...] = ()
    direction: Direction = Direction.NEITHER
    decimals: int = 0
    goals: tuple[GoalMark, ...] = ()
    empty_reason: str = ""
    subject: str = ""
    threshold: float = 0
    told_in: ChangeIn | None = None
    source: str = ""
    url: str | None = None
    around: tuple[Series, ...] = ()
    marks: tuple[YearMark, ...] = ()
    gaps_told: bool = False

    def of(self, role: Role) -> Series | None:
        return next((series for series in self.series if series.role is role), None)

    @property
    def complete(self) -> tuple[Series, ...]:
        """The series, in which a year that one of them has and another lacks is missing, so that no line bridges it."""
        years = {point.year for series in self.series for point in series.points}
        return tuple(series.with_years(years) for series in self.series)

    @property
    def breaks(self) -> tuple[Break, ...]:
        """The breaks of all series, each once, by year."""
        return tuple(sorted({cut for series in self.series for cut in series.breaks}, key=lambda cut: cut.year))

    @property
    def known(self) -> tuple[Point, ...]:
        return tuple(point for series in self.series for point in series.known)

    @property
    def change_in(self) -> ChangeIn:
        if self.told_in:
            return self.told_in
        if self.unit.startswith("%"):
            return ChangeIn.POINTS
        nonpositive = any(point.value is not None and point.value <= 0 for point in self.known)
        return ChangeIn.OWN_UNIT if nonpositive else ChangeIn.PERCENT


@dataclass(frozen=True)
class WijkPicture:
    """All that happened in one wijk, on one time axis from `first_year` to `last_year`.

    `now_year` is the last year that is over; later years are the future. `start_year` None: no programme.
    `pillars` in the order in which their bars are stacked, the lowest first. `of_few`: the money is of some
    interventions only, so that pillars and years without money are not unreported.
    """

    title: str
    wijk: str
    city: str
    first_year: int
    last_year: int
    now_year: int
    start_year: int | None = None
    pillars: tuple[Pillar, ...] = ()
    bars: tuple[Bar, ...] = ()
    spans: tuple[Span, ...] = ()
    panels: tuple[Panel, ...] = ()
    money_note: str = ""
    money_empty_reason: str = ""
    spans_empty_reason: str = ""
    spans_total: int | None = None
    caveat: str = ""
    start_name: str = ""
    of_few: bool = False

    @property
    def years(self) -> range:
        return range(self.first_year, self.last_year + 1)

    @property
    def total_cents(self) -> int:
        return sum(bar.cents for bar in self.bars)

    @property
    def told_pillars(self) -> tuple[Pillar, ...]:
        """Those of which it is said what was spent, or that it was not reported."""
        spent = {bar.pillar for bar in self.bars}
        return tuple(each for each in self.pillars if not self.of_few or each.key in spent)

    def cents_of(self, pillar: str) -> int:
        return sum(bar.cents for bar in self.bars if bar.pillar == pillar)

    def pillar(self, key: str) -> Pillar:
        return next((pillar for pillar in self.pillars if pillar.key == key), Pillar(key, key))
