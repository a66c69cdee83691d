"""A report as one reads it: each row with what it says, and what stood in the ledger where that differs."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from charts.wording import euros
from programmes.models import Report
from programmes.reports.rows import Place, Row, totals_of
from programmes.vocabulary import MoneyState, Nature


@dataclass(frozen=True)
class CellRead:
    """An amount in words; `was` what the ledger said, where the report says something else."""

    name: str
    words: str
    was: str
    changed: bool


@dataclass(frozen=True)
class RowRead:
    row: Row
    first: bool
    cells: list[CellRead]
    field: Any  # where a judge types a remark
    remark: str
    is_charge: bool


def rows_read(rows: Iterable[Row], report: Report, field_at: Callable[[Place], Any] | None = None) -> list[RowRead]:
    """The rows as the reading table shows them; once accepted, what stood before is no news any more."""
    judged = report.is_closed()
    before, found = None, []
    for row in rows:
        if row.is_empty() and not row.note:
            continue
        field = field_at(row.place) if field_at else None
        cells = [_cell(row, state, news=not judged) for state in MoneyState]
        found.append(
            RowRead(row, row.intervention != before, cells, field, row.remark, row.nature == Nature.CAPITAL_CHARGE)
        )
        before = row.intervention
    return found


def totals_read(rows: Iterable[Row]) -> list[str]:
    """The sum of each state in words; empty where nothing was reported."""
    return ["" if cents is None else euros(cents) for cents in totals_of(rows).values()]


def _cell(row: Row, state: MoneyState, *, news: bool) -> CellRead:
    cents, before = row.cents(state), row.before.get(state)
    changed = news and row.changes(state)
    was = euros(before) if changed and before is not None else ""
    return CellRead(str(state.label), "" if cents is None else euros(cents), was, changed)
