"""Whoever looks at many indicators finds something by chance."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np


def benjamini_hochberg(p_values: Sequence[float]) -> list[float]:
    """Adjusted p-values in the order given: among all with one of at most q, at most a share q is found by chance
    (Benjamini & Hochberg 1995)."""
    values = np.asarray(p_values, dtype=np.float64)
    order = np.argsort(-values, kind="stable")
    ranks = np.arange(len(values), 0, -1)
    adjusted = np.empty(len(values))
    adjusted[order] = np.minimum.accumulate(values[order] * len(values) / ranks)
    return [float(value) for value in np.minimum(adjusted, 1.0)]
