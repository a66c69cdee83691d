"""Every file that is not what we asked for: where, what was found, and what to do. Nothing of it is written."""

from __future__ import annotations

import datetime as dt
import zipfile

import pytest
from openpyxl import Workbook

from programmes.models import ReportLine
from programmes.reports.sheet import columns as c
from programmes.reports.sheet.opening import MOST_UNPACKED
from programmes.reports.sheet.writing import as_csv, as_xlsx
from tests.programmes.reports.conftest import filled
from tests.programmes.reports.sheets import (
    csv_bytes,
    csv_rows,
    found_in,
    package,
    place,
    repacked,
    saved,
    template,
    told,
    with_cells,
)

CELLS = [
    ({"Besteed": -5}, "Bedragen 3 M (Besteed) [-5] een bedrag van 0 of meer"),
    ({"Besteed": "-5,00"}, "Bedragen 3 M (Besteed) [-5,00] een bedrag van 0 of meer"),
    ({"Besteed": 10.005}, "hele centen"),
    ({"Besteed": "veel"}, "[veel] “veel” is geen bedrag"),
    ({"Besteed": "1,234"}, "kan twee dingen zijn"),
    ({"Besteed": "=1+1"}, "Bedragen 3 M (Besteed) [=1+1] een bedrag van 0 of meer, zoals 12.345,67"),
    ({"Besteed": dt.date(2020, 5, 1)}, "Zet de cel op “Getal”"),
    ({"Besteed": True}, "een bedrag van 0 of meer"),
    ({"Jaar": 2005, "Besteed": 1}, "Bedragen 3 C (Jaar) [2005] Het programma loopt van 2012 tot en met 2027"),
    ({"Jaar": 2022, "Besteed": 1}, "Deze rapportage gaat over 2020"),
    ({"Jaar": "01-01-2020"}, "Bedragen 3 C (Jaar) [01-01-2020] een jaar met vier cijfers, zoals 2025"),
    ({"Jaar": dt.date(2020, 1, 1)}, "een jaar met vier cijfers, zoals 2025"),
    ({"Jaar": "=2020"}, "[=2020] een jaar met vier cijfers"),
    ({"Betaler": "De Hard", "Besteed": 1}, "precies zo geschreven. Bedoelt u “De Haard”?"),
    ({"Jaar": dt.date(2020, 5, 1)}, "Bedragen 3 C (Jaar) [01-05-2020] een jaar met vier cijfers"),
    ({"Betaler": "Onbekend BV", "Besteed": 1}, "Bedragen 3 D (Betaler) [Onbekend BV] een organisatie uit de lijst"),
    ({"Geldstroom": "Pot", "Besteed": 1}, "Bedragen 3 E (Geldstroom) [Pot] een geldstroom uit de lijst"),
    ({"Aard": "uitgave"}, "investering of kapitaallast"),
    ({"Btw": "soms"}, "inclusief, exclusief of onbekend"),
    ({"Nr": 999_999}, "Bedragen 3 A (Nr) [999999] het nummer van een interventie van deze rapportage"),
    ({"Nr": 1.5}, "het nummer van een interventie"),
    ({"Toelichting": "=A1"}, "Haal de formule weg"),
]


@pytest.mark.parametrize(("cells", "words"), CELLS)
def test_a_cell_that_is_wrong_is_told_with_its_place(cast, report, cells, words):
    book = with_cells(report, cast.cor, cells)
    book[c.AMOUNTS].cell(2, place("Besteed")).value = None
    assert any(words in line for line in told(found_in(report, cast.cor, book))), told(found_in(report, cast.cor, book))


def test_every_error_is_told_at_once_and_nothing_is_written(cast, report):
    cells = {"Jaar": "vorig jaar", "Betaler": "Onbekend", "Begroot": "-1", "Besteed": "=SUM(A1)"}
    found = found_in(report, cast.cor, with_cells(report, cast.cor, cells))
    assert len(found.problems) == 4
    assert found.changes == found.rows == []
    assert not ReportLine.objects.exists()


def test_a_total_that_does_not_match_its_lines_is_told_with_the_sum(cast, report):
    book = with_cells(report, cast.cor, {"Besteed": 10})
    book[c.AMOUNTS].cell(2, place("Besteed")).value = 11
    (line,) = told(found_in(report, cast.cor, book))
    assert line.startswith("Bedragen 2 M (Besteed) [€ 11,00] € 10,00, want dat zijn de regels samen.")


def test_duplicate_lines_are_told_with_the_row_of_the_first(cast, report):
    book = with_cells(report, cast.cor, {"Besteed": 10})
    for column in range(1, len(c.COLUMNS) + 1):
        book[c.AMOUNTS].cell(5, column).value = book[c.AMOUNTS].cell(3, column).value
    assert any("Bedragen 5 E (Geldstroom)" in line and "dezelfde als rij 3" in line
               for line in told(found_in(report, cast.cor, book)))  # fmt: skip


def test_merged_cells_are_told_with_their_place(cast, report):
    book = template(report, cast.cor)
    book[c.AMOUNTS].merge_cells("I3:J3")
    (line,) = told(found_in(report, cast.cor, book))
    assert line.startswith("Bedragen 3  [I3:J3] losse cellen. Splits de samengevoegde cellen")


def test_a_sheet_with_another_name_is_told_with_the_name_it_should_have(cast, report):
    book = template(report, cast.cor)
    book[c.AMOUNTS].title = "Mijn cijfers"
    (line,) = told(found_in(report, cast.cor, book))
    assert "[“Mijn cijfers”] een blad met de naam “Bedragen”" in line


def test_a_missing_column_is_named(cast, report):
    book = template(report, cast.cor)
    book[c.AMOUNTS].delete_cols(place("Btw"))
    assert "een kolom “Btw” in de eerste rij" in told(found_in(report, cast.cor, book))[0]


def test_an_extra_column_is_named(cast, report):
    book = template(report, cast.cor)
    book[c.AMOUNTS].cell(1, len(c.COLUMNS) + 1).value = "Prognose"
    assert "Bedragen 1 O [Prognose] geen kolom die het sjabloon niet heeft" in told(found_in(report, cast.cor, book))[0]


def test_an_output_is_a_whole_number(cast, report):
    cast.renovation.outputs.create(name="woningen", planned=40)
    book = template(report, cast.cor)
    book[c.OUTPUTS].cell(2, 5).value = "12,5"
    assert "Resultaten 2 E (Gehaald) [12,5] een heel aantal" in told(found_in(report, cast.cor, book))[0]


def whole(report, cast, data, name="rapportage.xlsx"):
    """What is said of a file that cannot be read at all."""
    (problem,) = found_in(report, cast.cor, data, name).problems
    return problem.expected


def test_an_empty_file(cast, report):
    assert "Het bestand is leeg. Download het sjabloon opnieuw" in whole(report, cast, b"")


def test_a_workbook_without_anything_in_it(cast, report):
    book = template(report, cast.cor)
    book[c.AMOUNTS].delete_rows(1, 10)
    assert "dit blad is leeg" in told(found_in(report, cast.cor, book))[0]


@pytest.mark.parametrize(
    ("data", "name", "words"),
    [
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600 + "Workbook".encode("utf-16-le"), "a.xls", "oud Excel-bestand (.xls)"),
        (b"\xd0\xcf\x11\xe0" + b"\x00" * 600, "a.xlsx", "oud Excel-bestand (.xls)"),
        (b"\xd0\xcf\x11\xe0" + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "met een wachtwoord beveiligd"),
        (b"<html><table></table></html>", "a.xlsx", "De naam zegt .xlsx, maar het bestand is een webpagina"),
        (b"Nr;Interventie\r\n1;x", "a.xlsx", "De naam zegt .xlsx, maar het bestand is gewone tekst, zoals CSV"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00", "a.csv", "De naam zegt .csv, maar het bestand is een afbeelding"),
        (b"%PDF-1.7", "a.pdf", "Wij lezen .xlsx en .csv"),
        (b"%PDF-1.7\x00", "a.xlsx", "maar het bestand is een PDF; daar kunnen wij geen bedragen uit lezen"),
        (b"\xef\xbb\xbf\r\n\r\n", "a.csv", "Het bestand is leeg"),
        (package(**{"word/document.xml": b"<w/>"}), "a.xlsx", "Dit is een Word-bestand"),
        (package(**{"mimetype": b"x", "content.xml": b"<o/>"}), "a.xlsx", "Dit is een LibreOffice-bestand (.ods)"),
        (b"PK\x03\x04 stuk", "a.xlsx", "Het bestand is beschadigd"),
    ],
)
def test_a_file_that_is_not_what_it_should_be(cast, report, data, name, words):
    assert words in whole(report, cast, data, name)


def test_an_excel_file_that_is_called_csv(cast, report):
    words = whole(report, cast, as_xlsx(report, cast.cor), "a.csv")
    assert "De naam zegt .csv, maar het bestand is een Excel-bestand" in words


@pytest.mark.parametrize("name", ["a.xlsm", "a.xlsx"])
def test_a_workbook_with_macros(cast, report, name):
    data = repacked(as_xlsx(report, cast.cor), **{"xl/vbaProject.bin": b"x"})
    assert "macro’s" in whole(report, cast, data, name)


def test_a_zip_with_a_password(cast, report):
    data = bytearray(as_xlsx(report, cast.cor))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1
    assert "wachtwoord" in whole(report, cast, bytes(data))


def test_a_zip_that_is_no_workbook(cast, report):
    assert "een zip, maar geen Excel-bestand" in whole(report, cast, package(**{"brief.txt": b"Hallo"}))


def test_a_zip_bomb_is_refused_before_it_is_unpacked(cast, report, monkeypatch):
    bomb = repacked(as_xlsx(report, cast.cor), **{"xl/worksheets/sheet9.xml": b"0" * (MOST_UNPACKED + 1)})
    assert len(bomb) < 100_000
    monkeypatch.setattr(zipfile.ZipFile, "read", lambda *args: pytest.fail("it was unpacked"))
    assert "wordt bij het uitpakken te groot" in whole(report, cast, bomb)


def test_a_zip_bomb_that_lies_about_its_size_is_not_unpacked_beyond_it(cast, report):
    honest = repacked(as_xlsx(report, cast.cor), **{"xl/worksheets/sheet1.xml": b" " * (MOST_UNPACKED + 1)})
    size = (MOST_UNPACKED + 1).to_bytes(4, "little")
    assert "beschadigd" in whole(report, cast, honest.replace(size, (1000).to_bytes(4, "little")))


def test_a_workbook_that_asks_for_entities(cast, report):
    evil = b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa">]><worksheet>&a;</worksheet>'
    assert "beschadigd" in whole(
        report, cast, repacked(as_xlsx(report, cast.cor), **{"xl/worksheets/sheet1.xml": evil})
    )


def test_a_table_that_goes_on_for_ever(cast, report):
    book = template(report, cast.cor)
    book[c.AMOUNTS].cell(900_000, 1).value = "x"
    assert "Verwijder de lege rijen" in whole(report, cast, saved(book))


def test_a_csv_with_too_many_rows(cast, report):
    rows = [*csv_rows(report, cast.cor), *[["x"]] * 5_001]
    assert "Verwijder de lege rijen" in whole(report, cast, csv_bytes(rows), "a.csv")


def test_a_csv_tells_its_errors_by_row_and_column_too(cast, report):
    rows = csv_rows(report, cast.cor)
    rows[2][place("Besteed") - 1] = "veel"
    (line,) = told(found_in(report, cast.cor, csv_bytes(rows), "a.csv"))
    assert line.startswith(" 3 M (Besteed) [veel]")


def test_a_file_of_another_report_is_refused_at_its_numbers(cast, report):
    data = as_csv(filled(cast, report), cast.cor).replace(str(cast.renovation.pk).encode() + b";", b"987;")
    assert "het nummer van een interventie van deze rapportage" in told(found_in(report, cast.cor, data, "a.csv"))[0]


def test_another_workbook_altogether_is_told_so_once(cast, report):
    book = Workbook()
    book.active.title = "Begroting"
    (line,) = told(found_in(report, cast.cor, book))
    assert "[“Begroting”] het blad “Bedragen” van het sjabloon" in line
    assert "Download dan het sjabloon en vul dat in" in line


def test_a_renamed_column_is_told_once_with_the_name_it_should_have(cast, report):
    book = with_cells(report, cast.cor, {"Besteed": 10})
    book[c.AMOUNTS].cell(1, place("Besteed")).value = "Uitgegeven"
    (line,) = told(found_in(report, cast.cor, book))
    assert line.startswith("Bedragen 1 M [Uitgegeven] de naam “Besteed”, zoals in het sjabloon.")


def test_errors_are_told_from_top_to_bottom_and_from_left_to_right(cast, report):
    book = with_cells(report, cast.cor, {"Besteed": "veel", "Jaar": "ooit"})
    book[c.AMOUNTS].cell(4, place("Begroot")).value = "ook veel"
    book[c.AMOUNTS].cell(4, 1).value = book[c.AMOUNTS].cell(3, 1).value
    places = [(one.row, one.column[0]) for one in found_in(report, cast.cor, book).problems]
    assert places == sorted(places)
    assert len(places) > 3
