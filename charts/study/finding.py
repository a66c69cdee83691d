"""What a study found of one outcome, in plain words: never a figure without what it is compared with, and how sure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from charts.wording import exact, number, rounded_half_up, with_unit

_MOST_DECIMALS = 4
_POINT_UNITS = ("afwijking", "klasse", "rapportcijfer")


class Effect(StrEnum):
    """A verdict by its sign and its word, so that colour is never the only difference."""

    BETTER = "better"
    WORSE = "worse"
    NO_DIFFERENCE_SHOWN = "equal"
    CANNOT_SAY = "unknown"

    @property
    def sign(self) -> str:
        return {"better": "▲", "worse": "▼", "equal": "●", "unknown": "–"}[self]

    @property
    def word(self) -> str:
        return str(_WORDS[self])

    @property
    def is_judged(self) -> bool:
        return self is not Effect.CANNOT_SAY

    @property
    def is_difference(self) -> bool:
        return self in {Effect.BETTER, Effect.WORSE}


_WORDS = {
    Effect.BETTER: gettext_lazy("beter"),
    Effect.WORSE: gettext_lazy("slechter"),
    Effect.NO_DIFFERENCE_SHOWN: gettext_lazy("geen verschil aangetoond"),
    Effect.CANNOT_SAY: gettext_lazy("niet te zeggen"),
}


def unit_of_change(unit: str) -> str:
    """Of two percentages in percentage points, of two marks or deviations in points; of whom a rate is, is known."""
    if unit.startswith("%"):
        return _("procentpunt")
    if unit.startswith(_POINT_UNITS):
        return _("punt")
    rate = re.match(r"per [\d.]+(?= )", unit)
    return rate.group() if rate else unit


def decimals_for(values: Sequence[float | None], least: int) -> int:
    """Enough decimals for two digits of the smallest size that is not nought, at most two more than `least`."""
    sizes = [exact(abs(value)) for value in values if value]
    if not sizes:
        return least
    return min(max(least, 1 - min(size.adjusted() for size in sizes)), least + 2, max(least, _MOST_DECIMALS))


@dataclass(frozen=True)
class Finding:
    """`estimate`, `low` and `high` (the 95 % interval) and `mde` in the unit of the indicator; positive is higher.

    `since`: the first year that counts as after the start. `reasons`: why nothing can be said, each a sentence.
    """

    effect: Effect
    subject: str
    place: str
    unit: str
    since: int
    comparisons: int = 0
    decimals: int = 0
    estimate: float | None = None
    low: float | None = None
    high: float | None = None
    mde: float | None = None
    reasons: tuple[str, ...] = ()

    @property
    def places(self) -> int:
        return decimals_for((self.estimate, self.mde), self.decimals)

    @property
    def sentence(self) -> str:
        """The finding in two or three sentences; of what cannot be said, why."""
        return " ".join([self.lead, *(self.reasons if self.effect is Effect.CANNOT_SAY else ())])

    @property
    def lead(self) -> str:
        """The finding; where nothing can be said, only that."""
        told = {
            Effect.NO_DIFFERENCE_SHOWN: self._no_difference,
            Effect.CANNOT_SAY: self._cannot_say,
        }.get(self.effect, self._difference)
        return told()

    @property
    def size(self) -> str:
        """ "230 m³ lager"; empty where nothing was estimated."""
        return "" if self.estimate is None else self._signed(self.estimate)

    @property
    def interval(self) -> str:
        """ "180 tot 280 m³ lager", or "5 m³ lager tot 3 m³ hoger" where it holds nought."""
        if self.low is None or self.high is None:
            return ""
        low, high = (rounded_half_up(edge, self.places) for edge in (self.low, self.high))
        if low < 0 < high:
            return _("%(low)s tot %(high)s") % {"low": self._signed(self.low), "high": self._signed(self.high)}
        near, far = sorted((self.low, self.high), key=abs)
        words = {"near": number(abs(near), self.places), "far": self._signed(far)}
        return _("%(near)s tot %(far)s") % words

    @property
    def smallest_seen(self) -> str:
        """The smallest difference that would probably have been seen, without a direction."""
        return "" if self.mde is None else self._amount(self.mde)

    def _amount(self, value: float) -> str:
        return with_unit(number(abs(value), self.places), unit_of_change(self.unit))

    def _signed(self, value: float) -> str:
        if rounded_half_up(value, self.places) == 0:
            return self._amount(value)
        way = _("hoger") if value > 0 else _("lager")
        return f"{self._amount(value)} {way}"

    @property
    def _about(self) -> dict[str, object]:
        others = ngettext("%(number)s vergelijkingswijk", "%(number)s vergelijkingswijken", self.comparisons)
        counted = others % {"number": number(self.comparisons)}
        return {"subject": self.subject, "place": self.place, "since": self.since, "others": counted}

    def _difference(self) -> str:
        told = {**self._about, "size": self.size, "interval": self.interval, "word": self.effect.word}
        first = _("%(subject)s was in %(place)s vanaf %(since)s gemiddeld %(size)s dan %(others)s laten verwachten.")
        second = _("Dat is %(word)s.")
        third = _("Rekening houdend met toeval is het verschil %(interval)s.")
        said = [first % told, second % told, third % told if self.interval else ""]
        return _capital(" ".join(each for each in said if each))

    def _no_difference(self) -> str:
        told = {**self._about, "mde": self.smallest_seen, "interval": self.interval}
        first = _("Van %(subject)s is in %(place)s vanaf %(since)s geen verschil aangetoond met %(others)s.")
        second = _(
            "Een verschil van %(mde)s of meer hadden we waarschijnlijk gezien. Een kleiner verschil kan er wel zijn."
        )
        unknown = _("Hoe klein een verschil had kunnen zijn dat we nog zien, is niet te berekenen.")
        return f"{first % told} {second % told if self.mde is not None else unknown}"

    def _cannot_say(self) -> str:
        first = _("Van %(subject)s is in %(place)s niet te zeggen of het anders ging dan zonder de aanpak.")
        return first % self._about


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
