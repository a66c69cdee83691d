"""Which areas an outcome is compared with: chosen by rules that see nothing of after the start."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from django.db.models import Q

from effects.estimators.matching import KNOWN, Before, chosen, distances
from effects.estimators.panel import Floats
from effects.models import StudyArea, StudyOutcome
from effects.panels import Figures, read_figures
from effects.traits import COUNTS, TRAITS
from effects.vocabulary import Choice
from indicators.models import Indicator, Observation
from programmes.models import ProgrammeArea, Reach
from programmes.vocabulary import InterventionStatus, ProgrammeStatus
from wijken.adjacency import neighbours_of_all
from wijken.models import Area

LITTLE = 0.2  # an area that gets less of an intervention that aims at something else was hardly touched by it


@dataclass(frozen=True)
class Weighed:
    """An area with what the rules make of it. `distance` in standard deviations, None where it was not measured."""

    area: Area
    choice: Choice
    distance: float | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def weigh(outcome: StudyOutcome) -> list[Weighed]:
    """Every area of the same level, division and world as the treated ones, with the choice: nearest first.

    An invented area is never compared with a real one. Only figures from before the study's first year are read.
    """
    treated = list(outcome.study.areas.all())
    if not treated:
        return []
    pool = candidates(treated)
    figures = _before(outcome, [*treated, *pool])
    barred = _similar(outcome, pool) | _adjoining(treated, pool)
    barred = _without_figures(outcome, figures, {area.pk for area in treated}) | barred
    apart = _apart(outcome, figures, treated)
    return _ranked(figures, treated, barred, apart)


def candidates(treated: Sequence[Area]) -> list[Area]:
    one = treated[0]
    rows = Area.objects.filter(level=one.level, division_year=one.division_year, invented=one.invented)
    return list(rows.exclude(pk__in=[area.pk for area in treated]).order_by("code"))


def _before(outcome: StudyOutcome, areas: Sequence[Area]) -> Figures:
    """The outcome before the start, without the year in which the wijk was selected."""
    figures = read_figures(outcome.indicator, areas, before=outcome.study.start_year)
    kept = [at for at, year in enumerate(figures.years) if year != outcome.study.selection_year]
    years = tuple(figures.years[at] for at in kept)
    return Figures(figures.areas, years, figures.values[:, kept], figures.statuses[:, kept])


def _similar(outcome: StudyOutcome, pool: Sequence[Area]) -> dict[int, Weighed]:
    """Areas where someone works on the same, or that are in a programme of which only the areas are known."""
    by_id = {area.pk: area for area in pool}
    rows = Reach.objects.filter(area__in=by_id).exclude(intervention__status=InterventionStatus.WITHDRAWN)
    same = Q(intervention__contributions__indicator__domain=outcome.indicator.domain)
    public = Q(intervention__programme__status=ProgrammeStatus.PUBLISHED, share__gte=LITTLE)
    found = dict(rows.filter(same | public).values_list("area_id", "intervention__programme__name"))
    named = ProgrammeArea.objects.filter(programme__status=ProgrammeStatus.PUBLISHED, areas__in=by_id)
    found |= dict(named.filter(programme__historical=True).values_list("areas", "programme__name"))
    others = StudyArea.objects.filter(area__in=by_id, study__outcomes__indicator=outcome.indicator)
    found |= dict(others.values_list("area_id", "study__programme__name"))
    return {pk: Weighed(by_id[pk], Choice.SIMILAR_PROGRAMME, facts={"programme": found[pk]}) for pk in found}


def _adjoining(treated: Sequence[Area], pool: Sequence[Area]) -> dict[int, Weighed]:
    by_id, found = {area.pk: area for area in pool}, {}
    for pk, near in neighbours_of_all(treated, pool).items():
        of = next(area for area in treated if area.pk == pk)
        for other in near & by_id.keys():
            found[other] = Weighed(by_id[other], Choice.NEIGHBOUR, facts={"of": of.spoken_name})
    return found


def _without_figures(outcome: StudyOutcome, figures: Figures, treated: set[int]) -> dict[int, Weighed]:
    """Areas of which too few figures are known, and whether that is because their boundary changed."""
    known = np.isfinite(figures.values).sum(axis=1)
    few = {
        area.pk: Weighed(area, Choice.FIGURES_MISSING, facts={"known": int(number), "years": len(figures.years)})
        for area, number in zip(figures.areas, known, strict=True)
        if area.pk not in treated and number < max(1, KNOWN * len(figures.years))
    }
    codes = {one.area.code for one in few.values()}
    rows = Observation.objects.known().filter(indicator=outcome.indicator, period__lt=outcome.study.start_year)
    elsewhere = set(rows.filter(area__code__in=codes).exclude(area__in=few).values_list("area__code", flat=True))
    return {
        pk: Weighed(one.area, Choice.BOUNDARY, facts=one.facts) if one.area.code in elsewhere else one
        for pk, one in few.items()
    }


def _apart(outcome: StudyOutcome, figures: Figures, treated: Sequence[Area]) -> Floats:
    own = {area.pk for area in treated}
    at = tuple(place for place, area in enumerate(figures.areas) if area.pk in own)
    before = Before(figures.years, figures.values, traits_of(outcome, figures.areas))
    return distances(before, at)


def traits_of(outcome: StudyOutcome, areas: Sequence[Area]) -> Floats:
    """(n, k) The newest figure from before the start of each trait but the outcome itself, nan where there is none."""
    indicators = Indicator.objects.filter(slug__in=TRAITS).exclude(pk=outcome.indicator_id).order_by("slug")
    columns = [_newest(read_figures(one, areas, before=outcome.study.start_year), one.slug) for one in indicators]
    return np.array(columns, dtype=float).reshape(len(columns), len(areas)).T


def _newest(figures: Figures, slug: str) -> list[float]:
    found = []
    for row in figures.values:
        known = row[np.isfinite(row)]
        newest = float(known[-1]) if known.size else math.nan
        found.append(math.log(newest) if slug in COUNTS and newest > 0 else newest)
    return found


def _ranked(figures: Figures, treated: Sequence[Area], barred: dict[int, Weighed], apart: Floats) -> list[Weighed]:
    own = {area.pk for area in treated}
    free = [area.pk not in own and area.pk not in barred for area in figures.areas]
    picked = set(chosen(np.where(free, apart, np.inf), len(treated)))
    weighed = []
    for at, area in enumerate(figures.areas):
        if area.pk in own:
            continue
        distance = round(float(apart[at]), 4) if np.isfinite(apart[at]) else None
        one = barred.get(area.pk) or Weighed(area, Choice.ALIKE if at in picked else Choice.UNLIKE)
        weighed.append(Weighed(area, one.choice, distance, one.facts))
    return sorted(weighed, key=lambda one: (one.distance is None, one.distance or 0.0, one.area.code))
