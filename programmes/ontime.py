"""Whether a promise was kept on time: said only where what is recorded proves it, with the reason in words."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.db import models
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from charts.wording import euros, number
from programmes.counting import Count, Counts


class Timeliness(models.TextChoices):
    ON_TIME = "op_tijd", gettext_lazy("op tijd")
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
    if today <= due:
        return _before_the_day(sum(one.standing or 0 for one in counts) >= asked)
    surely = sum(one.surely_by(due) for one in counts)
    told = {"day": day_words(due), "asked": number(asked, 0)}
    if surely >= asked:
        words = _("Tot en met %(day)s waren er %(number)s van %(asked)s geteld.")
        return Verdict(Timeliness.ON_TIME, words % {**told, "number": number(surely, 0)})
    after = [count for one in counts if (count := one.first_from(due)) is not None]
    if len(after) < len(counts) or not complete:
        return Verdict(Timeliness.UNKNOWN, _("Vanaf %(day)s is nog niet alles geteld.") % told)
    return _by_the_first_counts(asked, after, told)


def _by_the_first_counts(asked: int, after: list[Count], told: dict[str, str]) -> Verdict:
    counted = sum(count.number for count in after)
    told |= {"number": number(counted, 0), "counted": day_words(max(count.day for count in after))}
    if counted < asked:
        return Verdict(Timeliness.LATE, _("Op %(counted)s waren het er %(number)s van %(asked)s.") % told)
    words = _("Pas op %(counted)s geteld: genoeg, maar of dat op %(day)s al zo was, is niet vastgelegd.")
    return Verdict(Timeliness.UNKNOWN, words % told)


def verdict_on_money(asked: int, spent: Mapping[int, int], due: dt.date, today: dt.date) -> Verdict:
    """Whether an amount (cents) was spent on its day; `spent` has cents by calendar year, all that the ledger knows."""
    if not spent:
        return Verdict(Timeliness.UNKNOWN, _("Er is nog geen geld gemeld."))
    before = sum(cents for year, cents in spent.items() if year < due.year)
    through = before + spent.get(due.year, 0)
    if today <= due:
        return _before_the_day(through >= asked)
    told = {"year": str(due.year), "spent": euros(through), "asked": euros(asked), "day": day_words(due)}
    if before >= asked or (through >= asked and (due.month, due.day) == (12, 31)):
        return Verdict(Timeliness.ON_TIME, _("Tot en met %(year)s besteed: %(spent)s van %(asked)s.") % told)
    if through >= asked:
        words = _("In %(year)s was het genoeg; bedragen gaan per jaar, dus of dat op %(day)s al zo was, blijft open.")
        return Verdict(Timeliness.UNKNOWN, words % told)
    if max(spent) < due.year:
        return Verdict(Timeliness.UNKNOWN, _("Over %(year)s is nog geen geld gemeld.") % told)
    return Verdict(Timeliness.LATE, _("Tot en met %(year)s besteed: %(spent)s van %(asked)s.") % told)


def _before_the_day(met: bool) -> Verdict:
    if met:
        return Verdict(Timeliness.ON_TIME, _("Het is er al, voor de dag om is."))
    return Verdict(Timeliness.UNKNOWN, _("De dag is nog niet om."))


def both(verdicts: Sequence[Verdict]) -> Verdict:
    """One verdict on all that was promised: late where a part is, on time where all are."""
    if not verdicts:
        return Verdict(Timeliness.UNKNOWN, _("Er is geen aantal of bedrag toegezegd om dit aan af te meten."))
    for timeliness in (Timeliness.LATE, Timeliness.UNKNOWN, Timeliness.ON_TIME):
        reasons = [one.reason for one in verdicts if one.timeliness == timeliness]
        if reasons:
            return Verdict(timeliness, " ".join(dict.fromkeys(reasons)))
    raise ValueError(verdicts)


def day_words(day: dt.date) -> str:
    return date_format(day, "j F Y")
