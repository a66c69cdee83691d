"""Numbers as people write them, with a point or a comma before the decimals.

A column has one decimal sign. It shows where a figure can be read in one way only (12,5 · 0.075 · 1.234,5). A figure
that can be read in two ways (1.234: a thousand or one and a bit) follows the sign that the rest of its column shows;
where that would make it a thousand, the column must show elsewhere that it groups thousands, or the file is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from effects.estimators.panel import Floats
from effects.panelfile.bad import BadPanel

MISSING = frozenset({"", "NA", "."})
PLAIN = re.compile(r"[+-]?\d+(?:[eE][+-]?\d+)?\Z", re.ASCII)
DECIMAL = re.compile(r"[+-]?(\d*)([.,])(\d*)(?:[eE][+-]?\d+)?\Z", re.ASCII)
GROUPED = re.compile(r"[+-]?[1-9]\d{0,2}(?:([.,])\d{3})(?:\1\d{3})*(?:(?!\1)([.,])\d+)?\Z", re.ASCII)
OTHER = {".": ",", ",": "."}


@dataclass(frozen=True)
class Written:
    """How one figure is written: `decimal` is the sign that it shows, `groups` whether thousands are marked for sure,
    `unsure` the sign of a figure that can be read in two ways."""

    decimal: str | None = None
    groups: bool = False
    unsure: str | None = None


@dataclass(frozen=True)
class Cell:
    row: int
    text: str


def numbers(name: str, lines: Iterable[int], texts: Iterable[str], separator: str) -> Floats:
    """The figures of a column, nan where the cell is empty, NA or a point."""
    cells = [Cell(line, text) for line, text in zip(lines, texts, strict=True)]
    written = [(cell, written_as(name, cell)) for cell in cells if cell.text not in MISSING]
    decimal, groups = sign_of(name, written, separator)
    for cell, shape in written:
        if shape.unsure not in {None, decimal} and not groups:
            raise two_ways(name, cell)
    return np.array([value_of(name, cell, decimal) for cell in cells], dtype=np.float64)


def written_as(name: str, cell: Cell) -> Written:
    text = cell.text
    if PLAIN.match(text):
        return Written()
    grouped = GROUPED.match(text)
    if grouped and (grouped[2] or len(re.findall(r"[.,]", text)) > 1):
        return Written(decimal=OTHER[grouped[1]], groups=True)
    if grouped:
        return Written(unsure=grouped[1])
    plain = DECIMAL.match(text)
    if plain and (plain[1] or plain[3]):
        return Written(decimal=plain[2])
    message = _(
        "In kolom “%(column)s” staat op rij %(row)s geen getal maar “%(text)s”; laat een onbekende waarde leeg."
    )
    raise BadPanel(message % {"column": name, "row": cell.row, "text": text[:40]})


def sign_of(name: str, written: list[tuple[Cell, Written]], separator: str) -> tuple[str, bool]:
    """The decimal sign of the column, and whether it groups thousands."""
    shown = [(cell, shape) for cell, shape in written if shape.decimal]
    for cell, shape in shown:
        if shape.decimal != shown[0][1].decimal:
            message = _(
                "In kolom “%(column)s” staat op rij %(row)s “%(text)s” en op rij %(first)s “%(other)s”: "
                "schrijf alle getallen met dezelfde komma of punt."
            )
            first = shown[0][0]
            raise BadPanel(
                message % {"column": name, "row": cell.row, "text": cell.text, "first": first.row, "other": first.text}
            )
    if shown:
        return str(shown[0][1].decimal), any(shape.groups for _cell, shape in shown)
    return unshown_sign(name, written, separator), False


def unshown_sign(name: str, written: list[tuple[Cell, Written]], separator: str) -> str:
    """Nothing but 1.234: in a file with commas between the columns the point is the decimal sign, in other files the
    sign that stands there is, unless whole numbers beside it make thousands as likely."""
    unsure = [(cell, shape.unsure) for cell, shape in written if shape.unsure]
    if not unsure:
        return "."
    cell, sign = unsure[0]
    whole = len(unsure) < len(written)
    if len({mark for _cell, mark in unsure}) > 1 or sign is None:
        raise two_ways(name, cell)
    if separator == "," and sign == ".":
        return sign
    if separator == "," or (sign == "." and whole):
        raise two_ways(name, cell)
    return sign


def two_ways(name: str, cell: Cell) -> BadPanel:
    message = _(
        "In kolom “%(column)s” kan “%(text)s” op rij %(row)s op twee manieren gelezen worden: "
        "schrijf duizendtallen zonder punt of komma."
    )
    return BadPanel(message % {"column": name, "row": cell.row, "text": cell.text})


def value_of(name: str, cell: Cell, decimal: str) -> float:
    if cell.text in MISSING:
        return float("nan")
    value = float(cell.text.replace(OTHER[decimal], "").replace(decimal, "."))
    if not np.isfinite(value):
        message = _("In kolom “%(column)s” is “%(text)s” op rij %(row)s te groot om mee te rekenen.")
        raise BadPanel(message % {"column": name, "row": cell.row, "text": cell.text[:40]})
    return value
