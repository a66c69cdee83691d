"""What is exported can be imported again and changes nothing; what is changed in between is read to the cent."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from programmes import services
from programmes.models import FundingStream, Investment, Output
from programmes.reports.sheet import columns as c
from programmes.reports.sheet.writing import as_csv, as_xlsx
from programmes.vocabulary import MoneyState
from tests.programmes.reports.conftest import filled, row
from tests.programmes.reports.sheets import csv_bytes, csv_rows, found_in, place, saved, template, told, with_cells

AMOUNTS = st.none() | st.integers(0, 9_999_999_999_999).map(lambda cents: Decimal(cents) / 100)
# each example writes and reads two files, so that looking for the smallest failing one takes minutes
ANY = settings(max_examples=12, phases=(Phase.generate,), suppress_health_check=[HealthCheck.function_scoped_fixture])


@ANY
@given(amounts=st.fixed_dictionaries({str(state): AMOUNTS for state in MoneyState}), note=st.text(max_size=40))
def test_an_export_that_is_imported_again_changes_nothing(cast, report, amounts, note):
    report.refresh_from_db()
    said = row(cast, **amounts)
    noted = type(said)(**{**said.__dict__, "note": note})
    done = services.fill_report(report=report, version=report.version, rows=[noted], by=cast.cor)
    for name, data in (("a.xlsx", as_xlsx(done, cast.cor)), ("a.csv", as_csv(done, cast.cor))):
        found = found_in(done, cast.cor, data, name)
        assert told(found) == []
        assert found.changes == []


@ANY
@given(amount=AMOUNTS.filter(lambda one: one is not None))
def test_an_amount_that_is_typed_in_the_sheet_arrives_to_the_cent(cast, report, amount):
    book = with_cells(report, cast.cor, {"Besteed": amount})
    book[c.AMOUNTS].cell(2, place("Besteed")).value = None
    found = found_in(report, cast.cor, book)
    assert told(found) == []
    assert found.rows[0].amounts["besteed"] == amount


def test_what_stands_in_the_ledger_comes_and_goes_unchanged(cast, report):
    retired = FundingStream.objects.create(name="Oude regeling", slug="oud", kind="rijk")
    for stream, vat in ((cast.stream, "inclusief"), (retired, "exclusief")):
        services.report_investment(
            intervention=cast.renovation, payer=cast.gemeente, spender=cast.haard, year=2020, funding_stream=stream,
            state="verplicht", amount=Decimal("1234.56"), by=cast.cor, vat=vat,
        )  # fmt: skip
    FundingStream.objects.filter(pk=retired.pk).update(retired=True)
    found = found_in(report, cast.cor, as_xlsx(report, cast.cor))
    assert (told(found), found.changes) == ([], [])


def test_several_entries_at_one_place_come_as_their_sum_and_change_nothing(cast, report):
    Investment.objects.bulk_create(
        Investment(
            intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2020,
            funding_stream=cast.stream, state="besteed", amount_cents=500,
        )
        for _place in range(2)
    )  # fmt: skip
    book = template(report, cast.cor)
    assert book[c.AMOUNTS].cell(3, place("Besteed")).value == 10
    assert told(found_in(report, cast.cor, book)) == []
    book[c.AMOUNTS].cell(3, place("Besteed")).value = 11
    book[c.AMOUNTS].cell(2, place("Besteed")).value = 11
    assert "Verbeter ze een voor een bij de boekingen" in told(found_in(report, cast.cor, book))[0]


def test_text_that_a_spreadsheet_would_run_is_made_harmless_and_comes_back_as_it_was(cast, report):
    said = row(cast, besteed="1")
    noted = type(said)(**{**said.__dict__, "note": "=HYPERLINK(0)"})
    done = services.fill_report(report=report, version=1, rows=[noted], by=cast.cor)
    assert template(done, cast.cor)[c.AMOUNTS].cell(3, place("Toelichting")).value == "'=HYPERLINK(0)"
    assert found_in(done, cast.cor, as_csv(done, cast.cor), "a.csv").changes == []


def test_an_amount_of_an_earlier_year_is_corrected_on_a_line_of_its_own(cast, report):
    entry = services.report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2018, funding_stream=cast.stream,
        state="besteed", amount=Decimal(70), by=cast.cor,
    )  # fmt: skip
    line = {
        "Nr": cast.renovation.pk,
        "Jaar": 2018,
        "Betaler": "De Haard",
        "Geldstroom": cast.stream.name,
        "Besteed": 60,
    }
    book = with_cells(report, cast.cor, {**line, "Besteed": 60}, row=4)
    book[c.AMOUNTS].cell(2, place("Besteed")).value = 60
    found = found_in(report, cast.cor, book)
    assert told(found) == []
    assert found.rows[0].stood == {"besteed": entry.pk}


def test_outputs_are_read_from_their_own_sheet(cast, report):
    output = Output.objects.create(intervention=cast.renovation, name="woningen", planned=40)
    book = template(report, cast.cor)
    book[c.OUTPUTS].cell(2, 5).value = 12
    found = found_in(report, cast.cor, book)
    assert [(one.output, one.realised) for one in found.outputs] == [(output, 12)]
    assert found.changes == [{"what": "Renovatie portiekflats: woningen", "old": "(leeg)", "new": "12"}]


def test_a_csv_holds_the_outputs_as_a_second_table(cast, report):
    output = Output.objects.create(intervention=cast.renovation, name="woningen", planned=40, realised=7)
    rows = csv_rows(report, cast.cor)
    assert rows[-3:] == [
        ["Resultaten"],
        ["Nr", "Interventie", "Resultaat", "Gepland", "Gehaald"],
        [str(output.pk), "Renovatie portiekflats", "woningen", "40", "7"],
    ]
    unchanged = found_in(report, cast.cor, as_csv(report, cast.cor), "a.csv")
    assert (told(unchanged), unchanged.changes) == ([], [])
    rows[-1][-1] = "12"
    found = found_in(report, cast.cor, csv_bytes(rows), "a.csv")
    assert found.changes == [{"what": "Renovatie portiekflats: woningen", "old": "7", "new": "12"}]


def test_what_is_wrong_with_an_output_in_a_csv_is_told_with_its_row(cast, report):
    Output.objects.create(intervention=cast.renovation, name="woningen", planned=40)
    rows = csv_rows(report, cast.cor)
    rows[-1][-1] = "veel"
    [problem] = told(found_in(report, cast.cor, csv_bytes(rows), "a.csv"))
    assert problem.startswith(f" {len(rows)} E (Gehaald) [veel] een heel aantal van 0 of meer")


def test_a_csv_without_outputs_leaves_them_as_they_are(cast, report):
    Output.objects.create(intervention=cast.renovation, name="woningen", planned=40, realised=7)
    rows = csv_rows(report, cast.cor)
    found = found_in(report, cast.cor, csv_bytes(rows[: rows.index(["Resultaten"])]), "a.csv")
    assert (told(found), found.changes, found.outputs) == ([], [], [])


@pytest.mark.parametrize("name", ["a.xlsx", "a.csv"])
@pytest.mark.parametrize("entries", [1, 2])
def test_amounts_of_a_stream_that_was_retired_since_come_and_go_unchanged(cast, report, name, entries):
    Investment.objects.bulk_create(
        Investment(
            intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2020,
            funding_stream=cast.stream, state="besteed", amount_cents=500,
        )
        for _place in range(entries)
    )  # fmt: skip
    FundingStream.objects.update(retired=True)
    write = as_xlsx if name == "a.xlsx" else as_csv
    found = found_in(report, cast.cor, write(report, cast.cor), name)
    assert (told(found), found.changes) == ([], [])


def test_a_draft_of_a_stream_that_was_retired_since_comes_and_goes_unchanged(cast, report):
    done = filled(cast, report, besteed="100")
    FundingStream.objects.update(retired=True)
    found = found_in(done, cast.cor, as_xlsx(done, cast.cor))
    assert (told(found), found.changes) == ([], [])
    book = with_cells(done, cast.cor, {"Besteed": 90})
    book[c.AMOUNTS].cell(2, place("Besteed")).value = None
    assert "is gestopt. Kies een andere." in told(found_in(done, cast.cor, book))[0]


def test_a_stream_that_was_used_last_and_retired_since_is_not_proposed_again(cast, report):
    services.report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2019, funding_stream=cast.stream,
        state="besteed", amount=Decimal(70), by=cast.cor,
    )  # fmt: skip
    FundingStream.objects.update(retired=True)
    assert template(report, cast.cor)[c.AMOUNTS].cell(3, place("Geldstroom")).value is None


@pytest.mark.parametrize("typed", ["12.345,67", "12345.67", "12345,67", "€ 12.345,67", 12345.67])
def test_an_amount_is_read_as_dutch_and_as_english_people_type_it(cast, report, typed):
    book = with_cells(report, cast.cor, {"Besteed": typed})
    book[c.AMOUNTS].cell(2, place("Besteed")).value = None
    assert found_in(report, cast.cor, book).rows[0].amounts["besteed"] == Decimal("12345.67")


@pytest.mark.parametrize(("delimiter", "encoding"), [(";", "cp1252"), (",", "utf-8"), ("\t", "utf-16")])
def test_a_csv_is_read_as_other_programs_write_it(cast, report, delimiter, encoding):
    rows = csv_rows(report, cast.cor)
    rows[2][-1] = "Café"
    found = found_in(report, cast.cor, csv_bytes(rows, delimiter, encoding), "a.csv")
    assert told(found) == []
    assert found.rows[0].note == "Café"


def test_a_line_that_the_file_leaves_out_stays_as_it_is(cast, report):
    done = filled(cast, report, besteed="100")
    book = template(done, cast.cor)
    book[c.AMOUNTS].delete_rows(3)
    book[c.AMOUNTS].cell(2, place("Besteed")).value = None
    found = found_in(done, cast.cor, saved(book))
    assert (told(found), found.changes) == ([], [])


def test_the_template_locks_its_header_and_offers_lists_to_choose_from(cast, report):
    sheet = template(report, cast.cor)[c.AMOUNTS]
    assert sheet.protection.sheet
    assert sheet.cell(1, 1).protection.locked
    assert not sheet.cell(3, place("Besteed")).protection.locked
    lists = {str(rule.sqref)[0] for rule in sheet.data_validations.dataValidation}
    assert lists == {"D", "E", "F", "G"}
    explained = [line for (line,) in template(report, cast.cor)[c.EXPLANATION].values]
    assert "U ziet dan eerst wat er zou veranderen. Er wordt niets bewaard voordat u dat bevestigt." in explained


def test_the_total_of_the_template_follows_what_is_typed_under_it(cast, report):
    book = with_cells(report, cast.cor, {"Besteed": 10})
    total = book[c.AMOUNTS].cell(2, place("Besteed")).value
    assert total.startswith("=IF(COUNT(M3:M")
    assert total.endswith(',"",SUM(M3:M43)-SUMIF(F3:F43,"kapitaallast",M3:M43))')
    found = found_in(report, cast.cor, book)
    assert (found.problems, len(found.changes)) == ([], 1)
