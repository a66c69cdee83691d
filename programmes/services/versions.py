"""Versions of a programme: a concept beside what is published, and what was published, frozen."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from programmes.frozen import content_of, plan_of
from programmes.models import Goal, GoalTarget, Phase, Programme, ProgrammeArea, ProgrammeVersion
from programmes.services.plan import draft_of
from programmes.vocabulary import ProgrammeStatus
from stakeholders.models import Person
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import WHOLE, permit, refuse

# What a version says of the programme itself; the address (slug) and the status are the row's own.
PLAN_FIELDS = (
    "name", "lead", "start_year", "end_year", "summary", "vision", "challenges", "contact_name", "contact_email",
    "parent",
)  # fmt: skip
# What may have been hung under a concept though it belongs to the programme itself.
LIVE = ("interventions", "decisions", "risks", "documents", "agreements")


@transaction.atomic
def start_draft(*, programme: Programme, by: Person) -> Programme:
    """Make the concept of the next version: a copy of the plan with an address of its own, without interventions.

    Where there is one already, that one. Raises PermissionDenied, or Refused where nothing is published yet.
    """
    permit(Programme.objects.all(), programme, by=by, resource=Resource.PROGRAMME, action=Action.CHANGE)
    programme = Programme.objects.select_for_update().get(pk=programme.pk)
    if standing := draft_of(programme):
        return standing
    if not programme.is_published:
        raise refuse(WHOLE, _("Dit is nog een concept. U kunt het plan hier zelf wijzigen."))
    if not programme.versions.exists():
        freeze(programme, by=by, note=_("Zoals het stond toen de volgende versie werd begonnen."))
    draft = Programme(gemeente=programme.gemeente, draft_of=programme, slug=_free_slug(programme))
    _copy_plan(programme, draft)
    return draft


@transaction.atomic
def discard_draft(*, draft: Programme, by: Person) -> Programme:
    """Throw the concept away; the programme stays as it is published, and is returned. Its history stays.

    Raises PermissionDenied, or Refused where this is no concept of a next version.
    """
    permit(Programme.objects.all(), draft, by=by, resource=Resource.PROGRAMME, action=Action.CHANGE)
    programme, draft = hold_both(draft)
    _remove_draft(programme, draft)
    return programme


def hold_both(draft: Programme) -> tuple[Programme, Programme]:
    """Lock the programme and its concept, in this order; Refused where there is no such concept any more."""
    programme = Programme.objects.select_for_update().filter(draft=draft).first()
    standing = Programme.objects.select_for_update().filter(pk=draft.pk, draft_of=programme).first()
    if programme is None or standing is None:
        raise refuse(WHOLE, _("Dit concept is er niet meer: het is net gepubliceerd of weggegooid."))
    return programme, standing


def put_in_place(draft: Programme, programme: Programme) -> None:
    """Copy the concept's plan onto its programme and remove the concept; both are held (`hold_both`)."""
    _copy_plan(draft, programme)
    _remove_draft(programme, draft)


def seal_of(programme: Programme) -> str:
    """A short mark of the plan as it stands: who publishes sends back the mark of what was read."""
    text = json.dumps(plan_of(programme), sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def check_seal(programme: Programme, seen: str) -> None:
    """Raise Refused where the plan is no longer what this person read; an empty mark says nothing was read."""
    if seen and seen != seal_of(programme):
        raise refuse(
            WHOLE,
            _("Het plan is gewijzigd sinds u deze pagina opende. Kijk hieronder wat er nu staat en publiceer opnieuw."),
        )


def freeze(programme: Programme, *, by: Person, note: str = "", decided_on: dt.date | None = None) -> ProgrammeVersion:
    """Keep what the programme is now as its next version; call with the programme locked."""
    last = programme.versions.order_by("-number").values_list("number", flat=True).first() or 0
    content = content_of(programme)
    if programme.parent and not programme.parent.is_published:
        content["programme"]["parent"] = ""  # nobody reads here of a programme that is not public
    return ProgrammeVersion.objects.create(
        programme=programme, number=last + 1, content=content, note=note.strip(),
        decided_on=decided_on, published_by=by,
    )  # fmt: skip


def _remove_draft(programme: Programme, draft: Programme) -> None:
    for name in LIVE:
        for row in getattr(draft, name).all():
            row.programme = programme
            row.save()
    draft.delete()


def _free_slug(programme: Programme) -> str:
    base = f"{programme.slug[:105]}-concept"
    taken = set(Programme.objects.filter(slug__startswith=base).values_list("slug", flat=True))
    candidates = [base, *(f"{base}-{number}" for number in range(2, len(taken) + 3))]
    return next(slug for slug in candidates if slug not in taken)


def _copy_plan(source: Programme, target: Programme) -> None:
    for name in PLAN_FIELDS:
        setattr(target, name, getattr(source, name))
    target.version += bool(target.pk)
    target.save()
    _copy_phases(source, target)
    _copy_wijken(source, target)
    _copy_goals(source, target)


def _copy_phases(source: Programme, target: Programme) -> None:
    kept = {phase.start_year: phase for phase in target.phases.all()}
    for phase in source.phases.all():
        row = kept.pop(phase.start_year, None) or Phase(programme=target, start_year=phase.start_year)
        _put(row, name=phase.name, end_year=phase.end_year)
    _remove(kept)


def _copy_wijken(source: Programme, target: Programme) -> None:
    """Wijken with the same name are the same wijk, and keep their number."""
    kept = {wijk.name: wijk for wijk in target.wijken.prefetch_related("areas")}
    for wijk in source.wijken.prefetch_related("areas"):
        row = kept.pop(wijk.name, None) or ProgrammeArea(programme=target, name=wijk.name)
        areas = set(wijk.areas.all())
        if row.pk is None or set(row.areas.all()) != areas:
            row.version += bool(row.pk)
            row.save()
            row.areas.set(areas)
    _remove(kept)


def _copy_goals(source: Programme, target: Programme) -> None:
    """Goals for the same indicator and area are the same goal, and keep their number."""
    kept = {(goal.indicator_id, goal.area_id): goal for goal in target.goals.prefetch_related("targets")}
    for goal in source.goals.prefetch_related("targets"):
        key = (goal.indicator_id, goal.area_id)
        row = kept.pop(key, None) or Goal(programme=target, indicator_id=goal.indicator_id, area_id=goal.area_id)
        said = {name: getattr(goal, name) for name in ("kind", "baseline_year", "baseline_value")}
        _put(row, **said, version=row.version if row.pk else 1)
        _copy_targets(goal, row)
    _remove(kept)


def _copy_targets(source: Goal, target: Goal) -> None:
    kept = {each.year: each for each in target.targets.all()}
    for each in source.targets.all():
        _put(kept.pop(each.year, None) or GoalTarget(goal=target, year=each.year), value=each.value)
    _remove(kept)


def _put(row: Any, **said: Any) -> None:
    """Save only what changed, so that the history tells of nothing that stayed."""
    before = {name: getattr(row, name) for name in said}
    if row.pk is None or before != said:
        for name, value in said.items():
            setattr(row, name, value)
        row.save()


def _remove(rows: dict[Any, Any]) -> None:
    for row in rows.values():
        row.delete()


def make_public(programme: Programme) -> None:
    """Put the status on published; no longer a concept that the council was asked about."""
    programme.published_at = timezone.now()
    programme.status = ProgrammeStatus.PUBLISHED
    programme.sent_to_council_on = None
    programme.version += 1
    programme.save()
