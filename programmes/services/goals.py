"""Goals, and why an intervention is expected to bring them nearer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from decimal import Decimal
from typing import TypedDict, Unpack

from django.db import transaction
from django.utils.translation import gettext as _

from indicators.models import Indicator
from programmes.models import Contribution, Goal, GoalTarget, Intervention, Programme
from programmes.services.plan import hold_plan
from programmes.services.shares import check_money_share
from programmes.services.wijken import check_areas
from programmes.vocabulary import Evidence, GoalKind
from stakeholders.models import Person
from stakeholders.permissions import Action, Resource
from stakeholders.refusal import Objections, claim, permit
from wijken.models import Area

LONGEST_LAG = 20  # years: no longer than a programme


class GoalChanges(TypedDict, total=False):
    """What one may say about a goal; in a change, only what changes. Values are in the indicator's own unit."""

    kind: str
    baseline_year: int
    baseline_value: float
    targets: Mapping[int, float]


class ContributionChanges(TypedDict, total=False):
    """What one may say about a contribution; in a change, only what changes."""

    mechanism: str
    lag_years: int
    evidence: str
    evidence_source: str
    money_share: Decimal | None


@transaction.atomic
def set_goal(
    *, programme: Programme, indicator: Indicator, area: Area, by: Person, **said: Unpack[GoalChanges]
) -> Goal:
    """Set a goal: indicator × area, its baseline (nulmeting) and a target for each year named in `targets`.

    Raises PermissionDenied, or Refused (`indicator`, `area`, `baseline_year`, `baseline_value`, `targets`).
    """
    permit(Programme.objects.all(), programme, by=by, resource=Resource.GOAL, action=Action.ADD)
    hold_plan(programme)
    goal = Goal(programme=programme, indicator=indicator, area=area)
    _write_goal(goal, {"targets": {}, **said})
    return goal


@transaction.atomic
def change_goal(*, goal: Goal, version: int, by: Person, **said: Unpack[GoalChanges]) -> Goal:
    """Change baseline, direction or targets. Raises PermissionDenied, Conflict, or Refused as `set_goal`."""
    permit(Goal.objects.all(), goal, by=by, resource=Resource.GOAL, action=Action.CHANGE)
    if said:
        hold_plan(goal.programme)
    claim(goal, version)
    _write_goal(goal, said)
    return goal


@transaction.atomic
def remove_goal(*, goal: Goal, by: Person) -> None:
    """Remove a goal; its history stays. Raises PermissionDenied, or Refused where the plan is frozen."""
    permit(Goal.objects.all(), goal, by=by, resource=Resource.GOAL, action=Action.REMOVE)
    hold_plan(goal.programme)
    goal.delete()


@transaction.atomic
def link_contribution(
    *, intervention: Intervention, indicator: Indicator, by: Person, **said: Unpack[ContributionChanges]
) -> Contribution:
    """Say that an intervention is expected to move an indicator: how, after how many years, on which evidence.

    `money_share` is the part (0 to 1) of the intervention's money meant for this outcome; None is not known, and never
    guessed. The parts of one intervention sum to at most 1.
    Raises PermissionDenied, or Refused (`indicator`, `mechanism`, `lag_years`, `evidence`, `money_share`).
    """
    permit(Intervention.objects.all(), intervention, by=by, resource=Resource.CONTRIBUTION, action=Action.ADD)
    contribution = Contribution(intervention=intervention, indicator=indicator)
    _write_contribution(contribution, said)
    return contribution


@transaction.atomic
def change_contribution(
    *, contribution: Contribution, version: int, by: Person, **said: Unpack[ContributionChanges]
) -> Contribution:
    """Change how the contribution is expected to work. Raises PermissionDenied, Conflict, or Refused."""
    permit(Contribution.objects.all(), contribution, by=by, resource=Resource.CONTRIBUTION, action=Action.CHANGE)
    claim(contribution, version)
    _write_contribution(contribution, said)
    return contribution


@transaction.atomic
def remove_contribution(*, contribution: Contribution, by: Person) -> None:
    """Remove the link; its history stays. Raises PermissionDenied."""
    permit(Contribution.objects.all(), contribution, by=by, resource=Resource.CONTRIBUTION, action=Action.REMOVE)
    contribution.delete()


def _write_goal(goal: Goal, said: GoalChanges) -> None:
    targets = said.get("targets")
    for name in ("kind", "baseline_year", "baseline_value"):
        if name in said:
            setattr(goal, name, said[name])
    _check_goal(goal, targets)
    goal.save()
    if targets is not None:
        _put_targets(goal, targets)


def _check_goal(goal: Goal, targets: Mapping[int, float] | None) -> None:
    wrong = Objections()
    check_areas(goal.programme, [goal.area], wrong, "area")
    same = Goal.objects.filter(programme=goal.programme, indicator=goal.indicator, area=goal.area)
    if same.exclude(pk=goal.pk).exists():
        wrong.note("indicator", _("Dit doel is er al voor dit gebied. Wijzig dat doel, of kies een ander gebied."))
    if goal.kind not in GoalKind.values:
        wrong.note("kind", _("Kies of het cijfer moet stijgen, dalen of zo blijven."))
    if goal.baseline_year is None or not 1990 <= goal.baseline_year <= goal.programme.end_year:
        wrong.note(
            "baseline_year", _("Kies het jaar waarin de nulmeting is gedaan, van 1990 tot het eind van het programma.")
        )
    _check_value(goal, goal.baseline_value, "baseline_value", wrong)
    if targets is not None:
        _check_targets(goal, targets, wrong)
    wrong.settle()


def _check_value(goal: Goal, value: float | None, name: str, wrong: Objections) -> None:
    if value is None or not math.isfinite(value):
        wrong.note(name, _("Vul een getal in, zoals 62,5."))
    elif goal.indicator.unit.startswith("%") and not 0 <= value <= 100:
        wrong.note(name, _("Dit is een percentage: kies een getal van 0 tot en met 100."))


def _check_targets(goal: Goal, targets: Mapping[int, float], wrong: Objections) -> None:
    if not targets:
        wrong.note("targets", _("Noem voor ten minste één jaar de waarde waar u heen wilt."))
    for year, value in sorted(targets.items()):
        _check_value(goal, value, "targets", wrong)
        if not goal.programme.start_year <= year <= goal.programme.end_year:
            wrong.note(
                "targets",
                _("%(year)s valt buiten het programma (%(first)s–%(last)s). Kies een jaar daarbinnen.")
                % {"year": year, "first": goal.programme.start_year, "last": goal.programme.end_year},
            )
        elif goal.baseline_year is not None and year <= goal.baseline_year:
            wrong.note("targets", _("%(year)s ligt niet na de nulmeting. Kies een later jaar.") % {"year": year})
    if "targets" not in wrong.found and "baseline_value" not in wrong.found:
        _check_way(goal, targets, wrong)


def _check_way(goal: Goal, targets: Mapping[int, float], wrong: Objections) -> None:
    """The last target lies on the side of the baseline that the goal names; equal to it is allowed."""
    last = targets[max(targets)] - goal.baseline_value
    if (goal.kind == GoalKind.FALL and last > 0) or (goal.kind == GoalKind.RISE and last < 0):
        wrong.note(
            "targets",
            _(
                "U koos “%(kind)s”, maar de streefwaarde van %(year)s ligt aan de andere kant van de nulmeting. "
                "Pas een van beide aan."
            )
            % {"kind": GoalKind(goal.kind).label, "year": max(targets)},
        )


def _put_targets(goal: Goal, targets: Mapping[int, float]) -> None:
    standing = {target.year: target for target in goal.targets.all()}
    for year, value in targets.items():
        row = standing.pop(year, None) or GoalTarget(goal=goal, year=year)
        if row.pk is None or row.value != value:
            row.value = value
            row.save()
    for gone in standing.values():
        gone.delete()


def _write_contribution(contribution: Contribution, said: ContributionChanges) -> None:
    for name, value in said.items():
        setattr(contribution, name, value.strip() if isinstance(value, str) else value)
    wrong = Objections()
    same = Contribution.objects.filter(intervention=contribution.intervention, indicator=contribution.indicator)
    if same.exclude(pk=contribution.pk).exists():
        wrong.note("indicator", _("Deze interventie is al aan deze uitkomst verbonden. Wijzig die bijdrage."))
    if not contribution.mechanism:
        wrong.note("mechanism", _("Vertel in een paar zinnen hoe deze interventie het cijfer zou veranderen."))
    if contribution.lag_years is None or not 0 <= contribution.lag_years <= LONGEST_LAG:
        wrong.note("lag_years", _("Kies een aantal jaren van 0 tot en met 20."))
    if contribution.evidence not in Evidence.values:
        wrong.note("evidence", _("Kies A, B, C of ?."))
    check_money_share(contribution, wrong)
    wrong.settle()
    contribution.save()
