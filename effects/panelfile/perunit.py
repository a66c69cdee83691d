"""What a file says of a unit as a whole: its weight and its cluster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from django.utils.translation import gettext as _

from effects.estimators.panel import Floats, Note
from effects.panelfile.bad import BadPanel
from effects.panelfile.columns import Columns
from effects.panelfile.numerals import numbers
from effects.panelfile.text import Rows, names_of

Places = npt.NDArray[np.intp]


@dataclass(frozen=True)
class Units:
    """The units and periods of a file in a fixed order, and for each row of the file the place of both."""

    names: tuple[str, ...]
    periods: tuple[int, ...]
    unit_at: Places
    period_at: Places
    lines: tuple[int, ...]

    @classmethod
    def of(cls, names: Sequence[str], periods: Sequence[int], lines: tuple[int, ...]) -> Units:
        units, times = tuple(sorted(set(names))), tuple(sorted(set(periods)))
        unit_at, time_at = {name: i for i, name in enumerate(units)}, {period: i for i, period in enumerate(times)}
        rows, columns = [unit_at[name] for name in names], [time_at[period] for period in periods]
        return cls(units, times, np.array(rows), np.array(columns), lines)

    def grid(self, values: Floats) -> Floats:
        """(n, t) of one value a row, nan where the file has no row."""
        grid = np.full((len(self.names), len(self.periods)), np.nan)
        grid[self.unit_at, self.period_at] = values
        return grid

    @property
    def by_unit(self) -> list[Places]:
        """For each unit the places of its rows, in the order of time."""
        order = np.lexsort((self.period_at, self.unit_at))
        return np.split(order, np.flatnonzero(np.diff(self.unit_at[order])) + 1)


def weights_of(rows: Rows, columns: Columns, units: Units) -> tuple[Floats | None, tuple[Note, ...]]:
    """A unit's weight is the mean of what stands in its rows; where they differ, that is noted."""
    if columns.weights is None:
        return None, ()
    name = columns.weights
    values = numbers(name, rows.lines, rows.column(name), rows.separator)
    refuse_negative(name, values, rows)
    weights, varying = np.zeros(len(units.names)), []
    for unit, places in enumerate(units.by_unit):
        known = values[places][np.isfinite(values[places])]
        if not known.size:
            message = _("In kolom “%(column)s” heeft %(unit)s geen gewicht.")
            raise BadPanel(message % {"column": name, "unit": units.names[unit]})
        weights[unit] = known[0] if np.ptp(known) == 0 else known.mean()
        varying += [units.names[unit]] if np.ptp(known) > 0 else []
    if not weights.any():
        raise BadPanel(_("In kolom “%(column)s” is elk gewicht 0.") % {"column": name})
    return weights, (Note("WEIGHT_VARIES", {"units": varying, "column": name}),) if varying else ()


def refuse_negative(name: str, values: Floats, rows: Rows) -> None:
    for line, text, value in zip(rows.lines, rows.column(name), values, strict=True):
        if value < 0:
            message = _("In kolom “%(column)s” staat op rij %(row)s een negatief gewicht: %(text)s.")
            raise BadPanel(message % {"column": name, "row": line, "text": text})


def clusters_of(rows: Rows, columns: Columns, units: Units) -> tuple[str, ...] | None:
    if columns.cluster is None:
        return None
    texts = names_of(rows.column(columns.cluster))
    for line, text in zip(rows.lines, texts, strict=True):
        if not text:
            raise BadPanel(_("In kolom “%(column)s” is rij %(row)s leeg.") % {"column": columns.cluster, "row": line})
    for unit, places in enumerate(units.by_unit):
        if len({texts[place] for place in places}) > 1:
            message = _("%(unit)s staat in kolom “%(column)s” in meer dan één cluster.")
            raise BadPanel(message % {"unit": units.names[unit], "column": columns.cluster})
    clusters = tuple(texts[places[0]] for places in units.by_unit)
    if len(set(clusters)) == 1:
        message = _("Kolom “%(column)s” heeft maar één cluster: dan is er niets om een foutmarge uit te halen.")
        raise BadPanel(message % {"column": columns.cluster})
    return clusters
