"""What a unit of effect cost, or at least cost, or why no such figure can be given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from charts.study.finding import unit_of_change
from charts.wording import euros_short, with_unit
from effects.models import StudyResult


def cost_words(result: StudyResult) -> tuple[str, ...]:
    """`result.cost` in euros, as `effects.estimators.cost.Cost` has it. Empty where nothing can be said."""
    cost: Mapping[str, Any] = result.cost or {}
    told = {"unit": with_unit("1", unit_of_change(result.outcome.indicator.unit))}
    if cost.get("worsened"):
        return (_("Het cijfer werd slechter. Een prijs per verbetering bestaat dan niet."),)
    if cost.get("per_unit") is not None:
        said = _("%(euros)s voor een verschil van %(unit)s.") % (told | {"euros": short(cost["per_unit"])})
        return tuple(part for part in (said, bounds(cost), per_case(cost), prices(result)) if part)
    if cost.get("at_least") is not None:
        said = _("Ten minste %(euros)s voor een verschil van %(unit)s.") % (told | {"euros": short(cost["at_least"])})
        why = _("Meer is niet te zeggen: de onzekerheid is zo groot dat er ook geen verschil kan zijn.")
        return tuple(part for part in (said, why, prices(result)) if part)
    return ()


def bounds(cost: Mapping[str, Any]) -> str:
    """The interval of the effect, turned over."""
    low, high = cost.get("low"), cost.get("high")
    if low is None:
        return ""
    if high is None:
        return _("Rekening houdend met toeval is het %(low)s of meer.") % {"low": short(low)}
    return _("Rekening houdend met toeval is het %(low)s tot %(high)s.") % {"low": short(low), "high": short(high)}


def per_case(cost: Mapping[str, Any]) -> str:
    """The same by numbers of people or households, where the figure is a share of these."""
    euros = (cost.get("per_case") or {}).get("per_unit")
    said = _("Omgerekend naar aantallen %(case)s: %(euros)s per geval.")
    return said % {"case": cost.get("case", ""), "euros": short(euros)} if euros is not None else ""


def prices(result: StudyResult) -> str:
    year = result.money.get("price_year")
    return _("In prijzen van %(year)s.") % {"year": year} if year else ""


def short(euros: float) -> str:
    return euros_short(round(euros * 100))
