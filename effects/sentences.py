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
        "Te weinig behandelde gebieden voor een foutmarge uit een formule: %(found)s, er zijn er %(needed)s nodig; "
        "laat --inference op auto staan, dan wordt tegen toeval getoetst met placebo’s of permutaties."
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
        "andere vergelijkingsgebieden, of een methode die zulke verschillen volgt (sdid)."
    ),
    Code.UNDERPOWERED: _(
        "De meting is te grof om een verschil van %(relevant)s te zien: pas een verschil van %(mde)s of meer valt op; "
        "neem meer gebieden of jaren op."
    ),
    Code.DOSE_THIN: _(
        "Te weinig verschillende doses: %(found)s, er zijn er %(needed)s nodig; "
        "neem meer gebieden op, of vraag alleen of er een verschil is (did of cs)."
    ),
    Code.STARTS_DIFFER: _(
        "Deze methode vraagt één gezamenlijke start, en er zijn er meer (%(starts)s); "
        "schat elke start apart, of gebruik cs."
    ),
}
# the same refusals, where the reason is another
DOSE_PLANNED = _("De dosis is gepland en niet gerealiseerd geld: reken met wat is uitgegeven.")
PLACEBOS_FEW = _(
    "Te weinig om mee te vergelijken: er zijn %(found)s placebo’s te maken en %(needed)s nodig; "
    "neem meer vergelijkingsgebieden op."
)

NOTES = {
    # reading
    "WEIGHT_VARIES": _("Het gewicht in kolom “%(column)s” verschilt per rij bij %(units)s: het gemiddelde telt."),
    "TREATMENT_STOPS": _(
        "Kolom “%(column)s” valt terug naar 0 bij %(units)s: zij tellen als behandeld vanaf hun eerste 1, "
        "zodat dit het effect is van begonnen zijn."
    ),
    "STARTS_WITHIN_PERIOD": _(
        "Kolom “%(column)s” geeft bij %(units)s een deel van 1 in de eerste behandelde periode: did telt die periode "
        "voor dat deel, andere methoden tellen haar als de eerste behandelde."
    ),
    # who takes part
    "FROM_THE_START": _(
        "Al behandeld vanaf de eerste periode, en daarom niet behandeld en niet vergeleken geteld: %(units)s."
    ),
    "STARTS_AFTER_PANEL": _("De start van %(units)s ligt na de laatste periode: zij tellen als niet behandeld."),
    "START_BETWEEN_PERIODS": _(
        "De start van %(units)s valt tussen twee metingen: de eerste meting daarna telt als eerste van na de start."
    ),
    "PERIODS_COUNTED": _(
        "Er is niet elk jaar gemeten, maar op deze momenten: %(periods)s. Tijd sinds de start telt hier in metingen."
    ),
    "SOME_SHORT": _(
        "Van de %(of)s behandelde eenheden hebben er %(short)s minder dan %(before)s perioden voor of %(after)s "
        "perioden na hun start: hun deel van het effect rust op weinig metingen."
    ),
    "DOSE_AT_FIRST": _(
        "Hadden al een dosis in de eerste periode: %(units)s. Zij doen mee omdat hun dosis daarna verandert, maar van "
        "hen is geen periode zonder dosis bekend."
    ),
    "NO_WEIGHT": _("Met gewicht 0, en daarom buiten de berekening: %(units)s."),
    "NO_FIGURES": _("Zonder enig cijfer, en daarom buiten de berekening: %(units)s."),
    "MISSING_CELLS": _(
        "Van de %(of)s cijfers ontbreken er %(cells)s: %(treated)s waar de aanpak was, %(comparison)s in gebieden "
        "waarmee is vergeleken (%(units)s). Zij doen niet mee: niet ingevuld en niet als 0 gelezen."
    ),
    "CELLS_MISSING": _("Van de %(of)s cijfers ontbreken er %(missing)s; die doen niet mee."),
    "CELLS_LEFT_OUT": _(
        "%(cells)s cellen met een uitkomst doen niet mee, omdat een controle of dosis ontbreekt of omdat het de enige "
        "cel van de eenheid is: %(units)s."
    ),
    "CONTROLS_MISSING": _("Zonder controlevariabele, en daarom buiten de berekening: %(units)s."),
    "TIMES_NOT_SEPARATE": _(
        "Het verloop heeft geen cijfer op tijd %(times)s sinds de start: dat is niet te scheiden van eenheid, periode "
        "en de andere tijden, zoals wanneer iedereen ooit behandeld wordt. De andere cijfers gelden als het daar 0 is."
    ),
    "CONTROLS_APART": _(
        "De controlevariabelen (%(columns)s) zeggen zelf al wie behandeld is: naar gelijkenis is niet gewogen, alleen "
        "voor hun samenhang met de uitkomst is gecorrigeerd."
    ),
    "CONTROLS_MANY": _(
        "Er zijn %(controls)s controlevariabelen op %(others)s eenheden om mee te vergelijken: zo is alles te "
        "verklaren en niets te schatten; geef er minder op."
    ),
    "CONTROLS_DROPPED": _("Weggelaten, omdat zij niets toevoegen aan eenheid, periode en de andere: %(columns)s."),
    "PERIODS_INCOMPLETE": _("Zonder cijfer voor een gebied met de aanpak, en daarom niet meegeteld: %(periods)s."),
    "DONORS_INCOMPLETE": _(
        "Gebieden om mee te vergelijken die een cijfer missen en bij deze methode niet meedoen (%(count)s): %(units)s."
    ),
    # how it was estimated
    "STAGGERED_TWO_WAY": _(
        "De starts verschillen (%(starts)s). Bij did dienen eenheden die al behandeld zijn dan als vergelijking voor "
        "wie later begint, sommige met een negatief gewicht: een effect dat groeit wordt te klein geschat, soms met "
        "het verkeerde teken. Gebruik cs voor een zuivere vergelijking."
    ),
    "START_SMALL": _(
        "De kleinste startgroep telt %(smallest)s eenheden (nodig voor een formule: %(needed)s): "
        "er is getoetst met permutaties."
    ),
    "LAST_YEAR_OUT": _(
        "Vergeleken is met het gemiddelde van %(periods)s perioden voor de start. De laatste telt niet mee: vaak is "
        "dat het slechte jaar waarop is gekozen, en daarna wordt het vanzelf weer beter."
    ),
    "PERMUTATION_CHECK": _("Ter controle met permutaties: p = %(p_value)s."),
    "PLACEBOS_DRAWN": _("Van de %(possible)s mogelijke placebo’s zijn er %(drawn)s getrokken."),
    "DOSE_FROM_START": _(
        "De dosis verandert binnen geen enkele eenheid: gerekend is met de dosis vanaf de start, en 0 daarvoor."
    ),
    "DOSE_OF_UNTREATED": _(
        "Hebben een dosis maar geen start, en tellen daarom met dosis 0: %(units)s; geef hun anders een start."
    ),
    "DOSE_OTHER_START": _(
        "De eerste periode met een dosis is een andere dan de opgegeven start: %(units)s. De eerste periode met een "
        "dosis telt als start."
    ),
    "DOSE_ZERO": _("Hebben een start maar in elke periode dosis 0, en tellen daarom als zonder dosis: %(units)s."),
    "DOSE_UNKNOWN": _(
        "Van deze eenheden is de dosis niet in elke periode bekend; zij doen niet mee waar doses opnieuw worden "
        "uitgedeeld: %(units)s."
    ),
    "DOSE_LEANS": _(
        "De doses zijn zo ongelijk verdeeld dat de uitkomst rust op zo’n %(effective)s eenheden; de foutmarge houdt "
        "daar rekening mee."
    ),
    "PRETREND_NO_BEFORE": _(
        "Er is geen toets op de voortrend: van geen van de %(of)s eenheden met een dosis is een periode zonder dosis "
        "bekend."
    ),
    "PRETREND_SHORT": _(
        "Er is geen toets op de voortrend: die vraagt twee perioden voor de eerste dosis, en er zijn er %(found)s."
    ),
    "PRETREND_NOT_SEPARATE": _(
        "Er is geen toets op de voortrend: voor de eerste dosis verschilt het verloop niet te meten met de dosis die "
        "later kwam, omdat er niemand is zonder dosis of met een andere dosis vanaf dezelfde start."
    ),
    "ERROR_OF_DIFFERENCES": _(
        "Er zijn twee perioden, dus één verschil per eenheid: de foutmarge is die van kleinste kwadraten op die "
        "verschillen; geclusterd per eenheid is zij %(clustered)s (te krijgen met --cluster)."
    ),
    # how crooked the comparison may be
    "HONEST_BY_INTERVAL": _(
        "Hoe scheef de vergelijking mag zijn (honest_breakdown), volgt hier uit het interval en uit de grootste "
        "verschuiving tussen twee metingen voor de start (%(largest)s), maal %(steps)s stappen tot het midden van de "
        "jaren erna."
    ),
    "HONEST_NO_INTERVAL": _(
        "Er is geen honest_breakdown: er zijn te weinig manieren om de behandeling uit te delen voor een interval."
    ),
    "HONEST_PRE_SHORT": _(
        "Er is geen honest_breakdown: die vraagt %(needed)s verschuivingen tussen metingen voor de start, en er zijn "
        "er %(found)s."
    ),
    "HONEST_NOT_SYNTHETIC": _(
        "Er is geen honest_breakdown: de vergelijking is passend gemaakt op de jaren voor de start, zodat de "
        "verschuivingen van toen te klein zijn om die van erna mee te begrenzen. Kijk naar de placebo’s."
    ),
    "HONEST_NOT_OF_DOSE": _(
        "Er is geen honest_breakdown: hoe een scheve voortrend doorwerkt, hangt bij een dosis af van hoe die groeit."
    ),
    "COLUMNS_UNUSED": _("Deze methode gebruikt geen %(columns)s: die kolommen hebben het antwoord niet veranderd."),
    "INFERENCE_CHANGED": _("De gevraagde toets bestaat niet bij deze methode: gebruikt is “%(used)s”."),
    # why there is nothing
    "NOBODY_TREATED": _(
        "Geen enkele eenheid wordt behandeld na de eerste periode: er valt niets te schatten (0 en leeg zijn nooit)."
    ),
    "NOBODY_TO_COMPARE": _("Er is niemand om mee te vergelijken: alle eenheden worden behandeld."),
    "NOBODY_TO_COMPARE_BUT_LATER": _(
        "Er is niemand om mee te vergelijken die nooit behandeld wordt; "
        "met --comparison notyet dienen wie later begint als vergelijking."
    ),
    "NOTHING_TO_COMPARE_IN_TIME": _("Geen enkele eenheid heeft cijfers in twee perioden."),
    "TREATMENT_NOT_SEPARATE": _(
        "Het effect is niet te onderscheiden van eenheid, periode en controles: er is geen behandelde cel over om te "
        "vergelijken met een cel ervoor en een cel elders, of een controlekolom zegt hetzelfde als de behandeling."
    ),
    "DOSE_NOT_SEPARATE": _(
        "De dosis is niet te onderscheiden van eenheid, periode en controles: zij verschilt niet genoeg in de tijd."
    ),
    "NO_DOSE": _("De methode dose vraagt een kolom met de dosis (--dose)."),
    "NO_FIT": _("Er is geen schatting mogelijk, ook niet onder voorbehoud."),
}
