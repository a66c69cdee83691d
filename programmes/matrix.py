"""The money matrix of a programme: pillar → partner → state against calendar years, with the entries of each sum."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from charts.wording import number
from programmes.lists.columns import in_euros
from programmes.models import Programme
from programmes.models.money import InvestmentQuerySet
from programmes.money import entries_url, silence
from programmes.prices import PriceLevel
from programmes.vocabulary import MoneyState, Pillar
from stakeholders.models import Organisation


class By(StrEnum):
    """Whom the matrix calls the partner; the value also names the filter of the entries behind a sum."""

    SPENDER = "uitvoerder"
    FIRST_PAYER = "eerste_betaler"


class Place(NamedTuple):
    """What a sum is of: pillar, partner (its pk), state and year."""

    pillar: str
    partner: int
    state: str
    year: int


Cents = dict[Place, int]
Asked = dict[str, str]  # filters of the entries, by their name in the address


@dataclass(frozen=True)
class Cell:
    """A sum in words, with the address of exactly the entries that make it; without one nothing was reported."""

    text: str
    url: str = ""


@dataclass(frozen=True)
class Line:
    """One state through the years; `total` is the sum of its cells."""

    state: str
    cells: list[Cell]
    total: Cell


@dataclass(frozen=True)
class Band:
    """The lines of a partner, or of a pillar with its partners."""

    name: str
    lines: list[Line]
    partners: tuple[Band, ...] = ()


@dataclass(frozen=True)
class Matrix:
    """Pillars with their partners, and what they make together; states are never added up."""

    years: range
    pillars: list[Band]
    totals: list[Line]
    is_empty: bool
    left_out: tuple[int, ...] = ()  # years with money that could not be converted to the price level


def matrix(
    programme: Programme, entries: InvestmentQuerySet, states: Sequence[MoneyState], by: By = By.SPENDER, *,
    level: PriceLevel | None = None, years: range | None = None,
) -> Matrix:  # fmt: skip
    """The money of a programme in some states and years, nominal or at a price level (2 queries).

    At a price level the money of each pillar, partner, state and year is converted and rounded, and every total adds
    these up; years that the index does not hold are left out, never added as they are.
    """
    years = years or range(programme.start_year, programme.end_year + 1)
    nominal = _cents(entries.filter(state__in=states, year__in=years), by)
    cents = nominal if level is None else _converted(nominal, level)
    left_out = tuple(sorted({place.year for place in nominal.keys() - cents.keys()}))
    partners = list(Organisation.objects.filter(pk__in={place.partner for place in cents}).order_by("kind", "name"))
    made = _Maker(programme, by, years, tuple(states), left_out, decimals=2 if _has_parts(cents) else 0)
    bands = [_pillar(made, cents, pillar, partners) for pillar in Pillar]
    totals = [made.line(cents, state, {}) for state in states]
    return Matrix(years, bands, totals, not nominal, left_out)


def _cents(entries: InvestmentQuerySet, by: By) -> Cents:
    spender, first_payer = entries.per_pillar_spender_state_and_year, entries.per_pillar_first_payer_state_and_year
    rows: Any = spender() if by == By.SPENDER else first_payer()
    return {Place(row["pillar"], row["partner"], row["state"], row["year"]): row["cents"] for row in rows}


def _converted(cents: Cents, level: PriceLevel) -> Cents:
    """The cents of the years that the index holds, in prices of the level."""
    return {place: level.converted(amount, place.year) for place, amount in cents.items() if level.holds(place.year)}


def _has_parts(cents: Cents) -> bool:
    """Whether an amount has parts of a euro: all are then written with them, so that decimals line up."""
    return any(amount % 100 for amount in cents.values())


def _pillar(made: _Maker, cents: Cents, pillar: Pillar, partners: Iterable[Organisation]) -> Band:
    """A pillar with the partners that have money in it."""
    here = {place: amount for place, amount in cents.items() if place.pillar == pillar}
    of_partner: dict[int, Cents] = {}
    for place, amount in here.items():
        of_partner.setdefault(place.partner, {})[place] = amount
    bands = tuple(
        Band(one.name, made.lines(of_partner[one.pk], {"pijler": pillar, made.by: one.slug}))
        for one in partners
        if one.pk in of_partner
    )
    return Band(str(pillar.label), made.lines(here, {"pijler": pillar}), bands)


@dataclass(frozen=True)
class _Maker:
    """Makes lines of one matrix: all with the same years, the same decimals, and addresses of the same entries."""

    programme: Programme
    by: By
    years: range
    states: tuple[MoneyState, ...]
    left_out: tuple[int, ...]
    decimals: int

    def lines(self, cents: Cents, asked: Asked) -> list[Line]:
        """A line for each state that was reported; one without words where none was."""
        reported = {place.state for place in cents}
        found = [self.line(cents, state, asked) for state in self.states if state in reported]
        return found or [Line("", [Cell("") for _year in self.years], Cell(_("niets gemeld")))]

    def line(self, cents: Cents, state: MoneyState, asked: Asked) -> Line:
        """One state of what was asked; where nothing narrower was asked, also what is silent is said."""
        per_year: dict[int | None, int] = {}
        for place, amount in cents.items():
            if place.state == state:
                per_year[place.year] = per_year.get(place.year, 0) + amount
        total = sum(per_year.values()) if per_year else None
        cells = [self._cell(per_year.get(year), state, year, asked) for year in self.years]
        return Line(str(state.label), cells, self._cell(total, state, None, asked))

    def _cell(self, cents: int | None, state: MoneyState, year: int | None, asked: Asked) -> Cell:
        if cents is None:
            return Cell("" if asked else self._silence(state, year))
        whole = {"programma": self.programme.slug, "toestand": str(state), "telt": "ja", **asked}
        return Cell(number(in_euros(cents), self.decimals), entries_url(whole | self._when(year)))

    def _when(self, year: int | None) -> dict[str, object]:
        """A year, or those of the matrix where these are not all of the programme."""
        first, last = self.years[0], self.years[-1]
        is_all = (first, last) == (self.programme.start_year, self.programme.end_year)
        return {"jaar": year} if year or is_all else {"vanaf": first, "tot": last}

    def _silence(self, state: MoneyState, year: int | None) -> str:
        return _("geen prijscijfer") if year in self.left_out else silence(state)
