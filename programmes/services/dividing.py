"""Shares of a whole: they sum to exactly one, and who divides is told what is left."""

from __future__ import annotations

from decimal import Decimal

from django.utils.translation import gettext as _


def wrong_with_sum(total: Decimal) -> str:
    """What is wrong with shares that sum to this, and what to do; "" where they sum to one."""
    if total == 1:
        return ""
    difference = 1 - total
    remedy = _("Verdeel nog %(rest)s %%.") if difference > 0 else _("Haal er %(rest)s %% af.")
    return _("De delen zijn samen %(total)s %% en moeten samen precies 100 %% zijn.") % {"total": _percent(total)} + (
        " " + remedy % {"rest": _percent(abs(difference))}
    )


def _percent(share: Decimal) -> str:
    return f"{(share * 100).normalize():f}".replace(".", ",")
