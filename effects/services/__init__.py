from effects.services.comparison import change_comparison, choose_again
from effects.services.running import answer_anew, answer_doses_anew, cancel_study, run_study
from effects.services.screening import cancel_screening, start_screening
from effects.services.studies import (
    OutcomeLine,
    StudyChanges,
    change_study,
    choose_comparison,
    freeze_study,
    make_study,
    propose_studies,
    remove_study,
    set_outcomes,
)

__all__ = [
    "OutcomeLine",
    "StudyChanges",
    "answer_anew",
    "answer_doses_anew",
    "cancel_screening",
    "cancel_study",
    "change_comparison",
    "change_study",
    "choose_again",
    "choose_comparison",
    "freeze_study",
    "make_study",
    "propose_studies",
    "remove_study",
    "run_study",
    "set_outcomes",
    "start_screening",
]
