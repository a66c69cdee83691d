"""What was spent in each wijk, per household and in prices of one year: known, known to be nothing, or unknown.

Unknown is not nought. A wijk takes part only where the money of every programme that works there is known; nought has a
wijk where no programme works, in a gemeente whose programmes are kept here.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal

import numpy as np
from django.db.models import Sum

from effects.estimators.panel import Floats
from effects.money import level_until
from effects.vocabulary import LeftOut
from indicators.models import Observation
from programmes.models import Intervention, Investment, Programme, ProgrammeArea, Reach
from programmes.prices import PriceLevel
from programmes.vocabulary import InterventionStatus, ProgrammeStatus
from wijken.models import Area, Level

HOUSEHOLDS = "huishoudens"
FEWEST_HOUSEHOLDS = 50  # of fewer no figure per household: it would tell of single homes
BEGUN = (InterventionStatus.BUSY, InterventionStatus.ENDED)
Ledger = dict[int, dict[int, int]]  # intervention → year → cents


@dataclass(frozen=True)
class Spending:
    """`euros` (n, t): what had been spent per household up to and including each year, nan where unknown; `areas`
    sorted by code. `left_out`: the reason of each wijk that does not take part."""

    areas: tuple[Area, ...]
    years: tuple[int, ...]
    euros: Floats
    level: PriceLevel | None
    left_out: tuple[tuple[Area, LeftOut], ...]
    gemeenten: tuple[Area, ...]

    @property
    def given(self) -> int:
        """How many wijken have got something."""
        return int((np.nan_to_num(self.euros) > 0).any(axis=1).sum()) if self.areas else 0


def spending_of(*, invented: bool) -> Spending:
    """Of the published programmes of the real gemeenten, or of the invented ones. In a fixed number of queries."""
    ledger = _ledger(invented)
    level = level_until(max((year for own in ledger.values() for year in own), default=None))
    if not ledger or level is None:
        return Spending((), (), np.empty((0, 0)), level, (), ())
    reaches = list(Reach.objects.filter(area__invented=invented).select_related("area__parent", "intervention"))
    kept = [one for one in reaches if one.intervention_id in ledger]
    gemeenten = _gemeenten(kept)
    wijken = _wijken(gemeenten)
    households = _households(wijken)
    reasons = _reasons(wijken, households) | dict.fromkeys(
        _unknown(wijken, reaches, ledger, level.first), LeftOut.UNKNOWN
    )
    areas = tuple(area for area in wijken if area.pk not in reasons)
    first = min(year for own in ledger.values() for year in own)
    years = tuple(range(first, level.year + 1))
    euros = _per_household(areas, years, _spent(kept, ledger, level), households)
    euros = euros * _within(areas, years, kept, ledger)
    out = tuple((area, reasons[area.pk]) for area in wijken if area.pk in reasons)
    return Spending(areas, years, euros, level, out, gemeenten)


def _ledger(invented: bool) -> Ledger:
    """Realised cents by intervention and year, of published programmes."""
    rows = Investment.objects.realised().counting().standing()
    rows = rows.filter(
        intervention__programme__status=ProgrammeStatus.PUBLISHED, intervention__programme__gemeente__invented=invented
    )
    found: Ledger = defaultdict(dict)
    by = ("intervention", "year")
    for intervention, year, cents in rows.order_by(*by).values_list(*by).annotate(cents=Sum("amount_cents")):
        found[intervention][year] = cents
    return dict(found)


def _gemeenten(reaches: Iterable[Reach]) -> tuple[Area, ...]:
    found = {one.area.parent for one in reaches if one.area.level == Level.WIJK and one.area.parent}
    return tuple(sorted(found, key=lambda area: (area.code, area.division_year)))


def _wijken(gemeenten: Iterable[Area]) -> tuple[Area, ...]:
    """All wijken of the gemeenten, in the division in which their programmes name them."""
    return tuple(Area.objects.filter(level=Level.WIJK, parent__in=list(gemeenten)).order_by("code", "division_year"))


def _households(areas: Iterable[Area]) -> dict[int, float]:
    """The last number that is known of each."""
    rows = Observation.objects.known().for_areas(list(areas)).filter(indicator__slug=HOUSEHOLDS)
    return {area: value or 0.0 for area, value in rows.order_by("period").values_list("area_id", "value")}


def _reasons(wijken: Iterable[Area], households: dict[int, float]) -> dict[int, LeftOut]:
    """Why a wijk does not take part for what is known of itself."""
    codes = Counter(area.code for area in wijken)
    found = {area.pk: LeftOut.FEW_HOUSEHOLDS for area in wijken if households.get(area.pk, 0) < FEWEST_HOUSEHOLDS}
    return found | {area.pk: LeftOut.BOUNDARY for area in wijken if codes[area.code] > 1}


def _unknown(wijken: Sequence[Area], reaches: Iterable[Reach], ledger: Ledger, first: int) -> set[int]:
    """Wijken where a programme works whose money is not known, or not of all years. `first`: year of the price index.

    Money for another level than the wijk cannot be told to its wijken, so that all of them are unknown.
    """
    found: set[int | None] = set()
    for one in reaches:
        if one.area.level != Level.WIJK and may_have_spent(one.intervention, ledger):
            found |= {one.area_id, one.area.parent_id}
        elif may_have_spent(one.intervention, ledger) and not _is_whole(one.intervention, ledger, first):
            found.add(one.area_id)
    without = Programme.objects.published().exclude(interventions__in=list(ledger)).filter(historical=True)
    found |= set(ProgrammeArea.objects.filter(programme__in=without).values_list("areas", flat=True))
    return {area.pk for area in wijken if area.pk in found or area.parent_id in found}


def may_have_spent(intervention: Intervention, ledger: Ledger) -> bool:
    return intervention.pk in ledger or intervention.status in BEGUN


def _is_whole(intervention: Intervention, ledger: Ledger, first: int) -> bool:
    """Whether its money is known from its start on: an entry in its first two years, that the price index holds."""
    years = ledger.get(intervention.pk)
    return bool(years) and first <= min(years or [0]) <= intervention.start_year + 1


def _per_household(
    areas: tuple[Area, ...], years: tuple[int, ...], spent: dict[int, dict[int, Decimal]], households: dict[int, float]
) -> Floats:
    """(n, t) Added up from the first year on."""
    cents = [[spent.get(area.pk, {}).get(year, Decimal(0)) for year in years] for area in areas]
    euros = np.cumsum(np.array(cents, dtype=np.float64).reshape(len(areas), len(years)), axis=1) / 100
    per: Floats = euros / np.array([households[area.pk] for area in areas]).reshape(-1, 1)
    return per


def _spent(reaches: Iterable[Reach], ledger: Ledger, level: PriceLevel) -> dict[int, dict[int, Decimal]]:
    """Cents by wijk and year, in prices of one year."""
    found: dict[int, dict[int, Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    for one in reaches:
        for year, cents in ledger[one.intervention_id].items():
            if level.holds(year):
                found[one.area_id][year] += level.converted(cents, year) * one.share
    return found


def _within(areas: tuple[Area, ...], years: tuple[int, ...], reaches: Iterable[Reach], ledger: Ledger) -> Floats:
    """(n, t) 1 up to the last year in which anything of the gemeente's programmes was booked, nan after it."""
    last: dict[int | None, int] = {}
    for one in reaches:
        last[one.area.parent_id] = max(last.get(one.area.parent_id, 0), *ledger[one.intervention_id])
    known = [[1.0 if year <= last.get(area.parent_id, 0) else np.nan for year in years] for area in areas]
    return np.array(known).reshape(len(areas), len(years))
