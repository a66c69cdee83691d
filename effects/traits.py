"""Fixed traits on which areas are compared before a start: which of the catalogue, and why."""

from __future__ import annotations

# Of each the newest figure from before the start. What an area has not, does not count for it.
TRAITS = {
    "inwoners": "how large",
    "inwoners-0-15": "how large its families are",
    "eengezinswoningen": "how urban",
    "corporatiebezit": "who owns the homes",
    "koopwoningen": "who owns the homes",
    "laag-inkomen": "how vulnerable",
    "inkomen-inwoner": "how vulnerable",
    "bijstand": "how vulnerable",
    "woz": "how dear its homes are",
}
COUNTS = ("inwoners", "inwoners-0-15")  # compared by their logarithm: twice as large is as far as half as large
