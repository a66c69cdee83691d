"""A plan as plain data: what a version keeps for good, and what two plans are compared by.

All of it is JSON: names beside codes, so that it reads the same when an area or an organisation later gets another
name. Persons do not stand in it.
"""

from __future__ import annotations

from typing import Any

from programmes.models import Contribution, Goal, Intervention, Investment, Programme, ProgrammeArea
from programmes.models.interventions import InterventionQuerySet

Json = dict[str, Any]


def content_of(programme: Programme) -> Json:
    """Everything that a version keeps: the plan, the interventions with their contributions, and the money so far."""
    return {
        **plan_of(programme),
        "interventions": doings_of(programme.interventions.all()),
        "money": money_of(programme),
    }


def money_of(programme: Programme) -> dict[str, int]:
    """Cents per state of what counts; a state of which nothing was reported is not there."""
    return {row["state"]: row["cents"] for row in Investment.objects.of_programme(programme).per_state()}


def doings_of(interventions: InterventionQuerySet) -> list[Json]:
    """Interventions with their contributions (4 queries)."""
    found = interventions.select_related("lead").order_by("start_year", "title")
    told = found.prefetch_related("partners", "reach__area", "contributions__indicator")
    return [_intervention(each) for each in told]


def plan_of(programme: Programme) -> Json:
    """The plan: what it is about, its phases, wijken and goals (some 8 queries)."""
    goals = programme.goals.select_related("indicator", "area").prefetch_related("targets")
    return {
        "programme": _basics(programme),
        "phases": [
            {"name": each.name, "start_year": each.start_year, "end_year": each.end_year}
            for each in programme.phases.all()
        ],
        "wijken": [_wijk(each) for each in programme.wijken.prefetch_related("areas")],
        "goals": [_goal(each) for each in goals],
    }


def _basics(programme: Programme) -> Json:
    return {
        "name": programme.name,
        "gemeente": programme.gemeente.name,
        "lead": programme.lead.name if programme.lead else "",
        "parent": programme.parent.name if programme.parent else "",
        "start_year": programme.start_year,
        "end_year": programme.end_year,
        "summary": programme.summary,
        "vision": programme.vision,
        "challenges": list(programme.challenges),
    }


def _wijk(wijk: ProgrammeArea) -> Json:
    areas = sorted(wijk.areas.all(), key=lambda area: area.code)
    return {
        "name": wijk.name,
        "areas": [{"code": each.code, "name": each.name, "division_year": each.division_year} for each in areas],
    }


def _goal(goal: Goal) -> Json:
    return {
        "indicator": goal.indicator.slug,
        "name": goal.indicator.name,
        "unit": goal.indicator.unit,
        "decimals": goal.indicator.decimals,
        "area": {"code": goal.area.code, "name": goal.area.spoken_name, "division_year": goal.area.division_year},
        "kind": goal.kind,
        "baseline_year": goal.baseline_year,
        "baseline_value": goal.baseline_value,
        "targets": [{"year": each.year, "value": each.value} for each in goal.targets.all()],
    }


def _intervention(intervention: Intervention) -> Json:
    return {
        "title": intervention.title,
        "description": intervention.description,
        "pillar": intervention.pillar,
        "status": intervention.status,
        "lead": intervention.lead.name,
        "partners": [each.name for each in intervention.partners.all()],
        "start_year": intervention.start_year,
        "end_year": intervention.end_year,
        "reach": [
            {"code": each.area.code, "name": each.area.name, "share": str(each.share)}
            for each in intervention.reach.all()
        ],
        "contributions": [_contribution(each) for each in intervention.contributions.all()],
    }


def _contribution(contribution: Contribution) -> Json:
    return {
        "indicator": contribution.indicator.slug,
        "name": contribution.indicator.name,
        "mechanism": contribution.mechanism,
        "lag_years": contribution.lag_years,
        "evidence": contribution.evidence,
        "evidence_source": contribution.evidence_source,
    }
