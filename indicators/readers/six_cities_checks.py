"""What cannot be true in the extract of six cities."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from indicators.catalogue import catalogue
from indicators.readers.base import Problems
from wijken.codes import LAND, level_of


def check_area(item: dict[str, Any], gemeente: str, seen: set[str], problems: Problems) -> str | None:
    """The code of an area, or None with a problem where it is no code, of another gemeente, or there twice."""
    code = str(item.get("code") or "").strip()
    level = level_of(code)
    if level is None or level == "pc4" or level != item.get("type", level):
        problems.add(_("Dit is geen code van een gebied van dit niveau. Verbeter de code."), column="code", value=code)
        return None
    if level in {"wijk", "buurt"} and code[2:6] != gemeente[2:6]:
        problems.add(
            _("Dit gebied ligt niet in de gemeente van dit bestand. Verbeter de code."), column="code", value=code
        )
        return None
    if code in seen:
        problems.add(
            _("Dit gebied staat al eerder in het bestand. Laat één van de twee staan."), column="code", value=code
        )
        return None
    seen.add(code)
    return code


def check_value(value: Any, slug: str, code: str, what: str, problems: Problems) -> float | None:
    """The figure as a float, None where it is unknown; a problem where it cannot be true."""
    if value is None:
        return None
    if isinstance(value, bool) or not isinstance(value, int | float):
        problems.add(
            _("Dit is geen getal. Laat het leeg (null) als het ontbreekt."), column=f"{code} {what}", value=value
        )
        return None
    low, high = catalogue()[slug].bounds[0], catalogue()[slug].highest(of_land=code == LAND)
    if (low is not None and value < low) or (high is not None and value > high):
        problems.add(
            _("Dit cijfer kan niet waar zijn. Verbeter het, of laat het leeg (null)."),
            column=f"{code} {what}",
            value=value,
        )
        return None
    return float(value)
