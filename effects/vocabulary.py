"""Statuses of a study, how its start is known, and why an area is compared with or not: each with its Dutch words."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

MOST_PRIMARY = 3  # main questions of one study; whatever more is asked is exploratory

# The rules of `effects.estimators.refusals`, in years.
PRE_NEEDED, PRE_NEEDED_SYNTHETIC, POST_NEEDED = 3, 5, 2
FEW_TREATED = 3  # with fewer, a synthetic method answers
DONORS_NEEDED, PLACEBOS_NEEDED = 20, 19  # comparison areas; of a synthetic method each is a placebo


def years_needed(treated: int) -> int:
    """Years with figures from before the start, for so many areas that are studied together."""
    return PRE_NEEDED_SYNTHETIC if treated < FEW_TREATED else PRE_NEEDED


def areas_needed(treated: int) -> int:
    """Comparison areas with which an answer is certain not to be refused for too few of them."""
    return PLACEBOS_NEEDED if treated < FEW_TREATED else DONORS_NEEDED


class StudyStatus(models.TextChoices):
    """Once frozen, what is asked and with what is compared stands; only then is the outcome looked at."""

    DRAFT = "concept", _("concept")
    FROZEN = "vastgelegd", _("vastgelegd")


class StartBasis(models.TextChoices):
    """How the start year is known: never the plan, where money was published."""

    MONEY = "geld", _("het eerste jaar met besteed geld")
    POLICY = "beleid", _("het jaar van het beleid: wanneer het geld is besteed, is niet gepubliceerd")
    CHOSEN = "gekozen", _("gekozen door de programmamanager")


class Choice(models.TextChoices):
    """Why an area is among the comparison areas, or why it is not."""

    ALIKE = "gelijk", _("leek voor de start genoeg op de wijk van het onderzoek")
    ADDED = "toegevoegd", _("toegevoegd door de programmamanager")
    UNLIKE = "anders", _("leek voor de start minder op de wijk van het onderzoek")
    NEIGHBOUR = "buur", _("grenst aan de wijk: het effect kan ook daar merkbaar zijn")
    SIMILAR_PROGRAMME = "programma", _("heeft zelf een aanpak die hetzelfde kan veranderen")
    FIGURES_MISSING = "cijfers", _("te weinig cijfers van voor de start")
    BOUNDARY = "grens", _("de grens van het gebied is veranderd")
    REMOVED = "weggelaten", _("weggelaten door de programmamanager")


INCLUDED = (Choice.ALIKE, Choice.ADDED)


class StoredVerdict(models.TextChoices):
    """The verdicts of `effects.estimators.results.Verdict`, as the database keeps them."""

    BETTER = "beter", _("beter")
    WORSE = "slechter", _("slechter")
    NO_DIFFERENCE_SHOWN = "geen verschil aangetoond", _("geen verschil aangetoond")
    CANNOT_SAY = "niet te zeggen", _("niet te zeggen")


class LeftOut(models.TextChoices):
    """Why a wijk takes no part where money per household is held against figures."""

    UNKNOWN = "onbekend", _("er werkt een programma waarvan het bestede geld niet, of niet van alle jaren, bekend is")
    FEW_HOUSEHOLDS = "huishoudens", _("er zijn te weinig huishoudens, of het aantal is niet bekend")
    BOUNDARY = "grens", _("de grens van de wijk is veranderd")
