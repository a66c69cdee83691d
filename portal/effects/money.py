"""The money of what is studied, as the study counted it: spent on the interventions that promise the outcome."""

from __future__ import annotations

from collections import defaultdict

from django.utils.translation import gettext as _

from charts.model import Bar
from charts.wording import listing, number
from effects.models import StudyResult
from effects.vocabulary import StartBasis


def bars_of(result: StudyResult) -> tuple[Bar, ...]:
    """Cents per year and pillar; a pillar and year of which nothing was reported has no bar."""
    cents: dict[tuple[int, str], int] = defaultdict(int)
    for row in result.money.get("years") or ():
        cents[row["year"], row["pillar"]] += row["cents"]
    return tuple(Bar(year, pillar, amount) for (year, pillar), amount in sorted(cents.items()))


def money_note(result: StudyResult) -> str:
    """Whose money it is, and in which prices. Asks the interventions of the outcome."""
    names = sorted(each.title for each in result.outcome.interventions.all())
    prices = _("prijzen van het jaar zelf")
    if len(names) > 1:
        return _("aan %(number)s interventies, %(prices)s") % {"number": number(len(names)), "prices": prices}
    return _("aan ‘%(name)s’, %(prices)s") % {"name": names[0], "prices": prices} if names else prices


def counted_whole(result: StudyResult) -> str:
    """Of which interventions all money is counted, because nobody said which part was meant for this outcome."""
    names = result.money.get("whole") or ()
    said = _("Van %(names)s is niet gezegd welk deel van het geld voor dit cijfer bedoeld was. Daarom telt alles mee.")
    return said % {"names": listing([f"‘{name}’" for name in names])} if names else ""


def no_money_reason(result: StudyResult) -> str:
    """Why there are no bars."""
    if result.outcome.study.start_basis == StartBasis.POLICY:
        return _("Wanneer het geld is besteed, is niet gepubliceerd.")
    return _("Voor deze interventies is nog geen besteed geld gemeld.")
