"""The numbers of a finding, each with the place where it is explained."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from charts.study.finding import decimals_for
from charts.wording import listing, number, part_of
from portal.effects.cost import cost_words
from portal.parts import area_name

if TYPE_CHECKING:
    from portal.effects.story import OutcomeStory

Fact = dict[str, str]


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
        (_("Wijken van het onderzoek"), listing(own) if len(own) > 1 else "", "vergeleken"),
        (_("Vergelijkingswijken"), number(len(story.compared)) if story.compared else "", "wijken"),
        (_("Metingen van voor het begin"), number(answer.count("n_pre")), "vergeleken"),
        (_("Metingen van daarna"), number(answer.count("n_post")), "vergeleken"),
        (_("Kosten"), " ".join(cost_words(story.result)[:1]), "kosten"),
        (_("Hoe sterk is dit soort onderzoek?"), maryland_words(story), "maryland"),
    ]
    return [
        {"term": term, "text": text, "url": f"{story.explanation_url}#{anchor}"} for term, text, anchor in told if text
    ]


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
