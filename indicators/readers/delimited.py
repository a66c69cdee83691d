"""From text to a table of strings, with the row number of the file kept beside each row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

import polars as pl
from django.utils.translation import gettext as _

from indicators.readers.base import Problems

FIELD_LIMIT = 10_000_000
# A file of a million wrong rows is no table: reading on would take minutes and tell nothing new.
ENOUGH_PROBLEMS = 10_000
FOOTER = re.compile(r'^"?\s*(bron\b|©|\(c\)|copyright|toelichting|centraal bureau|datum\b|peildatum)', re.IGNORECASE)

LengthRule = Callable[[list[str], int], bool]


def never_short(header: list[str], fields: int) -> bool:
    return False


@dataclass(frozen=True)
class Table:
    """A delimited text whose header is known and whose cells are still to be read.

    `text` begins with the header, which is row `header_row` of the file: titles and blank rows may stand above it.
    """

    header: list[str]
    text: str
    delimiter: str
    header_row: int = 1

    def index(self, header: str) -> int | None:
        """The place of a column by its exact name, blanks at the ends aside."""
        wanted = header.strip()
        return next((place for place, name in enumerate(self.header) if name.strip() == wanted), None)

    def cells(
        self, places: Iterable[int | None], problems: Problems, *, may_be_short: LengthRule = never_short
    ) -> pl.DataFrame:
        """The cells at these places as strings in `c0`, `c1`, …, beside `row`, their row in the file.

        `may_be_short` says whether a row with fewer fields is whole: cut by the source itself. Well-formed files
        take the fast way; ragged rows, blank lines and footers the careful one.
        """
        wanted = sorted({place for place in places if place is not None})
        if is_regular(self.text, self.delimiter, len(self.header)):
            cells = fast_cells(self, wanted)
        else:
            cells = careful_cells(self, wanted, problems, may_be_short)
        cells = cells.filter(pl.any_horizontal(pl.exclude("row").fill_null("").str.contains(r"\S")))
        if cells.is_empty() and not problems.found:
            problems.add(_("Onder de kolomkoppen staan geen rijen. Haal het bestand opnieuw op."), row=self.header_row)
        return cells


def is_regular(text: str, delimiter: str, fields: int) -> bool:
    """Whether every row has as many fields as the header, and the last is no footer."""
    bare = unquoted(text)
    if '"' in bare or FOOTER.match(text.rstrip("\n").rsplit("\n", 1)[-1]):
        return False
    lines = pl.Series([bare.rstrip("\n")]).str.split("\n").explode()
    return bool((lines.str.count_matches(delimiter, literal=True) == fields - 1).all())


def fast_cells(table: Table, places: list[int]) -> pl.DataFrame:
    cells = pl.read_csv(
        io.BytesIO(table.text.encode()),
        separator=table.delimiter,
        has_header=False,
        skip_rows=1,
        columns=places,
        schema=dict.fromkeys(column_names(len(table.header)), pl.String),
        raise_if_empty=False,
    )
    return cells.with_row_index("row", offset=table.header_row + 1).with_columns(pl.col("row").cast(pl.Int32))


def careful_cells(table: Table, places: list[int], problems: Problems, may_be_short: LengthRule) -> pl.DataFrame:
    """Row by row: what is no row is left out, and what is no whole row is told."""
    csv.field_size_limit(FIELD_LIMIT)
    kept: list[list[str | None]] = []
    numbers: list[int] = []
    number = table.header_row
    for place, (record, is_last) in enumerate(records_of(table)):
        number = table.header_row + place
        if not place or not record or is_footer(record, len(table.header)):
            continue
        broken_off = is_last and not table.text.endswith("\n")
        if problems.left_out > ENOUGH_PROBLEMS:
            break
        if not is_whole(record, table.header, broken_off, may_be_short):
            problems.add(length_message(len(record), len(table.header)), row=number, value=record[0])
        elif not problems.left_out:
            kept.append([record[place] if place < len(record) else None for place in places])
            numbers.append(number)
    if is_open_quote(table.text):
        message = _('Een tekst tussen " is niet afgesloten: het bestand is afgebroken. Haal het opnieuw op.')
        problems.add(message, row=number)
    cells = pl.DataFrame(kept, schema=dict.fromkeys((f"c{place}" for place in places), pl.String), orient="row")
    return cells.select(pl.Series("row", numbers, dtype=pl.Int32), pl.all())


def records_of(table: Table) -> Iterator[tuple[list[str], bool]]:
    """Each record of the text, the header first, and whether it is the last."""
    records = csv.reader(io.StringIO(table.text), delimiter=table.delimiter)
    record = next(records)
    for following in records:
        yield record, False
        record = following
    yield record, True


def is_whole(record: list[str], header: list[str], broken_off: bool, may_be_short: LengthRule) -> bool:
    """Whether a row has all its fields, or was cut short by the source itself."""
    if len(record) == len(header):
        return True
    return len(record) < len(header) and not broken_off and may_be_short(header, len(record))


def is_open_quote(text: str) -> bool:
    return '"' in unquoted(text)


def unquoted(text: str) -> str:
    """The text without its quoted parts, which may hold delimiters and line ends."""
    return str(pl.Series([text]).str.replace_all('"[^"]*"', "").item()) if '"' in text else text


def is_footer(record: list[str], fields: int) -> bool:
    """Words about the source below the table: alone on their row, or a sentence that holds the delimiter."""
    return bool(FOOTER.match(record[0])) and (len(record) < fields or not any(cell.strip() for cell in record[1:]))


def length_message(found: int, expected: int) -> str:
    counts = {"found": found, "expected": expected}
    if found < expected:
        return (
            _("De rij heeft %(found)d van de %(expected)d velden: het bestand is afgebroken. Haal het opnieuw op.")
            % counts
        )
    return (
        _('De rij heeft %(found)d velden in plaats van %(expected)d. Zet tekst met een scheidingsteken tussen ".')
        % counts
    )


def column_names(fields: int) -> list[str]:
    return [f"c{place}" for place in range(fields)]
