"""What a study cannot tell, whatever it found."""

from __future__ import annotations

from django.utils.translation import gettext as _

from portal.effects.part import Part
from portal.effects.story import OutcomeStory


def limits_of(story: OutcomeStory) -> tuple[Part, ...]:
    return (people(), waterbed(), regression(), cause(), maryland(story))


def people() -> Part:
    return Part(
        "mensen",
        _("Zijn het dezelfde mensen?"),
        (
            _(
                "Een wijk is niet hetzelfde als de mensen die er wonen. Door verhuizen, sloop en nieuwbouw kan een "
                "cijfer veranderen, zonder dat iemand het zelf beter of slechter kreeg."
            ),
        ),
    )


def waterbed() -> Part:
    return Part(
        "waterbed",
        _("Is het probleem verplaatst?"),
        (
            _(
                "Wat in de wijk afnam, kan in een wijk ernaast zijn toegenomen. Wijken ernaast zijn daarom geen "
                "vergelijkingswijk."
            ),
        ),
    )


def regression() -> Part:
    return Part(
        "toeval",
        _("Was het een slecht jaar?"),
        (
            _(
                "Een wijk wordt vaak gekozen na een slecht jaar. Daarna gaat het meestal vanzelf weer iets beter. "
                "Daarom is het begin een gemiddelde van meer jaren, en telt het jaar van de keuze niet mee."
            ),
        ),
    )


def cause() -> Part:
    return Part(
        "oorzaak",
        _("Kwam het door deze aanpak?"),
        (
            _(
                "Het onderzoek zegt of de wijk anders ging dan wijken die erop leken. Gebeurde er in die jaren nog "
                "iets anders in de wijk, dan is dat er niet van te scheiden. Ook welke interventie het deed, is niet "
                "te zien."
            ),
            _("Het zegt niets over andere wijken of over andere jaren."),
        ),
    )


def maryland(story: OutcomeStory) -> Part:
    level = story.context.maryland
    lead = _(
        "Op de Maryland-schaal (1 tot en met 5) staat hoe sterk een soort onderzoek is. Niveau 3 is een vergelijking "
        "van voor en na, met een groep om mee te vergelijken. Bij 4 en 5 bepaalt het lot wie meedoet."
    )
    here = _("Dit onderzoek staat op niveau %(level)s.") % {"level": level} if level else ""
    return Part("maryland", _("Hoe sterk is dit soort onderzoek?"), tuple(each for each in (lead, here) if each))
