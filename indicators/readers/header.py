"""Where the table in a text begins: below titles, blank rows and the `sep=;` that Excel writes."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from indicators.readers.base import Problems
from indicators.readers.delimited import FIELD_LIMIT, Table
from indicators.readers.text import text_of

DELIMITERS = (";", ",", "\t", "|")
# Rows in which the header is looked for: no source puts more above its table.
LOOKED_AT = 30
SEPARATOR = re.compile(r'^"?sep=(.)["\s;,]*$', re.IGNORECASE)

Recognise = Callable[[list[str]], bool]


@dataclass(frozen=True)
class Candidate:
    """A line that may be the header: what it says, and where in the text it begins."""

    header: list[str]
    delimiter: str
    start: int
    row: int

    @property
    def filled(self) -> int:
        return sum(bool(cell.strip()) for cell in self.header)


def open_table(path: Path, problems: Problems, recognise: Recognise) -> Table:
    """The table in a file from its header on: the first row that `recognise` knows. Raises Refused.

    Where it knows none, the likeliest row is taken, so that what is wrong with the header is told there.
    """
    text = text_of(path, problems)
    if text.lstrip().startswith(("{", "[")):
        raise problems.refuse(_("Dit is JSON en geen tabel. Kies de soort die bij dit bestand hoort."), row=1)
    candidates = [found for found in first_rows(text) if found.filled > 1]
    if not candidates:
        raise refuse_without_header(text, problems)
    known = (found for found in candidates if recognise(found.header))
    found = next(known, None) or likeliest(candidates)
    return Table(found.header, text[found.start :], found.delimiter, found.row)


def likeliest(candidates: list[Candidate]) -> Candidate:
    """The first row with the delimiter of most rows that is not much narrower than the widest of them."""
    usual = Counter(found.delimiter for found in candidates).most_common(1)[0][0]
    rows = [found for found in candidates if found.delimiter == usual]
    widest = max(found.filled for found in rows)
    return next(found for found in rows if 2 * found.filled > widest)


def refuse_without_header(text: str, problems: Problems) -> Exception:
    message = _(
        "Er staan geen kolomkoppen in de eerste %(count)d rijen: elke rij heeft maar één kolom. Verwacht wordt een "
        "tabel met kolomkoppen en ; of , ertussen."
    )
    first = next((line for line in text.split("\n", LOOKED_AT) if line.strip()), "")
    return problems.refuse(message % {"count": LOOKED_AT}, row=1, value=first)


def first_rows(text: str) -> Iterator[Candidate]:
    """The first rows of a text, each read as a header with its own delimiter, or the one that `sep=` names."""
    csv.field_size_limit(FIELD_LIMIT)
    start, said = 0, None
    for row in range(1, LOOKED_AT + 1):
        if start >= len(text):
            return
        line = next(lines_from(text, start))
        if marked := SEPARATOR.match(line.rstrip("\n")):
            said = marked[1]
        elif delimiter := said or most_frequent(line):
            yield Candidate(next(csv.reader(lines_from(text, start), delimiter=delimiter)), delimiter, start, row)
        start += len(line)


def lines_from(text: str, start: int) -> Iterator[str]:
    while start < len(text):
        end = text.find("\n", start) + 1 or len(text)
        yield text[start:end]
        start = end


def most_frequent(line: str) -> str | None:
    """The delimiter of a line, quoted parts aside; None where it has none."""
    bare = re.sub(r'"[^"]*"', "", line)
    delimiter = max(DELIMITERS, key=bare.count)
    return delimiter if delimiter in bare else None
