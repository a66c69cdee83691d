"""Programmes, interventions, money and goals in the API: the rules and services are those of the pages."""

from programmes.api.goals import ContributionViewSet, GoalViewSet
from programmes.api.interventions import InterventionViewSet
from programmes.api.money import FundingStreamViewSet, InvestmentViewSet
from programmes.api.programmes import ProgrammeViewSet

__all__ = [
    "ContributionViewSet",
    "FundingStreamViewSet",
    "GoalViewSet",
    "InterventionViewSet",
    "InvestmentViewSet",
    "ProgrammeViewSet",
]
