"""From the bytes of a file to its rows: encoding, separator, header, and rows that are as long as the header."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.translation import gettext as _

from effects.panelfile.bad import BadPanel

SEPARATORS = (",", ";", "\t")
DECIMAL_NAME = re.compile(r"-?\d+[.,]0\Z", re.ASCII)
NOT_IN_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")


@dataclass(frozen=True)
class Rows:
    """`lines` holds the number of each row in the file, the header being row 1."""

    separator: str
    header: tuple[str, ...]
    lines: tuple[int, ...]
    cells: tuple[tuple[str, ...], ...]

    def column(self, name: str) -> list[str]:
        place = self.header.index(name)
        return [row[place] for row in self.cells]


def rows_of(path: Path, wanted: tuple[str, ...]) -> Rows:
    text = text_of(path)
    if not text.strip():
        raise BadPanel(_("Het bestand %(path)s is leeg.") % {"path": path})
    separator = separator_of(text, wanted)
    numbered = list(parsed(text, separator))
    header = tuple(cell.strip() for cell in numbered[0][1])
    check_header(header, wanted)
    filled = [
        (line, tuple(cell.strip() for cell in cells)) for line, cells in numbered[1:] if any(map(str.strip, cells))
    ]
    check_lengths(filled, header)
    if not filled:
        raise BadPanel(_("Het bestand %(path)s heeft een kop, maar geen rijen.") % {"path": path})
    return Rows(separator, header, tuple(line for line, _cells in filled), tuple(cells for _line, cells in filled))


def text_of(path: Path) -> str:
    """UTF-8 with or without mark, UTF-16 with a mark, and otherwise what Excel writes on Windows."""
    try:
        raw = path.read_bytes()
    except OSError as error:
        raise BadPanel(_("Het bestand %(path)s kan niet gelezen worden: %(why)s.") % {"path": path, "why": why(error)})
    for encoding in encodings(raw):
        try:
            text = raw.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not NOT_IN_TEXT.search(text):
            return text
    raise BadPanel(_("Het bestand %(path)s is geen tekst: bewaar het als CSV.") % {"path": path})


def why(error: OSError) -> str:
    if isinstance(error, FileNotFoundError):
        return _("het bestaat niet")
    if isinstance(error, IsADirectoryError):
        return _("het is een map")
    if isinstance(error, PermissionError):
        return _("het mag niet")
    return _("de schijf weigert het")


def encodings(raw: bytes) -> tuple[str, ...]:
    if raw[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return ("utf-16",)
    return ("utf-8-sig", "cp1252")


def separator_of(text: str, wanted: tuple[str, ...]) -> str:
    """The separator under which most of the wanted columns are found, then the one that splits most.

    A first line `sep=;` (Excel) says it outright.
    """
    first = text.lstrip("\r\n").splitlines()[0]
    if first.lower().startswith("sep=") and first[4:5] in SEPARATORS:
        return first[4]

    def found(separator: str) -> tuple[int, int]:
        names = {name.strip() for name in next(csv.reader([first], delimiter=separator), [])}
        return len(names & set(wanted)), len(names)

    return max(SEPARATORS, key=found)


def parsed(text: str, separator: str) -> list[tuple[int, list[str]]]:
    """(number of the row in the file, cells) of every row that is not blank, the header first."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
    rows, line = [], 1
    try:
        for cells in reader:
            if cells and not (line == 1 and cells[0].lower().startswith("sep") and text.lower().startswith("sep=")):
                rows.append((line, cells))
            line = reader.line_num + 1
    except csv.Error as error:
        message = _("Rij %(row)s is niet te lezen als CSV (%(why)s): kijk naar de aanhalingstekens in die rij.")
        raise BadPanel(message % {"row": line, "why": error})
    if not rows:
        raise BadPanel(_("Het bestand heeft geen rijen."))
    return rows


def check_header(header: tuple[str, ...], wanted: tuple[str, ...]) -> None:
    for name in wanted:
        times = header.count(name)
        if not times:
            there = ", ".join(column for column in header if column)
            raise BadPanel(
                _("De kolom “%(name)s” staat niet in het bestand; wel: %(there)s.") % {"name": name, "there": there}
            )
        if times > 1:
            message = _("De kolom “%(name)s” staat %(times)s keer in de kop: geef elke kolom een eigen naam.")
            raise BadPanel(message % {"name": name, "times": times})


def check_lengths(rows: list[tuple[int, tuple[str, ...]]], header: tuple[str, ...]) -> None:
    for line, cells in rows:
        if len(cells) != len(header):
            message = _("Rij %(row)s heeft %(found)s velden in plaats van de %(expected)s van de kop.")
            raise BadPanel(message % {"row": line, "found": len(cells), "expected": len(header)})


def names_of(texts: list[str]) -> list[str]:
    """Numbers for names, of which a program made decimal ones: 363.0 and 363,0 are 363."""
    return [text[:-2] for text in texts] if texts and all(map(DECIMAL_NAME.match, texts)) else texts
