"""Outcome domains, units of direction, ways of adding up and states of a figure: each once."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Domain(models.TextChoices):
    PARTICIPATIE = "participatie", _("Meedoen")
    WERK = "werk", _("Werk")
    KANSEN = "kansen", _("Gelijke kansen")
    GEZOND = "gezond", _("Gezond opgroeien")
    LEEFBAARHEID = "leefbaarheid", _("Leefbaarheid")
    VEILIGHEID = "veiligheid", _("Veiligheid")
    WONEN = "wonen", _("Wonen en energie")
    CONTEXT = "context", _("Over de wijk")


DOMAIN_EXPLANATION = {
    Domain.PARTICIPATIE: _("Doen mensen mee en horen ze erbij?"),
    Domain.WERK: _("Hebben mensen werk of een uitkering?"),
    Domain.KANSEN: _("Hebben mensen genoeg geld en een goede opleiding?"),
    Domain.GEZOND: _("Groeien kinderen gezond op en voelen mensen zich gezond?"),
    Domain.LEEFBAARHEID: _("Is het prettig om hier te wonen?"),
    Domain.VEILIGHEID: _("Is het hier veilig?"),
    Domain.WONEN: _("Hoe wonen mensen en hoeveel energie gebruiken ze?"),
    Domain.CONTEXT: _("Hoeveel mensen, huishoudens en huizen zijn er?"),
}


class Direction(models.TextChoices):
    HIGHER = "hoger", _("hoger is beter")
    LOWER = "lager", _("lager is beter")
    NEITHER = "geen", _("hoger of lager is niet beter of slechter")


class Aggregation(models.TextChoices):
    """How figures of several areas make one. Percentages are never summed."""

    SUM = "som", _("optellen")
    SHARE = "aandeel", _("teller en noemer optellen, dan delen")
    MEAN = "gemiddelde", _("gewogen gemiddelde")
    NEVER = "nooit", _("niet samen te nemen")


class Status(models.IntegerChoices):
    """What kind of figure it is. Unknown is never nought: withheld and missing carry no value."""

    MEASURED = 1, _("gemeten")
    PROVISIONAL = 2, _("voorlopig")
    ESTIMATED = 3, _("geschat")
    WITHHELD = 4, _("verzwegen")
    MISSING = 5, _("ontbreekt")


# The words that the API gives for a status.
STATUS_CODE = {
    Status.MEASURED: "gemeten",
    Status.PROVISIONAL: "voorlopig",
    Status.ESTIMATED: "geschat",
    Status.WITHHELD: "verzwegen",
    Status.MISSING: "ontbreekt",
}

# The slug of the source that figures of an invented area name: never that of a real publisher.
INVENTED_SOURCE = "verzonnen"
