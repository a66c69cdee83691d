from effects.models.doses import DoseResult
from effects.models.outcomes import ComparisonArea, StudyOutcome
from effects.models.results import StudyResult
from effects.models.study import Study, StudyArea, areas_with_place

__all__ = ["ComparisonArea", "DoseResult", "Study", "StudyArea", "StudyOutcome", "StudyResult", "areas_with_place"]
