from programmes.models.agreements import Agreement, AgreementDeadline, Commitment
from programmes.models.ceilings import Ceiling, CeilingOverride
from programmes.models.documents import Document
from programmes.models.goals import Contribution, Goal, GoalTarget
from programmes.models.interventions import Intervention, Output, Reach
from programmes.models.money import Bundle, Investment
from programmes.models.programme import Phase, Programme, ProgrammeArea, ProgrammeRole, ProgrammeVersion
from programmes.models.progress import Decision, Milestone, Risk
from programmes.models.published import PublishedAmount
from programmes.models.reference import PriceFactor, PriceIndex, Taakveld
from programmes.models.reports import Reminder, Report, ReportedOutput, ReportingPeriod, ReportLine, ReportUpload
from programmes.models.streams import FundingStream

__all__ = [
    "Agreement",
    "AgreementDeadline",
    "Bundle",
    "Ceiling",
    "CeilingOverride",
    "Commitment",
    "Contribution",
    "Decision",
    "Document",
    "FundingStream",
    "Goal",
    "GoalTarget",
    "Intervention",
    "Investment",
    "Milestone",
    "Output",
    "Phase",
    "PriceFactor",
    "PriceIndex",
    "Programme",
    "ProgrammeArea",
    "ProgrammeRole",
    "ProgrammeVersion",
    "PublishedAmount",
    "Reach",
    "Reminder",
    "Report",
    "ReportLine",
    "ReportUpload",
    "ReportedOutput",
    "ReportingPeriod",
    "Risk",
    "Taakveld",
]
