"""A stored result in words: the finding, and how honest a label it deserves."""

from __future__ import annotations

from django.utils.translation import gettext as _

from charts.study import Effect, Finding
from charts.wording import listing, number
from effects.models import Study, StudyOutcome, StudyResult
from effects.told import EFFECTS
from effects.vocabulary import StoredVerdict
from portal.effects.answers import Answer
from portal.effects.refusals import missing_of
from portal.parts import area_name
from portal.wijkstory.words import subject_of

MOST_NAMES = 3


def place_of(study: Study) -> str:
    """The study's wijken by name, or how many they are. Asks `study_areas` with their areas."""
    names = [area_name(each.area) for each in study.study_areas.all()]
    if not names:
        return study.programme.gemeente.spoken_name
    return listing(names) if len(names) <= MOST_NAMES else _("%(number)s wijken") % {"number": number(len(names))}


def subject_words(outcome: StudyOutcome) -> str:
    return subject_of(outcome.indicator) or _("het cijfer voor ‘%(name)s’") % {"name": outcome.indicator.label()}


def finding_of(result: StudyResult) -> Finding:
    """Where nothing may be said no figure is handed on, whatever the answer holds."""
    outcome, answer = result.outcome, Answer(result.answer)
    effect = EFFECTS[StoredVerdict(result.verdict)]
    says = effect is not Effect.CANNOT_SAY
    return Finding(
        effect=effect,
        subject=subject_words(outcome),
        place=place_of(outcome.study),
        unit=outcome.indicator.unit,
        since=outcome.effect_year,
        comparisons=answer.count("n_comparison"),
        decimals=outcome.indicator.decimals,
        estimate=answer.number("estimate") if says else None,
        low=answer.number("ci_low") if says else None,
        high=answer.number("ci_high") if says else None,
        mde=answer.number("mde") if says else None,
        reasons=reasons_of(answer),
    )


def reasons_of(answer: Answer) -> tuple[str, ...]:
    """What is missing, each a sentence."""
    return tuple(f"{each.title}." if each.title else each.exact for each in missing_of(answer, {}))


def label_of(outcome: StudyOutcome) -> str:
    """Whether it was asked before anything was computed."""
    if outcome.is_primary:
        return _("hoofdvraag, vastgelegd voordat er iets was uitgerekend")
    return _("verkennend: dit was geen hoofdvraag, dus wees voorzichtiger")
