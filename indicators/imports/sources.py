"""The kinds of file that can be imported, each once, with its words on the screen."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class FileKind(models.TextChoices):
    KWB = "kwb", _("Kerncijfers wijken en buurten (CBS)")
    LEEFBAAROMETER = "leefbaarometer", _("Leefbaarometer")
    POLICE = "police", _("Misdrijven (JSON van de politie)")
    SIX_CITIES = "zes-steden", _("Zes steden (JSON)")
    TABLE = "table", _("Een andere tabel, met een koppeling")
