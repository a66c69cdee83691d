"""The sentences themselves. A refusal tells the rule, what was found, and how to get past it."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from effects.estimators.results import Code

REFUSALS = {
    Code.PRE_SHORT: _(
        "Metingen van voor de start: %(found)s, en er zijn er %(needed)s nodig; "
        "neem eerdere jaren op, of kies een cijfer dat al langer gemeten wordt."
    ),
    Code.POST_SHORT: _("Metingen vanaf de start: %(found)s, en er zijn er %(needed)s nodig; wacht op nieuwe cijfers."),
    Code.DONORS_FEW: _(
        "Te weinig om mee te vergelijken: %(found)s vergelijkingsgebieden, er zijn er %(needed)s nodig; "
        "neem gebieden uit meer gemeenten op."
    ),
    Code.TREATED_FEW: _(
        "Te weinig gebieden met de aanpak voor een foutmarge uit een formule: het zijn er %(found)s, en er zijn er "
        "%(needed)s nodig; laat de toets zelf kiezen (--inference auto), dan vergelijkt die met gebieden waar de "
        "aanpak niet was."
    ),
    Code.SUPPRESSED: _(
        "Er ontbreken te veel cijfers: %(treated_share)s waar de aanpak was (hoogstens %(treated_most)s mag), en "
        "%(comparison_share)s in de vergelijkingsgebieden (hoogstens %(comparison_most)s mag). "
        "Wat ontbreekt, is geen 0; vul de reeks aan, of kies grotere gebieden of andere jaren."
    ),
    Code.SERIES_BREAK: _(
        "De cijfers van voor en na zijn niet te vergelijken: anders gemeten vanaf %(periods)s, andere grenzen bij "
        "%(units)s; gebruik alleen jaren van voor of van na de verandering, of een reeks die is teruggerekend."
    ),
    Code.NO_OVERLAP: _(
        "De vergelijkingsgebieden lijken er niet genoeg op: vóór de start stonden zij er allemaal anders voor dan "
        "%(units)s; kies gebieden die er toen net zo voor stonden."
    ),
    Code.PRETREND: _(
        "De gebieden met de aanpak liepen al vóór de start anders (p = %(p_value)s, en 0,10 is het minste); kies "
        "andere vergelijkingsgebieden, of een methode die gebieden met dezelfde loop zwaarder telt (sdid)."
    ),
    Code.UNDERPOWERED: _(
        "De meting is te grof om een verschil van %(relevant)s te zien: pas een verschil van %(mde)s of meer valt op; "
        "neem meer gebieden of jaren op."
    ),
    Code.DOSE_THIN: _(
        "Te weinig verschillende bedragen om meer met minder te vergelijken: %(found)s, er zijn er %(needed)s "
        "nodig; neem meer gebieden op, of vraag alleen of er een verschil is (did of cs)."
    ),
    Code.STARTS_DIFFER: _(
        "Deze methode kan maar één start aan, en er zijn er meer (%(starts)s); bereken elke start apart, of gebruik cs."
    ),
}
# the same refusals, where the reason is another
DOSE_PLANNED = _("De bedragen zijn begroot en niet besteed: reken met wat is uitgegeven.")
PLACEBOS_FEW = _(
    "Te weinig om mee te vergelijken: wij kunnen %(found)s keer doen alsof (placebo’s), en dat moet %(needed)s keer; "
    "neem meer vergelijkingsgebieden op."
)

NOTES = {
    # reading
    "WEIGHT_VARIES": _("Het gewicht in kolom “%(column)s” verschilt per rij bij %(units)s: het gemiddelde telt."),
    "TREATMENT_STOPS": _(
        "Kolom “%(column)s” valt terug naar 0 bij %(units)s. Wie eens begon, telt mee als begonnen, ook na het stoppen."
    ),
    "STARTS_WITHIN_PERIOD": _(
        "Kolom “%(column)s” geeft bij %(units)s een deel van 1 in de eerste periode van de aanpak. De methode did "
        "telt die periode voor dat deel. Andere methoden tellen haar heel."
    ),
    # who takes part
    "FROM_THE_START": _(
        "De aanpak was hier al vanaf het eerste cijfer, dus is er geen ervoor. Daarom doet dit niet mee: %(units)s."
    ),
    "STARTS_AFTER_PANEL": _(
        "Hier begint de aanpak pas na het laatste cijfer: %(units)s. Dat telt dus als zonder aanpak."
    ),
    "START_BETWEEN_PERIODS": _(
        "De start van %(units)s valt tussen twee metingen. De eerste meting daarna telt als de eerste van na de start."
    ),
    "PERIODS_COUNTED": _(
        "Er is niet elk jaar gemeten, maar op deze momenten: %(periods)s. Tijd sinds de start telt hier in metingen."
    ),
    "SOME_SHORT": _(
        "Van de %(of)s gebieden met de aanpak zijn er %(short)s met weinig cijfers: minder dan %(before)s van voor "
        "of %(after)s van na hun start. Hun deel van het effect rust op weinig metingen."
    ),
    "DOSE_AT_FIRST": _(
        "Hier was al een bedrag in de eerste periode: %(units)s. Zij doen mee omdat het bedrag daarna verandert. "
        "Van hen is geen periode zonder bedrag bekend."
    ),
    "NO_WEIGHT": _("Met gewicht 0, en daarom buiten de berekening: %(units)s."),
    "NO_FIGURES": _("Zonder enig cijfer, en daarom buiten de berekening: %(units)s."),
    "MISSING_CELLS": _(
        "Van de %(of)s cijfers ontbreken er %(cells)s: %(treated)s waar de aanpak was, %(comparison)s in gebieden "
        "waarmee is vergeleken (%(units)s). Zij doen niet mee: niet ingevuld en niet als 0 gelezen."
    ),
    "CELLS_MISSING": _("Van de %(of)s cijfers ontbreken er %(missing)s; die doen niet mee."),
    "CELLS_LEFT_OUT": _(
        "Er doen %(cells)s cijfers niet mee. Een ander gegeven dat nodig is, ontbreekt, of het is het enige cijfer "
        "van het gebied: %(units)s."
    ),
    "TIMES_NOT_SEPARATE": _(
        "Het verloop heeft geen cijfer op tijd %(times)s sinds de start: dat is niet los te zien van de gebieden en "
        "de andere jaren. Zo gaat het als de aanpak overal een keer komt. De andere cijfers gelden als het daar 0 "
        "is."
    ),
    "CONTROLS_MISSING": _("Hier ontbreken gegevens waarmee is gecorrigeerd. Daarom doet dit niet mee: %(units)s."),
    "CONTROLS_APART": _(
        "De extra gegevens (%(columns)s) zeggen zelf al waar de aanpak was. Daarom is niet gewogen naar gelijkenis. Er "
        "is alleen gecorrigeerd voor hun samenhang met het cijfer."
    ),
    "CONTROLS_DROPPED": _("Weggelaten, omdat het niets toevoegt aan wat al meetelt: %(columns)s."),
    "PERIODS_INCOMPLETE": _(
        "Hier ontbreekt een cijfer van een gebied met de aanpak. Deze jaren zijn niet meegeteld: %(periods)s."
    ),
    "CONTROLS_MANY": _(
        "Er zijn %(controls)s extra gegevens op %(others)s vergelijkingsgebieden: zo is alles te verklaren en niets "
        "te berekenen; geef er minder op."
    ),
    "DONORS_INCOMPLETE": _(
        "Vergelijkingsgebieden die een cijfer missen en bij deze methode niet meedoen (%(count)s): %(units)s."
    ),
    # how it was estimated
    "STAGGERED_TWO_WAY": _(
        "De starts verschillen (%(starts)s). Bij did wordt wie later begint ook vergeleken met wie al begon, en "
        "soms telt een gebied met een negatief gewicht mee. Een effect dat groeit, komt er dan te klein uit, soms "
        "met het verkeerde teken. Gebruik cs voor een zuivere vergelijking."
    ),
    "START_SMALL": _(
        "Van de gebieden die samen begonnen, telt de kleinste groep er %(smallest)s. Voor een formule zijn er "
        "%(needed)s nodig. Daarom is getoetst door de aanpak op papier steeds aan andere gebieden te geven "
        "(permutaties)."
    ),
    "LAST_YEAR_OUT": _(
        "Vergeleken is met het gemiddelde van %(periods)s perioden voor de start. De laatste telt niet mee: vaak is "
        "dat het slechte jaar waarop is gekozen, en daarna wordt het vanzelf weer beter."
    ),
    "PERMUTATION_CHECK": _(
        "Ter controle is de aanpak op papier steeds aan andere gebieden gegeven (permutaties): p = %(p_value)s."
    ),
    "PLACEBOS_DRAWN": _(
        "Er zijn %(possible)s manieren om te doen alsof de aanpak ergens anders was (placebo’s). Daarvan zijn er "
        "%(drawn)s geloot."
    ),
    "DOSE_FROM_START": _(
        "Het bedrag verandert binnen geen enkel gebied. Gerekend is met dat bedrag vanaf de start, en met 0 daarvoor."
    ),
    "DOSE_OF_UNTREATED": _(
        "Deze hebben een bedrag maar geen start, en tellen dus met bedrag 0: %(units)s. Geef hun anders een start."
    ),
    "DOSE_OTHER_START": _(
        "De eerste periode met een bedrag is een andere dan de start die u gaf: %(units)s. De eerste met een bedrag "
        "telt als start."
    ),
    "DOSE_ZERO": _("Deze hebben een start maar nooit een bedrag, en tellen dus als zonder bedrag: %(units)s."),
    "DOSE_UNKNOWN": _(
        "Hier is het bedrag niet in elke periode bekend: %(units)s. Bij het steeds anders verdelen van de bedragen "
        "doen zij niet mee."
    ),
    "DOSE_LEANS": _(
        "De bedragen zijn heel ongelijk verdeeld. De uitkomst rust daardoor op zo’n %(effective)s gebieden. De "
        "foutmarge houdt daar rekening mee."
    ),
    "PRETREND_NO_BEFORE": _(
        "Of zij vóór de start gelijk op gingen, is niet te zien: van de %(of)s gebieden met een bedrag is er geen "
        "periode zonder bedrag bekend."
    ),
    "PRETREND_SHORT": _(
        "Of zij vóór de start gelijk op gingen, is niet te zien: daarvoor zijn twee perioden voor het eerste bedrag "
        "nodig, en er zijn er %(found)s."
    ),
    "PRETREND_NOT_SEPARATE": _(
        "Of zij vóór de start gelijk op gingen, is niet te zien: er is niemand zonder bedrag, of met een ander "
        "bedrag vanaf dezelfde start."
    ),
    "ERROR_OF_DIFFERENCES": _(
        "Er zijn twee metingen, dus één verschil per gebied. De foutmarge is die van deze verschillen. Rekent u per "
        "gebied bij elkaar (--cluster), dan is zij %(clustered)s."
    ),
    # how crooked the comparison may be
    "HONEST_BY_INTERVAL": _(
        "Hoe scheef de vergelijking mag zijn (honest_breakdown), volgt hier uit de onzekerheid. En uit de grootste "
        "verschuiving tussen twee metingen voor de start (%(largest)s), %(steps)s keer: tot het midden van de jaren "
        "erna."
    ),
    "HONEST_NO_INTERVAL": _(
        "Hoe scheef de vergelijking mag zijn (honest_breakdown), is niet te zeggen: er zijn te weinig manieren om "
        "te doen alsof de aanpak ergens anders was."
    ),
    "HONEST_PRE_SHORT": _(
        "Hoe scheef de vergelijking mag zijn (honest_breakdown), is niet te zeggen: daarvoor zijn %(needed)s "
        "verschuivingen tussen metingen voor de start nodig, en er zijn er %(found)s."
    ),
    "HONEST_NOT_SYNTHETIC": _(
        "Hoe scheef de vergelijking mag zijn (honest_breakdown), is hier niet te zeggen: de methode maakt de "
        "vergelijking zelf passend op de jaren voor de start. Kijk naar de placebo’s."
    ),
    "HONEST_NOT_OF_DOSE": _(
        "Hoe scheef de vergelijking mag zijn (honest_breakdown), is hier niet te zeggen: dat hangt af van hoe het "
        "bedrag groeit."
    ),
    "COLUMNS_UNUSED": _("Deze methode gebruikt %(columns)s niet. Die kolommen hebben het antwoord niet veranderd."),
    "INFERENCE_CHANGED": _("De toets die u vroeg, bestaat niet bij deze methode. Gebruikt is “%(used)s”."),
    # why there is nothing
    "NOBODY_TREATED": _(
        "In geen enkel gebied begint de aanpak na het eerste cijfer. Er valt dus niets te berekenen (0 en leeg "
        "zijn: nooit begonnen)."
    ),
    "NOBODY_TO_COMPARE": _("Er is niets om mee te vergelijken: overal was de aanpak."),
    "NOBODY_TO_COMPARE_BUT_LATER": _(
        "Overal was of komt de aanpak. Met --comparison notyet wordt vergeleken met wie later begint."
    ),
    "NOTHING_TO_COMPARE_IN_TIME": _("Geen enkel gebied heeft cijfers van twee momenten."),
    "TREATMENT_NOT_SEPARATE": _(
        "Het effect is niet los te zien van de gebieden, de jaren en waarmee is gecorrigeerd. Er is te weinig over "
        "om mee te vergelijken, of een kolom zegt hetzelfde als de aanpak."
    ),
    "DOSE_NOT_SEPARATE": _(
        "Het bedrag is niet los te zien van de gebieden, de jaren en waarmee is gecorrigeerd: het verschilt niet "
        "genoeg in de tijd."
    ),
    "NO_DOSE": _("De methode dose vraagt een kolom met de bedragen (--dose)."),
    "NO_FIT": _("Er is niets te berekenen, ook niet onder voorbehoud."),
}
