"""Taakvelden of BBV/Iv3: strings with a book year, whose list is imported and never typed into code."""

from __future__ import annotations

import re

from django.utils.translation import gettext as _

from programmes.models import Taakveld

# One digit, a point, and what follows as a string: 0.10 is not 0.1; the list of 2023 had letters (6.71a).
FORM = re.compile(r"[0-8]\.[0-9]{1,3}[a-d]?")


def wrong_with_taakveld(code: str, book_year: int) -> str:
    """What is wrong with a code in a book year, and what to do; "" where nothing is.

    Without an imported list of that year only the form can be judged.
    """
    if not FORM.fullmatch(code):
        return _("“%(code)s” is geen taakveld. Typ een cijfer, een punt en het nummer, zoals 6.3 of 0.10.") % {
            "code": code
        }
    of_year = Taakveld.objects.filter(book_year=book_year)
    if of_year.filter(code=code).exists() or not of_year.exists():
        return ""
    return _("Taakveld %(code)s staat niet in de lijst van %(year)s. Kies een code uit dat boekjaar.") % {
        "code": code,
        "year": book_year,
    }


def name_of(code: str, book_year: int) -> str:
    """The code with its name in that year, where the list was imported."""
    found = Taakveld.objects.filter(code=code, book_year=book_year).first()
    return str(found) if found else code
