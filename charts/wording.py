"""The one place where numbers, euros, percentages and years become Dutch text.

A number and its unit, and the euro sign and its amount, are held together by a no-break space; minus is U+2212.
Rounding is half up, as a reader does it. Money is counted in whole cents and never becomes a float.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum

from django.utils.translation import gettext as _

NO_BREAK_SPACE = "\u00a0"
MINUS = "\u2212"
EN_DASH = "\u2013"

Number = int | float | Decimal

_HUNDRED = Decimal(100)
_THOUSAND = Decimal(1_000)
_MILLION = Decimal(1_000_000)
_BILLION = Decimal(1_000_000_000)


class ChangeIn(StrEnum):
    """How a change is told: relative, in percentage points, or in the indicator's own unit."""

    PERCENT = "percent"
    POINTS = "points"
    OWN_UNIT = "own_unit"


def number(value: Number, decimals: int = 0, *, signed: bool = False) -> str:
    """`1234.5` → "1.234,5"; `signed` also writes the plus. Nought has no sign."""
    rounded = rounded_half_up(value, decimals)
    digits = f"{abs(rounded):,.{decimals}f}".translate(str.maketrans(",.", ".,"))
    if rounded == 0:
        return digits
    if rounded < 0:
        return MINUS + digits
    return "+" + digits if signed else digits


def rounded_half_up(value: Number, decimals: int = 0) -> Decimal:
    return exact(value).quantize(Decimal(1).scaleb(-decimals), rounding=ROUND_HALF_UP)


def exact(value: Number) -> Decimal:
    """The decimal number that a reader sees: 0.1 is one tenth, not its nearest binary fraction."""
    return Decimal(repr(value)) if isinstance(value, float) else Decimal(value)


def with_unit(text: str, unit: str) -> str:
    """Keeps a number and its unit on one line."""
    return f"{text}{NO_BREAK_SPACE}{unit.replace(' ', NO_BREAK_SPACE)}" if unit else text


def percentage(percent: Number, decimals: int = 0, *, signed: bool = False) -> str:
    """`27` → "27 %": the argument is in percent, not a share of one."""
    return with_unit(number(percent, decimals, signed=signed), "%")


def euros(cents: int) -> str:
    """Whole cents → "€ 1.234.567,89", to the cent."""
    return _euro(number(Decimal(cents) / _HUNDRED, 2))


def euros_from(amount: Decimal) -> str:
    """Euros as a Decimal → the same text as `euros`."""
    return _euro(number(amount, 2))


def whole_euros(cents: int) -> str:
    """Whole cents → "€ 1.234.568", rounded to the euro."""
    return _euro(number(Decimal(cents) / _HUNDRED))


def euros_short(cents: int) -> str:
    """Whole cents → "€ 850.000", "€ 45,4 mln", "€ 3,2 mld"; something is never rounded down to nothing."""
    amount = Decimal(cents) / _HUNDRED
    size = abs(amount)
    if rounded_half_up(size / _MILLION, 1) >= 1_000:
        return with_unit(_euro(number(amount / _BILLION, 1)), _("mld"))
    if rounded_half_up(size, -3) >= _MILLION:
        return with_unit(_euro(number(amount / _MILLION, 1)), _("mln"))
    if size >= 10_000:
        return _euro(number(rounded_half_up(amount / _THOUSAND) * _THOUSAND))
    if 0 < size < 1:
        return euros(cents)
    return _euro(number(amount))


def _euro(digits: str) -> str:
    return f"€{NO_BREAK_SPACE}{digits}"


def years(first: int, last: int | None = None) -> str:
    """ "2012–2024", or "2012" when both are the same or there is no last year."""
    return str(first) if last is None or last == first else f"{first}{EN_DASH}{last}"


def since(first: int, last: int | None) -> str:
    """Like `years`, but without a last year it says so: "vanaf 2012"."""
    return _("vanaf %(year)s") % {"year": nobreak(str(first))} if last is None else years(first, last)


@dataclass(frozen=True)
class Change:
    """What happened as a verb and the rest, since Dutch puts its subject before or between them."""

    verb: str
    rest: str

    def __str__(self) -> str:
        return f"{self.verb} {self.rest}"


def change(
    before: Number,
    after: Number,
    *,
    told_in: ChangeIn = ChangeIn.PERCENT,
    decimals: int = 0,
    threshold: Number = 0,
) -> Change:
    """ "daalde met 27 %", "steeg met 4 procentpunt" or "bleef ongeveer gelijk".

    A change of at most `threshold` (in the unit of the values) is about equal, and so is one that rounds to nought.
    """
    difference = exact(after) - exact(before)
    if difference == 0:
        return Change(_("bleef"), _("gelijk"))
    amount = _amount_of_change(exact(before), difference, told_in, decimals)
    if abs(difference) <= exact(threshold) or amount is None:
        return Change(_("bleef"), _("ongeveer gelijk"))
    return Change(_("steeg") if difference > 0 else _("daalde"), _("met %(amount)s") % {"amount": amount})


def _amount_of_change(before: Decimal, difference: Decimal, told_in: ChangeIn, decimals: int) -> str | None:
    """The size of the change as text, or None when it rounds to nought."""
    size = abs(difference)
    if told_in is ChangeIn.PERCENT and before != 0:
        size, text, places = size / abs(before) * 100, "%", 0
    else:
        text, places = (_("procentpunt") if told_in is ChangeIn.POINTS else ""), decimals
    return with_unit(number(size, places), text) if rounded_half_up(size, places) else None


def nobreak(text: str) -> str:
    """The same words, kept on one line."""
    return text.replace(" ", NO_BREAK_SPACE)


def listing(words: Sequence[str]) -> str:
    """ "wonen, werk en zorg"."""
    if len(words) < 2:
        return "".join(words)
    return _("%(most)s en %(last)s") % {"most": ", ".join(words[:-1]), "last": words[-1]}


def part_of(shown: int, total: int) -> str:
    """ "7 van 12"."""
    return nobreak(_("%(shown)s van %(total)s") % {"shown": number(shown), "total": number(total)})
