"""Which part of a panel an estimate rests on."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from effects.estimators.options import Method, Options
from effects.estimators.panel import NEVER, Flags, Floats, Panel


def sample(panel: Panel, options: Options) -> Panel:
    """Without the periods that are left out, and without units that weigh nothing or were treated from the start,
    unless what they had changed on the way.

    A unit that starts after the last period counts as never treated: nothing of its treatment is seen here.
    """
    columns = np.array([period not in options.left_out for period in panel.periods])
    periods = tuple(period for period in panel.periods if period not in options.left_out)
    rows = (panel.first_treated > periods[0]) | changing(panel, options)
    if panel.weights is not None:
        rows &= panel.weights > 0
    shorter = replace(
        panel,
        periods=periods,
        outcome=panel.outcome[:, columns],
        first_treated=np.where(panel.first_treated > periods[-1], NEVER, panel.first_treated),
        dose=None if panel.dose is None else panel.dose[:, columns],
        controls=None if panel.controls is None else panel.controls[:, columns],
        treated_part=None if panel.treated_part is None else panel.treated_part[:, columns],
    )
    return rows_of(shorter, rows)


def changing(panel: Panel, options: Options) -> Flags:
    """(n,) Units whose dose changes: of a dose that they had from the start on, the changes tell as much as a start."""
    if options.method != Method.DOSE or panel.dose is None:
        return np.zeros(len(panel.units), dtype=bool)
    known = np.isfinite(panel.dose)
    least, most = np.where(known, panel.dose, np.inf).min(axis=1), np.where(known, panel.dose, -np.inf).max(axis=1)
    changes: Flags = np.asarray(least < most)
    return changes


def rows_of(panel: Panel, rows: Flags) -> Panel:
    """The panel of some of its units."""
    return replace(
        panel,
        units=_names(panel.units, rows),
        outcome=panel.outcome[rows],
        first_treated=panel.first_treated[rows],
        weights=_of(panel.weights, rows),
        dose=_of(panel.dose, rows),
        controls=_of(panel.controls, rows),
        treated_part=_of(panel.treated_part, rows),
        clusters=None if panel.clusters is None else _names(panel.clusters, rows),
    )


def treated(panel: Panel) -> Flags:
    """(n,) Units of a sample that start within it."""
    return np.isfinite(panel.first_treated)


def starts(panel: Panel) -> Floats:
    """(g,) The different first treated periods of a sample, early to late."""
    return np.unique(panel.first_treated[treated(panel)])


def weights(panel: Panel) -> Floats:
    """(n,) What each unit weighs: 1 where the panel has no weights."""
    return np.ones(len(panel.units)) if panel.weights is None else panel.weights


def n_independent(panel: Panel) -> int:
    """How many treated units, or clusters of them, there are: what an error formula may count on."""
    if panel.clusters is None:
        return int(treated(panel).sum())
    return len({cluster for cluster, here in zip(panel.clusters, treated(panel), strict=True) if here})


def degrees(panel: Panel) -> float:
    """Of freedom of a difference between the treated and the others, if both spread alike (Welch-Satterthwaite): with
    few treated far fewer than there are units."""
    units = panel.units if panel.clusters is None else panel.clusters
    here = n_independent(panel)
    others = len({unit for unit, there in zip(units, ~treated(panel), strict=True) if there})
    if min(here, others) < 2:
        return 1.0
    return (1 / here + 1 / others) ** 2 / (1 / here**2 / (here - 1) + 1 / others**2 / (others - 1))


def mean(values: Floats, axis: int) -> Floats:
    """Of what is known; nan, without a warning, where nothing is."""
    there = np.isfinite(values)
    with np.errstate(invalid="ignore", divide="ignore"):
        found: Floats = np.where(there, values, 0.0).sum(axis=axis) / there.sum(axis=axis)
    return found


def _of(values: Floats | None, rows: Flags) -> Floats | None:
    return None if values is None else values[rows]


def _names(names: tuple[str, ...], rows: Flags) -> tuple[str, ...]:
    return tuple(name for name, kept in zip(names, rows, strict=True) if kept)
