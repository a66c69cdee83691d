"""What was spent on an outcome: realised euros of the interventions that promise it, and in prices of one year."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django.db.models import Sum

from effects.models import StudyOutcome
from programmes.models import Contribution, Investment, PriceFactor, Reach
from programmes.prices import NoPriceLevel, PriceLevel, price_level


def money_of(outcome: StudyOutcome, last_year: int | None) -> dict[str, Any]:
    """Realised cents by year and pillar up to a year, the part of them that was meant for this outcome and areas.

    `cents` nominal, `real_cents` in prices of `price_year` (None where no index holds the years). `whole`: names of
    interventions of which nobody said which share was meant for this outcome, so that all of it is counted.
    """
    shares, whole = _shares(outcome)
    rows = _rows(list(shares), last_year)
    years = _by_year(rows, shares)
    level = level_until(last_year)
    real = [(year, cents, _real(level, year, cents)) for year, cents in sorted(years.items())]
    unknown = [year for year, _cents, converted in real if converted is None]
    return {
        "years": [
            {"year": year, "pillar": pillar, "cents": round(cents * shares[intervention])}
            for year, pillar, intervention, cents in rows
        ],
        "cents": sum(cents for _year, cents, _real_cents in real),
        "real_cents": None if unknown or not real else sum(converted or 0 for _year, _cents, converted in real),
        "price_year": level.year if level else None,
        "price_words": level.words if level else "",
        "years_without_price": unknown,
        "whole": whole,
        "first_year": min(years, default=None),
    }


def _shares(outcome: StudyOutcome) -> tuple[dict[int, Decimal], list[str]]:
    """By intervention which part of its money was meant for this outcome in these areas."""
    areas = list(outcome.study.areas.values_list("pk", flat=True))
    links = Contribution.objects.filter(intervention__in=outcome.interventions.all(), indicator=outcome.indicator)
    shares, whole = {}, []
    for link in links.select_related("intervention").order_by("intervention__title"):
        here = Reach.objects.filter(intervention=link.intervention, area__in=areas).values_list("share", flat=True)
        meant = Decimal(1) if link.money_share is None else link.money_share
        shares[link.intervention_id] = meant * sum(here, Decimal(0))
        if link.money_share is None:
            whole.append(link.intervention.title)
    return shares, whole


def _rows(interventions: Sequence[int], last_year: int | None) -> list[tuple[int, str, int, int]]:
    entries = Investment.objects.realised().filter(intervention__in=interventions)
    entries = entries if last_year is None else entries.filter(year__lte=last_year)
    by = ("year", "intervention__pillar", "intervention")
    rows = entries.counting().standing().order_by(*by).values_list(*by)
    return list(rows.annotate(cents=Sum("amount_cents")))


def _by_year(rows: Sequence[tuple[int, str, int, int]], shares: dict[int, Decimal]) -> dict[int, int]:
    years: dict[int, int] = {}
    for year, _pillar, intervention, cents in rows:
        years[year] = years.get(year, 0) + round(cents * shares[intervention])
    return years


def level_until(last_year: int | None) -> PriceLevel | None:
    """Prices of the last year that the index holds, not later than the last figure."""
    try:
        level = price_level(str(last_year)) if last_year else None
    except NoPriceLevel:
        return _newest(last_year)
    return level


def _newest(last_year: int | None) -> PriceLevel | None:
    newest = PriceFactor.objects.order_by("-from_year").values_list("from_year", flat=True).first()
    if newest is None or last_year is None or newest + 1 > last_year:
        return None
    return price_level(str(newest + 1))


def _real(level: PriceLevel | None, year: int, cents: int) -> int | None:
    return level.converted(cents, year) if level and level.holds(year) else None
