"""The figures and euros behind the page of an area, row by row: on the screen and as CSV."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from charts.wording import euros
from indicators.domains import Domain
from indicators.models import Indicator
from indicators.series import Figure
from portal.wijkstory.money import Money, Part
from portal.wijkstory.outcomes import Cell, cell_of, derived_words
from programmes.vocabulary import MoneyState, Pillar, Vat
from wijken.models import Area

if TYPE_CHECKING:
    from portal.wijkstory.story import WijkStory


@dataclass(frozen=True)
class FigureRow:
    indicator: Indicator
    cell: Cell
    status: str
    derived: str


@dataclass(frozen=True)
class DomainRows:
    domain: Domain
    rows: tuple[FigureRow, ...]


@dataclass(frozen=True)
class MoneyRow:
    intervention: str
    pillar: str
    pillar_name: str
    year: int
    state: str
    vat: str
    cents: int
    amount: str
    whole: str


def figures_of(story: WijkStory) -> list[DomainRows]:
    """Every figure of the area, counts included, by domain, newest year last."""
    found: dict[str, list[FigureRow]] = {}
    for each in story.compared:
        rows = [figure_row(each.indicator, figure) for figure in each.here.figures]
        found.setdefault(each.indicator.domain, []).extend(rows)
    return [DomainRows(Domain(domain), tuple(found[domain])) for domain in Domain.values if domain in found]


def figure_row(indicator: Indicator, figure: Figure) -> FigureRow:
    return FigureRow(indicator, cell_of(figure, indicator), str(figure.status.label), derived_words(figure, indicator))


def money_of(money: Money) -> list[MoneyRow]:
    return [money_row(part) for part in sorted(money.parts, key=order)]


def order(part: Part) -> tuple[str, int, int]:
    return part.intervention.title, part.year, MoneyState.values.index(part.state)


def money_row(part: Part) -> MoneyRow:
    return MoneyRow(
        intervention=part.intervention.title,
        pillar=part.intervention.pillar,
        pillar_name=str(Pillar(part.intervention.pillar).label),
        year=part.year,
        state=str(MoneyState(part.state).label),
        vat=str(Vat(part.vat).label),
        cents=part.cents,
        amount=euros(part.cents),
        whole="" if part.cents == part.of_cents else euros(part.of_cents),
    )


MONEY_COLUMNS = (
    "gebied",
    "indeling",
    "programma",
    "interventie",
    "pijler",
    "jaar",
    "toestand",
    "bedrag",
    "geheel",
    "btw",
)


def money_rows(area: Area, money: Money) -> Iterator[tuple[object, ...]]:
    """Euros with a decimal point: what goes to this area, and the whole amount of the intervention."""
    for part in sorted(money.parts, key=order):
        programme = part.intervention.programme.slug
        amounts = (in_euros(part.cents), in_euros(part.of_cents))
        yield (area.code, area.division_year, programme, part.intervention.title, part.intervention.pillar,
               part.year, part.state, *amounts, part.vat)  # fmt: skip


def in_euros(cents: int) -> Decimal:
    return (Decimal(cents) / 100).quantize(Decimal("0.01"))
