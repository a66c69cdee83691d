from effects.models.outcomes import ComparisonArea, StudyOutcome
from effects.models.results import StudyResult
from effects.models.study import Study, StudyArea, areas_with_place

__all__ = ["ComparisonArea", "Study", "StudyArea", "StudyOutcome", "StudyResult", "areas_with_place"]
