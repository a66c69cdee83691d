"""Kinds of organisation and roles of people: each once, with Dutch name and one sentence."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OrganisationKind(models.TextChoices):
    """The six kinds of the study, and two more that the field has."""

    RIJK = "rijk", _("Rijk")
    GEMEENTE = "gemeente", _("gemeente")
    CORPORATIE = "corporatie", _("woningcorporatie")
    MAATSCHAPPELIJK = "maatschappelijk", _("maatschappelijke organisatie")
    BEDRIJF = "bedrijf", _("bedrijf")
    BEWONERS = "bewoners", _("bewonersorganisatie")
    HUURDERS = "huurders", _("huurdersorganisatie")
    OVERHEID = "overheid", _("andere overheid")


KIND_EXPLANATION = {
    OrganisationKind.RIJK: _("Het Rijk maakt de regels voor het hele land en betaalt mee."),
    OrganisationKind.GEMEENTE: _("De gemeente leidt het programma en legt er verantwoording over af."),
    OrganisationKind.CORPORATIE: _("Een woningcorporatie bouwt, verhuurt en verbetert sociale huurwoningen."),
    OrganisationKind.MAATSCHAPPELIJK: _("Zoals welzijn, een school, zorg of een sportclub."),
    OrganisationKind.BEDRIJF: _("Een bedrijf dat in de wijk werkt of bouwt."),
    OrganisationKind.BEWONERS: _("Bewoners die samen iets voor hun wijk doen."),
    OrganisationKind.HUURDERS: _("Praat namens de huurders mee over de afspraken met de corporatie."),
    OrganisationKind.OVERHEID: _("Zoals een provincie of een waterschap."),
}


class Role(models.TextChoices):
    """What a signed-in person may be. A visitor without an account is `VISITOR` in the permission table."""

    VISITOR = "bezoeker", _("bezoeker")
    MANAGER = "programmamanager", _("programmamanager")
    REPORTER = "rapporteur", _("rapporteur van een partner")
    READER = "meelezer", _("meelezer van een partner")
    CONTROLLER = "controller", _("controller")
    PROJECT_LEADER = "projectleider", _("projectleider")
    COUNCIL = "raadslid", _("raadslid")
    EDITOR = "redacteur", _("redacteur van de openbare pagina's")
    MODERATOR = "moderator", _("moderator")
    OPERATOR = "beheerder", _("beheerder")


# Roles that a membership of an organisation can give; the operator's is on the person.
MEMBER_ROLES = [
    Role.MANAGER,
    Role.REPORTER,
    Role.CONTROLLER,
    Role.READER,
    Role.PROJECT_LEADER,
    Role.COUNCIL,
    Role.EDITOR,
    Role.MODERATOR,
]
