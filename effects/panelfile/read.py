"""From a file to a panel: what cannot be computed with is refused, and what was decided on the way is noted."""

from __future__ import annotations

from pathlib import Path

import numpy as np
from django.utils.translation import gettext as _

from effects.estimators.panel import Floats, Panel
from effects.panelfile.bad import BadPanel
from effects.panelfile.columns import Columns
from effects.panelfile.numerals import numbers
from effects.panelfile.perunit import Units, clusters_of, weights_of
from effects.panelfile.starts import starts_of
from effects.panelfile.text import Rows, names_of, rows_of

LARGEST = 1e100


def read_panel(path: Path, columns: Columns) -> Panel:
    """The panel that a long CSV holds. Raises `BadPanel` with one sentence that names column, row or unit."""
    check_roles(columns)
    rows = rows_of(path, columns.names)
    units = units_of(rows, columns)
    starts = starts_of(rows, columns, units)
    weights, weight_notes = weights_of(rows, columns, units)
    panel = Panel(
        units=units.names,
        periods=units.periods,
        outcome=units.grid(column_of(rows, columns.outcome)),
        first_treated=starts.first_treated,
        treated_part=starts.part,
        weights=weights,
        dose=units.grid(column_of(rows, columns.dose)) if columns.dose else None,
        controls=controls_of(rows, columns, units),
        control_names=columns.controls,
        clusters=clusters_of(rows, columns, units),
        notes=(*starts.notes, *weight_notes),
    )
    check_figures(panel, columns)
    return panel


def check_roles(columns: Columns) -> None:
    """A column has one role, except that units may be their own clusters and a dose may show who is treated."""
    roles = [columns.unit, columns.time, columns.outcome, *columns.controls]
    twice = next((name for name in roles if roles.count(name) > 1), None)
    if twice is not None:
        raise BadPanel(_("De kolom “%(name)s” is twee keer opgegeven: geef elke kolom één rol.") % {"name": twice})
    if columns.first_treated in roles or columns.treated in roles or columns.dose in roles:
        raise BadPanel(_("De kolom met de behandeling of de dosis is ook eenheid, tijd, uitkomst of controle."))


def column_of(rows: Rows, name: str) -> Floats:
    return numbers(name, rows.lines, rows.column(name), rows.separator)


def units_of(rows: Rows, columns: Columns) -> Units:
    names = names_of(rows.column(columns.unit))
    for line, name in zip(rows.lines, names, strict=True):
        if not name:  # NA is a name too: that of Oostzanerwerf
            raise BadPanel(_("In kolom “%(column)s” is rij %(row)s leeg.") % {"column": columns.unit, "row": line})
    periods = whole_numbers(columns.time, rows)
    units = Units.of(names, periods, rows.lines)
    first: dict[tuple[str, int], int] = {}
    for line, name, period in zip(rows.lines, names, periods, strict=True):
        if (name, period) in first:
            message = _("Rij %(row)s en rij %(first)s gaan beide over %(unit)s in %(period)s: houd er één.")
            earlier = first[name, period]
            raise BadPanel(message % {"row": line, "first": earlier, "unit": name, "period": period})
        first[name, period] = line
    return units


def whole_numbers(name: str, rows: Rows) -> list[int]:
    """Periods: years, or other whole numbers that grow with time."""
    values = column_of(rows, name)
    for line, text, value in zip(rows.lines, rows.column(name), values, strict=True):
        if not np.isfinite(value) or value != round(value) or abs(value) > 1e15:
            message = _("In kolom “%(column)s” staat op rij %(row)s geen heel getal maar “%(text)s”: gebruik jaren.")
            raise BadPanel(message % {"column": name, "row": line, "text": text})
    return [int(value) for value in values]


def controls_of(rows: Rows, columns: Columns, units: Units) -> Floats | None:
    if not columns.controls:
        return None
    return np.stack([units.grid(column_of(rows, name)) for name in columns.controls], axis=2)


def check_figures(panel: Panel, columns: Columns) -> None:
    refuse_empty(columns.outcome, panel.outcome)
    refuse_extremes(columns.outcome, panel.outcome)
    if panel.dose is not None and columns.dose:
        refuse_empty(columns.dose, panel.dose)
    if panel.controls is not None:
        for place, name in enumerate(columns.controls):
            refuse_empty(name, panel.controls[:, :, place])


def refuse_empty(name: str, figures: Floats) -> None:
    if not np.isfinite(figures).any():
        raise BadPanel(_("De kolom “%(name)s” heeft geen enkele waarde.") % {"name": name})


def refuse_extremes(name: str, figures: Floats) -> None:
    """Figures of which the square is no number any more, or nothing."""
    largest = float(np.nanmax(np.abs(figures)))
    if largest > LARGEST or 0 < largest < 1 / LARGEST:
        message = _("De getallen in kolom “%(name)s” zijn te %(how)s om mee te rekenen: kies een andere maat.")
        raise BadPanel(message % {"name": name, "how": _("groot") if largest > LARGEST else _("klein")})
