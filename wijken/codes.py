"""Codes of areas. They are strings: `WK0363AA` is real, and `00140000` would lose its noughts."""

import re

from django.conf import settings

AREA_CODE = r"^(NL00|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4}|\d{4}|GMVB\d\d|WKVB\d{4}|BUVB\d{6})$"
LAND = "NL00"
REAL = re.compile(r"(NL00|GM\d{4}|WK\d{4}[0-9A-Z]{2}|BU\d{4}[0-9A-Z]{4}|[1-9]\d{3})")
INVENTED = re.compile(r"(GMVB\d\d|WKVB\d{4}|BUVB\d{6})")
# Years that a division, or a figure of one, can have.
FIRST_YEAR, LAST_YEAR = 1995, 2100
PREFIX_LEVEL = {"NL": "land", "GM": "gemeente", "WK": "wijk", "BU": "buurt"}


def level_of(code: str) -> str | None:
    """The level that a code says it has, or None where it is no area code.

    Invented codes (a letter in the gemeente part, which CBS never gives) count in demonstration mode only.
    """
    if not (REAL.fullmatch(code) or (settings.DEMO and INVENTED.fullmatch(code))):
        return None
    return PREFIX_LEVEL.get(code[:2], "pc4")


def parent_code(code: str) -> str | None:
    """The code one level up: buurt → wijk → gemeente → land; None for the land, a PC4 and an invented gemeente."""
    level = level_of(code)
    if level == "buurt":
        return "WK" + code[2:8]
    if level == "wijk":
        return "GM" + code[2:6]
    return "NL00" if level == "gemeente" and REAL.fullmatch(code) else None
