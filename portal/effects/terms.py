"""Words of the trade that a sentence of the estimators cannot do without, each explained in plain Dutch."""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

TERMS: dict[str, str | Promise] = {
    "placebo’s": _("Doen alsof de aanpak in andere wijken was, waar hij niet was. Zo is te zien wat toeval doet."),
    "permutaties": _("De aanpak op papier steeds aan andere wijken geven, heel vaak. Zo is te zien wat toeval doet."),
    "honest_breakdown": _("Hoeveel keer verder de wijk uit de pas mag lopen dan vóór het begin, tot de uitkomst "
                          "vervalt (Rambachan en Roth, 2023)."),
    "foutmarge": _("Hoe ver een uitkomst ernaast kan zitten door toeval."),
    "formule": _("Een foutmarge uit een formule klopt alleen bij genoeg wijken met de aanpak. Bij weinig wijken "
                 "vergelijken we daarom met wijken waar de aanpak niet was."),
    "gewicht": _("Hoe zwaar een gebied meetelt."),
    "gecorrigeerd": _("Er is rekening gehouden met andere verschillen tussen wijken."),
    "p =": _("De kans dat toeval een verschil van deze grootte geeft. Hoe kleiner, hoe minder het toeval is."),
    "sdid": _("Synthetisch verschil-in-verschil: wijken die vóór het begin net zo liepen, tellen zwaarder."),
    "did": _("Verschil-in-verschil: de verandering in de wijk min die in de vergelijkingswijken."),
    "cs": _("De methode van Callaway en Sant’Anna: voor elk beginjaar apart vergeleken, en daarvan het gemiddelde."),
    "dose": _("Kijken of er meer veranderde waar meer geld per huishouden is besteed."),
}  # fmt: skip


def terms_in(sentences: Iterable[str]) -> list[tuple[str, str]]:
    """The terms that occur in any of the sentences, with what they mean."""
    text = " ".join(sentences)
    return [(term.removesuffix(" ="), str(said)) for term, said in TERMS.items() if occurs(term, text)]


def occurs(term: str, text: str) -> bool:
    return re.search(rf"(?<![\w-]){re.escape(term)}(?!\w)", text) is not None
