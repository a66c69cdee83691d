"""From whom and from which stream the money of a report can come."""

from __future__ import annotations

from typing import Any

from django.db.models import Q

from programmes.models import FundingStream, Report
from stakeholders.models import Organisation


def payers_for(report: Report, by: Any) -> list[Organisation]:
    """Organisations that pay in this gemeente or in the whole country, and those that the report names already."""
    code = report.period.programme.gemeente.code
    here = Organisation.objects.working_in([code]).values("pk")
    named = report.lines.values("payer")
    possible = Q(pk__in=here) | Q(gemeente=None) | Q(pk__in=named) | Q(pk=report.organisation_id)
    spent = report.organisation.spent_investments.filter(intervention__programme=report.period.programme_id)
    possible |= Q(pk__in=spent.values("payer"))
    return list(Organisation.objects.visible_to(by).filter(possible).order_by("kind", "name"))


def streams_for() -> list[FundingStream]:
    """Every stream, retired ones too: an amount that stands may keep the one it has."""
    return list(FundingStream.objects.all())


def named_apart(rows: list[Any]) -> dict[str, Any]:
    """Rows by a name that tells them apart: the number behind it where two share one."""
    names = [str(row) for row in rows]
    return {
        name if names.count(name) == 1 else f"{name} ({row.pk})": row for name, row in zip(names, rows, strict=True)
    }
