"""Each method of estimation in one sentence that says what it compares, and where it comes from."""

from __future__ import annotations

from django.utils.translation import gettext as _


def method_words(method: str) -> str:
    return {
        "did": _(
            "Methode: de verandering in de wijk min de verandering in de vergelijkingswijken, die allemaal even "
            "zwaar tellen (verschil-in-verschil)."
        ),
        "cs": _(
            "Methode: voor elk beginjaar de verandering in de wijken min die in de vergelijkingswijken, en daarvan "
            "het gemiddelde (Callaway en Sant’Anna, 2021)."
        ),
        "sdid": _(
            "Methode: vergelijkingswijken die vóór het begin net zo liepen als de wijk, tellen zwaarder. Ook "
            "jaren die op de jaren erna lijken, tellen zwaarder (synthetisch verschil-in-verschil, Arkhangelsky "
            "en anderen, 2021)."
        ),
        "sc": _(
            "Methode: een gewogen gemiddelde van vergelijkingswijken dat vóór het begin zo dicht mogelijk bij de "
            "wijk lag (synthetische controle, Abadie en anderen, 2010)."
        ),
        "dose": _(
            "Methode: verandert het cijfer meer waar meer euro per huishouden is besteed? Vergeleken binnen elke "
            "wijk en elk jaar."
        ),
    }.get(method, "")
