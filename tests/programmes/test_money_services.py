from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, connection, transaction
from django.db.models import F
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes import services
from programmes.models import FundingStream, Investment
from programmes.models.money import AppendOnly
from programmes.services import Refused
from programmes.vocabulary import StreamKind
from tests.programmes.ledger import cell
from tests.programmes.ledger import report as plain_report

A_LOT = Decimal("1234567.89")


def report(cast, **changes):
    return plain_report(cast, **{"amount": A_LOT, **changes})


def test_an_amount_stands_to_the_cent(cast):
    entry = report(cast)
    assert Investment.objects.get(pk=entry.pk).amount == A_LOT
    assert Investment.objects.realised().total_cents() == 123456789


def test_nought_reported_is_an_entry_and_not_reported_is_none(cast):
    report(cast, amount=Decimal(0))
    rows = Investment.objects.realised().per_year()
    assert list(rows) == [{"year": 2020, "state": "besteed", "cents": 0}]


def test_a_negative_amount_that_reverses_nothing_is_refused(cast):
    with pytest.raises(Refused, match="nooit kleiner dan 0") as refusal:
        report(cast, amount=Decimal("-0.01"))
    assert set(refusal.value.errors) == {"amount"}
    assert not Investment.objects.exists()


def test_the_database_itself_refuses_a_negative_amount_that_reverses_nothing(cast):
    with pytest.raises(IntegrityError), transaction.atomic():
        Investment.objects.create(
            intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2020,
            funding_stream=cast.stream, state="besteed", amount_cents=-1,
        )  # fmt: skip


@pytest.mark.parametrize(
    ("year", "whose"), [(2011, "Het programma"), (2028, "Het programma"), (2025, "De interventie")]
)
def test_a_year_outside_the_programme_or_the_intervention_is_refused(cast, year, whose):
    with pytest.raises(Refused, match=whose):
        report(cast, year=year)


@pytest.mark.parametrize("amount", ["0.001", "NaN", "Infinity", "1e20"])
def test_what_is_no_whole_number_of_cents_is_refused(cast, amount):
    with pytest.raises(Refused) as refusal:
        report(cast, amount=Decimal(amount))
    assert "amount" in refusal.value.errors


def test_a_reporter_reports_only_what_the_own_organisation_spends(cast):
    with pytest.raises(PermissionDenied, match="eigen organisatie"):
        report(cast, spender=cast.other_corporatie)


def test_a_reporter_reports_only_where_the_organisation_takes_part(cast):
    cast.renovation.lead = cast.other_corporatie
    cast.renovation.save()
    with pytest.raises(PermissionDenied, match="doet niet mee"):
        report(cast)


def test_an_organisation_that_one_may_not_see_neither_pays_nor_spends(cast):
    hidden = cast.other_corporatie
    hidden.public, hidden.gemeente = False, cast.elsewhere
    hidden.save()
    with pytest.raises(Refused) as refusal:
        report(cast, by=cast.noor, payer=hidden, spender=hidden)
    assert set(refusal.value.errors) == {"payer", "spender"}


def test_a_manager_may_enter_what_a_partner_in_the_own_gemeente_spends(cast):
    assert report(cast, by=cast.noor).entered_by == cast.noor
    with pytest.raises(PermissionDenied):
        report(cast, by=cast.ted)


def test_a_correction_is_a_reversal_and_a_new_entry(cast):
    entry = report(cast, amount=Decimal(9000))
    correction = services.correct_investment(entry=entry, amount=Decimal(900), by=cast.cor, note="tikfout")
    assert (correction.reversal.amount, correction.reversal.reverses) == (Decimal(-9000), entry)
    assert correction.replacement.amount == 900
    assert Investment.objects.realised().total_cents() == 90000


def test_a_withdrawn_amount_leaves_nothing_standing(cast):
    services.correct_investment(entry=report(cast), amount=None, by=cast.cor)
    assert not Investment.objects.standing().exists()
    assert Investment.objects.count() == 2


def test_a_reversed_entry_cannot_be_reversed_again(cast):
    entry = report(cast)
    services.correct_investment(entry=entry, amount=Decimal(1), by=cast.cor)
    with pytest.raises(Refused, match="al teruggeboekt"):
        services.correct_investment(entry=entry, amount=Decimal(2), by=cast.cor)
    assert Investment.objects.realised().total_cents() == 100


def test_a_reversal_cannot_be_corrected(cast):
    correction = services.correct_investment(entry=report(cast), amount=None, by=cast.cor)
    with pytest.raises(Refused, match="zelf een tegenboeking"):
        services.correct_investment(entry=correction.reversal, amount=Decimal(2), by=cast.cor)


def test_another_corporation_corrects_nothing_of_this_one(cast):
    entry = report(cast, spender=cast.other_corporatie, payer=cast.haard, by=cast.noor)
    with pytest.raises(PermissionDenied):
        services.correct_investment(entry=entry, amount=Decimal(1), by=cast.cor)


def test_an_entry_is_never_changed_or_removed_through_the_model(cast):
    entry = report(cast)
    for deed in (entry.save, entry.delete, Investment.objects.all().delete):
        with pytest.raises(AppendOnly):
            deed()
    with pytest.raises(AppendOnly):
        Investment.objects.update(amount_cents=F("amount_cents") + 1)


def test_the_database_itself_refuses_a_changed_entry(cast):
    entry = report(cast)
    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE programmes_investment SET amount_cents = 1 WHERE id = %s", [entry.pk])
    assert Investment.objects.get(pk=entry.pk).amount == A_LOT


def test_a_report_saves_what_changed_and_the_same_report_again_adds_nothing(cast):
    assert services.save_report(cells=[cell(cast, "10"), cell(cast, None, state="begroot")], by=cast.cor) == 1
    stood = Investment.objects.get().pk
    assert services.save_report(cells=[cell(cast, "10", stood=stood)], by=cast.cor) == 0
    assert Investment.objects.count() == 1


def test_a_changed_cell_becomes_a_correction(cast):
    entry = report(cast)
    assert services.save_report(cells=[cell(cast, "5", stood=entry.pk)], by=cast.cor) == 1
    assert [e.amount for e in Investment.objects.order_by("pk")] == [A_LOT, -A_LOT, Decimal(5)]


def test_an_emptied_cell_is_reversed_and_not_nought(cast):
    entry = report(cast)
    services.save_report(cells=[cell(cast, None, stood=entry.pk)], by=cast.cor)
    assert not Investment.objects.standing().exists()


def test_one_wrong_cell_keeps_the_whole_report_from_being_saved(cast):
    cells = [cell(cast, "10", key="a"), cell(cast, "10", key="b", year=2026)]
    with pytest.raises(Refused) as refusal:
        services.save_report(cells=cells, by=cast.cor)
    assert set(refusal.value.errors) == {"b"}
    assert not Investment.objects.exists()


def test_the_second_of_two_reporters_sees_what_the_first_filled_in(cast):
    report(cast, amount=Decimal(7))
    with pytest.raises(Refused, match=r"Cor vulde hier net €.7,00 in"):
        services.save_report(cells=[cell(cast, "10")], by=cast.cor)


def test_two_reporters_who_fill_in_the_same_amount_report_it_once(cast):
    report(cast, amount=Decimal(7))
    assert services.save_report(cells=[cell(cast, "7")], by=cast.cor) == 0


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.integers(0, 10**12), min_size=1, max_size=6), st.data())
def test_totals_are_the_sum_of_what_stands_to_the_cent(cast, amounts, data):
    with transaction.atomic():
        entries = [report(cast, amount=Decimal(cents) / 100) for cents in amounts]
        corrected = data.draw(st.sets(st.sampled_from(range(len(entries)))))
        for place in corrected:
            services.correct_investment(entry=entries[place], amount=Decimal(amounts[place] + 1) / 100, by=cast.cor)
        assert Investment.objects.realised().total_cents() == sum(amounts) + len(corrected)
        assert Investment.objects.realised().per_pillar().get()["cents"] == sum(amounts) + len(corrected)
        transaction.set_rollback(True)


def test_every_installation_starts_with_a_stream_of_each_kind(db):
    assert set(FundingStream.objects.values_list("kind", flat=True)) == set(StreamKind.values)


def test_who_pays_but_does_not_spend_sees_an_entry_and_corrects_nothing(cast):
    entry = report(cast, spender=cast.other_corporatie, by=cast.noor)
    assert entry in Investment.objects.visible_to(cast.cor)
    assert not services.may_correct(entry=entry, by=cast.cor)
