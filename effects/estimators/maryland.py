"""The Maryland Scientific Methods Scale (Sherman e.a. 1997): how strong a kind of study is. Never above 3 here.

3: before and after, beside comparison units that were chosen before the outcome was looked at, and that moved alike
before the start. 2: before and after, with a comparison that lacks one of these. 1: no comparison, or nothing before.
Levels 4 and 5 ask for chance, or what amounts to it, to have decided who was treated: a wijk is never drawn by lot.
"""

from __future__ import annotations

from dataclasses import dataclass

from effects.estimators.results import PRETREND_ALPHA, Answer, Code

UNLIKE = (Code.PRETREND, Code.NO_OVERLAP, Code.SERIES_BREAK, Code.PRE_SHORT, Code.DONORS_FEW)


@dataclass(frozen=True)
class Level:
    """`reasons`: why it is not 3, as codes."""

    level: int
    reasons: tuple[str, ...] = ()


def maryland(answer: Answer, *, frozen_before: bool) -> Level:
    """`frozen_before`: the comparison stood before the outcome of the years after the start was looked at."""
    if answer.n_comparison == 0 or answer.n_pre == 0:
        return Level(1, ("NO_COMPARISON" if answer.n_comparison == 0 else "NOTHING_BEFORE",))
    reasons = [refusal.code.value for refusal in answer.refusals if refusal.code in UNLIKE]
    if not frozen_before:
        reasons.append("CHOSEN_AFTER")
    pretrend_p = answer.fit.pretrend_p if answer.fit else None
    if pretrend_p is not None and pretrend_p < PRETREND_ALPHA and Code.PRETREND.value not in reasons:
        reasons.append(Code.PRETREND.value)
    return Level(2 if reasons else 3, tuple(reasons))
