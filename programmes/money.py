"""Sums of the ledger as tables: years × pillars or partners of one state, with the way to the entries behind each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from charts.wording import euros
from programmes.mixture import notes
from programmes.models import Programme
from programmes.models.money import InvestmentQuerySet
from programmes.prices import PriceLevel
from programmes.vocabulary import MoneyState, Pillar
from stakeholders.models import Organisation

Cents = dict[tuple[int, str], int]


class Axis(StrEnum):
    """What the columns of the matrix are; the value also names the filter of the entries behind a column."""

    PILLAR = "pijler"
    FIRST_PAYER = "eerste_betaler"
    SPENDER = "uitvoerder"


@dataclass(frozen=True)
class Sum:
    """A sum in words with the address of its entries; None where nothing was reported, which is not nought."""

    cents: int | None
    url: str = ""

    @property
    def text(self) -> str:
        return "" if self.cents is None else euros(self.cents)


@dataclass(frozen=True)
class MatrixRow:
    year: int
    sums: list[Sum]
    total: Sum
    silence: str


@dataclass(frozen=True)
class Matrix:
    """Years × columns of one state, with totals over both."""

    columns: list[tuple[str, str]]
    rows: list[MatrixRow]
    totals: list[Sum]
    total: Sum
    left_out: tuple[int, ...] = ()  # years with money that could not be converted to the price level

    @property
    def is_empty(self) -> bool:
        return self.total.cents is None


def matrix(
    programme: Programme, entries: InvestmentQuerySet, state: MoneyState, axis: Axis = Axis.PILLAR,
    level: PriceLevel | None = None,
) -> Matrix:  # fmt: skip
    """The money of a programme in one state (states are never mixed in a sum), nominal or at a price level.

    At a price level each cell is converted and rounded, and the totals add up the cells; years that the index does not
    hold are left out, never added as they are.
    """
    nominal = _cents(entries, axis)
    cents = nominal if level is None else _converted(nominal, level)
    left_out = tuple(sorted({year for year, _column in nominal.keys() - cents.keys()}))
    columns = _columns(axis, {key for _year, key in cents})
    way = _Way(programme, state, axis)
    rows = [
        MatrixRow(
            year,
            [Sum(cents.get((year, key)), way.to(key, year)) for key, _name in columns],
            Sum(_total(cents, year=year), way.to(year=year)),
            _("geen prijscijfer") if year in left_out else silence(state),
        )
        for year in range(programme.start_year, programme.end_year + 1)
    ]
    totals = [Sum(_total(cents, column=key), way.to(key)) for key, _name in columns]
    return Matrix(columns, rows, totals, Sum(_total(cents), way.to()), left_out)


def _converted(cents: Cents, level: PriceLevel) -> Cents:
    """The cells of the years that the index holds, in prices of the level."""
    return {key: level.converted(amount, key[0]) for key, amount in cents.items() if level.holds(key[0])}


def _cents(entries: InvestmentQuerySet, axis: Axis) -> Cents:
    summed = {
        Axis.PILLAR: entries.per_pillar_and_year,
        Axis.FIRST_PAYER: entries.per_first_payer_and_year,
        Axis.SPENDER: entries.per_spender_and_year,
    }[axis]()
    return {(row["year"], row["column"]): row["cents"] for row in summed}


def _columns(axis: Axis, found: Iterable[str]) -> list[tuple[str, str]]:
    """All pillars, also those without money; of partners only those with money."""
    if axis == Axis.PILLAR:
        return [(str(code), str(name)) for code, name in Pillar.choices]
    partners = Organisation.objects.filter(slug__in=set(found)).order_by("kind", "name")
    return [(one.slug, one.name) for one in partners]


def silence(state: MoneyState) -> str:
    """What stands where nothing was reported: never nought."""
    return _("nog niet begroot") if state == MoneyState.BUDGETED else _("niet gemeld")


@dataclass(frozen=True)
class _Way:
    programme: Programme
    state: MoneyState
    axis: Axis

    def to(self, column: str = "", year: int | None = None) -> str:
        narrower = {self.axis.value: column, "jaar": year}
        asked = {"programma": self.programme.slug, "toestand": str(self.state), "telt": "ja", **narrower}
        return entries_url(asked)


def entries_url(asked: Mapping[str, object]) -> str:
    """The address of the entries that these filters find."""
    return f"{reverse('werk:entries')}?{urlencode({name: value for name, value in asked.items() if value})}"


def _total(cents: Cents, year: int | None = None, column: str | None = None) -> int | None:
    parts = [
        amount
        for (of_year, of_column), amount in cents.items()
        if year in (None, of_year) and column in (None, of_column)
    ]
    return sum(parts) if parts else None


def per_state_words(entries: InvestmentQuerySet) -> list[dict[str, str]]:
    """Each state that was reported with its sum, as facts."""
    cents = {row["state"]: row["cents"] for row in entries.per_state()}
    return [
        {"term": str(state.label).capitalize(), "text": euros(cents[state])} for state in MoneyState if state in cents
    ]


def notes_on(entries: InvestmentQuerySet) -> list[str]:
    """What must be said beside totals of these entries: kinds of btw that they mix, capital charges left out."""
    by_state: dict[str, dict[str, int]] = {}
    for row in entries.per_state_and_vat():
        by_state.setdefault(row["state"], {})[row["vat"]] = row["cents"]
    return notes(by_state, entries.charges_per_state())
