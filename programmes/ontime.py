"""Whether a promise was kept on time: said only where what is recorded proves it, with the reason in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import euros, number, percentage
from programmes.counting import Count, Counts


class Timeliness(models.TextChoices):
    """Late, wholly or in part, is only what was not there on a day that has passed."""

    ON_TIME = "op_tijd", gettext_lazy("op tijd")
    PARTLY_ON_TIME = "deels_op_tijd", gettext_lazy("deels op tijd")
    PARTLY = "deels_gehaald", gettext_lazy("deels gehaald")
    LATE = "te_laat", gettext_lazy("te laat")
    UNKNOWN = "nog_niet_te_zeggen", gettext_lazy("nog niet te zeggen")


class Verdict(NamedTuple):
    timeliness: Timeliness
    reason: str


def verdict_on_number(
    asked: int, counts: Sequence[Counts], due: dt.date, today: dt.date, *, complete: bool = True
) -> Verdict:
    """Whether a number was reached on its day; not `complete` where some results are not known to the reader."""
    if not counts:
        return Verdict(Timeliness.UNKNOWN, _("Er is niet gekozen welke resultaten meetellen."))
    now = sum(one.standing or 0 for one in counts)
    if today <= due:
        return _before_the_day(now >= asked)
    surely = sum(one.surely_by(due) for one in counts)
    told = {"day": day_words(due), "asked": number(asked, 0), "surely": number(surely, 0)}
    if surely >= asked:
        words = _("Tot en met %(day)s waren er %(surely)s van de %(asked)s geteld.")
        return Verdict(Timeliness.ON_TIME, words % told)
    after = [count for one in counts if (count := one.first_from(due)) is not None]
    if len(after) < len(counts) or not complete:
        before = _("Daarvoor waren het er %(surely)s van de %(asked)s.") if surely else ""
        return Verdict(Timeliness.UNKNOWN, f"{_('Vanaf %(day)s is nog niet alles geteld.')} {before}".strip() % told)
    return _by_the_first_counts(asked, surely, now, due, after)


def _by_the_first_counts(asked: int, surely: int, now: int, due: dt.date, after: list[Count]) -> Verdict:
    """What the first counts from the day on say: more than they add up to there was not on the day."""
    most, counted_on = sum(count.number for count in after), max(count.day for count in after)
    told = {"day": day_words(due), "counted": day_words(counted_on), "asked": number(asked, 0)}
    told |= {"surely": number(surely, 0), "number": number(most, 0), "percent": _percent(most, asked)}
    if most >= asked:
        words = _("Pas op %(counted)s geteld: genoeg, maar of dat op %(day)s al zo was, is niet vastgelegd.")
        return Verdict(Timeliness.UNKNOWN, words % told)
    if surely == most or counted_on == due:
        words = _("Op %(day)s waren het er %(number)s van de %(asked)s (%(percent)s).")
    elif surely:
        words = _("Op %(day)s waren het er ten minste %(surely)s en ten hoogste %(number)s van de %(asked)s.")
    else:
        words = _("Op %(counted)s, na de dag, waren het er %(number)s van de %(asked)s (%(percent)s).")
    return Verdict(_how_far(asked, surely, now), f"{words % told} {_since_then(asked, most, now)}")


def _since_then(asked: int, counted: int, now: int) -> str:
    told = {"now": number(now, 0), "missing": number(asked - now, 0)}
    if now >= asked:
        return _("Inmiddels zijn het er %(now)s: de rest kwam na de afgesproken dag.") % told
    if now > counted:
        return _("Inmiddels zijn het er %(now)s. Nog te halen: %(missing)s.") % told
    return _("Nog te halen: %(missing)s.") % told


def _how_far(asked: int, on_the_day: int, now: int) -> Timeliness:
    """Of what was not all there on a day that has passed, by what surely was and by what there is now."""
    if now >= asked:
        return Timeliness.PARTLY_ON_TIME if on_the_day else Timeliness.LATE
    return Timeliness.PARTLY if now else Timeliness.LATE


def _percent(part: int, whole: int) -> str:
    """Rounded down, so that what is not all is never told as 100 %."""
    percent = part * 100 // whole
    return percentage(percent) if percent or not part else _("minder dan %(percent)s") % {"percent": percentage(1)}


def verdict_on_money(asked: int, spent: Mapping[int, int], due: dt.date, today: dt.date) -> Verdict:
    """Whether an amount (cents) was spent on its day; `spent` has cents by calendar year, all that the ledger knows."""
    if not spent:
        return Verdict(Timeliness.UNKNOWN, _("Er is nog geen geld gemeld."))
    before = sum(cents for year, cents in spent.items() if year < due.year)
    through = before + spent.get(due.year, 0)
    if today <= due:
        return _before_the_day(through >= asked)
    on_the_day = through if (due.month, due.day) == (12, 31) else before
    if on_the_day >= asked:
        return Verdict(Timeliness.ON_TIME, _spent_words(asked, through, due.year))
    if through >= asked:
        words = _("In %(year)s was het genoeg; bedragen gaan per jaar, dus of dat op %(day)s al zo was, blijft open.")
        return Verdict(Timeliness.UNKNOWN, words % {"year": due.year, "day": day_words(due)})
    if max(spent) < due.year:
        words = _("Over %(year)s is nog geen geld gemeld.") % {"year": due.year}
        return Verdict(Timeliness.UNKNOWN, f"{words} {_spent_words(asked, through, max(spent))}")
    now = sum(spent.values())
    words = f"{_spent_words(asked, through, due.year)} {_spent_since(asked, now)}"
    return Verdict(_how_far(asked, on_the_day, now), words)


def _spent_words(asked: int, spent: int, year: int) -> str:
    told = {"year": year, "spent": euros(spent), "asked": euros(asked)}
    if spent >= asked:
        return _("Tot en met %(year)s besteed: %(spent)s van %(asked)s.") % told
    words = _("Tot en met %(year)s besteed: %(spent)s van %(asked)s (%(percent)s).")
    return words % {**told, "percent": _percent(spent, asked)}


def _spent_since(asked: int, now: int) -> str:
    if now >= asked:
        return _("Inmiddels is alles besteed: de rest kwam na de afgesproken dag.")
    return _("Nog te besteden: %(missing)s.") % {"missing": euros(asked - now)}


def _before_the_day(met: bool) -> Verdict:
    if met:
        return Verdict(Timeliness.ON_TIME, _("Het is er al, voor de dag om is."))
    return Verdict(Timeliness.UNKNOWN, _("De dag is nog niet om."))


# Of a promise of several parts the worst one gives the word: nobody reads "op tijd" over a part that was not there.
WORST_FIRST = (
    Timeliness.LATE, Timeliness.PARTLY, Timeliness.PARTLY_ON_TIME, Timeliness.UNKNOWN, Timeliness.ON_TIME,
)  # fmt: skip


def both(verdicts: Sequence[Verdict]) -> Verdict:
    """One verdict on all that was promised, with the reason of each part, the worst one first."""
    if not verdicts:
        return Verdict(Timeliness.UNKNOWN, _("Er is geen aantal of bedrag toegezegd om dit aan af te meten."))
    ordered = sorted(verdicts, key=lambda one: WORST_FIRST.index(one.timeliness))
    return Verdict(ordered[0].timeliness, " ".join(dict.fromkeys(one.reason for one in ordered)))


def day_words(day: dt.date) -> str:
    return date_format(day, "j F Y")
