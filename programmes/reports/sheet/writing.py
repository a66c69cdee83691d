"""The template that a partner downloads: its interventions, what stands, lists to choose from, and an explanation."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from programmes.models import Report, ReportedOutput
from programmes.reports.payers import named_apart, payers_for, streams_for
from programmes.reports.rows import Row, interventions_of, outputs_of, rows_of
from programmes.reports.sheet import columns as c
from programmes.vocabulary import MONEY_STATE_EXPLANATION, MoneyState, Nature, Vat

SPARE_ROWS = 40  # empty lines under what stands, to add to
WIDTHS = {c.TITLE: 34, c.PAYER: 24, c.STREAM: 26, c.NOTE: 40, c.RESULT: 34, c.NATURE: 14, c.VAT: 12}
AMOUNT_FORMAT = "#,##0.00"


def as_csv(report: Report, by: Any) -> bytes:
    """As Excel opens it in Dutch: `;` between cells, a decimal comma, and the mark that says UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(c.COLUMNS)
    rows = list(_rows(report))
    writer.writerow([c.TOTAL, *[""] * (len(c.COLUMNS) - 1)])  # a total that stands is wrong once a line is changed
    writer.writerows([_comma(cell) for cell in line] for line in _lines(rows, report, by))
    outputs = outputs_of(report, interventions_of(report))
    if outputs:  # a second table, under its name: a CSV has no sheets
        writer.writerows([[], [c.OUTPUTS], c.OUTPUT_COLUMNS])
        writer.writerows([_comma(cell) for cell in line] for line in _output_lines(outputs))
    return text.getvalue().encode("utf-8-sig")


def as_xlsx(report: Report, by: Any) -> bytes:
    from openpyxl import Workbook

    book, rows = Workbook(), list(_rows(report))
    sheet = book.active
    sheet.title = c.AMOUNTS
    lines = list(_lines(rows, report, by))
    _fill(sheet, c.COLUMNS, [_total_line(len(lines)), *lines], locked=(c.NUMBER,), spare=SPARE_ROWS)
    _format_amounts(sheet)
    outputs = outputs_of(report, interventions_of(report))
    if outputs:
        locked = (c.NUMBER, c.TITLE, c.RESULT, c.PLANNED)
        _fill(book.create_sheet(c.OUTPUTS), c.OUTPUT_COLUMNS, _output_lines(outputs), locked=locked)
    _explain(book.create_sheet(c.EXPLANATION), report)
    _add_lists(book.create_sheet(c.LISTS), sheet, report, by)
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()


def _rows(report: Report) -> Iterable[Row]:
    return rows_of(report, interventions_of(report))


def _lines(rows: list[Row], report: Report, by: Any) -> Iterable[list[Any]]:
    payers = {one.pk: name for name, one in named_apart(payers_for(report, by)).items()}
    streams = {one.pk: name for name, one in named_apart(streams_for()).items()}
    for row in rows:
        yield [
            row.intervention.pk,
            c.harmless(row.intervention.title),
            row.year,
            c.harmless(payers.get(row.payer.pk, str(row.payer)) if row.payer else ""),
            c.harmless(streams.get(row.stream.pk, "") if row.stream else ""),
            row.nature,
            row.vat,
            c.harmless(row.taakveld),
            *(_euros(row.cents(state)) for state in MoneyState),
            c.harmless(row.note),
        ]


def _total_line(lines: int) -> list[Any]:
    """Formulas, so that a total follows what is typed under it: all of a column but its capital charges."""
    from openpyxl.utils import get_column_letter

    def over(name: str) -> str:
        column = get_column_letter(c.COLUMNS.index(name) + 1)
        return f"{column}3:{column}{2 + lines + SPARE_ROWS}"

    nature, charge = over(c.NATURE), Nature.CAPITAL_CHARGE
    sums = [
        f'=IF(COUNT({over(name)})=0,"",SUM({over(name)})-SUMIF({nature},"{charge}",{over(name)}))'
        for name in c.STATES.values()
    ]
    before = c.COLUMNS.index(next(iter(c.STATES.values())))
    return [c.TOTAL, *[None] * (before - 1), *sums, None]


def _output_lines(outputs: Iterable[ReportedOutput]) -> Iterable[list[Any]]:
    for said in outputs:
        output = said.output
        names = [c.harmless(output.intervention.title), c.harmless(output.name)]
        yield [output.pk, *names, output.planned, said.realised]


def _euros(cents: int | None) -> Decimal | None:
    return None if cents is None else Decimal(cents) / 100


def _comma(cell: Any) -> str:
    if cell is None:
        return ""
    return f"{cell:.2f}".replace(".", ",") if isinstance(cell, Decimal) else str(cell)


def _fill(
    sheet: Any, names: tuple[str, ...], lines: Iterable[list[Any]], *, locked: tuple[str, ...], spare: int = 0
) -> None:
    """Write a sheet whose header is locked and stays in sight; what a partner fills in is open."""
    from openpyxl.styles import Font, PatternFill, Protection
    from openpyxl.utils import get_column_letter

    sheet.append(list(names))
    for line in lines:
        sheet.append(line)
    for place, name in enumerate(names, start=1):
        head = sheet.cell(1, place)
        head.font, head.fill = Font(bold=True), PatternFill("solid", fgColor="DDE2E8")
        sheet.column_dimensions[get_column_letter(place)].width = WIDTHS.get(name, 14)
        for number in range(2, sheet.max_row + spare + 1 if place == 1 else sheet.max_row + 1):
            sheet.cell(number, place).protection = Protection(locked=name in locked and number <= sheet.max_row - spare)
    sheet.freeze_panes = "C2"
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.protection.insertRows = sheet.protection.deleteRows = False


def _format_amounts(sheet: Any) -> None:
    """Two decimals in each column of amounts; the line of totals stands out, and its name is locked."""
    from openpyxl.styles import Font, Protection

    for name in c.STATES.values():
        place = c.COLUMNS.index(name) + 1
        for number in range(2, sheet.max_row + 1):
            sheet.cell(number, place).number_format = AMOUNT_FORMAT
    for cell in sheet[2]:
        cell.font = Font(bold=True)
    sheet.cell(2, 1).protection = Protection(locked=True)


def _explain(sheet: Any, report: Report) -> None:
    """What to do, sentence by sentence, and what the words mean."""
    from openpyxl.styles import Alignment, Font

    sheet.column_dimensions["A"].width = 110
    for sentence in _sentences(report):
        sheet.append([c.harmless(sentence)])
        sheet.cell(sheet.max_row, 1).alignment = Alignment(wrap_text=True, vertical="top")
    sheet.cell(1, 1).font = Font(bold=True, size=14)
    sheet.protection.sheet = True


def _sentences(report: Report) -> list[str]:
    period = report.period
    return [
        _("Rapportage %(period)s van %(name)s") % {"period": period.name, "name": report.organisation},
        _("Programma: %(name)s. Inleveren uiterlijk op %(day)s.")
        % {"name": period.programme, "day": date_format(period.due_on, "j F Y")},
        _("Vul op het blad “Bedragen” per regel in wat er is, in euro. Leeg is: niet gemeld. 0 is: niets."),
        _("Kies betaler, geldstroom, aard en btw uit de lijst in de cel. Typ bedragen zoals 12345,67; geen formules."),
        _("Nog een betaler of geldstroom? Vul een lege regel onderaan, met hetzelfde nummer van de interventie."),
        _("Een bedrag van een eerder jaar verbeteren? Vul een lege regel met dat jaar en het juiste bedrag."),
        _("De regel “Totaal” telt de investeringen eronder zelf op. Typt u er een bedrag, dan moet dat gelijk zijn."),
        _("Op het blad “Resultaten” vult u alleen de kolom “Gehaald” in."),
        _("Verander de namen van bladen en kolommen niet. Lees het bestand in op de pagina van de rapportage."),
        _("U ziet dan eerst wat er zou veranderen. Er wordt niets bewaard voordat u dat bevestigt."),
        *(f"{state.label.capitalize()}: {MONEY_STATE_EXPLANATION[state]}" for state in MoneyState),
    ]


def _add_lists(lists: Any, sheet: Any, report: Report, by: Any) -> None:
    """The words to choose from, on a sheet that stays out of sight, tied to their columns."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    options = {
        c.PAYER: [c.harmless(name) for name in named_apart(payers_for(report, by))],
        c.STREAM: [c.harmless(name) for name, one in named_apart(streams_for()).items() if not one.retired],
        c.NATURE: Nature.values,
        c.VAT: Vat.values,
    }
    lists.sheet_state = "hidden"
    for place, (name, words) in enumerate(options.items(), start=1):
        lists.cell(1, place, name)
        for number, word in enumerate(words, start=2):
            lists.cell(number, place, word)
        letter, target = get_column_letter(place), get_column_letter(c.COLUMNS.index(name) + 1)
        source = f"={c.LISTS}!${letter}$2:${letter}${max(len(words), 1) + 1}"
        rule = DataValidation(type="list", formula1=source, allow_blank=True, showErrorMessage=True)
        rule.error, rule.errorTitle = _("Kies een van de woorden uit de lijst."), name
        sheet.add_data_validation(rule)
        rule.add(f"{target}3:{target}{sheet.max_row + SPARE_ROWS}")
