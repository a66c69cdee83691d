"""Numbers, euros and years in templates, by charts/wording.py. Nothing stays nothing, never nought."""

from __future__ import annotations

from decimal import Decimal

from django import template

from charts import wording

register = template.Library()


@register.filter
def getal(value: float | Decimal | None, decimals: int = 0) -> str:
    """`1234.5|getal:1` → "1.234,5"; empty where there is no number."""
    return "" if value is None or value == "" else wording.number(value, decimals)


@register.filter
def procent(value: float | Decimal | None, decimals: int = 0) -> str:
    return "" if value is None or value == "" else wording.percentage(value, decimals)


@register.filter
def euro(cents: int | None) -> str:
    """Whole cents to the cent: "€ 1.234.567,89"."""
    return "" if cents is None or cents == "" else wording.euros(cents)


@register.filter
def euro_heel(cents: int | None) -> str:
    """Whole cents in whole euros: "€ 1.234.568"."""
    return "" if cents is None or cents == "" else wording.whole_euros(cents)


@register.filter
def euro_kort(cents: int | None) -> str:
    """Whole cents as one says it: "€ 1,2 mln"."""
    return "" if cents is None or cents == "" else wording.euros_short(cents)


@register.filter
def jaren(first: int | None, last: int | None = None) -> str:
    """`2012|jaren:2027` → "2012–2027"; `2012|jaren` → "2012"."""
    return "" if first is None or first == "" else wording.years(first, last)


@register.filter
def vanaf(first: int | None, last: int | None) -> str:
    """Like `jaren`, but "vanaf 2012" where there is no last year."""
    return "" if first is None or first == "" else wording.since(first, last)
