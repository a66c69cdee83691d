"""The history of every record of a programme. A page shows it with one call and the component it stands in already:

    page_of(request, "form_page", programme, ..., history=history.of(row))

`of` tells of the row and of what hangs under it (PARTS). What `only` names narrows it to those models. A new model
with `history = HistoricalRecords()` gets a line in UNDER (or stands on its own in TOPS); a test asks for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import euros
from programmes.models import (
    Agreement,
    AgreementDeadline,
    Ceiling,
    Commitment,
    Contribution,
    Decision,
    Document,
    FundingStream,
    Goal,
    GoalTarget,
    Intervention,
    Investment,
    Milestone,
    Output,
    Phase,
    Programme,
    ProgrammeArea,
    ProgrammeRole,
    Reach,
    Report,
    ReportedOutput,
    ReportingPeriod,
    ReportLine,
    Risk,
)
from programmes.models.reports import BUSY
from programmes.vocabulary import Challenge, ReportStatus
from stakeholders.history import BOOKED, JOURNALS, REVERSED, WORDS, Change, Entry, Journal, Selection, latest
from stakeholders.models import InRole, Membership, Organisation, Person, gemeente_ids
from stakeholders.permissions import Action, Resource, Scope, scope_per_role

# Records that hang under no other.
TOPS = (Programme, Organisation, Person, FundingStream)
# Each other record, and the field that leads to what it hangs under; all of it ends at a programme or an organisation.
UNDER: dict[Any, str] = {
    Phase: "programme",
    ProgrammeArea: "programme",
    ProgrammeRole: "programme",
    Goal: "programme",
    GoalTarget: "goal",
    Intervention: "programme",
    Reach: "intervention",
    Output: "intervention",
    Contribution: "intervention",
    Milestone: "intervention",
    Risk: "programme",
    Decision: "programme",
    Document: "programme",
    Agreement: "programme",
    AgreementDeadline: "agreement",
    Commitment: "agreement",
    Ceiling: "programme",
    ReportingPeriod: "programme",
    Report: "period",
    ReportLine: "report",
    ReportedOutput: "report",
    Membership: "organisation",
    Investment: "intervention",
}  # a floor above adds its own records when it starts
# What a record's own page tells of beside the record itself.
PARTS: dict[Any, tuple[Any, ...]] = {
    Programme: (Phase, ProgrammeArea, ProgrammeRole, Goal),
    Intervention: (Reach, Output, Contribution, Milestone, Risk, Decision, Document),
    Goal: (GoalTarget,),
    Agreement: (AgreementDeadline, Commitment),
    Report: (ReportLine, ReportedOutput),
}


def kinds() -> tuple[Any, ...]:
    """Every record whose history is told."""
    return (*TOPS, *UNDER)


def of(row: Any, *only: Any) -> list[Entry]:
    """The latest changes of a record and of what hangs under it; of `only` some kinds where these are named."""
    model = type(row)
    field = f"{model._meta.model_name}_id"
    selection: list[tuple[Any, Q]] = [(model, Q(id=row.pk))]
    selection += [(part, Q(**{field: row.pk})) for part in PARTS.get(model, ())]
    return latest([one for one in selection if not only or one[0] in only])


def hanging_under(model: Any, tops: dict[Any, Q]) -> Q | None:
    """The versions of a model that hang, at whatever depth, under the versions in `tops`; None where it cannot.

    Found through the history of what is between, so that what was removed is still found.
    """
    if model in tops:
        return tops[model]
    if model not in UNDER:
        return None
    above = model._meta.get_field(UNDER[model]).related_model
    rows = hanging_under(above, tops)
    if rows is None or not rows:
        return rows
    return Q(**{f"{UNDER[model]}_id__in": above.history.filter(rows).values("id")})


def selection_under(tops: dict[Any, Q]) -> Selection:
    """All versions that hang under some."""
    found = ((model, hanging_under(model, tops)) for model in kinds())
    return [(model, rows) for model, rows in found if rows is not None]


def seen_by(user: Any, programme: Programme | None = None) -> Selection:
    """Every version that a person may read: of their gemeenten, of their own organisations, or all; of one programme.

    A selection without models where the permission table gives them no history.
    """
    found: dict[Any, Q] = {}
    for role, scope in scope_per_role(user, Resource.HISTORY, Action.READ).items():
        if scope == Scope.ALL:
            found = dict(selection_under(dict.fromkeys(TOPS, Q())))
            break
        for model, rows in selection_under(_tops(scope, InRole(user, role))):
            found[model] = found[model] | rows if model in found else rows
    else:
        _keep_back(user, found)
    if programme is None:
        return list(found.items())
    inside = dict(selection_under({Programme: Q(id=programme.pk) | Q(draft_of_id=programme.pk)}))
    return [(model, rows & inside[model]) for model, rows in found.items() if model in inside]


def _keep_back(user: Any, found: dict[Any, Q]) -> None:
    """What another organisation fills in is theirs until they hand it in, also in the history."""
    of_others = Report.objects.filter(status__in=BUSY).exclude(organisation__in=user.organisation_ids()).values("pk")
    kept = {Report: Q(id__in=of_others, status=ReportStatus.DRAFT)}
    kept |= dict.fromkeys((ReportLine, ReportedOutput), Q(report_id__in=of_others))
    for model in kept.keys() & found.keys():
        found[model] &= ~kept[model]


def _tops(scope: Scope, user: InRole) -> dict[Any, Q]:
    """The records that a scope holds, from which everything under them follows; streams are everyone's."""
    if scope == Scope.GEMEENTE:
        here = Q(gemeente_id__in=gemeente_ids(user))
        roles = Membership.history.filter(organisation_id__in=Organisation.history.filter(here).values("id"))
        people = Q(id__in=roles.values("person_id"))
        return {Programme: here, Organisation: here, Person: people, FundingStream: Q()}
    own = user.organisation_ids()
    of_own = Q(organisation_id__in=own)
    paid = Q(payer_id__in=own) | Q(spender_id__in=own)
    return {Organisation: Q(id__in=own), Report: of_own, Commitment: of_own, Investment: paid}


def of_entry(entry: Investment) -> list[Entry]:
    """Who entered an entry of the ledger and when, and the same of what it reverses or what reversed it."""
    family = Q(pk=entry.pk) | Q(reverses=entry.pk) | Q(reversed_by=entry.pk)
    keys = list(Investment.objects.filter(family).values_list("pk", flat=True))
    return [told for _key, told in sorted(booked(keys).items(), reverse=True)]


def booked(keys: Sequence[int]) -> dict[int, Entry]:
    """Entries of the ledger as moments of history: an amount that came, or that was taken back."""
    rows = Investment.objects.filter(pk__in=keys)
    return {one.pk: _booking(one) for one in rows.select_related("intervention", "spender", "entered_by")}


def _booking(one: Investment) -> Entry:
    taken_back = one.reverses_id is not None
    amount, nothing = euros(abs(one.amount_cents)), _("leeg")
    changes = [Change(_("Bedrag"), amount, nothing) if taken_back else Change(_("Bedrag"), nothing, amount)]
    changes += [Change(_("Toelichting"), nothing, f"“{one.note}”")] if one.note else []
    told = {"state": one.get_state_display(), "year": one.year, "spender": one.spender}
    return Entry(
        one.entered_at, str(one.entered_by or ""), REVERSED if taken_back else BOOKED, str(BOOKING),
        _("boeking “%(state)s %(year)s, %(spender)s”") % told, str(one.intervention), tuple(changes),
        url=reverse("werk:entry", args=[one.pk]),
    )  # fmt: skip


BOOKING = gettext_lazy("boeking")
JOURNALS[Investment] = Journal(BOOKING, "entered_at", "entered_by", booked)


def _challenges(codes: list[str]) -> str:
    return ", ".join(str(Challenge(code).label) for code in codes if code in Challenge.values)


WORDS["challenges"] = _challenges
