"""One outcome answered: the panel, the answer, and what stands beside it. Loads the statistics library as it runs."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from django.utils.translation import gettext as _

from effects.asjson import as_dict
from effects.beside import beside_of
from effects.context import context_of, cost_of
from effects.estimators.options import Method, Options
from effects.estimators.panel import Panel
from effects.estimators.results import Answer, Code, Refusal, Verdict
from effects.models import StudyOutcome
from effects.money import money_of
from effects.panels import options_of, panel_of
from effects.remarks import remarks
from effects.snapshot import read_snapshot, sha256_of, snapshot_of
from effects.vocabulary import PLACEBOS_NEEDED, POST_NEEDED, PRE_NEEDED_SYNTHETIC
from indicators.domains import Direction
from wijken.models import Area

CANNOT_SAY = str(Verdict.CANNOT_SAY)


class WithAnswer(Protocol):
    answer: dict[str, Any]
    context: dict[str, Any]


def adjust_together(asked: Iterable[WithAnswer]) -> None:
    """Note beside each p-value what Benjamini-Hochberg makes of it among all of these."""
    from effects.estimators.multiple import benjamini_hochberg

    told_p = [one for one in asked if one.answer.get("p_value") is not None]
    adjusted = benjamini_hochberg([one.answer["p_value"] for one in told_p])
    for one, p_value in zip(told_p, adjusted, strict=True):
        one.context["adjusted_p"] = p_value


@dataclass
class Asked:
    """An outcome with all that its answer follows from."""

    outcome: StudyOutcome
    snapshot: dict[str, Any]
    money: dict[str, Any]
    versions: dict[str, str]
    answer: dict[str, Any] = field(default_factory=dict)
    context: dict[str, Any] = field(default_factory=dict)
    cost: dict[str, Any] = field(default_factory=dict)

    @property
    def sha256(self) -> str:
        return sha256_of(self.snapshot)

    @property
    def seed(self) -> int:
        return int(self.snapshot["options"]["seed"])


def ask(outcome: StudyOutcome) -> Asked:
    """What is to be computed with, read anew. Light: no statistics."""
    from effects.estimators.versions import versions

    panel = panel_of(outcome, compared_with(outcome))
    last = panel.periods[-1] if panel.periods else None
    snapshot = snapshot_of(panel, options_of(outcome)) | {"beside": beside_of(outcome, panel.periods)}
    return Asked(outcome, snapshot, money_of(outcome, last), versions())


def compared_with(outcome: StudyOutcome) -> list[Area]:
    return [row.area for row in outcome.comparison_areas.included().select_related("area")]


def compute(asked: Asked) -> None:
    """Fill in the answer, what stands beside it, and the cost: from the snapshot and the money alone."""
    panel, options = read_snapshot(asked.snapshot)
    found = answer_of(panel, options)
    asked.answer = told(found, asked.snapshot, judged=asked.outcome.indicator.direction != Direction.NEITHER)
    asked.context = context_of(panel, options, found, asked.snapshot, frozen_before=asked.outcome.frozen_before_effect)
    asked.cost = cost_of(found, options, asked.money, asked.snapshot["beside"]["base"])


def answer_of(panel: Panel, options: Options) -> Answer:
    from effects.estimators.answer import answer
    from effects.estimators.results import Unanswerable

    if not panel.periods:  # no figure of any year
        return without_question(panel, options)
    try:
        return answer(panel, options)
    except Unanswerable:
        return without_question(panel, options)


def told(answer: Answer, snapshot: dict[str, Any], *, judged: bool) -> dict[str, Any]:
    """As JSON. Not `judged`: nobody said which way is better."""
    found = as_dict(answer)
    found["warnings"] = [*remarks(snapshot["panel"]["notes"]), *found["warnings"]]
    if not judged:
        said = _("Van dit cijfer is niet gezegd of hoger of lager beter is. Daarom staat er geen oordeel.")
        found |= {"verdict": CANNOT_SAY, "warnings": [*found["warnings"], said]}
    return found


def without_question(panel: Panel, options: Options) -> Answer:
    """An effect that cannot show yet, or nobody to compare with: nothing to estimate, and what is missing is said."""
    from effects.estimators.refusals import of_series
    from effects.estimators.versions import versions

    own, others = np.isfinite(panel.first_treated), ~np.isfinite(panel.first_treated)
    first = panel.first_treated[own].min()
    before = [year for year in panel.periods if year < first - options.anticipation and year not in options.left_out]
    after = [year for year in panel.periods if year >= first]
    numbers = {Code.PRE_SHORT: (len(before), PRE_NEEDED_SYNTHETIC), Code.POST_SHORT: (len(after), POST_NEEDED)}
    numbers |= {Code.DONORS_FEW: (int(others.sum()), PLACEBOS_NEEDED)}
    few = [(code, found, needed) for code, (found, needed) in numbers.items() if found < needed]
    return Answer(
        method=Method.SDID,
        verdict=Verdict.CANNOT_SAY,
        n_treated=int(own.sum()),
        n_comparison=int(others.sum()),
        n_pre=len(before),
        n_post=len(after),
        fit=None,
        refusals=(
            *(Refusal(code, {"found": found, "needed": needed}) for code, found, needed in few),
            *of_series(panel),
        ),
        treated=tuple(unit for unit, here in zip(panel.units, own, strict=True) if here),
        comparison=tuple(unit for unit, here in zip(panel.units, others, strict=True) if here),
        versions=versions(),
    )
