"""Dose-response across all programmes: one answer for each indicator. Loads the statistics library as it runs."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from django.db import transaction

from effects.answers import adjust_together, told
from effects.estimators.options import Direction, Method, Options
from effects.estimators.panel import NEVER, Floats, Panel
from effects.estimators.results import Answer, Code, Refusal, Verdict
from effects.models import DoseResult
from effects.panels import cut_at_breaks, read_figures, statuses
from effects.services.results import libraries
from effects.snapshot import read_snapshot, sha256_of, snapshot_of
from effects.spending import Spending, spending_of
from effects.vocabulary import POST_NEEDED, PRE_NEEDED
from indicators.domains import Direction as Better
from indicators.models import Indicator, Observation
from runs.models import Run

EURO_PLACES = 4
Report = Callable[[str, int, int], None]


@dataclass
class DoseAsked:
    """An indicator with all that its answer follows from."""

    indicator: Indicator
    invented: bool
    snapshot: dict[str, Any]
    versions: dict[str, str]
    answer: dict[str, Any] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        return sha256_of(self.snapshot)


def update_doses(*, report: Report, run: Run | None = None) -> int:
    """Answer every indicator whose figures, money or libraries changed; returns how many versions that gave."""
    made = 0
    for invented in (False, True):
        asked = list(asked_of(spending_of(invented=invented), invented=invented))
        newest = {row.indicator_id: row for row in DoseResult.objects.newest().filter(invented=invented)}
        for place, one in enumerate(asked):
            report(one.indicator.label(), place, len(asked))
            answered(one, newest.get(one.indicator.pk))
        adjust(asked)
        made += len(keep(asked, newest, run))
    return made


def asked_of(spending: Spending, *, invented: bool) -> Iterator[DoseAsked]:
    """Every outcome that can get better or worse, and of which a wijk with known money has a figure. No statistics."""
    from effects.estimators.versions import versions

    if not spending.given:
        return
    known = Observation.objects.known().for_areas(list(spending.areas)).values("indicator")
    rows = Indicator.objects.outcomes().exclude(direction=Better.NEITHER).filter(pk__in=known)
    for indicator in rows.prefetch_related("definitions"):
        panel = panel_of(indicator, spending)
        if panel is not None:
            snapshot = dose_snapshot(panel, options_of(indicator), spending)
            yield DoseAsked(indicator, invented, snapshot, versions())


def options_of(indicator: Indicator) -> Options:
    lower = indicator.direction == Better.LOWER
    return Options(method=Method.DOSE, direction=Direction.LOWER if lower else Direction.HIGHER)


def panel_of(indicator: Indicator, spending: Spending) -> Panel | None:
    """Figures with the euros per household of each year, nought before the first money. None without figures."""
    figures = read_figures(indicator, spending.areas, before=spending.years[-1] + 1)
    if not figures.years:
        return None
    starts = first_years(spending)
    kept, cuts = cut_at_breaks(indicator, figures, int(starts[np.isfinite(starts)].min()))
    dose = np.full((len(kept.areas), len(kept.years)), 0.0)
    for at, year in enumerate(kept.years):
        if year in spending.years:
            dose[:, at] = spending.euros[:, spending.years.index(year)]
    return Panel(
        units=tuple(area.code for area in kept.areas),
        periods=kept.years,
        outcome=kept.values,
        first_treated=starts,
        dose=dose,
        breaks=tuple(int(str(one.facts["year"])) for one in cuts) if few_years(kept.years, starts) else (),
        notes=(*statuses(kept), *cuts),
    )


def first_years(spending: Spending) -> Floats:
    """(n,) The first year in which each wijk had got something."""
    some = np.nan_to_num(spending.euros) > 0
    years = np.array(spending.years, dtype=np.float64)
    return np.where(some.any(axis=1), years[np.argmax(some, axis=1)], NEVER)


def few_years(years: Sequence[int], starts: Floats) -> bool:
    first = float(starts[np.isfinite(starts)].min())
    return sum(year < first for year in years) < PRE_NEEDED or sum(year >= first for year in years) < POST_NEEDED


def dose_snapshot(panel: Panel, options: Options, spending: Spending) -> dict[str, Any]:
    assert panel.dose is not None  # noqa: S101 - `panel_of` gives one
    kept = snapshot_of(panel, options)
    kept["panel"]["dose"] = [
        [None if np.isnan(cell) else round(cell, 4) for cell in row] for row in panel.dose.tolist()
    ]
    kept["money"] = {
        "price_year": spending.level.year if spending.level else None,
        "price_words": spending.level.words if spending.level else "",
        "left_out": [[area.code, area.spoken_name, str(reason)] for area, reason in spending.left_out],
        "gemeenten": [[area.code, area.spoken_name] for area in spending.gemeenten],
        "given": spending.given,
        "none": len(spending.areas) - spending.given,
        "names": {area.code: area.spoken_name for area in spending.areas},
    }
    return kept


def read_dose_snapshot(snapshot: dict[str, Any]) -> tuple[Panel, Options]:
    panel, options = read_snapshot(snapshot)
    rows = [[np.nan if cell is None else cell for cell in row] for row in snapshot["panel"]["dose"]]
    return replace(panel, dose=np.array(rows, dtype=np.float64)), options


def answered(asked: DoseAsked, newest: DoseResult | None = None) -> None:
    """Fill in the answer: the one that is kept, where nothing changed."""
    if newest and newest.snapshot_sha256 == asked.sha256 and libraries(newest.versions) == libraries(asked.versions):
        asked.answer, asked.context = newest.answer, dict(newest.context)
        return
    panel, options = read_dose_snapshot(asked.snapshot)
    asked.answer = told(answer_of(panel, options), asked.snapshot, judged=True)


def answer_of(panel: Panel, options: Options) -> Answer:
    from effects.estimators.answer import answer
    from effects.estimators.results import Unanswerable

    try:
        return answer(panel, options)
    except Unanswerable:
        return without_question(panel)


def without_question(panel: Panel) -> Answer:
    """Too few years to see a dose come: what is missing is said."""
    from effects.estimators.refusals import DOSES_NEEDED, n_doses
    from effects.estimators.versions import versions

    own = np.isfinite(panel.first_treated)
    first = panel.first_treated[own].min()
    before, after = (sum(period < first for period in panel.periods), sum(period >= first for period in panel.periods))
    there = 0 if panel.dose is None else n_doses(panel.dose)
    numbers = {Code.PRE_SHORT: (before, PRE_NEEDED), Code.POST_SHORT: (after, POST_NEEDED)}
    numbers |= {Code.DOSE_THIN: (there, DOSES_NEEDED)}
    return Answer(
        method=Method.DOSE,
        verdict=Verdict.CANNOT_SAY,
        n_treated=int(own.sum()),
        n_comparison=int((~own).sum()),
        n_pre=before,
        n_post=after,
        fit=None,
        refusals=tuple(
            Refusal(code, {"found": found, "needed": needed})
            for code, (found, needed) in numbers.items()
            if found < needed
        ),
        treated=tuple(unit for unit, here in zip(panel.units, own, strict=True) if here),
        comparison=tuple(unit for unit, here in zip(panel.units, own, strict=True) if not here),
        versions=versions(),
    )


def adjust(asked: Sequence[DoseAsked]) -> None:
    """Benjamini-Hochberg over all indicators: nobody said beforehand which of them mattered."""
    adjust_together(asked)


@transaction.atomic
def keep(asked: Sequence[DoseAsked], newest: dict[int, DoseResult], run: Run | None = None) -> list[DoseResult]:
    """A version of each that differs from the newest."""
    made = [_version(one, newest.get(one.indicator.pk), run) for one in asked if _differs(one, newest)]
    for one in made:
        one.save()
    return made


def _differs(one: DoseAsked, newest: dict[int, DoseResult]) -> bool:
    kept = newest.get(one.indicator.pk)
    return kept is None or (kept.snapshot_sha256, kept.answer, kept.context) != (one.sha256, one.answer, one.context)


def _version(one: DoseAsked, newest: DoseResult | None, run: Run | None) -> DoseResult:
    return DoseResult(
        indicator=one.indicator,
        invented=one.invented,
        number=newest.number + 1 if newest else 1,
        verdict=one.answer["verdict"],
        answer=one.answer,
        snapshot=one.snapshot,
        snapshot_sha256=one.sha256,
        versions=one.versions,
        seed=int(one.snapshot["options"]["seed"]),
        context=one.context,
        run=run,
    )
