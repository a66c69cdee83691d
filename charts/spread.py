"""How an amount is spread: a bar for each part, with its name, its euros and its percentage of the whole."""

from dataclasses import dataclass
from decimal import Decimal

from django.utils.translation import gettext as _

from charts.chart import Chart, canvas, drawings
from charts.layout import SINGLE, SINGLE_PHONE, Layout
from charts.svg import Element, group, line, rectangle, title, words
from charts.tables import Cell, Row, Table
from charts.text import truncated, width_of
from charts.wording import NO_BREAK_SPACE, euros, euros_short, percentage

_BAR = 9.0


@dataclass(frozen=True)
class Part:
    """`cents` None: not reported (or as `silence` says), which is not nought. `note` stands below the bar.

    `pillar` gives the colour of a pillar; `rest` is what could not be told apart, drawn as an outline.
    """

    name: str
    cents: int | None
    note: str = ""
    pillar: str = ""
    rest: bool = False
    silence: str = ""

    @property
    def amount(self) -> str:
        return (self.silence or _("niet gemeld")) if self.cents is None else euros_short(self.cents)


@dataclass(frozen=True)
class Spread:
    title: str
    parts: tuple[Part, ...]
    unit: str = ""
    source: str = ""
    empty_reason: str = ""

    @property
    def total(self) -> int:
        return sum(part.cents or 0 for part in self.parts)

    @property
    def is_empty(self) -> bool:
        return all(part.cents is None for part in self.parts)


def draw(spread: Spread) -> Chart:
    return Chart(
        kind="verdeling",
        title=spread.title,
        sentence=sentence(spread),
        drawings=drawings((SINGLE, SINGLE_PHONE), lambda layout: _element(spread, layout)),
        tables=(table(spread),) if spread.parts else (),
    )


def sentence(spread: Spread) -> str:
    """The largest part, or why there is nothing to divide."""
    known = [part for part in spread.parts if part.cents and part.cents > 0]
    if spread.is_empty or not known:
        return spread.empty_reason
    largest = max(known, key=lambda part: part.cents or 0)
    words_ = {"name": largest.name, "part": share_of(spread, largest), "total": euros_short(spread.total)}
    return _("Het grootste deel is %(name)s: %(part)s van %(total)s.") % words_


def share_of(spread: Spread, part: Part) -> str:
    """A part as a percentage of the whole; empty where that says nothing."""
    if not part.cents or spread.total <= 0 or part.cents < 0:
        return ""
    percent = Decimal(part.cents) * 100 / spread.total
    return f"<{NO_BREAK_SPACE}{percentage(1)}" if percent < Decimal("0.5") else percentage(percent)


def table(spread: Spread) -> Table:
    rows = [Row(part.name, _cells(spread, part)) for part in spread.parts]
    if not spread.is_empty:
        whole = (Cell(euros(spread.total), spread.total), Cell("100 %" if spread.total > 0 else ""), Cell(""))
        rows.append(Row(_("Samen"), whole, is_total=True))
    return Table(spread.title, (_("Deel"), _("Euro"), _("Aandeel"), _("Doelen")), tuple(rows), spread.source)


def _cells(spread: Spread, part: Part) -> tuple[Cell, ...]:
    amount = Cell(part.amount) if part.cents is None else Cell(euros(part.cents), part.cents)
    return amount, Cell(share_of(spread, part)), Cell(part.note)


def _element(spread: Spread, layout: Layout) -> Element:
    drawn, y = group(), 0.0
    if not spread.parts:
        return canvas(
            layout,
            layout.line + 4,
            spread.title,
            words(0, layout.small, spread.empty_reason, layout.small, "chart-note"),
        )
    for part in spread.parts:
        row, y = _row(spread, layout, part, y)
        drawn.add(row)
    return canvas(layout, y, spread.title, drawn)


def _row(spread: Spread, layout: Layout, part: Part, y: float) -> tuple[Element, float]:
    """Name and euros above the bar, what it serves below it."""
    said = " · ".join(text for text in (part.amount, share_of(spread, part)) if text)
    room = layout.width - width_of(said, layout.text, bold=True) - 12
    name = truncated(part.name, layout.text, room, bold=True)
    css = "chart-note" if part.cents is None else "chart-name"
    row = group(
        title(f"{part.name}: {said}"),
        words(0, y + layout.text, name, layout.text, "chart-name"),
        words(layout.width, y + layout.text, said, layout.text, css, anchor="end"),
        line(0, y + layout.text + 7 + _BAR, layout.width, y + layout.text + 7 + _BAR, "chart-grid"),
        _bar(spread, layout, part, y + layout.text + 7),
        class_=f"chart-pillar chart-pillar--{part.pillar.replace('_', '-')}" if part.pillar else "chart-pillar",
    )
    y += layout.text + 7 + _BAR
    if part.note:
        row.add(
            words(
                0, y + layout.small * 1.2, truncated(part.note, layout.small, layout.width), layout.small, "chart-note"
            )
        )
        y += layout.line
    return row, y + 14


def _bar(spread: Spread, layout: Layout, part: Part, y: float) -> Element | None:
    largest = max(one.cents or 0 for one in spread.parts)
    if not part.cents or part.cents < 0 or largest <= 0:
        return None
    length = max(1.5, layout.width * part.cents / max(spread.total, largest))
    if part.rest:
        return rectangle(0.75, y + 0.75, max(length - 1.5, 1), _BAR - 1.5, "chart-span-planned")
    return rectangle(0, y, length, _BAR, "chart-span")
