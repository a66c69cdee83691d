"""Every write of programmes and their money. Pages, API and commands call these and no other."""

from programmes.services.agreements import (
    DeadlineLine,
    add_cycle,
    change_agreement,
    cycle_of,
    missing_signers,
    move_agreement,
    propose_agreement,
    remove_agreement,
    year_without_days,
)
from programmes.services.bundles import BundleShare, correct_bundle, report_bundle
from programmes.services.ceilings import change_ceiling, may_exceed, remove_ceiling, set_ceiling
from programmes.services.chains import PassedOn, pass_on, reported_by_next, take_back
from programmes.services.commitments import (
    add_commitment,
    change_commitment,
    interventions_for,
    remove_commitment,
)
from programmes.services.council import send_to_council, take_back_from_council
from programmes.services.documents import add_document, change_document, remove_document
from programmes.services.family import parents_to_choose
from programmes.services.goals import (
    change_contribution,
    change_goal,
    link_contribution,
    remove_contribution,
    remove_goal,
    set_goal,
)
from programmes.services.interventions import (
    OutputLine,
    ReachShare,
    change_intervention,
    log_intervention,
    move_intervention,
    remove_intervention,
    wrong_in_intervention,
)
from programmes.services.money import (
    Cell,
    Correction,
    correct_investment,
    report_investment,
    save_report,
)
from programmes.services.periods import change_period, lock_period, make_period, open_reports
from programmes.services.phases import PhaseLine, set_phases
from programmes.services.plan import draft_of, is_frozen, why_frozen
from programmes.services.programme import (
    change_programme,
    create_programme,
    publish_programme,
    unpublish_programme,
    what_is_lacking,
)
from programmes.services.progress import (
    add_milestone,
    add_risk,
    change_decision,
    change_milestone,
    change_risk,
    record_decision,
    remove_decision,
    remove_milestone,
    remove_risk,
)
from programmes.services.reportrows import OutputSaid, RowSaid
from programmes.services.reports import (
    accept_report,
    check_may_fill,
    current_totals,
    fill_and_submit,
    fill_report,
    lock_report,
    return_report,
    submit_report,
    withdraw_report,
)
from programmes.services.roles import end_role, give_role
from programmes.services.spending import may_correct, spenders_for
from programmes.services.streams import add_stream, change_stream
from programmes.services.uploads import confirm_upload, look_again, take_upload
from programmes.services.versions import discard_draft, seal_of, start_draft
from programmes.services.wijken import change_wijk, name_wijk, remove_wijk
from stakeholders.refusal import WHOLE, Conflict, Objections, Refused

__all__ = [
    "WHOLE",
    "BundleShare",
    "Cell",
    "Conflict",
    "Correction",
    "DeadlineLine",
    "Objections",
    "OutputLine",
    "OutputSaid",
    "PassedOn",
    "PhaseLine",
    "ReachShare",
    "Refused",
    "RowSaid",
    "accept_report",
    "add_commitment",
    "add_cycle",
    "add_document",
    "add_milestone",
    "add_risk",
    "add_stream",
    "change_agreement",
    "change_ceiling",
    "change_commitment",
    "change_contribution",
    "change_decision",
    "change_document",
    "change_goal",
    "change_intervention",
    "change_milestone",
    "change_period",
    "change_programme",
    "change_risk",
    "change_stream",
    "change_wijk",
    "check_may_fill",
    "confirm_upload",
    "correct_bundle",
    "correct_investment",
    "create_programme",
    "current_totals",
    "cycle_of",
    "discard_draft",
    "draft_of",
    "end_role",
    "fill_and_submit",
    "fill_report",
    "give_role",
    "interventions_for",
    "is_frozen",
    "link_contribution",
    "lock_period",
    "lock_report",
    "log_intervention",
    "look_again",
    "make_period",
    "may_correct",
    "may_exceed",
    "missing_signers",
    "move_agreement",
    "move_intervention",
    "name_wijk",
    "open_reports",
    "parents_to_choose",
    "pass_on",
    "propose_agreement",
    "publish_programme",
    "record_decision",
    "remove_agreement",
    "remove_ceiling",
    "remove_commitment",
    "remove_contribution",
    "remove_decision",
    "remove_document",
    "remove_goal",
    "remove_intervention",
    "remove_milestone",
    "remove_risk",
    "remove_wijk",
    "report_bundle",
    "report_investment",
    "reported_by_next",
    "return_report",
    "save_report",
    "seal_of",
    "send_to_council",
    "set_ceiling",
    "set_goal",
    "set_phases",
    "spenders_for",
    "start_draft",
    "submit_report",
    "take_back",
    "take_back_from_council",
    "take_upload",
    "unpublish_programme",
    "what_is_lacking",
    "why_frozen",
    "withdraw_report",
    "wrong_in_intervention",
    "year_without_days",
]
