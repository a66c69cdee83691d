"""Taakvelden of BBV/Iv3: strings with a book year, whose list is imported and never typed into code."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from programmes.models import Taakveld

# One digit, a point, and what follows as a string: 0.10 is not 0.1; the list of 2023 had letters (6.71a).
FORM = re.compile(r"[0-8]\.[0-9]{1,3}[a-d]?")


def lists_of(book_years: Collection[int]) -> dict[int, set[str]]:
    """The codes of each book year whose list was imported (1 query; none where no year is asked)."""
    found: dict[int, set[str]] = {}
    for year, code in Taakveld.objects.filter(book_year__in=book_years).values_list("book_year", "code"):
        found.setdefault(year, set()).add(code)
    return found


def wrong_with_taakveld(code: str, book_year: int, lists: Mapping[int, Collection[str]]) -> str:
    """What is wrong with a code in a book year by the `lists_of` it, and what to do; "" where nothing is.

    Without an imported list of that year only the form can be judged.
    """
    if not FORM.fullmatch(code):
        return not_the_form(code)
    if code in lists.get(book_year, (code,)):
        return ""
    return _("Taakveld %(code)s staat niet in de lijst van %(year)s. Kies een code uit dat boekjaar.") % {
        "code": code,
        "year": book_year,
    }


def not_the_form(code: str) -> str:
    return _("“%(code)s” is geen taakveld. Typ een cijfer, een punt en het nummer, zoals 6.3 of 0.10.") % {"code": code}


def name_of(code: str, book_year: int) -> str:
    """The code with its name in that year, where the list was imported."""
    found = Taakveld.objects.filter(code=code, book_year=book_year).first()
    return str(found) if found else code


class UnreadableTable(ValueError):
    """A file of reference is no such table; the message says in Dutch what is wrong and what to do."""


def read_definitions(text: str, year: int) -> dict[str, str]:
    """The taakvelden of a definition file of Iv3 (JSON) for gemeenten: code → name. Groups and totals are left out.

    Raises UnreadableTable where the file is no such file, of another year, or of another layer of government.
    """
    try:
        file = json.loads(text)
        about, codes = file["metadata"], file["codelijsten"]["taakveld"]["codelijst"]
        found = [(str(one["code"]), str(one["omschrijving"])) for one in _leaves(codes)]
        layer, book_year = str(about["overheidslaag"]), str(about["boekjaar"])
    except (ValueError, KeyError, TypeError) as error:
        raise UnreadableTable(
            _("Dit is geen definitiebestand van Iv3. Geef het JSON-bestand met de codelijsten.")
        ) from error
    if layer != "Gemeente":
        raise UnreadableTable(_("Dit bestand is voor %(layer)s. Geef dat voor gemeenten.") % {"layer": layer})
    if book_year != str(year):
        told = {"year": book_year, "asked": year}
        raise UnreadableTable(_("Dit bestand is van boekjaar %(year)s, niet van %(asked)s.") % told)
    return _checked(found)


def _leaves(codes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for one in codes:
        if "subcodes" in one:
            yield from _leaves(one["subcodes"])
        else:
            yield one


def _checked(found: list[tuple[str, str]]) -> dict[str, str]:
    wrong = [code for code, _name in found if not FORM.fullmatch(code)]
    if wrong or not found:
        raise UnreadableTable(
            _("Hierin staan geen taakvelden, of codes die wij niet kennen: %(codes)s.")
            % {"codes": ", ".join(wrong) or _("geen enkele")}
        )
    table = dict(found)
    if len(table) < len(found):
        raise UnreadableTable(_("Een code staat er twee keer in. Vraag het bestand opnieuw op."))
    return table


@dataclass(frozen=True)
class Imported:
    """How many rows a table of reference now has, and what an import did to get there."""

    rows: int
    added: int
    changed: int
    removed: int


@transaction.atomic
def import_taakvelden(*, text: str, year: int) -> Imported:
    """Put the list of a book year in place of what stood of that year. Entries keep their codes, which are strings.

    Raises UnreadableTable, and then nothing was written.
    """
    table = read_definitions(text, year)
    standing = {row.code: row for row in Taakveld.objects.filter(book_year=year)}
    added = [Taakveld(code=code, book_year=year, name=name) for code, name in table.items() if code not in standing]
    changed = [row for code, row in standing.items() if code in table and row.name != table[code]]
    for row in changed:
        row.name = table[row.code]
    Taakveld.objects.bulk_create(added)
    Taakveld.objects.bulk_update(changed, ["name"])
    gone = Taakveld.objects.filter(book_year=year).exclude(code__in=table)
    removed = gone.delete()[0]
    return Imported(len(table), len(added), len(changed), removed)
