"""What is in a list as a file: CSV that streams row by row, and XLSX up to a number of rows.

Amounts are numbers. A text that a spreadsheet would take for a formula gets an apostrophe before it, as OWASP advises
("CSV Injection"). Rows come from the database in parts, so that a million of them never stand in memory at once.
"""

from __future__ import annotations

import csv
import io
import re
import tempfile
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.http import FileResponse, StreamingHttpResponse
from django.utils import timezone

MOST_IN_XLSX = 50_000
CSV_TYPE = "text/csv; charset=utf-8"
XLSX_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
ROWS_AT_ONCE = 500
FORMULA = ("=", "+", "-", "@", "\t", "\r")
# what XML 1.0 cannot hold, and so no cell of a spreadsheet
UNWRITABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
BOM = "\ufeff"

Row = Sequence[Any]


def safe(value: Any) -> Any:
    """A text that no spreadsheet takes for a formula; everything else as it is."""
    if not isinstance(value, str):
        return value
    text = UNWRITABLE.sub("", value)
    return f"'{text}" if text.startswith(FORMULA) else text


def csv_response(name: str, heads: Row, rows: Iterable[Row]) -> StreamingHttpResponse:
    """As Excel in Dutch reads it: semicolons, decimal commas, and a mark that it is UTF-8."""
    return StreamingHttpResponse(csv_lines(heads, rows), content_type=CSV_TYPE, headers=_headers(name, "csv"))


def csv_lines(heads: Row, rows: Iterable[Row]) -> Iterator[str]:
    kept = io.StringIO()
    writer = csv.writer(kept, delimiter=";")
    kept.write(BOM)
    writer.writerow([safe(str(head)) for head in heads])
    for number, row in enumerate(rows, start=1):
        writer.writerow([_in_csv(value) for value in row])
        if number % ROWS_AT_ONCE == 0:
            yield _taken(kept)
    yield _taken(kept)


def xlsx_response(name: str, heads: Row, rows: Iterable[Row]) -> FileResponse:
    """At most `MOST_IN_XLSX` rows: who asks for more is told so before."""
    import openpyxl
    from openpyxl.cell import WriteOnlyCell

    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet(name[:31])
    sheet.freeze_panes = "A2"
    sheet.append([safe(str(head)) for head in heads])
    for row in rows:
        sheet.append([_in_xlsx(WriteOnlyCell, sheet, value) for value in row])
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return FileResponse(file, content_type=XLSX_TYPE, headers=_headers(name, "xlsx"))


def _headers(name: str, kind: str) -> dict[str, str]:
    file = f"{name}-{timezone.localdate().isoformat()}.{kind}"
    return {"Content-Disposition": f'attachment; filename="{file}"', "Cache-Control": "private, no-store"}


def _taken(kept: io.StringIO) -> str:
    text = kept.getvalue()
    kept.seek(0)
    kept.truncate()
    return text


def _in_csv(value: Any) -> Any:
    if isinstance(value, Decimal | float):
        return str(value).replace(".", ",")
    if isinstance(value, datetime):
        return value.isoformat(" ", "minutes")
    return value.isoformat() if isinstance(value, date) else safe(value)


def _in_xlsx(cell: Any, sheet: Any, value: Any) -> Any:
    """Amounts with their cents; years, numbers and texts as they are."""
    if not isinstance(value, Decimal):
        return safe(value)
    made = cell(sheet, value=value)
    made.number_format = "#,##0.00"
    return made
