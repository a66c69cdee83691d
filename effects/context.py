"""What stands beside an answer: the gap with the city and the country, and what else may explain a difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from effects.models import StudyOutcome
from indicators.models import Observation
from wijken.models import Area

Line = list[float | None]


def context_of(outcome: StudyOutcome, snapshot: dict[str, Any], answer: dict[str, Any]) -> dict[str, Any]:
    """Each under its own name; what cannot be said is left out."""
    return {"gap": gap_of(outcome, snapshot["panel"])}


def gap_of(outcome: StudyOutcome, panel: dict[str, Any]) -> dict[str, Any]:
    """By year the mean of the study's areas, of the comparison areas, and the figures of city and country."""
    rows = list(zip(panel["first_treated"], panel["outcome"], strict=True))
    area = outcome.study.areas.select_related("parent__parent").first()
    years = panel["periods"]
    return {
        "years": years,
        "treated": _means([row for first, row in rows if first is not None]),
        "comparison": _means([row for first, row in rows if first is None]),
        "city": _figures(outcome, area.parent if area else None, years),
        "country": _figures(outcome, area.parent.parent if area and area.parent else None, years),
    }


def _means(rows: Sequence[Line]) -> Line:
    """The plain mean of what is known, by year; None where nothing is."""
    return [_mean(column) for column in zip(*rows, strict=True)]


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None


def _figures(outcome: StudyOutcome, area: Area | None, years: Sequence[int]) -> Line:
    """Figures of city and country are stored by their source, never computed here."""
    if area is None:
        return [None] * len(years)
    rows = Observation.objects.known().for_area(area).filter(indicator=outcome.indicator)
    found = dict(rows.values_list("period", "value"))
    return [found.get(year) for year in years]
