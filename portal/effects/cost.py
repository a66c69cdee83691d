"""What a unit of effect cost, or at least cost, or why no such figure can be given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.study.finding import unit_of_change
from charts.wording import euros_short, listing, with_unit, years
from effects.models import StudyResult
from effects.vocabulary import StoredVerdict


def cost_words(result: StudyResult) -> tuple[str, ...]:
    """`result.cost` in euros, as `effects.estimators.cost.Cost` has it. Empty where nothing can be said."""
    cost: Mapping[str, Any] = result.cost or {}
    told = {"unit": one_of(result.outcome.indicator.unit)}
    if cost.get("worsened"):
        return (_("Het cijfer werd slechter. Een prijs per verbetering bestaat dan niet."),)
    if cost.get("per_unit") is not None:
        said = _("%(euros)s voor een verschil van %(unit)s.") % (told | {"euros": short(cost["per_unit"])})
        return tuple(part for part in (said, bounds(cost), per_case(cost), prices(result)) if part)
    if cost.get("at_least") is not None:
        said = _("Ten minste %(euros)s voor een verschil van %(unit)s.") % (told | {"euros": short(cost["at_least"])})
        why = _("Meer is niet te zeggen: de onzekerheid is zo groot dat er ook geen verschil kan zijn.")
        return tuple(part for part in (said, why, prices(result)) if part)
    return without_ratio(result)


def one_of(unit: str) -> str:
    """ "1 procentpunt", "1 per 1.000 inwoners": of whom a rate is, is said, and may run on to the next line."""
    change = unit_of_change(unit)
    rest = unit.removeprefix(change) if unit.startswith(change) else ""
    return with_unit("1", change) + rest


def shortest_cost(result: StudyResult) -> str:
    """The price alone; where there is none, why."""
    return " ".join(cost_words(result)[:1] if result.cost else cost_words(result))


def without_ratio(result: StudyResult) -> tuple[str, ...]:
    """What was spent, where it cannot be set against an effect, and why not."""
    spent = spent_words(result)
    if not spent or result.verdict == StoredVerdict.CANNOT_SAY:
        return ()
    return tuple(part for part in (spent, no_prices(result)) if part)


def explained_cost(result: StudyResult) -> tuple[str, ...]:
    """Everything that is known of it: first what was spent at all."""
    spent = spent_words(result)
    why = _("Er is geen oordeel, dus ook geen prijs per verschil.")
    rest = (why,) if result.verdict == StoredVerdict.CANNOT_SAY and spent else cost_words(result)
    return tuple(dict.fromkeys(each for each in (spent, *rest) if each))


def spent_words(result: StudyResult) -> str:
    """Realised euros as they were reported, and in the prices of one year where the index holds all years."""
    money = result.money
    cents, real = money.get("cents"), money.get("real_cents")
    if not cents:
        return ""
    first, last = money.get("first_year"), max((row["year"] for row in money.get("years") or ()), default=None)
    when = f" ({years(first, last)})" if first and last else ""
    said = _("Besteed is %(euros)s%(when)s, in prijzen van het jaar zelf.") % {
        "euros": euros_short(cents),
        "when": when,
    }
    if real is None or not money.get("price_year"):
        return said
    told = {"real": euros_short(real), "year": money["price_year"]}
    return f"{said} " + _("Dat is %(real)s in prijzen van %(year)s.") % told


def no_prices(result: StudyResult) -> str:
    """Which years the price index lacks, and what the operator must import."""
    lacking = [int(year) for year in result.money.get("years_without_price") or ()]
    if not lacking or result.money.get("real_cents") is not None:
        return ""
    said = ngettext(
        "Van %(years)s is er geen prijscijfer. Daarom is er geen prijs per verschil: euro’s van verschillende jaren "
        "zijn niet gelijk. De beheerder kan het jaar inlezen met de prijsindex van het CBS (tabel 83131NED).",
        "Van %(years)s zijn er geen prijscijfers. Daarom is er geen prijs per verschil: euro’s van verschillende jaren "
        "zijn niet gelijk. De beheerder kan die jaren inlezen met de prijsindex van het CBS (tabel 83131NED).",
        len(lacking),
    )
    return said % {"years": listing([str(year) for year in lacking])}


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
