"""The history of a study, told with that of its programme."""

from __future__ import annotations

from effects.models import ComparisonArea, Study, StudyArea, StudyOutcome
from programmes.history import PARTS, UNDER


def tell() -> None:
    UNDER.update({Study: "programme", StudyArea: "study", StudyOutcome: "study", ComparisonArea: "outcome"})
    PARTS[Study] = (StudyArea, StudyOutcome)
