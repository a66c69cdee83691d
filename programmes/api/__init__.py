"""Programmes, interventions, money and goals in the API: the rules and services are those of the pages."""

from programmes.api.agreements import AgreementViewSet, CommitmentViewSet
from programmes.api.ceilings import BundleViewSet, CeilingViewSet
from programmes.api.goals import ContributionViewSet, GoalViewSet
from programmes.api.interventions import InterventionViewSet
from programmes.api.money import FundingStreamViewSet, InvestmentViewSet
from programmes.api.programmes import ProgrammeViewSet
from programmes.api.reports import PeriodViewSet, ReportViewSet

__all__ = [
    "AgreementViewSet",
    "BundleViewSet",
    "CeilingViewSet",
    "CommitmentViewSet",
    "ContributionViewSet",
    "FundingStreamViewSet",
    "GoalViewSet",
    "InterventionViewSet",
    "InvestmentViewSet",
    "PeriodViewSet",
    "ProgrammeViewSet",
    "ReportViewSet",
]
