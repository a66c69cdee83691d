"""What is said of an entry beside its amount: btw, nature, taakveld, source; and that a correction keeps it."""

from decimal import Decimal

import pytest

from programmes import services
from programmes.models import Document, Investment, Taakveld
from programmes.services import Refused
from tests.programmes.ledger import cell, report

DETAILS = {
    "vat": "exclusief",
    "nature": "kapitaallast",
    "taakveld": "8.3",
    "taakveld_year": 2023,
    "source_reference": "Factuur 2020-114",
}


def document(cast, programme=None):
    return Document.objects.create(
        programme=programme or cast.programme, name="Factuur", file="x.pdf", original_name="x.pdf",
        media_type="application/pdf", size=1, sha256="0" * 64,
    )  # fmt: skip


def test_an_entry_takes_every_detail_and_its_correction_keeps_them(cast):
    paper = document(cast)
    entry = report(cast, document=paper, **DETAILS)
    correction = services.correct_investment(entry=entry, amount=Decimal(5), by=cast.cor)
    for one in (entry, correction.reversal, correction.replacement):
        assert {name: getattr(one, name) for name in DETAILS} == DETAILS
        assert one.document == paper


def test_an_entry_of_which_nothing_is_said_is_an_investment_with_btw_unknown(cast):
    entry = report(cast)
    assert (entry.vat, entry.nature, entry.taakveld, entry.document) == ("onbekend", "investering", "", None)


def test_a_correction_can_put_a_detail_right_and_leave_the_amount(cast):
    entry = report(cast, vat="inclusief")
    correction = services.correct_investment(entry=entry, amount=entry.amount, by=cast.cor, vat="exclusief")
    assert (correction.replacement.vat, correction.replacement.amount) == ("exclusief", entry.amount)


@pytest.mark.parametrize(
    ("name", "value"),
    [("vat", "half"), ("nature", "cadeau"), ("taakveld", "wonen"), ("source_reference", "x" * 161)],
)
def test_a_detail_that_we_do_not_know_is_refused_at_its_field(cast, name, value):
    with pytest.raises(Refused) as refusal:
        report(cast, **{name: value})
    assert set(refusal.value.errors) == {name}


def test_a_document_of_another_programme_is_refused(cast):
    with pytest.raises(Refused) as refusal:
        report(cast, document=document(cast, cast.draft), by=cast.noor)
    assert set(refusal.value.errors) == {"document"}


def test_a_report_with_another_btw_and_the_same_amount_is_a_correction(cast):
    entry = report(cast)
    again = cell(cast, "100", stood=entry.pk, vat="inclusief")
    assert services.save_report(cells=[again], by=cast.cor) == 1
    assert Investment.objects.standing().get().vat == "inclusief"


def test_a_report_that_says_nothing_of_btw_leaves_it_as_it_stood(cast):
    entry = report(cast, vat="inclusief")
    assert services.save_report(cells=[cell(cast, "100", stood=entry.pk)], by=cast.cor) == 0
    services.save_report(cells=[cell(cast, "90", stood=entry.pk)], by=cast.cor)
    assert Investment.objects.standing().get().vat == "inclusief"


def test_capital_charges_stand_in_a_cell_of_their_own(cast):
    report(cast)
    assert services.save_report(cells=[cell(cast, "7", nature="kapitaallast")], by=cast.cor) == 1
    assert Investment.objects.total_cents() == 100_00


def of_the_gemeente(cast, **changes):
    return report(cast, spender=cast.gemeente, payer=cast.gemeente, by=cast.noor, **changes)


def test_what_a_gemeente_spends_has_a_taakveld(cast):
    with pytest.raises(Refused, match="boekt elk bedrag op een taakveld") as refusal:
        of_the_gemeente(cast)
    assert set(refusal.value.errors) == {"taakveld"}
    assert of_the_gemeente(cast, taakveld="6.3").taakveld == "6.3"


def test_the_taakveld_of_the_intervention_is_taken_where_an_entry_names_none(cast):
    cast.renovation.taakveld = "8.3"
    entry = of_the_gemeente(cast)
    assert (entry.taakveld, entry.taakveld_year) == ("8.3", None)
    assert of_the_gemeente(cast, taakveld="0.10").taakveld == "0.10"


def test_a_corporation_needs_no_taakveld(cast):
    cast.renovation.taakveld = "8.3"
    assert report(cast).taakveld == ""


@pytest.mark.parametrize("code", ["0.10", "0.1", "6.71a", "6.711", "8.3"])
def test_a_taakveld_is_kept_as_the_string_it_is(cast, code):
    assert Investment.objects.get(pk=of_the_gemeente(cast, taakveld=code).pk).taakveld == code


@pytest.mark.parametrize("code", ["6", "6.", "6,3", "Tot_TV", "9.1", "6.7111", "6.3e"])
def test_what_has_not_the_form_of_a_taakveld_is_refused(cast, code):
    with pytest.raises(Refused, match="is geen taakveld"):
        of_the_gemeente(cast, taakveld=code)


def test_a_taakveld_must_stand_in_the_list_of_its_book_year_where_that_was_imported(cast):
    Taakveld.objects.create(code="6.71", book_year=2020, name="Maatwerkdienstverlening 18+")
    Taakveld.objects.create(code="6.711", book_year=2026, name="Huishoudelijke hulp (WMO)")
    with pytest.raises(Refused, match=r"6\.711 staat niet in de lijst van 2020"):
        of_the_gemeente(cast, taakveld="6.711")
    assert of_the_gemeente(cast, taakveld="6.711", taakveld_year=2026)
    assert of_the_gemeente(cast, taakveld="6.711", year=2021)


def test_an_entry_from_before_taakvelden_were_asked_can_still_be_corrected(cast):
    cast.gemeente.kind = "maatschappelijk"
    entry = of_the_gemeente(cast)
    cast.gemeente.kind = "gemeente"
    assert services.correct_investment(entry=entry, amount=Decimal(5), by=cast.noor).replacement.taakveld == ""
