"""Spreadsheets for the tests: the template as a partner gets it, with something changed in it."""

from __future__ import annotations

import csv
import io
import zipfile

from openpyxl import Workbook, load_workbook

from programmes.reports.sheet import columns as c
from programmes.reports.sheet.writing import as_csv, as_xlsx
from programmes.services.uploads import examine

FIRST = 3  # the first row under the header and the line of totals


def template(report, by):
    return load_workbook(io.BytesIO(as_xlsx(report, by)))


def saved(book: Workbook) -> bytes:
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def place(name):
    return c.COLUMNS.index(name) + 1


def with_cells(report, by, cells, row=FIRST):
    """The template with some cells of one row filled in, by the name of their column."""
    book = template(report, by)
    for name, value in cells.items():
        book[c.AMOUNTS].cell(row, place(name)).value = value
    return book


def found_in(report, by, book_or_bytes, name="rapportage.xlsx"):
    data = book_or_bytes if isinstance(book_or_bytes, bytes) else saved(book_or_bytes)
    return examine(report=report, name=name, data=data, by=by)


def told(found):
    """Each problem as one line: sheet, row, column, value and what is expected."""
    return [f"{p.sheet} {p.row} {p.column} [{p.value}] {p.expected}".replace("\u00a0", " ") for p in found.problems]


def csv_rows(report, by):
    return list(csv.reader(io.StringIO(as_csv(report, by).decode("utf-8-sig")), delimiter=";"))


def csv_bytes(rows, delimiter=";", encoding="utf-8-sig"):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter).writerows(rows)
    return text.getvalue().encode(encoding)


def package(**parts: bytes) -> bytes:
    """A zip with some parts."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as made:
        for name, data in parts.items():
            made.writestr(name, data)
    return file.getvalue()


def repacked(data: bytes, **changes: bytes) -> bytes:
    """The package with some parts replaced or added."""
    with zipfile.ZipFile(io.BytesIO(data)) as old:
        parts = {name: old.read(name) for name in old.namelist()}
    return package(**{**parts, **changes})
