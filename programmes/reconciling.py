"""Reconciling: what the ledger says an organisation spent in a year, beside what stands in its own books."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Sum

from charts.wording import euros
from programmes.amounts import AmountError, parse_euros, to_cents
from programmes.models import FundingStream, Investment
from programmes.models.money import InvestmentQuerySet
from programmes.money import entries_url
from programmes.vocabulary import MoneyState, Nature, Vat
from stakeholders.models import Organisation

KEYS = ("taakveld", "funding_stream", "state", "vat", "nature")
MOST_ENTRIES = 500  # shown under the rows that differ; the rest stands in the list of entries


@dataclass
class Line:
    """One total of the ledger, what was typed beside it, and the difference to the cent."""

    name: str
    taakveld: str
    stream: str
    state: str
    vat: str
    nature: str
    ours: int
    url: str
    typed: str = ""
    error: str = ""
    books: int | None = None
    entries: list[Investment] = field(default_factory=list)

    @property
    def difference(self) -> int | None:
        """Ours minus the books, in cents; None where nothing was typed."""
        return None if self.books is None else self.ours - self.books

    @property
    def difference_words(self) -> str:
        return "" if self.difference is None else euros(self.difference)


@dataclass(frozen=True)
class Reconciliation:
    organisation: Organisation
    year: int
    lines: list[Line]
    passed_on: int | None

    @property
    def compared(self) -> list[Line]:
        return [line for line in self.lines if line.difference is not None]

    @property
    def agrees(self) -> bool:
        """Whether every line was compared and none differs."""
        return bool(self.lines) and all(line.difference == 0 for line in self.lines)

    @property
    def differing(self) -> int:
        return sum(1 for line in self.compared if line.difference)


def reconcile(
    organisation: Organisation, year: int, visible: InvestmentQuerySet, typed: Mapping[str, str]
) -> Reconciliation:
    """Totals per taakveld × stream × state × btw × nature of what the organisation spends, beside what was typed.

    Capital charges have lines of their own; what was passed on is no cost of this organisation and is told apart.
    Nothing is stored.
    """
    theirs = visible.filter(spender=organisation, year=year).standing()
    kept = theirs.filter(passed_on=False)
    streams = FundingStream.objects.in_bulk()
    rows = kept.order_by().values(*KEYS).annotate(cents=Sum("amount_cents")).order_by(*KEYS)
    lines = [_line(row, organisation, year, streams) for row in rows]
    for line in lines:
        _compare(line, typed.get(line.name, "").strip())
    _add_entries(lines, kept)
    passed = theirs.filter(passed_on=True).aggregate(cents=Sum("amount_cents"))["cents"]
    return Reconciliation(organisation, year, lines, passed)


def _line(row: dict[str, Any], organisation: Organisation, year: int, streams: dict[int, FundingStream]) -> Line:
    asked = {
        "uitvoerder": organisation.slug, "jaar": year, "toestand": row["state"], "btw": row["vat"],
        "aard": row["nature"], "taakveld": row["taakveld"] or "geen", "geldstroom": streams[row["funding_stream"]].slug,
    }  # fmt: skip
    return Line(
        name=_name(row), taakveld=row["taakveld"], stream=streams[row["funding_stream"]].name,
        state=str(MoneyState(row["state"]).label), vat=str(Vat(row["vat"]).label),
        nature=str(Nature(row["nature"]).label), ours=row["cents"], url=entries_url(asked),
    )  # fmt: skip


def _name(row: Mapping[str, Any]) -> str:
    """The name of the field in which a line's books are typed."""
    return "boek-" + "-".join(str(row[key] or "geen") for key in KEYS)


def _compare(line: Line, typed: str) -> None:
    line.typed = typed
    if not typed:
        return
    try:
        line.books = to_cents(parse_euros(typed))
    except AmountError as error:
        line.error = str(error)


def _add_entries(lines: list[Line], entries: InvestmentQuerySet) -> None:
    """Under each line that differs the entries that make it up."""
    differing = {line.name: line for line in lines if line.difference}
    if not differing:
        return
    for entry in entries.with_names().order_by("intervention__title", "pk")[:MOST_ENTRIES]:
        row = {key: entry.funding_stream_id if key == "funding_stream" else getattr(entry, key) for key in KEYS}
        if line := differing.get(_name(row)):
            line.entries.append(entry)
