from programmes.models.goals import Contribution, Goal, GoalTarget
from programmes.models.interventions import Intervention, Output, Reach
from programmes.models.money import FundingStream, Investment, PublishedAmount
from programmes.models.programme import Phase, Programme, ProgrammeArea, ProgrammeRole

__all__ = [
    "Contribution",
    "FundingStream",
    "Goal",
    "GoalTarget",
    "Intervention",
    "Investment",
    "Output",
    "Phase",
    "Programme",
    "ProgrammeArea",
    "ProgrammeRole",
    "PublishedAmount",
    "Reach",
]
