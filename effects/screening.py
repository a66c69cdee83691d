"""Screening every area on every indicator, cut in parts that as many workers as there are take up.

One run watches: it cuts, does parts itself while any waits (so one worker is enough), and gathers. Each part is a run
of its own, so that a part whose worker dies is taken up again and done by another.
"""

from __future__ import annotations

import time
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from effects.estimators.panel import Floats
from effects.estimators.screen import Screened, adjusted, screen
from effects.panels import Figures, cut_at_breaks
from effects.services.screening import Asked
from effects.tasks import SCREENING_PART as PART
from indicators.models import Indicator, Observation
from runs import services
from runs.job import Cancelled, Job
from runs.models import OVER, Run, State
from wijken.models import Area

INDICATORS_A_PART = 4  # some seconds of work: small enough to spread, large enough to pay for being a run
KEPT = 0.05  # p-values up to here are kept, and adjusted ones up to here are told
LOOK_SECONDS = 0.3


def do_whole(job: Job) -> dict[str, Any]:
    """Safe to do again from any point: parts that stand are not made twice."""
    parts = _parts(job)
    try:
        _see_through(job, parts)
    except Cancelled:
        for part in Run.objects.filter(pk__in=parts):
            services.request_cancel(run=part)
        raise
    return gathered(Run.objects.filter(pk__in=parts).order_by("pk"))


def _parts(job: Job) -> list[int]:
    """The runs of the parts, in the order of the indicators."""
    standing = {run.arguments["first"]: run.pk for run in Run.objects.filter(kind=PART, arguments__whole=job.run_id)}
    indicators = list(Indicator.objects.order_by("pk").values_list("pk", flat=True))
    parts = []
    for first in range(0, len(indicators), INDICATORS_A_PART):
        some = indicators[first : first + INDICATORS_A_PART]
        arguments = {**job.arguments, "whole": job.run_id, "first": first, "indicators": some}
        parts.append(standing.get(first) or services.start(kind=PART, arguments=arguments).pk)
    return parts


def _see_through(job: Job, parts: Sequence[int]) -> None:
    """Do what waits, and wait for what others do. Raises Cancelled where a part was stopped too."""
    job.advance(step=_("Doorlichten"), done=0, total=len(parts))
    for part in parts:
        services.execute(run_id=part)
        job.advance(done=_over(parts))
    while (done := _over(parts)) < len(parts):
        time.sleep(LOOK_SECONDS)
        services.take_up_again()
        for part in Run.objects.filter(pk__in=parts, state=State.WAITING).values_list("pk", flat=True):
            services.execute(run_id=part)
        job.advance(done=done)
    if Run.objects.filter(pk__in=parts, state=State.CANCELLED).exists():
        raise Cancelled


def _over(parts: Sequence[int]) -> int:
    return Run.objects.filter(pk__in=parts, state__in=OVER).count()


def do_part(job: Job) -> dict[str, Any]:
    """`looks`: for how many indicators each area was looked at. `looked`: at how many areas for each indicator that
    could be. `found`: area, indicator, effect and p."""
    asked = Asked.of(job.arguments)
    areas = list(asked.areas())
    looks, looked, found = np.zeros(len(areas), dtype=int), {}, []
    for indicator in Indicator.objects.filter(pk__in=job.arguments["indicators"]).order_by("pk"):
        job.advance(step=indicator.name[:60])
        screened = _screened(indicator, asked, areas)
        if screened:
            looks[list(screened.rows)] += 1
            looked[str(indicator.pk)] = len(screened.rows)
            found += [[areas[row].pk, indicator.pk, effect, p] for row, effect, p in screened.unlike(KEPT)]
    by_area = {str(area.pk): int(n) for area, n in zip(areas, looks, strict=True) if n}
    return {"looks": by_area, "looked": looked, "found": found}


def _screened(indicator: Indicator, asked: Asked, areas: Sequence[Area]) -> Screened | None:
    """One series: with the definition of that year, and the years in which half of the areas have a figure."""
    figures, _notes = cut_at_breaks(indicator, _figures(indicator, asked, areas), asked.since)
    common = np.isfinite(figures.values).mean(axis=0) >= 0.5 if figures.years else np.zeros(0, dtype=bool)
    years = np.array(figures.years)[common]
    return screen(figures.values[:, common], int((years < asked.since).sum()))


def _figures(indicator: Indicator, asked: Asked, areas: Sequence[Area]) -> Figures:
    """As `effects.panels.read_figures`, for thousands of areas: by numbers instead of row by row, and the areas as a
    question to the database, which is shorter than thousands of numbers."""
    rows = Observation.objects.known().filter(indicator=indicator, area__in=asked.areas().order_by())
    found = np.array(list(rows.values_list("area_id", "period", "value")), dtype=np.float64).reshape(-1, 3)
    ids = np.array([area.pk for area in areas])
    order = np.argsort(ids)
    at_area = order[np.searchsorted(ids, found[:, 0], sorter=order)]
    years, at_year = np.unique(found[:, 1].astype(int), return_inverse=True)
    values: Floats = np.full((len(areas), len(years)), np.nan)
    values[at_area, at_year] = found[:, 2]
    return Figures(tuple(areas), tuple(int(year) for year in years), values, np.zeros_like(values))


def gathered(parts: Iterable[Run]) -> dict[str, Any]:
    """What stands out after Benjamini-Hochberg over all looks at the same area; `failed` parts say nothing.
    `looked`: by indicator at how many areas."""
    looked: dict[str, int] = {}
    looks: dict[int, int] = defaultdict(int)
    by_area: dict[int, list[tuple[int, float, float]]] = defaultdict(list)
    failed = 0
    for part in parts:
        failed += part.state == State.FAILED
        looked |= (part.result or {}).get("looked") or {}
        for area, number in ((part.result or {}).get("looks") or {}).items():
            looks[int(area)] += number
        for area, indicator, effect, p_value in (part.result or {}).get("found") or []:
            by_area[area].append((indicator, effect, p_value))
    found = [line for area in sorted(by_area) for line in _standing_out(area, by_area[area], looks[area])]
    total = sum(looks.values())
    return {"areas": len(looks), "looks": total, "looked": looked, "failed": failed, "found": found}


def _standing_out(area: int, rows: list[tuple[int, float, float]], looks: int) -> list[dict[str, Any]]:
    p_adjusted = adjusted(np.array([p for _indicator, _effect, p in rows]), looks)
    return [
        {"area": area, "indicator": indicator, "effect": effect, "p": p, "p_adjusted": float(after)}
        for (indicator, effect, p), after in zip(rows, p_adjusted, strict=True)
        if after <= KEPT
    ]
