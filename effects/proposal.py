"""A short list of what to study of a programme, read from its contribution links.

Interventions that reach the same areas and began shortly after each other are one study: apart, each has too few years
that are its own, and nobody reads ten answers about one wijk.
"""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from charts.wording import listing
from effects.promises import Areas, Promise, Start, promises_of
from effects.vocabulary import MOST_PRIMARY, POST_NEEDED, years_needed
from indicators.models import Indicator, Observation
from programmes.models import Intervention, Programme
from programmes.vocabulary import Evidence
from wijken.models import Area

TOGETHER = 3  # years: what begins later than this is another moment, with a baseline of its own


@dataclass(frozen=True)
class Known:
    """What is known of a programme's figures without looking at any: of which years there are some, by indicator and
    area. `goals`: the indicators that the programme has a goal on. `selected`: the year that leaves the baseline."""

    years: dict[tuple[int, int], set[int]]
    goals: frozenset[int]
    before_programme: int

    def years_of(self, indicator: Indicator, areas: Areas) -> set[int]:
        return set().union(*(self.years.get((indicator.pk, area.pk), set()) for area in areas))

    def selected(self, start: int) -> int:
        """The wijk was selected in the year before the programme, or when this began where that was earlier."""
        return min(self.before_programme, start)

    def enough_before(self, indicator: Indicator, areas: Areas, start: int) -> bool:
        return self.before(indicator, areas, start) >= years_needed(len(areas))

    def before(self, indicator: Indicator, areas: Areas, start: int) -> int:
        years = self.years_of(indicator, areas) - {self.selected(start)}
        return sum(year < start for year in years)


@dataclass(frozen=True)
class ProposedOutcome:
    """An outcome with the interventions that promise it. `lag_years`: from the start of the study to the first year in
    which one of them shows. `before`: years with figures from before it. `newest`: the last year with a figure."""

    indicator: Indicator
    lag_years: int
    interventions: tuple[Intervention, ...]
    primary_rank: int | None
    is_goal: bool
    before: int
    enough_before: bool
    effect_year: int
    newest: int

    @property
    def told_from(self) -> int:
        """The year of which the figures must be there before anything can be said."""
        return self.effect_year + POST_NEEDED - 1

    @property
    def too_early(self) -> bool:
        return self.told_from > self.newest

    @property
    def can_be_told(self) -> bool:
        """As far as it is known before anyone looks."""
        return self.enough_before and not self.too_early


@dataclass(frozen=True)
class Proposed:
    """One study: areas, start and outcomes of the promises that it is about."""

    areas: Areas
    promises: tuple[Promise, ...]
    known: Known

    @cached_property
    def start(self) -> Start:
        return min((one.start for one in self.promises), key=lambda start: start.year)

    @cached_property
    def years(self) -> list[int]:
        """In which something began."""
        return sorted({one.start.year for one in self.promises})

    @property
    def name(self) -> str:
        return f"{listing([area.spoken_name for area in self.areas])} vanaf {self.start.year}"[:160]

    @property
    def selection_year(self) -> int:
        return self.known.selected(self.start.year)

    @cached_property
    def interventions(self) -> tuple[Intervention, ...]:
        return tuple({one.intervention.pk: one.intervention for one in self.promises}.values())

    @cached_property
    def outcomes(self) -> tuple[ProposedOutcome, ...]:
        """Three main questions at most: goals of the programme first, then what can be told, then the best founded."""
        links: dict[int, list[Promise]] = defaultdict(list)
        for one in self.promises:
            links[one.link.indicator_id].append(one)
        found = [(self._weight(ones), self._outcome(ones)) for ones in links.values()]
        ordered = [outcome for _weight, outcome in sorted(found, key=lambda pair: pair[0])]
        return tuple(_ranked(one, place) for place, one in enumerate(ordered, start=1))

    @property
    def advised(self) -> bool:
        """Whether one of its main questions can be told at all."""
        return any(one.can_be_told for one in self.outcomes if one.primary_rank)

    @cached_property
    def key(self) -> str:
        """The same while the same is proposed: what a form sends must still be what was seen."""
        parts = [f"{one.link.pk}:{one.start.year}" for one in self.promises] + [str(area.pk) for area in self.areas]
        return hashlib.sha256(" ".join(parts).encode()).hexdigest()[:10]

    def _outcome(self, promises: Sequence[Promise]) -> ProposedOutcome:
        indicator, start = promises[0].link.indicator, self.start.year
        first = min(one.effect_year for one in promises)
        return ProposedOutcome(
            indicator=indicator,
            lag_years=first - start,
            interventions=tuple(one.intervention for one in promises),
            primary_rank=None,
            is_goal=indicator.pk in self.known.goals,
            before=self.known.before(indicator, self.areas, start),
            enough_before=self.known.enough_before(indicator, self.areas, start),
            effect_year=first,
            newest=max(self.known.years_of(indicator, self.areas), default=0),
        )

    def _weight(self, promises: Sequence[Promise]) -> tuple[bool, bool, int, float, int]:
        outcome = self._outcome(promises)
        evidence = min(list(Evidence).index(Evidence(one.link.evidence)) for one in promises)
        share = max(float(one.link.money_share or 0) for one in promises)
        return not outcome.is_goal, not outcome.can_be_told, evidence, -share, outcome.indicator.order


def proposals_of(programme: Programme) -> list[Proposed]:
    """Of what no study asks yet: those that can be told first, the earliest first."""
    promises = promises_of(programme)
    known = _known(programme, promises)
    by_areas: dict[Areas, list[Promise]] = defaultdict(list)
    for one in promises:
        by_areas[one.areas].append(one)
    found = [one for areas, ones in by_areas.items() for one in _grouped(areas, ones, known)]
    return sorted(found, key=lambda one: (not one.advised, one.start.year, one.name))


def merged(proposals: Sequence[Proposed]) -> Proposed:
    """One study of the areas that all of them share, from the earliest start. Raises ValueError where they share none:
    an area in which one of them did not happen would hide what happened in the others."""
    shared = set.intersection(*({area.pk for area in one.areas} for one in proposals))
    areas = tuple(area for area in proposals[0].areas if area.pk in shared)
    if not areas:
        raise ValueError("no area is shared")
    promises = sorted((promise for one in proposals for promise in one.promises), key=lambda one: one.start.year)
    return Proposed(areas, tuple(promises), proposals[0].known)


def split(proposed: Proposed) -> list[Proposed]:
    """One study for each year in which something began."""
    return [
        Proposed(proposed.areas, tuple(one for one in proposed.promises if one.start.year == year), proposed.known)
        for year in proposed.years
    ]


def share_an_area(one: Proposed, other: Proposed) -> bool:
    return bool(set(one.areas) & set(other.areas))


def _grouped(areas: Areas, promises: Sequence[Promise], known: Known) -> list[Proposed]:
    """The promises are in order of their start; each joins the group before it, or begins another."""
    groups: list[list[Promise]] = []
    for one in promises:
        if groups and _joins(one, groups[-1][0].start.year, known):
            groups[-1].append(one)
        else:
            groups.append([one])
    return [Proposed(areas, tuple(group), known) for group in groups]


def _joins(one: Promise, start: int, known: Known) -> bool:
    """Not where the earlier start would leave it too few years before, and its own would not."""
    if one.start.year == start:
        return True
    indicator = one.link.indicator
    loses = known.enough_before(indicator, one.areas, one.start.year) and not known.enough_before(
        indicator, one.areas, start
    )
    return one.start.year < start + TOGETHER and not loses


def _ranked(one: ProposedOutcome, place: int) -> ProposedOutcome:
    return replace(one, primary_rank=place if place <= MOST_PRIMARY else None)


def _known(programme: Programme, promises: Iterable[Promise]) -> Known:
    """In two queries: which figures are there, never what they are."""
    areas: set[Area] = {area for one in promises for area in one.areas}
    rows = Observation.objects.known().filter(area__in=areas, indicator__in={one.link.indicator_id for one in promises})
    years: dict[tuple[int, int], set[int]] = defaultdict(set)
    for indicator, area, year in rows.order_by().values_list("indicator", "area", "period"):
        years[indicator, area].add(year)
    goals = programme.goals.order_by().values_list("indicator", flat=True)
    return Known(dict(years), frozenset(goals), programme.start_year - 1)
