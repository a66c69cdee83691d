"""What the page of a wijk or a programme tells of studies: one picture at most, and the other findings in a line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from effects.models import StudyResult
from effects.models.results import StudyResultQuerySet
from effects.vocabulary import StoredVerdict
from portal.effects.overview import OutcomeLine
from portal.effects.story import OutcomeStory, tell_outcome
from programmes.models import Programme
from wijken.models import Area

EVERYONE = AnonymousUser()


@dataclass(frozen=True)
class EffectsSection:
    """`shown`: the first main question, with its picture; `others`: the rest, in the order of the questions."""

    shown: OutcomeStory
    others: tuple[OutcomeLine, ...]


def effects_in(area: Area) -> EffectsSection | None:
    """Of the studies in which an area takes part; None where there is none with an answer."""
    return section_of(StudyResult.objects.visible_to(EVERYONE).filter(outcome__study__areas=area))


def effects_of(programme: Programme) -> EffectsSection | None:
    return section_of(StudyResult.objects.visible_to(EVERYONE).filter(outcome__study__programme=programme))


def section_of(results: StudyResultQuerySet) -> EffectsSection | None:
    """Main questions first, as they were ranked beforehand: never the finding that looks best."""
    found = sorted(results.newest().for_reading(), key=question)
    if not found:
        return None
    shown = next(iter(answered(found)), found[0])
    others = tuple(OutcomeLine(each.outcome, each) for each in found if each is not shown)
    return EffectsSection(tell_outcome(shown, (shown,)), others)


def question(result: StudyResult) -> tuple[int, int, int]:
    outcome = result.outcome
    return outcome.primary_rank or 9, outcome.study.start_year, outcome.indicator.order


def answered(results: Iterable[StudyResult]) -> list[StudyResult]:
    return [each for each in results if each.verdict != StoredVerdict.CANNOT_SAY]
