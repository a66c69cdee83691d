"""What a snapshot keeps beside the panel: figures of the areas around, and of how many people and homes there are."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import Any

from effects.models import StudyOutcome
from effects.panels import read_figures
from effects.vocabulary import Choice
from indicators.models import Indicator, Observation
from programmes.vocabulary import PhysicalPart
from wijken.models import Area

Line = list[float | None]


def beside_of(outcome: StudyOutcome, years: Sequence[int]) -> dict[str, Any]:
    """All of it by name, unknown figures as null."""
    areas = list(outcome.study.areas.select_related("parent__parent"))
    city = areas[0].parent if areas else None
    return {
        "adjoining": _adjoining(outcome, years),
        "city": _line(outcome, city, years),
        "country": _line(outcome, city.parent if city else None, years),
        "residents": _sums("inwoners", areas),
        "dwellings": _sums("woningen", areas),
        "base": _base(outcome.indicator, areas),
        "densified_by": _densified_by(areas),
    }


def _adjoining(outcome: StudyOutcome, years: Sequence[int]) -> dict[str, Any]:
    rows = outcome.comparison_areas.filter(choice=Choice.NEIGHBOUR).select_related("area")
    figures = read_figures(outcome.indicator, [row.area for row in rows])
    at = {year: place for place, year in enumerate(figures.years)}
    return {
        "units": [area.code for area in figures.areas],
        "outcome": [[_plain(row[at[year]]) if year in at else None for year in years] for row in figures.values],
    }


def _plain(value: float) -> float | None:
    return float(value) if math.isfinite(value) else None


def _line(outcome: StudyOutcome, area: Area | None, years: Sequence[int]) -> Line:
    """Figures of city and country are stored by their source, never computed here."""
    if area is None:
        return [None] * len(years)
    rows = Observation.objects.known().for_area(area).filter(indicator=outcome.indicator)
    found = dict(rows.values_list("period", "value"))
    return [found.get(year) for year in years]


def _sums(slug: str, areas: Sequence[Area]) -> dict[str, float]:
    """By year the sum over the areas, for years in which each of them has a figure."""
    found: dict[int, list[float]] = {}
    rows = Observation.objects.known().for_areas(areas).filter(indicator__slug=slug).order_by("area_id", "period")
    for period, value in rows.values_list("period", "value"):
        found.setdefault(period, []).append(value or 0.0)  # `known` has no figure without a value
    return {str(year): sum(values) for year, values in sorted(found.items()) if len(values) == len(areas)}


def _base(indicator: Indicator, areas: Sequence[Area]) -> dict[str, Any]:
    """Of how many people, households or homes the figure is a share; empty where it is none."""
    of = indicator.denominator or indicator.weight
    per = 100 if indicator.unit.startswith("%") else 1000 if indicator.unit.startswith("per 1.000") else 0
    if of is None or not per:
        return {}
    sums = _sums(of.slug, areas)
    last = max(sums, default=None)
    return {"of": of.slug, "unit": of.unit, "per": per, "year": last and int(last), "number": last and sums[last]}


def _densified_by(areas: Iterable[Area]) -> list[str]:
    """Interventions that bring other people to live in the areas."""
    from programmes.models import Intervention

    rows = Intervention.objects.filter(reach__area__in=list(areas), physical_part=PhysicalPart.VERDICHTING)
    return sorted(set(rows.values_list("title", flat=True)))
