"""How many queries a page may ask, whatever the number of rows on it. A diff here is a change of cost: review it.

Page → the most queries, session and user included.
"""

BUDGETS = {
    "start of a manager": 32,
    "werk:programmes": 8,
    "werk:programme": 26,
    "werk:wijken": 9,
    "werk:goals": 9,
    "werk:interventions": 8,
    "werk:money": 9,
    "werk:entries": 14,
    "werk:report": 16,
}
