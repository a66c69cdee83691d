"""Who gets how much of a dose, and from when: who says how much was given, says also who was treated and since when."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from effects.estimators import sample
from effects.estimators.options import Options
from effects.estimators.panel import NEVER, Flags, Floats, Note, Panel
from effects.estimators.prepare import Prepared
from effects.estimators.results import CannotFit

PERIODS_FOR_PRETREND = 2  # before the start


def by_dose(panel: Panel) -> tuple[Panel, tuple[Note, ...]]:
    """With the dose of each period, and as the start of each unit its first period with a dose.

    A unit that has one in its first known period keeps the start that was stated: no period without a dose is known of
    it. Raises `CannotFit` where there is no dose.
    """
    dose, notes = doses(panel)
    periods, first, given = np.array(panel.periods, dtype=np.float64), first_known(dose), has_dose(dose)
    own = np.where(given, periods[np.argmax(np.isfinite(dose) & (dose != 0), axis=1)], NEVER)
    found = np.where((first != 0) | np.isnan(first), panel.first_treated, own)
    stated = np.append(periods, NEVER)[np.searchsorted(periods, panel.first_treated)]  # the next, between two periods
    here = np.isfinite(stated) & (stated > periods[0])
    told = {"DOSE_OTHER_START": given & here & (found != stated), "DOSE_ZERO": here & ~given & np.isfinite(first)}
    more = [Note(code, {"units": _names(panel, rows)}) for code, rows in told.items() if rows.any()]
    return replace(panel, dose=dose, first_treated=found), (*notes, *more)


def doses(part: Panel) -> tuple[Floats, tuple[Note, ...]]:
    """(n, t) The dose of each period. One that never changes within any unit is what the unit got from its start on."""
    if part.dose is None:
        raise CannotFit(notes=(Note("NO_DOSE"),))
    if not constant(part.dose):
        return part.dose, ()
    own = first_known(part.dose)
    after = np.array(part.periods) >= part.first_treated[:, np.newaxis]
    never = [
        unit for unit, dose, start in zip(part.units, own, part.first_treated, strict=True) if dose and start == np.inf
    ]
    notes = [Note("DOSE_FROM_START")]
    notes += [Note("DOSE_OF_UNTREATED", {"units": never})] if never else []
    return np.where(after, own[:, np.newaxis], np.where(np.isnan(own)[:, np.newaxis], np.nan, 0.0)), tuple(notes)


def first_known(dose: Floats) -> Floats:
    """(n,) The dose of the first period in which it is known; nan where it never is."""
    return np.array([row[np.isfinite(row)][0] if np.isfinite(row).any() else np.nan for row in dose])


def has_dose(dose: Floats) -> Flags:
    """(n,) Units with another dose than 0 in some period."""
    given: Flags = np.asarray((np.isfinite(dose) & (dose != 0)).any(axis=1))
    return given


def constant(dose: Floats) -> bool:
    known = np.isfinite(dose)
    lowest, highest = np.where(known, dose, np.inf).min(axis=1), np.where(known, dose, -np.inf).max(axis=1)
    return bool((lowest >= highest).all())


def counted(ready: Prepared) -> Prepared:
    """Treated are the units with a dose, comparison those of which it is known to be 0."""
    panel = ready.panel
    dose = dose_of(panel)
    given = has_dose(dose)
    without: Flags = np.asarray(~given & np.isfinite(dose).any(axis=1))
    return replace(ready, treated=_names(panel, given), comparison=_names(panel, without))


def n_dosed(panel: Panel) -> int:
    """How many units with a dose, or clusters of them, there are: what an error formula may count on."""
    return sample.n_independent(replace(panel, first_treated=np.where(has_dose(dose_of(panel)), 0.0, NEVER)))


def dose_of(panel: Panel) -> Floats:
    """Raises `CannotFit` where there is none."""
    if panel.dose is None:
        raise CannotFit(notes=(Note("NO_DOSE"),))
    return panel.dose


def all_known(part: Panel) -> tuple[Panel, tuple[Note, ...]]:
    """The units whose dose is known in every period: only those can change places."""
    known: Flags = np.asarray(np.isfinite(dose_of(part)).all(axis=1))
    notes = () if known.all() else (Note("DOSE_UNKNOWN", {"units": _names(part, ~known)}),)
    return sample.rows_of(part, known), notes


@dataclass(frozen=True)
class Course:
    """The units of which a period without a dose is known, or that have none: what can tell of before and after.

    `lead` (n,): what each will get, the mean dose of its periods from its start on; 0 for those without. `all_units`:
    how many units with a dose there are, these and the others.
    """

    part: Panel
    dose: Floats
    lead: Floats
    all_units: int

    def without_pretrend(self, options: Options) -> Note:
        """Why nothing can be said of before the start."""
        own = self.part.first_treated[sample.treated(self.part)]
        if not own.size:
            return Note("PRETREND_NO_BEFORE", {"of": self.all_units})
        known = np.isfinite(self.part.outcome).any(axis=0)
        ahead = np.array(self.part.periods)[known] + options.anticipation < own.max()
        few = int(ahead.sum()) < PERIODS_FOR_PRETREND
        return Note("PRETREND_SHORT", {"found": int(ahead.sum())}) if few else Note("PRETREND_NOT_SEPARATE")


def course_of(part: Panel) -> Course:
    """Of a sample by dose. Only units whose dose is known in every period."""
    dose = dose_of(part)
    rows: Flags = np.asarray(np.isfinite(dose).all(axis=1) & (dose[:, 0] == 0))
    all_units = int(has_dose(dose).sum())
    part, dose = sample.rows_of(part, rows), dose[rows]
    after = np.array(part.periods) >= part.first_treated[:, np.newaxis]
    lead = np.where(after, dose, 0.0).sum(axis=1) / np.maximum(after.sum(axis=1), 1)
    return Course(part, dose, lead, all_units)


def _names(panel: Panel, chosen: Flags) -> tuple[str, ...]:
    return tuple(unit for unit, here in zip(panel.units, chosen, strict=True) if here)
