"""The outcomes of an area by domain: what is told first, what folds away, and of what nothing is known here."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.verdict import Verdict
from charts.wording import listing
from indicators.domains import DOMAIN_EXPLANATION, Domain, Status
from indicators.models import Indicator
from indicators.series import Compared, Series
from portal.wijkstory.outcomes import Outcome, outcome_of, without_figures
from programmes.models import Goal

AT_ONCE = 2
FEW = 3  # so many names are a line; more fold away
# What most people ask about first. What residents say themselves goes before what a model says of them.
WELL_KNOWN = (
    "misdrijven", "bijstand", "buurtcijfer", "leefbaarheid-lbm3", "ervaren-gezondheid", "laag-inkomen",
    "arbeidsparticipatie", "leefbaarheid-lbm2",
)  # fmt: skip


@dataclass(frozen=True)
class DomainOutcomes:
    """`first` is told at once, `more` folds away. `unknown` has no figure here, `withheld` only hidden ones."""

    domain: Domain
    first: tuple[Outcome, ...]
    more: tuple[Outcome, ...]
    unknown: tuple[Indicator, ...]
    withheld: tuple[Indicator, ...]

    @property
    def outcomes(self) -> tuple[Outcome, ...]:
        return self.first + self.more

    @property
    def anchor(self) -> str:
        return f"domein-{self.domain}"

    @property
    def explanation(self) -> str:
        return str(DOMAIN_EXPLANATION[self.domain])

    @property
    def unknown_is_short(self) -> bool:
        return 0 < len(self.unknown) <= FEW

    @property
    def more_label(self) -> str:
        return f"{self.domain.label}: {self.more_in_words}"

    @property
    def more_in_words(self) -> str:
        """ "Nog 3 cijfers: 2 beter en 1 ongeveer gelijk", so that what folds away is told in short."""
        count = len(self.more)
        title = ngettext("Nog %(count)s cijfer", "Nog %(count)s cijfers", count) % {"count": count}
        counted = Counter(each.verdict for each in self.more)
        told = [f"{counted[each]} {word_of(each)}" for each in Verdict if counted[each]]
        return _("%(title)s: %(words)s") % {"title": title, "words": listing(told)}


def word_of(verdict: Verdict) -> str:
    return _("nog niet te zeggen") if verdict is Verdict.UNKNOWN else verdict.word


def outcomes_by_domain(
    compared: Iterable[Compared], goals: dict[int, Goal], catalogue: Iterable[Indicator], start: int | None
) -> tuple[DomainOutcomes, ...]:
    """In the order of the domains and of the catalogue. A goal stands there even where no figure does."""
    by_id = {each.indicator.pk: each for each in compared}
    by_domain: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in catalogue:
        by_domain[indicator.domain].append(indicator)
    return tuple(
        domain_of(Domain(domain), by_domain[domain], by_id, goals, start)
        for domain in Domain.values
        if by_domain[domain]
    )


def domain_of(
    domain: Domain, indicators: Sequence[Indicator], compared: dict[int, Compared], goals: dict[int, Goal],
    start: int | None,
) -> DomainOutcomes:  # fmt: skip
    outcomes, unknown, withheld = [], [], []
    for indicator in indicators:
        each, goal = compared.get(indicator.pk), goals.get(indicator.pk)
        if goal or (each and each.here.newest()):
            each = each or Compared(indicator, without_figures(goal), None, None) if goal else each
            outcomes.append(outcome_of(replace(each, indicator=indicator), goal, start))
        elif each and is_withheld(each.here):
            withheld.append(indicator)
        else:
            unknown.append(indicator)
    first, more = folded(outcomes)
    return DomainOutcomes(domain, first, more, tuple(unknown), tuple(withheld))


def is_withheld(here: Series) -> bool:
    return any(figure.status == Status.WITHHELD for figure in here.figures)


def folded(outcomes: Sequence[Outcome]) -> tuple[tuple[Outcome, ...], tuple[Outcome, ...]]:
    """Those with a goal, with the best known beside them; a single one that would be left does not fold away."""
    with_goal = sum(each.has_goal for each in outcomes)
    at_once = max(AT_ONCE, with_goal)
    if len(outcomes) <= at_once + 1:
        return tuple(outcomes), ()
    chosen = {each.anchor for each in sorted(outcomes, key=interest)[:at_once]}
    first = tuple(each for each in outcomes if each.anchor in chosen)
    return first, tuple(each for each in outcomes if each.anchor not in chosen)


def interest(outcome: Outcome) -> tuple[bool, int]:
    """The lower the sooner it is told."""
    slug = outcome.indicator.slug
    return not outcome.has_goal, WELL_KNOWN.index(slug) if slug in WELL_KNOWN else len(WELL_KNOWN)
