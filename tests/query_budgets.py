"""How many queries a page may ask, whatever the number of rows on it. A diff here is a change of cost: review it.

Page → the most queries, session and user included.
"""

BUDGETS = {
    "start of a manager": 32,
    "werk:programmes": 8,
    "werk:programme": 26,
    "werk:wijken": 9,
    "werk:goals": 9,
    "werk:interventions": 9,
    "werk:contributions": 25,
    "werk:money": 13,
    "werk:ceilings": 16,
    "werk:entries": 14,
    "werk:report": 19,
    "werk:periods": 10,
    "werk:reports": 12,
    "werk:partner-report": 30,
    "report that is judged": 30,
    "werk:streams": 7,
    "werk:roles": 12,
    "home": 3,
    "wijken": 2,
    "wijk": 22,
    "wijk of a gemeente": 25,
    "wijk-tabel": 20,
    "programmas": 1,
    "programma": 25,
    "indicatoren": 1,
    "indicator": 10,
    "partners": 2,
    "partner": 5,
    "zoeken": 1,
    "over": 1,
}
