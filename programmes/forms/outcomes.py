"""Outcomes to choose from: under their domain, those of which these areas have figures first."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _

from indicators.domains import Domain
from indicators.models import Indicator, Observation
from wijken.models import Area

Groups = list[tuple[str, list[tuple[Any, str]]]]


def outcomes_by_domain(areas: Iterable[Area], *, key: str) -> Groups:
    """Choices for a select, each the `key` of an indicator with its name; without a figure in any area it says so."""
    known = Observation.objects.known().filter(indicator=OuterRef("pk"), area__in=[area.pk for area in areas])
    grouped: dict[str, list[Indicator]] = {}
    for indicator in Indicator.objects.outcomes().annotate(measured=Exists(known)):
        grouped.setdefault(indicator.domain, []).append(indicator)
    return [
        (str(Domain(code).label), [(getattr(one, key), _name(one)) for one in sorted(rows, key=_without_figures)])
        for code, rows in grouped.items()
    ]


def _without_figures(indicator: Any) -> bool:
    return not indicator.measured


def _name(indicator: Any) -> str:
    return indicator.name if indicator.measured else _("%(name)s (hier nog geen cijfers)") % {"name": indicator.name}
