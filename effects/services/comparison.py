"""What a manager makes of the proposed comparison areas, until the study is frozen."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext as _

from effects.models import ComparisonArea, Study
from effects.services.studies import choose_comparison, take
from effects.vocabulary import INCLUDED, Choice
from stakeholders.models import Person
from stakeholders.refusal import refuse


@transaction.atomic
def change_comparison(*, area: ComparisonArea, included: bool, reason: str, version: int, by: Person) -> ComparisonArea:
    """Take an area in or leave it out, with a reason; back to what the rules proposed needs none.

    `version` is that of the study. Raises PermissionDenied, Conflict, or Refused (`reason`).
    """
    take(area.outcome.study, version, by)
    reason = reason.strip()
    if included == (area.proposed in INCLUDED):
        area.choice, area.reason = area.proposed, ""
    elif not reason:
        raise refuse("reason", _("Schrijf waarom. Iedereen kan dit lezen, ook later."))
    else:
        area.choice, area.reason = (Choice.ADDED if included else Choice.REMOVED), reason[:300]
    area.save()
    return area


@transaction.atomic
def choose_again(*, study: Study, version: int, by: Person) -> Study:
    """Let the rules choose once more, in place of every change. Raises PermissionDenied, Conflict, or Refused."""
    take(study, version, by)
    choose_comparison(study)
    return study
