"""Every write of programmes and their money. Pages, API and commands call these and no other."""

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
    may_correct,
    report_investment,
    save_report,
    spenders_for,
)
from programmes.services.periods import change_period, lock_period, make_period, open_reports
from programmes.services.phases import PhaseLine, set_phases
from programmes.services.programme import (
    change_programme,
    create_programme,
    publish_programme,
    unpublish_programme,
    what_is_lacking,
)
from programmes.services.reportrows import OutputSaid, RowSaid
from programmes.services.reports import (
    accept_report,
    current_totals,
    fill_and_submit,
    fill_report,
    lock_report,
    return_report,
    submit_report,
    withdraw_report,
)
from programmes.services.roles import end_role, give_role
from programmes.services.streams import add_stream, change_stream
from programmes.services.wijken import change_wijk, name_wijk, remove_wijk
from stakeholders.refusal import WHOLE, Conflict, Objections, Refused

__all__ = [
    "WHOLE",
    "Cell",
    "Conflict",
    "Correction",
    "Objections",
    "OutputLine",
    "OutputSaid",
    "PhaseLine",
    "ReachShare",
    "Refused",
    "RowSaid",
    "accept_report",
    "add_stream",
    "change_contribution",
    "change_goal",
    "change_intervention",
    "change_period",
    "change_programme",
    "change_stream",
    "change_wijk",
    "correct_investment",
    "create_programme",
    "current_totals",
    "end_role",
    "fill_and_submit",
    "fill_report",
    "give_role",
    "link_contribution",
    "lock_period",
    "lock_report",
    "log_intervention",
    "make_period",
    "may_correct",
    "move_intervention",
    "name_wijk",
    "open_reports",
    "publish_programme",
    "remove_contribution",
    "remove_goal",
    "remove_intervention",
    "remove_wijk",
    "report_investment",
    "return_report",
    "save_report",
    "set_goal",
    "set_phases",
    "spenders_for",
    "submit_report",
    "unpublish_programme",
    "what_is_lacking",
    "withdraw_report",
    "wrong_in_intervention",
]
