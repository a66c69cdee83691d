"""Words of the story: what begins a sentence about an indicator, and how many of what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from charts.wording import listing
from indicators.models import Indicator
from stakeholders.kinds import OrganisationKind
from stakeholders.models import Organisation

# What a sentence about an indicator is about. The others are told by their name.
SUBJECTS = {
    "misdrijven": gettext_lazy("het aantal misdrijven per 1.000 inwoners"),
    "woninginbraak": gettext_lazy("het aantal inbraken per 1.000 huishoudens"),
    "geweld": gettext_lazy("het aantal keren geweld per 1.000 inwoners"),
    "vernieling": gettext_lazy("het aantal vernielingen per 1.000 inwoners"),
    "bijstand": gettext_lazy("het aantal mensen met bijstand per 1.000 mensen van 15 tot 65 jaar"),
    "arbeidsparticipatie": gettext_lazy("het deel van de mensen met betaald werk"),
    "laag-inkomen": gettext_lazy("het deel van de huishoudens met een laag inkomen"),
    "opleiding-hoog": gettext_lazy("het deel van de mensen met hbo of universiteit"),
    "leefbaarheid-lbm3": gettext_lazy("het cijfer voor de leefbaarheid"),
    "leefbaarheid-lbm2": gettext_lazy("het cijfer voor de leefbaarheid (oud model)"),
    "overlast-lbm3": gettext_lazy("het cijfer voor overlast en onveiligheid"),
    "ervaren-gezondheid": gettext_lazy("het deel van de mensen dat zich gezond voelt"),
    "eenzaamheid": gettext_lazy("het deel van de mensen dat zich eenzaam voelt"),
    "jeugdzorg": gettext_lazy("het deel van de kinderen met jeugdzorg"),
    "gasverbruik": gettext_lazy("het gasverbruik van een woning"),
}

MOST_KINDS = 3
NUMBER_WORDS = [
    gettext_lazy("geen"), gettext_lazy("een"), gettext_lazy("twee"), gettext_lazy("drie"), gettext_lazy("vier"),
    gettext_lazy("vijf"), gettext_lazy("zes"), gettext_lazy("zeven"), gettext_lazy("acht"), gettext_lazy("negen"),
    gettext_lazy("tien"), gettext_lazy("elf"), gettext_lazy("twaalf"),
]  # fmt: skip


def subject_of(indicator: Indicator) -> str:
    return str(SUBJECTS.get(indicator.slug, ""))


def in_words(count: int) -> str:
    return str(NUMBER_WORDS[count]) if count < len(NUMBER_WORDS) else str(count)


def kinds_in_words(organisations: Iterable[Organisation]) -> str:
    """ "de gemeente, twee woningcorporaties en een bewonersorganisatie"."""
    counted = Counter(each.kind for each in organisations)
    if len(counted) > MOST_KINDS:
        return gemeente_and_partners(counted)
    return listing([kind_in_words(kind, counted[kind]) for kind in OrganisationKind.values if counted[kind]])


def gemeente_and_partners(counted: Counter[str]) -> str:
    """ "de gemeente en zeven partners", where naming every kind would be a list."""
    others = counted.total() - counted[OrganisationKind.GEMEENTE]
    words = ngettext("%(count)s partner", "%(count)s partners", others) % {"count": in_words(others)}
    gemeente = counted[OrganisationKind.GEMEENTE]
    return listing([kind_in_words(OrganisationKind.GEMEENTE, gemeente), words]) if gemeente else words


def kind_in_words(kind: str, count: int) -> str:
    if kind == OrganisationKind.RIJK:
        return _("het Rijk")
    if kind == OrganisationKind.GEMEENTE and count == 1:
        return _("de gemeente")
    plural = {
        OrganisationKind.GEMEENTE: ngettext("gemeente", "gemeenten", count),
        OrganisationKind.CORPORATIE: ngettext("woningcorporatie", "woningcorporaties", count),
        OrganisationKind.MAATSCHAPPELIJK: ngettext(
            "maatschappelijke organisatie", "maatschappelijke organisaties", count
        ),
        OrganisationKind.BEDRIJF: ngettext("bedrijf", "bedrijven", count),
        OrganisationKind.BEWONERS: ngettext("bewonersorganisatie", "bewonersorganisaties", count),
        OrganisationKind.HUURDERS: ngettext("huurdersorganisatie", "huurdersorganisaties", count),
        OrganisationKind.OVERHEID: ngettext("andere overheid", "andere overheden", count),
    }
    return f"{in_words(count)} {plural[OrganisationKind(kind)]}"


def capital(text: str) -> str:
    return text[:1].upper() + text[1:]
