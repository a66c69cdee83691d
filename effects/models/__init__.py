from effects.models.outcomes import ComparisonArea, StudyOutcome
from effects.models.results import StudyResult
from effects.models.study import Study, StudyArea

__all__ = ["ComparisonArea", "Study", "StudyArea", "StudyOutcome", "StudyResult"]
