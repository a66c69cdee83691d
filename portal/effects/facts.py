"""The numbers of a finding, each with the place where it is explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from charts.study.finding import decimals_for
from charts.wording import listing, number, part_of
from portal.effects.before import before_words
from portal.effects.cost import shortest_cost
from portal.parts import area_name

if TYPE_CHECKING:
    from portal.effects.story import OutcomeStory

Fact = dict[str, str]
MOST_NAMED = 4


def facts_of(story: OutcomeStory) -> list[Fact]:
    """What is not known is left out: that it is missing stands in the refusals."""
    finding, answer = story.finding, story.answer
    own = [area_name(each.area) for each in story.study.study_areas.all()]
    rank = answer.rank if finding.effect.is_judged else None
    told = [
        (_("Verschil"), finding.size, "vergeleken"),
        (per_thousand_term(story), per_thousand(story), "vergeleken"),
        (_("Onzekerheid (95 %)"), finding.interval, "onzekerheid"),
        (_("Kleinste verschil dat te zien was"), finding.smallest_seen, "kleinste"),
        (_("Plaats tussen wijken zonder aanpak"), part_of(rank.place, rank.of) if rank else "", "placebo"),
        (_("Wijken van het onderzoek"), named_few(own), "vergeleken"),
        (_("Vergelijkingswijken"), named_few(heaviest_first(story)), "wijken"),
        (_("Gingen ze vóór het begin gelijk op?"), before_words(answer), "vooraf"),
        (_("Verplaatst naar wijken ernaast?"), moved_words(story), "waterbed"),
        (_("Metingen van voor het begin"), number(answer.count("n_pre")), "vergeleken"),
        (_("Metingen van daarna"), number(answer.count("n_post")), "vergeleken"),
        (_("Kosten"), shortest_cost(story.result), "kosten"),
        (_("Hoe sterk is dit soort onderzoek?"), maryland_words(story), "maryland"),
    ]
    return [
        {"term": term, "text": text, "url": f"{story.explanation_url}#{anchor}"} for term, text, anchor in told if text
    ]


def heaviest_first(story: OutcomeStory) -> list[str]:
    """Names of the wijken that are compared with: those that count most, else by name."""
    weights = story.answer.weights
    rows = sorted(story.compared, key=lambda each: (-weights.get(each.area.code, 0.0), each.area.spoken_name))
    return [area_name(each.area) for each in rows]


def named_few(names: list[str]) -> str:
    """The names; of many how many they are and the first few."""
    more = len(names) - MOST_NAMED
    if more <= 0:
        return listing(names)
    told = {"number": number(len(names)), "few": ", ".join(names[:MOST_NAMED]), "more": number(more)}
    return _("%(number)s: %(few)s en nog %(more)s") % told


def moved_words(story: OutcomeStory) -> str:
    """Empty where it was not looked at."""
    moved = story.context.waterbed_moved
    if moved is None:
        return ""
    if story.context.part("waterbed").get("refusals"):
        return _("niet te zeggen")
    return _("het kan: daar werd het slechter") if moved else _("geen verschuiving aangetoond")


def maryland_words(story: OutcomeStory) -> str:
    level = story.context.maryland
    return _("niveau %(level)s van 5") % {"level": level} if level else ""


def per_thousand_term(story: OutcomeStory) -> str:
    return _("Verschil per 1.000 %(of)s") % {"of": story.context.part("per_thousand").get("of", "")}


def per_thousand(story: OutcomeStory) -> str:
    """The effect by 1,000 of whom it is a share; empty where its own unit says that already, or nothing may be said."""
    estimate = story.context.part("per_thousand").get("estimate")
    unit = story.outcome.indicator.unit
    if estimate is None or not story.finding.effect.is_judged or unit.startswith("per 1.000"):
        return ""
    way = _("hoger") if estimate > 0 else _("lager")
    return f"{number(abs(estimate), decimals_for((estimate,), 0))} {way}"
