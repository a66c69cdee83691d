"""An answer as the JSON object that the command prints and a study stores: always the same keys, never NaN."""

from __future__ import annotations

from typing import Any

import numpy as np

from effects.estimators.panel import Note
from effects.estimators.results import Answer, EventPoint, Fit
from effects.words import note_sentence, refusal_sentence

SIGNIFICANT = 12  # digits: more says something of the processor, not of the data


def as_dict(answer: Answer) -> dict[str, Any]:
    fit = answer.fit
    return {
        "method": str(answer.method),
        **numbers(fit),
        "n_treated": answer.n_treated,
        "n_comparison": answer.n_comparison,
        "n_pre": answer.n_pre,
        "n_post": answer.n_post,
        "event_study": [as_point(point) for point in fit.event_study] if fit else [],
        "pretrend_p": plain(answer.pretrend_p),
        "mde": plain(answer.mde),
        "verdict": str(answer.verdict),
        "refusals": [{"code": str(one.code), "message": refusal_sentence(one)} for one in answer.refusals],
        "warnings": sentences(answer.notes),
        "weights": weights(fit),
        "versions": answer.versions,
        "inference": str(fit.inference) if fit else None,
        "treated": sorted(answer.treated),
        "comparison": sorted(answer.comparison),
        "placebo_rank": {"place": fit.rank.place, "of": fit.rank.of} if fit and fit.rank else None,
        "honest_breakdown": plain(fit.honest_breakdown) if fit else None,
        "beside": beside(answer.beside),
    }


def numbers(fit: Fit | None) -> dict[str, float | None]:
    keys = ("estimate", "se", "ci_low", "ci_high", "p_value")
    return {key: plain(getattr(fit, key)) if fit else None for key in keys}


def beside(fit: Fit | None) -> dict[str, Any] | None:
    if fit is None:
        return None
    study = [as_point(point) for point in fit.event_study]
    return {"method": str(fit.method), **numbers(fit), "event_study": study, "weights": weights(fit)}


def as_point(point: EventPoint) -> dict[str, float | int | None]:
    keys = ("estimate", "se", "ci_low", "ci_high")
    return {"time": point.time, **{key: plain(getattr(point, key)) for key in keys}}


def weights(fit: Fit | None) -> dict[str, float | None] | None:
    if fit is None or fit.weights is None:
        return None
    return {unit: plain(fit.weights[unit]) for unit in sorted(fit.weights)}


def sentences(notes: tuple[Note, ...]) -> list[str]:
    return list(dict.fromkeys(note_sentence(note) for note in notes))


def plain(value: float | None) -> float | None:
    if value is None or not np.isfinite(value):
        return None
    return float(f"{value:.{SIGNIFICANT}g}")
