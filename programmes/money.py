"""Sums of the ledger as tables: per pillar and year, with the way to the entries behind each."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from charts.wording import euros
from programmes.mixture import notes
from programmes.models import Programme
from programmes.models.money import InvestmentQuerySet
from programmes.vocabulary import MoneyState, Pillar


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
    """Years × pillars of one state, with totals over both."""

    pillars: list[tuple[str, str]]
    rows: list[MatrixRow]
    totals: list[Sum]
    total: Sum

    @property
    def is_empty(self) -> bool:
        return self.total.cents is None


def matrix(programme: Programme, entries: InvestmentQuerySet, state: MoneyState) -> Matrix:
    """The money of a programme in one state (states are never mixed in a sum)."""
    cents = {(row["year"], row["pillar"]): row["cents"] for row in entries.per_pillar_and_year()}
    way = _Way(programme, state)
    years = range(programme.start_year, programme.end_year + 1)
    rows = [
        MatrixRow(
            year,
            [Sum(cents.get((year, pillar)), way.to(jaar=year, pijler=pillar)) for pillar in Pillar.values],
            Sum(_total(cents, year=year), way.to(jaar=year)),
            silence(state),
        )
        for year in years
    ]
    totals = [Sum(_total(cents, pillar=pillar), way.to(pijler=pillar)) for pillar in Pillar.values]
    return Matrix(Pillar.choices, rows, totals, Sum(_total(cents), way.to()))


def silence(state: MoneyState) -> str:
    """What stands where nothing was reported: never nought."""
    return _("nog niet begroot") if state == MoneyState.BUDGETED else _("niet gemeld")


@dataclass(frozen=True)
class _Way:
    programme: Programme
    state: MoneyState

    def to(self, **narrower: int | str) -> str:
        asked = {"programma": self.programme.slug, "toestand": str(self.state), **narrower}
        return f"{reverse('werk:entries')}?{urlencode(asked)}"


def _total(cents: dict[tuple[int, str], int], year: int | None = None, pillar: str | None = None) -> int | None:
    parts = [
        amount
        for (of_year, of_pillar), amount in cents.items()
        if year in (None, of_year) and pillar in (None, of_pillar)
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
