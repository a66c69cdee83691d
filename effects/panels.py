"""A panel from the observations: what is withheld or missing stays unknown, and no series crosses a break."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from effects.estimators.options import Direction, Options
from effects.estimators.panel import NEVER, Floats, Note, Panel
from effects.models import StudyOutcome
from effects.vocabulary import POST_NEEDED, years_needed
from indicators.domains import Direction as Better
from indicators.domains import Status
from indicators.models import DefinitionVersion, Indicator, Observation
from wijken.models import Area

TOLD = {Status.PROVISIONAL: "PROVISIONAL", Status.ESTIMATED: "ESTIMATED"}


@dataclass(frozen=True)
class Figures:
    """The figures of one indicator in some areas, sorted by code and by year. `values` (n, t), nan where unknown.

    `statuses` (n, t): as `indicators.domains.Status`, 0 where the source has no row. Years in which the source has a
    figure of none of the areas are left out.
    """

    areas: tuple[Area, ...]
    years: tuple[int, ...]
    values: Floats
    statuses: Floats

    def within(self, first: int, last: int | None) -> Figures:
        kept = [at for at, year in enumerate(self.years) if first <= year and (last is None or year <= last)]
        years = tuple(self.years[at] for at in kept)
        return Figures(self.areas, years, self.values[:, kept], self.statuses[:, kept])


def read_figures(indicator: Indicator, areas: Iterable[Area], before: int | None = None) -> Figures:
    """One query; only figures from before a year where one is named, so that a choice cannot know what came after."""
    ordered = tuple(sorted(areas, key=lambda area: (area.code, area.division_year)))
    rows = Observation.objects.for_areas(ordered).filter(indicator=indicator)
    rows = rows if before is None else rows.filter(period__lt=before)
    found = list(rows.values_list("area_id", "period", "value", "status"))
    years = tuple(sorted({period for _area, period, value, _status in found if value is not None}))
    at_area, at_year = {area.pk: at for at, area in enumerate(ordered)}, {year: at for at, year in enumerate(years)}
    values, statuses = np.full((len(ordered), len(years)), np.nan), np.zeros((len(ordered), len(years)))
    for area_id, period, value, status in found:
        if period in at_year:
            values[at_area[area_id], at_year[period]] = np.nan if value is None else value + 0.0  # -0 is 0
            statuses[at_area[area_id], at_year[period]] = status
    return Figures(ordered, years, values, statuses)


def panel_of(outcome: StudyOutcome, comparison: Sequence[Area]) -> Panel:
    """The panel of an outcome: its areas, treated from the year in which the effect should show, and the others.

    What another definition measured is cut off and said. Where too few years remain, and the cut is why, the panel
    names the break or the boundary that changed, so that the answer is refused for that reason too.
    """
    treated = list(outcome.study.areas.all())
    figures = read_figures(outcome.indicator, [*treated, *comparison])
    ids = {area.pk for area in treated}
    own = np.array([area.pk in ids for area in figures.areas], dtype=bool)
    kept, cuts = cut_at_breaks(outcome.indicator, figures, outcome.effect_year)
    moved = _other_divisions(outcome.indicator, treated, kept.years)
    short = _short(outcome, kept.years, len(treated))
    return Panel(
        units=tuple(area.code for area in kept.areas),
        periods=kept.years,
        outcome=kept.values,
        first_treated=np.where(own, float(outcome.effect_year), NEVER),
        notes=(*statuses(kept), *cuts, *moved),
        breaks=tuple(int(str(one.facts["year"])) for one in cuts) if short else (),
        redrawn=tuple(str(one.facts["unit"]) for one in moved) if short else (),
    )


def _short(outcome: StudyOutcome, years: Sequence[int], treated: int) -> bool:
    """Whether too few years remain before or after for the rules."""
    before = [year for year in years if year < outcome.study.start_year and year != outcome.study.selection_year]
    after = [year for year in years if year >= outcome.effect_year]
    return len(before) < years_needed(treated) or len(after) < POST_NEEDED


def cut_at_breaks(indicator: Indicator, figures: Figures, around: int) -> tuple[Figures, tuple[Note, ...]]:
    """The years with the definition that holds around a year, and a note of each break that was cut at."""
    definitions = list(indicator.definitions.all())
    holding = [one for one in definitions if one.from_year <= around] or definitions
    if not holding:
        return figures, ()
    now = holding[-1]
    later = next((one for one in definitions if one.from_year > now.from_year), None)
    first = now.from_year if now is not definitions[0] else 0
    ends = [now.to_year, later.from_year - 1 if later else None]
    last = min((year for year in ends if year is not None), default=None)
    kept = figures.within(first, last)
    if kept.years == figures.years:
        return kept, ()
    began = [_break(now.from_year, now, figures.years)] if figures.years[0] < first else []
    ended = [_break(last + 1, later, figures.years)] if last is not None and figures.years[-1] > last else []
    return kept, (*began, *ended)


def _break(year: int, one: DefinitionVersion | None, years: tuple[int, ...]) -> Note:
    return Note("SERIES_BREAK", {"year": year, "reason": one.break_reason if one else "", "first": years[0]})


def _other_divisions(indicator: Indicator, treated: Sequence[Area], years: Sequence[int]) -> tuple[Note, ...]:
    """A note for each treated area whose code has figures in other years under another division: not the same area."""
    codes = {area.code for area in treated}
    rows = Observation.objects.known().filter(indicator=indicator, area__code__in=codes)
    elsewhere = rows.exclude(area__in=treated).exclude(period__in=list(years))
    found: dict[str, set[int]] = {}
    for code, period in elsewhere.values_list("area__code", "period"):
        found.setdefault(code, set()).add(period)
    return tuple(Note("BOUNDARY", {"unit": code, "years": sorted(found[code])}) for code in sorted(found))


def statuses(figures: Figures) -> Iterable[Note]:
    """Which figures are not final: they count, and it is said."""
    for status, code in TOLD.items():
        cells = figures.statuses == status.value
        if cells.any():
            years = [year for year, some in zip(figures.years, cells.any(axis=0), strict=True) if some]
            yield Note(code, {"years": years, "cells": int(cells.sum())})


def options_of(outcome: StudyOutcome) -> Options:
    """What is asked of the panel: the years of waiting for the effect and the year of selection are no baseline."""
    selected = outcome.study.selection_year
    return Options(
        anticipation=outcome.lag_years,
        direction=Direction.LOWER if outcome.indicator.direction == Better.LOWER else Direction.HIGHER,
        left_out=(selected,) if selected is not None else (),
        relevant_effect=outcome.relevant_effect,
    )
