"""What a version of an answer found, in the fewest words; where nothing may be said, no figure either."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from charts.study import Effect
from charts.wording import number, with_unit
from effects.models import StudyOutcome, StudyResult
from effects.vocabulary import StoredVerdict

EFFECTS = {
    StoredVerdict.BETTER: Effect.BETTER,
    StoredVerdict.WORSE: Effect.WORSE,
    StoredVerdict.NO_DIFFERENCE_SHOWN: Effect.NO_DIFFERENCE_SHOWN,
    StoredVerdict.CANNOT_SAY: Effect.CANNOT_SAY,
}


@dataclass(frozen=True)
class Told:
    """One version. `size`, `interval`, `smallest`: in the indicator's unit, empty where there is nothing to say."""

    number: int
    on: datetime
    effect: Effect
    size: str
    interval: str
    smallest: str
    reasons: tuple[str, ...]
    changes: tuple[str, ...]
    url: str


def told(result: StudyResult, outcome: StudyOutcome) -> Told:
    effect = EFFECTS[StoredVerdict(result.verdict)]
    answer = result.answer if effect.is_judged else {}
    unit, places = outcome.indicator.unit, outcome.indicator.decimals
    refusals = result.answer.get("refusals") or ()
    return Told(
        number=result.number,
        on=result.created_at,
        effect=effect,
        size=_size(answer.get("estimate"), places, unit),
        interval=_interval(answer, places, unit),
        smallest=_size(answer.get("mde"), places, unit, signed=False),
        reasons=tuple(one["message"] for one in refusals) if not effect.is_judged else (),
        changes=tuple(change.get("message") or change["code"] for change in result.changed),
        url=public_url(outcome, result.number),
    )


def versions_of(outcome: StudyOutcome, results: Iterable[StudyResult]) -> list[Told]:
    """The newest first."""
    own = (one for one in results if one.outcome_id == outcome.pk)
    return [told(one, outcome) for one in sorted(own, key=lambda one: -one.number)]


def public_url(outcome: StudyOutcome, version: int) -> str:
    """Where everyone reads it; empty while its programme is not published."""
    programme = outcome.study.programme
    if not programme.is_published:
        return ""
    return f"{reverse('effect', args=[programme.slug, outcome.study_id, outcome.indicator.slug])}?versie={version}"


def _size(value: Any, places: int, unit: str, *, signed: bool = True) -> str:
    return with_unit(number(value, places, signed=signed), unit) if isinstance(value, int | float) else ""


def _interval(answer: dict[str, Any], places: int, unit: str) -> str:
    low, high = answer.get("ci_low"), answer.get("ci_high")
    if low is None or high is None:
        return ""
    bounds = {"low": number(low, places, signed=True), "high": _size(high, places, unit)}
    return _("%(low)s tot %(high)s") % bounds
