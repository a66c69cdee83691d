"""Why a study is proposed, in one sentence, and what speaks against making it now."""

from __future__ import annotations

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from charts.wording import listing, number, years
from effects.proposal import Proposed, ProposedOutcome
from effects.vocabulary import StartBasis, years_needed


def why(proposed: Proposed) -> str:
    """One sentence: what began when, and why these are the main questions."""
    told = {"began": _began(proposed), "asked": _asked([one for one in proposed.outcomes if one.primary_rank])}
    return _("%(began)s; %(asked)s.") % told


def cautions(proposed: Proposed) -> list[str]:
    """What would make the rules refuse, as far as it is known before anyone looks: one line an outcome."""
    needed = years_needed(len(proposed.areas))
    return [said for one in proposed.outcomes if (said := _caution(one, needed))]


def _began(proposed: Proposed) -> str:
    titles = [f"“{one.title}”" for one in proposed.interventions]
    told = {"what": listing(titles), "years": years(proposed.years[0], proposed.years[-1])}
    if proposed.start.basis != StartBasis.MONEY:
        words = ngettext(
            "%(what)s begint volgens het plan in %(years)s",
            "%(what)s beginnen volgens het plan in %(years)s",
            len(titles),
        )
        return words % told
    if len(titles) == 1:
        return _("aan %(what)s is vanaf %(years)s geld besteed") % told
    if len(proposed.years) == 1:
        return _("aan %(what)s is vanaf hetzelfde jaar geld besteed, in dezelfde gebieden") % told
    return _("aan %(what)s is kort na elkaar (%(years)s) voor het eerst geld besteed, in dezelfde gebieden") % told


def _asked(mains: Sequence[ProposedOutcome]) -> str:
    names = [one.indicator.label() for one in mains]
    told = {"names": listing(names), "goals": listing([one.indicator.label() for one in mains if one.is_goal])}
    goals = sum(one.is_goal for one in mains)
    verb = ngettext("hoofdvraag is %(names)s", "hoofdvragen zijn %(names)s", len(names)) % told
    if not goals:
        return _("%(verb)s, want dat beloven de interventies") % {"verb": verb}
    if goals == len(mains):
        return ngettext(
            "%(verb)s, want dat is een doel van het programma",
            "%(verb)s, want dat zijn doelen van het programma",
            goals,
        ) % {"verb": verb}
    words = ngettext(
        "%(verb)s, want %(goals)s is een doel van het programma en de rest beloven de interventies",
        "%(verb)s, want %(goals)s zijn doelen van het programma en de rest beloven de interventies",
        goals,
    )
    return words % {**told, "verb": verb}


def _caution(one: ProposedOutcome, needed: int) -> str:
    told = {"name": one.indicator.label(), "year": one.told_from, "found": number(one.before), "needed": number(needed)}
    if one.too_early:
        return _("%(name)s: nog te vroeg. Pas met de cijfers van %(year)s is er iets te zeggen.") % told
    if not one.enough_before:
        return _("%(name)s: jaren met cijfers van voor het begin: %(found)s; %(needed)s is het minste.") % told
    return ""
