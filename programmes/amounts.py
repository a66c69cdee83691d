"""Euros as people type them: read exactly, or refused with what to type instead."""

from __future__ import annotations

import re
from decimal import Decimal

from django.utils.translation import gettext as _

MOST_CENTS = 100_000_000_000_00  # a hundred milliard euros: beyond it someone leaned on a key
SPACES = re.compile(r"[\s\u00a0\u2009\u202f]+")
PEEL = re.compile(r"(-?) ?(?:€|EUR|euro)? ?(-?) ?(.*?) ?(?:€|EUR|euro)?", re.IGNORECASE)
WHOLE = r"[1-9][0-9]{0,2}(?:[. ][0-9]{3})+|[0-9]+"
DUTCH = re.compile(rf"(?P<whole>{WHOLE})(?:,(?P<cents>[0-9]{{1,2}}|-{{1,2}}))?")
POINTED = re.compile(r"(?P<whole>[0-9]+)\.(?P<cents>[0-9]{1,2})")


class AmountError(ValueError):
    """The text is no amount of euros; the message says in Dutch what to type."""


def parse_euros(text: str) -> Decimal:
    """Read an amount of euros: `1.234.567,89`, `1234567.89`, `€ 1.234.567,89`, `1 234,5`, `500,-`.

    A point followed by exactly three digits is a Dutch thousands mark (`1.234` is 1234 euros); followed by one
    or two it is a decimal mark. Raises AmountError for what can be read two ways (`1,234`) or not at all.
    """
    minus, bare = _peeled(text)
    found = DUTCH.fullmatch(bare) or POINTED.fullmatch(bare)
    if found is None:
        raise AmountError(_why_not(text.strip(), bare))
    whole = re.sub(r"[. ]", "", found["whole"])
    cents = (found["cents"] or "").replace("-", "").ljust(2, "0")
    amount = Decimal(f"{minus}{whole}.{cents}")
    if abs(amount) * 100 > MOST_CENTS:
        raise AmountError(_("“%(text)s” is meer dan 100 miljard euro. Kijk het bedrag na.") % {"text": text.strip()})
    return amount


def _peeled(text: str) -> tuple[str, str]:
    """The minus sign, and what is left without it and without the name of the currency."""
    one_line = SPACES.sub(" ", text).strip().replace("\u2212", "-")
    peeled = PEEL.fullmatch(one_line)
    if peeled is None:
        return "", one_line
    before, after, bare = peeled.groups()
    return before or after, bare


def _why_not(text: str, bare: str) -> str:
    """What is wrong with the text, and what to type instead."""
    if re.fullmatch(r"[0-9]{1,3},[0-9]{3}", bare):
        whole, rest = bare.split(",")
        return _(
            "“%(text)s” kan twee dingen zijn. Typ %(thousand)s als u duizendtallen bedoelt, "
            "of %(decimal)s als u centen bedoelt."
        ) % {"text": text, "thousand": f"{whole}.{rest}", "decimal": f"{whole},{rest[:2]}"}
    if re.search(r"[a-z]", bare, re.IGNORECASE):
        return _("“%(text)s” is geen bedrag. Typ alleen cijfers, zoals 1.234.567,89.") % {"text": text}
    if re.fullmatch(r"[0-9. ]+,[0-9]{3,}", bare):
        return _("“%(text)s” heeft meer dan twee cijfers achter de komma. Rond af op hele centen.") % {"text": text}
    return _("“%(text)s” is geen bedrag dat wij kunnen lezen. Typ het zoals 1.234.567,89.") % {"text": text}


def parse_number(text: str) -> Decimal:
    """Read a number: `62,5`, `62.5`, `1.234`, `-0,12`. Points and commas as in `parse_euros`, with any decimals.

    Raises AmountError where the text is no number.
    """
    minus, bare = _peeled(text)
    found = re.fullmatch(rf"({WHOLE})(?:,([0-9]+))?", bare) or re.fullmatch(r"([0-9]+)\.([0-9]+)", bare)
    if found is None:
        raise AmountError(_("“%(text)s” is geen getal. Typ het zoals 62,5.") % {"text": text.strip()})
    whole, decimals = re.sub(r"[. ]", "", found[1]), found[2] or "0"
    return Decimal(f"{minus}{whole}.{decimals}")


def to_cents(amount: Decimal) -> int:
    """Euros as whole cents. Raises AmountError where the amount is no number or has parts of a cent."""
    if not amount.is_finite():
        raise AmountError(_("Dit is geen bedrag. Typ het zoals 1.234.567,89."))
    cents = amount * 100
    if cents != cents.to_integral_value():
        raise AmountError(_("Een bedrag heeft ten hoogste twee cijfers achter de komma. Rond af op hele centen."))
    if abs(cents) > MOST_CENTS:
        raise AmountError(_("Dit is meer dan 100 miljard euro. Kijk het bedrag na."))
    return int(cents)


def spread(cents: int, shares: list[Decimal]) -> list[int]:
    """Divide cents over shares that sum to 1, so that the parts add up to the cent (largest remainder first)."""
    sign = -1 if cents < 0 else 1
    exact = [abs(cents) * share for share in shares]
    parts = [int(part) for part in exact]
    by_remainder = sorted(range(len(shares)), key=lambda i: (parts[i] - exact[i], i))
    for i in by_remainder[: abs(cents) - sum(parts)]:
        parts[i] += 1
    return [sign * part for part in parts]
