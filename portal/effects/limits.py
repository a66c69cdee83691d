"""What a study cannot tell, whatever it found; and what it stored of each, where it could be looked at."""

from __future__ import annotations

from dataclasses import replace

from django.utils.translation import gettext as _

from charts.wording import listing, number
from portal.effects.context import Context
from portal.effects.part import Part
from portal.effects.story import OutcomeStory
from portal.effects.turnover import people


def limits_of(story: OutcomeStory) -> tuple[Part, ...]:
    context = story.context
    return (people(context.part("turnover")), waterbed(story), regression(story), cause(), maryland(context))


def waterbed(story: OutcomeStory) -> Part:
    lead = _(
        "Wat in de wijk afnam, kan in een wijk ernaast zijn toegenomen. Wijken ernaast zijn daarom geen "
        "vergelijkingswijk."
    )
    here = story.context.waterbed_warning or next_door(story)
    texts = (lead, looked_at(story), here)
    return Part("waterbed", _("Is het probleem verplaatst?"), tuple(each for each in texts if each))


def looked_at(story: OutcomeStory) -> str:
    names = [story.names.get(code, code) for code in story.context.part("waterbed").get("units") or ()]
    return _("We keken ook naar de wijken ernaast: %(names)s.") % {"names": listing(names)} if names else ""


def next_door(story: OutcomeStory) -> str:
    """That nothing was shown to move is no proof that nothing moved, and where it cannot be said, that is said."""
    if story.context.waterbed_moved is None:
        return _("Naar de wijken ernaast is niet gekeken, of er zijn geen cijfers van.")
    found = story.context.part("waterbed")
    if found.get("refusals"):
        return _(
            "Of het daar anders ging, is niet te zeggen: de cijfers van die wijken zijn daarvoor niet goed genoeg."
        )
    shown = _("Daar is geen verschuiving aangetoond.")
    smallest = replace(story.finding, mde=found.get("mde")).smallest_seen
    seen = _("Een verschil van %(mde)s of meer hadden we daar waarschijnlijk gezien.") % {"mde": smallest}
    return f"{shown} {seen}" if smallest else shown


def regression(story: OutcomeStory) -> Part:
    lead = _(
        "Een wijk wordt vaak gekozen na een slecht jaar. Daarna gaat het meestal vanzelf weer iets beter. Daarom is "
        "het begin een gemiddelde van meer jaren, en telt het jaar van de keuze niet mee."
    )
    warning = story.context.regression_warning
    share = by_itself(story)
    return Part("toeval", _("Was het een slecht jaar?"), tuple(each for each in (lead, warning, share) if each))


def by_itself(story: OutcomeStory) -> str:
    found = story.context.part("regression")
    back = found.get("by_itself")
    if back is None or not found.get("warned"):
        return ""
    places = story.finding.decimals + 1
    said = _(
        "Wie alleen dat jaar met de jaren erna vergelijkt, telt naar schatting %(amount)s mee dat vanzelf terugkwam."
    )
    return said % {"amount": number(back, places, signed=True)}


def cause() -> Part:
    alone = _(
        "Het onderzoek zegt of de wijk anders ging dan wijken die erop leken. Gebeurde er in die jaren nog iets anders "
        "in de wijk, dan is dat er niet van te scheiden. Ook welke interventie het deed, is niet te zien."
    )
    elsewhere = _("Het zegt niets over andere wijken of over andere jaren.")
    return Part("oorzaak", _("Kwam het door deze aanpak?"), (alone, elsewhere))


def maryland(context: Context) -> Part:
    lead = _(
        "Op de Maryland-schaal (1 tot en met 5) staat hoe sterk een soort onderzoek is. Niveau 3 is een vergelijking "
        "van voor en na, met een groep om mee te vergelijken. Bij 4 en 5 bepaalt het lot wie meedoet; een wijk wordt "
        "nooit door loting gekozen."
    )
    level = context.maryland
    here = _("Dit onderzoek staat op niveau %(level)s.") % {"level": level} if level else ""
    texts = (lead, here, *context.maryland_reasons)
    return Part("maryland", _("Hoe sterk is dit soort onderzoek?"), tuple(each for each in texts if each))
