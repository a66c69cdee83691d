"""A stored result in words: the finding, and how honest a label it deserves."""

from __future__ import annotations

from django.utils.translation import gettext as _

from charts.study import Effect, Finding
from charts.study.finding import unit_of_change
from charts.wording import listing, number, with_unit
from effects.models import Study, StudyOutcome, StudyResult
from effects.told import EFFECTS
from effects.vocabulary import StoredVerdict
from indicators.models import Indicator
from portal.effects.answers import Answer
from portal.effects.refusals import missing_of
from portal.parts import area_name
from portal.wijkstory.words import subject_of
from wijken.models import Area, Level

MOST_NAMES = 4
INSIDE = (Level.WIJK, Level.BUURT)  # their codes hold that of their gemeente


def place_of(study: Study) -> str:
    """The study's wijken by name, or how many they are. Asks `study_areas` with their areas."""
    names = [area_name(each.area) for each in study.study_areas.all()]
    if not names:
        return study.programme.gemeente.spoken_name
    return listing(names) if len(names) <= MOST_NAMES else _("%(number)s wijken") % {"number": number(len(names))}


def elsewhere_of(study: Study) -> str:
    """That a study holds areas outside the programme's own gemeente; empty where it does not."""
    own = study.programme.gemeente
    outside = [one.area for one in study.study_areas.all() if one.area.level in INSIDE and not lies_in(one.area, own)]
    if not outside:
        return ""
    cities = sorted({city.spoken_name for area in outside if (city := gemeente_of(area))})
    told = {
        "names": listing([area_name(area) for area in outside]),
        "cities": listing(cities) or _("een andere gemeente"),
        "programme": study.programme.name,
    }
    return (
        _(
            "Dit onderzoek staat bij %(programme)s, maar gaat over meer. Ook in %(cities)s is gekeken: %(names)s. "
            "De uitkomst geldt voor alle wijken samen."
        )
        % told
    )


def name_in(gemeente: Area, area: Area) -> str:
    """With the name of its own gemeente where that is another. Asks its parents."""
    name, own = area_name(area), gemeente_of(area)
    return name if own is None or area.level not in INSIDE or lies_in(area, gemeente) else f"{name} ({own.spoken_name})"


def gemeente_of(area: Area) -> Area | None:
    above = area.parent
    return above.parent if above and above.level == Level.WIJK else above


def lies_in(area: Area, gemeente: Area) -> bool:
    return area.code[2:6] == gemeente.code[2:]


def subject_words(indicator: Indicator) -> str:
    return subject_of(indicator) or _("het cijfer voor ‘%(name)s’") % {"name": indicator.label()}


def finding_of(result: StudyResult) -> Finding:
    """Where nothing may be said no figure is handed on, whatever the answer holds."""
    outcome, answer = result.outcome, Answer(result.answer)
    effect = EFFECTS[StoredVerdict(result.verdict)]
    says = effect is not Effect.CANNOT_SAY
    return Finding(
        effect=effect,
        subject=subject_words(outcome.indicator),
        place=place_of(outcome.study),
        unit=outcome.indicator.unit,
        since=outcome.effect_year,
        comparisons=answer.count("n_comparison"),
        decimals=outcome.indicator.decimals,
        estimate=answer.number("estimate") if says else None,
        low=answer.number("ci_low") if says else None,
        high=answer.number("ci_high") if says else None,
        mde=answer.number("mde") if says else None,
        reasons=reasons_of(outcome, answer),
    )


def reasons_of(outcome: StudyOutcome, answer: Answer) -> tuple[str, ...]:
    """What is missing, each a sentence."""
    missing = missing_of(answer, {}, relevant_words(outcome))
    return tuple(f"{each.title}." if each.title else each.exact for each in missing)


def relevant_words(outcome: StudyOutcome) -> str:
    """The difference that was said to matter, in its unit; empty where nobody said."""
    if not outcome.relevant_effect:
        return ""
    indicator = outcome.indicator
    return with_unit(number(outcome.relevant_effect, indicator.decimals), unit_of_change(indicator.unit))


def label_of(outcome: StudyOutcome) -> str:
    """Whether it was asked beforehand, and what was known when it was asked."""
    if not outcome.is_primary:
        return _("verkennend: dit was geen hoofdvraag, dus wees voorzichtiger")
    if outcome.study.programme.historical:
        return _("hoofdvraag, achteraf gekozen: de wijken en de cijfers waren al bekend")
    if outcome.frozen_before_effect:
        return _("hoofdvraag, vastgelegd voordat er cijfers van na het begin waren")
    return _("hoofdvraag, vastgelegd voordat de uitkomst was berekend; de cijfers bestonden toen al")
