"""Why a figure is refused, for who would have quoted it: what is missing, why that matters, and what could be done."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from charts.wording import listing
from effects.estimators.results import Code
from portal.effects.answers import Answer

WORDS = {
    Code.PRE_SHORT: (
        _("Te weinig metingen van voor het begin"),
        _("Zonder die metingen is niet te zien of de wijk en de vergelijkingswijken eerst gelijk op gingen. Dan kan "
          "elk verschil er al geweest zijn."),
        _("Oudere cijfers komen er meestal niet meer bij. Een cijfer dat eerder begon, kan wel helpen."),
    ),
    Code.POST_SHORT: (
        _("Te weinig metingen van na het begin"),
        _("Eén meting kan toeval zijn. Pas bij een tweede is te zien of een verschil blijft."),
        _("Wacht op nieuwe cijfers: dan wordt dit vanzelf opnieuw berekend."),
    ),
    Code.DONORS_FEW: (
        _("Te weinig vergelijkingswijken"),
        _("Hoe groot een verschil door toeval kan zijn, zien we aan wijken waar deze aanpak niet was. Daarvoor zijn er "
          "te weinig die genoeg op de wijk lijken en cijfers hebben."),
        _("Wijken uit andere gemeenten kunnen helpen."),
    ),
    Code.TREATED_FEW: (
        _("Te weinig wijken voor deze manier van rekenen"),
        _("De gewone formule voor de onzekerheid klopt pas bij tien of meer wijken met een aanpak."),
        _("Een andere methode kan het wel: die vergelijkt met wijken waar niets gebeurde."),
    ),
    Code.SUPPRESSED: (
        _("Te veel cijfers ontbreken"),
        _("Cijfers over weinig mensen worden niet gepubliceerd, en wat ontbreekt, is niet nul. Met zoveel gaten is een "
          "gemiddelde niet te vertrouwen."),
        _("Een groter gebied of een ander cijfer kan helpen."),
    ),
    Code.SERIES_BREAK: (
        _("Er is intussen anders gemeten"),
        _("De cijfers van voor en na zijn niet op dezelfde manier gemeten, of de grens van de wijk is veranderd. Een "
          "verschil kan daarvan komen."),
        _("Een reeks die is teruggerekend, kan helpen."),
    ),
    Code.NO_OVERLAP: (
        _("Geen wijken die er genoeg op lijken"),
        _("De wijk stond er vóór het begin heel anders voor dan alle vergelijkingswijken."),
        _("Wijken uit andere gemeenten kunnen helpen."),
    ),
    Code.PRETREND: (
        _("Ze gingen vóór het begin al niet gelijk op"),
        _("De wijk liep al anders dan de vergelijkingswijken toen de aanpak nog moest beginnen. Wat daarna gebeurt, is "
          "dan niet aan de aanpak toe te schrijven."),
        _("Andere vergelijkingswijken kunnen helpen, als ze gekozen worden zonder naar de uitkomst te kijken."),
    ),
    Code.UNDERPOWERED: (
        _("De meting is te grof om te zien wat ertoe doet"),
        _("Het verschil dat het programma belangrijk noemde, is kleiner dan wat dit onderzoek kan zien. Er kan dus een "
          "verschil zijn dat we missen."),
        _("Meer wijken of meer jaren maken het onderzoek scherper."),
    ),
    Code.DOSE_THIN: (
        _("Te weinig verschil in wat er is besteed"),
        _("Alleen als wijken verschillende bedragen per huishouden kregen, is te zien of meer geld meer doet."),
        _("Meer wijken met besteed geld kunnen helpen; begroot geld telt niet."),
    ),
    Code.STARTS_DIFFER: (
        _("De wijken begonnen niet in hetzelfde jaar"),
        _("Deze methode kan maar één begin aan."),
        _("Een onderzoek voor elk begin apart kan het wel."),
    ),
}  # fmt: skip
TOO_COARSE = _("De meting is te grof om een verschil van %(relevant)s te zien")
NO_FIGURE = _(
    "Van %(names)s is dit cijfer er niet, in geen enkel jaar. Wat ontbreekt, is niet nul. Een uitkomst zou over minder "
    "wijken gaan dan het onderzoek noemt."
)
AREA_CODE = re.compile(r"\b(?:WK|BU|GM)[A-Z0-9]{4,8}\b")


@dataclass(frozen=True)
class Missing:
    """`exact`: the rule with its numbers, as the estimator tells it; the only words of a code that is new here."""

    title: str
    why: str
    help: str
    exact: str


def missing_of(
    answer: Answer, names: Mapping[str, str], relevant: str = "", unknown: Sequence[str] = ()
) -> tuple[Missing, ...]:
    """`names`: of areas by their code, which the exact sentences use. `relevant`: the difference that matters.

    `unknown`: the study's own wijken of which there is no figure at all.
    """
    found = []
    for each in answer.refusals:
        title, why, remedy = WORDS.get(each.code, ("", "", ""))  # type: ignore[call-overload]
        if each.code == Code.UNDERPOWERED and relevant:
            title = TOO_COARSE % {"relevant": relevant}
        if each.code == Code.SUPPRESSED and unknown:
            why = NO_FIGURE % {"names": listing(unknown)}
        found.append(Missing(str(title), str(why), str(remedy), named(each.message, names)))
    return tuple(found)


def named(text: str, names: Mapping[str, str]) -> str:
    """A sentence with the names of wijken where it has their codes."""
    return AREA_CODE.sub(lambda found: names.get(found.group(), found.group()), text)
