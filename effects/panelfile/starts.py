"""When each unit was first treated: from a column that says so, or from a column of zeros and ones."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from django.utils.translation import gettext as _

from effects.estimators.panel import NEVER, Floats, Note
from effects.panelfile.bad import BadPanel
from effects.panelfile.columns import Columns
from effects.panelfile.numerals import MISSING, numbers
from effects.panelfile.perunit import Places, Units
from effects.panelfile.text import Rows


@dataclass(frozen=True)
class Starts:
    first_treated: Floats
    part: Floats | None = None
    notes: tuple[Note, ...] = ()


def starts_of(rows: Rows, columns: Columns, units: Units) -> Starts:
    if columns.first_treated is not None:
        return Starts(stated_starts(columns.first_treated, rows, units))
    if columns.treated is None:
        raise BadPanel(
            _("Geef --first-treated of --treated op: zonder een van beide is niet te zien wie behandeld is.")
        )
    return seen_starts(columns.treated, rows, units)


def stated_starts(name: str, rows: Rows, units: Units) -> Floats:
    """The same whole number in all rows of a unit; 0 or empty for never."""
    values = numbers(name, rows.lines, rows.column(name), rows.separator)
    for line, text, value in zip(rows.lines, rows.column(name), values, strict=True):
        if np.isfinite(value) and value != round(value):
            message = _("In kolom “%(column)s” staat op rij %(row)s geen periode maar “%(text)s”.")
            raise BadPanel(message % {"column": name, "row": line, "text": text})
    starts = np.where(np.isnan(values) | (values == 0), NEVER, values)
    for unit, places in enumerate(units.by_unit):
        other = next((place for place in places if starts[place] != starts[places[0]]), None)
        if other is not None:
            raise contradiction(name, units.names[unit], rows, places[0], other)
    return np.array([starts[places[0]] for places in units.by_unit])


def contradiction(name: str, unit: str, rows: Rows, one: np.intp, other: np.intp) -> BadPanel:
    message = _(
        "%(unit)s heeft in kolom “%(column)s” meer dan één eerste behandelde periode: "
        "“%(one)s” op rij %(row)s en “%(other)s” op rij %(second)s."
    )
    texts = rows.column(name)
    facts = {"row": rows.lines[one], "one": texts[one], "second": rows.lines[other], "other": texts[other]}
    return BadPanel(message % {"unit": unit, "column": name, **facts})


def seen_starts(name: str, rows: Rows, units: Units) -> Starts:
    """From 0 and 1: treated from the first period with a 1. A part stands for a start within that period."""
    values = numbers(name, rows.lines, rows.column(name), rows.separator)
    texts = rows.column(name)
    part = np.zeros((len(units.names), len(units.periods)))
    first, stopped, partly = np.full(len(units.names), NEVER), [], []
    for unit, places in enumerate(units.by_unit):
        refuse_other_values(name, values, texts, rows, places)
        treated = np.flatnonzero(values[places] > 0)
        if not treated.size:
            continue
        begin = units.period_at[places[treated[0]]]
        first[unit] = units.periods[begin]
        part[unit, begin:] = 1
        part[unit, begin] = values[places[treated[0]]]
        stopped += [units.names[unit]] if (values[places[treated[0] :]] == 0).any() else []
        partly += [units.names[unit]] if part[unit, begin] < 1 else []
    notes = [Note("TREATMENT_STOPS", {"units": stopped, "column": name})] if stopped else []
    notes += [Note("STARTS_WITHIN_PERIOD", {"units": partly, "column": name})] if partly else []
    return Starts(first, part if partly else None, tuple(notes))


def refuse_other_values(name: str, values: Floats, texts: list[str], rows: Rows, places: Places) -> None:
    """0 or 1; between them only in the one row that stands between a 0 and a 1."""
    mine = values[places]
    for at, place in enumerate(places):
        begins = 0 < at < len(mine) - 1 and 0 < mine[at] < 1 and mine[at - 1] == 0 and mine[at + 1] == 1
        if mine[at] in {0, 1} or begins:
            continue
        if texts[place] in MISSING:
            message = _("In kolom “%(column)s” is rij %(row)s leeg: zet er 0 of 1.")
        else:
            message = _("In kolom “%(column)s” staat op rij %(row)s “%(text)s” in plaats van 0 of 1.")
        raise BadPanel(message % {"column": name, "row": rows.lines[place], "text": texts[place]})
