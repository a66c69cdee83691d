"""Open a file that someone sends in, with suspicion: what it is by its bytes, how large it grows, and what is in it.

Nothing of it is run: no formula, no macro, no entity of XML. What does not fit is told in words that say what to do.
"""

from __future__ import annotations

import codecs
import csv
import datetime as dt
import io
import zipfile
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy

MOST_UNPACKED = 20 * 1024 * 1024  # bytes; a report of a thousand lines takes less than one
MOST_PARTS = 300
MOST_ROWS, MOST_COLUMNS = 5_000, 60
ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
WITH_ENTITIES = (b"<!DOCTYPE", b"<!ENTITY")
UTF_16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)

EMPTY = gettext_lazy("Het bestand is leeg. Download het sjabloon opnieuw, vul het in en lees het dan in.")
PASSWORD = gettext_lazy("Het bestand is met een wachtwoord beveiligd. Haal het wachtwoord eraf en bewaar het opnieuw.")
OLD_EXCEL = gettext_lazy(
    "Dit is een oud Excel-bestand (.xls). Open het, kies “Opslaan als” en dan “Excel-werkmap (.xlsx)”."
)
MACROS = gettext_lazy(
    "Dit bestand kan macro’s bevatten. Kies “Opslaan als” en dan “Excel-werkmap (.xlsx)”; dan gaan ze eruit."
)
OTHER_KIND = gettext_lazy(
    "Wij lezen .xlsx en .csv. Is dit uw ingevulde sjabloon? Kies dan “Opslaan als” en “Excel-werkmap (.xlsx)”. "
    "Anders: download het sjabloon en vul dat in."
)
OTHER_NAME = gettext_lazy(
    "De naam zegt .%(ending)s, maar het bestand is %(what)s. Bewaar het opnieuw als .xlsx of .csv."
)
NO_TABLE = gettext_lazy(
    "De naam zegt .%(ending)s, maar het bestand is %(what)s; daar kunnen wij geen bedragen uit lezen. "
    "Download het sjabloon en vul dat in."
)
TOO_LARGE = gettext_lazy(
    "Dit bestand wordt bij het uitpakken te groot (meer dan 20 MB). Download het sjabloon opnieuw en neem de "
    "bedragen daarin over."
)
NO_EXCEL = gettext_lazy("Dit is een zip, maar geen Excel-bestand. Bewaar het als “Excel-werkmap (.xlsx)”.")
WORD = gettext_lazy("Dit is een Word-bestand. Download het sjabloon en vul dat in.")
LIBRE_OFFICE = gettext_lazy(
    "Dit is een LibreOffice-bestand (.ods). Open het, kies “Opslaan als” en dan “Excel-werkmap (.xlsx)”."
)
DAMAGED = gettext_lazy(
    "Het bestand is beschadigd. Open het en bewaar het opnieuw als .xlsx, of vul een nieuw sjabloon in."
)
TOO_WIDE = gettext_lazy(
    "Op het blad “%(name)s” loopt de tabel door tot rij %(rows)s en kolom %(columns)s. Verwijder de lege rijen en "
    "kolommen; tot en met rij %(most)s kan."
)
TOO_LONG = gettext_lazy("Het bestand heeft meer dan %(most)s rijen. Verwijder de lege rijen.")
WHAT = {
    "zip": gettext_lazy("een Excel-bestand of een zip"),
    "text": gettext_lazy("gewone tekst, zoals CSV"),
    "html": gettext_lazy("een webpagina"),
    "pdf": gettext_lazy("een PDF"),
    "image": gettext_lazy("een afbeelding"),
    "binary": gettext_lazy("geen spreadsheet"),
}
BY_HEAD = {b"%PDF": "pdf", b"\x89PNG": "image", b"\xff\xd8\xff": "image", b"GIF8": "image"}


@dataclass(frozen=True)
class Problem:
    """What is wrong, where, what was found there, and what is expected instead."""

    sheet: str
    row: int | None
    column: str
    value: str
    expected: str


@dataclass(frozen=True)
class Found:
    """A cell as it came: its kind (text, number, date, formula, other) and its value."""

    kind: str
    value: Any

    @property
    def text(self) -> str:
        """As who typed it sees it: a day without the time that the spreadsheet keeps beside it."""
        if isinstance(self.value, dt.date):
            return self.value.strftime("%d-%m-%Y")
        return "" if self.value is None else str(self.value).strip()


@dataclass
class Sheet:
    """The rows of a sheet by their number; cells by their column's place from 0. Merged cells are named."""

    name: str
    rows: dict[int, dict[int, Found]] = field(default_factory=dict)
    merged: list[tuple[int, str]] = field(default_factory=list)


class Unreadable(Exception):
    """The file as a whole cannot be read; the problem says why and what to do."""

    def __init__(self, expected: Any, value: str = "") -> None:
        self.problem = Problem("", None, "", value, str(expected))
        super().__init__(str(expected))


def open_file(data: bytes, name: str) -> dict[str, Sheet]:
    """The sheets of a file by their name; a CSV has one, with an empty name. Raises Unreadable."""
    try:
        if not data.strip():
            raise Unreadable(EMPTY)
        kind = _kind(data)
        _check_name(name.lower().rpartition(".")[2], kind)
        return _workbook(data) if kind == "zip" else {"": _table(data)}
    except Unreadable as unreadable:
        raise Unreadable(unreadable.problem.expected, unreadable.problem.value or name)


def _kind(data: bytes) -> str:
    head = data.lstrip()[:512].lower()
    if data.startswith(b"PK\x03\x04"):
        return "zip"
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        return "locked" if ENCRYPTED in data else "old"
    if head.startswith((b"<!doctype html", b"<html", b"<table", b"<?xml")):
        return "html"
    for mark, kind in BY_HEAD.items():
        if data.startswith(mark):
            return kind
    return "binary" if b"\x00" in data[:4096] and not data.startswith(UTF_16) else "text"


def _check_name(ending: str, kind: str) -> None:
    """A file is what its name says, and one of the two kinds that the template comes in."""
    refused = {"locked": PASSWORD, "old": OLD_EXCEL}.get(kind) or {"xlsm": MACROS, "xlsb": MACROS}.get(ending)
    if refused:
        raise Unreadable(refused)
    if ending not in {"xlsx", "csv"}:
        raise Unreadable(OTHER_KIND)
    if kind != {"xlsx": "zip", "csv": "text"}[ending]:
        words = OTHER_NAME if kind in {"zip", "text", "html"} else NO_TABLE
        raise Unreadable(words % {"ending": ending, "what": WHAT[kind]})


def _workbook(data: bytes) -> dict[str, Sheet]:
    from openpyxl import load_workbook

    try:
        _check_package(zipfile.ZipFile(io.BytesIO(data)))
        book = load_workbook(io.BytesIO(data), data_only=False, keep_links=False)
        return {sheet.title: _sheet(sheet) for sheet in book.worksheets}
    except Unreadable:
        raise
    except Exception:  # noqa: BLE001 - a damaged package can fail anywhere in the library
        raise Unreadable(DAMAGED)


def _check_package(package: zipfile.ZipFile) -> None:
    """Before it is unpacked: how large it would become, and that no part of it is a program or asks for one.

    The directory says how large each part is, and no more than that is ever unpacked of it.
    """
    parts = package.infolist()
    names = {part.filename for part in parts}
    if any(part.flag_bits & 1 for part in parts):
        raise Unreadable(PASSWORD)
    if sum(part.file_size for part in parts) > MOST_UNPACKED or len(parts) > MOST_PARTS:
        raise Unreadable(TOO_LARGE)
    if not {"[Content_Types].xml", "xl/workbook.xml"} <= names:
        other = {"word/document.xml": WORD, "content.xml": LIBRE_OFFICE}
        raise Unreadable(next((words for part, words in other.items() if part in names), NO_EXCEL))
    if any("vbaproject" in name.lower() for name in names):
        raise Unreadable(MACROS)
    for part in parts:
        if part.filename.endswith((".xml", ".rels")) and any(mark in package.read(part) for mark in WITH_ENTITIES):
            raise Unreadable(DAMAGED)


def _sheet(sheet: Any) -> Sheet:
    if sheet.max_row > MOST_ROWS or sheet.max_column > MOST_COLUMNS:
        size = {"rows": sheet.max_row, "columns": sheet.max_column, "most": MOST_ROWS}
        raise Unreadable(TOO_WIDE % {"name": sheet.title, **size})
    found = Sheet(sheet.title, merged=[(one.min_row, str(one.coord)) for one in sheet.merged_cells.ranges])
    for row in sheet.iter_rows():
        cells = {cell.column - 1: _cell(cell) for cell in row if cell.value is not None}
        if cells:
            found.rows[row[0].row] = cells
    return found


def _cell(cell: Any) -> Found:
    if cell.data_type == "f":
        return Found("formula", cell.value if isinstance(cell.value, str) else getattr(cell.value, "text", None) or "=")
    if cell.is_date:
        return Found("date", cell.value)
    if cell.data_type == "n":
        return Found("number", cell.value)
    return Found("text" if cell.data_type in {"s", "inlineStr"} else "other", cell.value)


def _table(data: bytes) -> Sheet:
    text = _decoded(data)
    lines = text.splitlines()
    if lines and lines[0].lower().startswith("sep="):
        text = "\n".join(["", *lines[1:]])
    head = next((line for line in lines if line.strip() and not line.lower().startswith("sep=")), "")
    found = Sheet("")
    try:
        for number, row in enumerate(csv.reader(io.StringIO(text), delimiter=max(";,\t", key=head.count)), start=1):
            if number > MOST_ROWS:
                raise Unreadable(TOO_LONG % {"most": MOST_ROWS})
            cells = {place: Found("text", cell) for place, cell in enumerate(row[:MOST_COLUMNS]) if cell.strip()}
            if cells:
                found.rows[number] = cells
    except csv.Error:
        raise Unreadable(DAMAGED)
    if not found.rows:
        raise Unreadable(EMPTY)
    return found


def _decoded(data: bytes) -> str:
    """UTF-8 with or without its mark, UTF-16 with it, else as Windows writes it."""
    try:
        return data.decode("utf-16" if data.startswith(UTF_16) else "utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")
