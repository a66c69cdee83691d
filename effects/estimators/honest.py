"""How crooked may the comparison be before the effect is no longer shown? Rambachan & Roth 2023."""

from __future__ import annotations

import warnings

from effects.estimators import library
from effects.estimators.options import Options
from effects.estimators.panel import Panel

LARGEST = 10.0  # beyond it nobody asks further: "ten times and more"


def breakdown(part: Panel, options: Options) -> float | None:
    """How many times the largest move between two years before the start each later move may be off (relative
    magnitudes), until the interval of the mean effect holds zero: 0 where it does already.

    Of a sample. It needs the covariance of the event study, so None below what an error formula needs, and where the
    years do not follow one another.
    """
    from diff_diff import HonestDiD

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            event_study = library.fitted(part, options, base="universal").aggregate("event_study")
            found = HonestDiD(method="relative_magnitude").breakdown_value(event_study)
        except (ValueError, NotImplementedError):
            return None
    return LARGEST if found is None else float(found)
