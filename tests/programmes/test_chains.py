"""Money that goes through several hands: counted once, where it is spent, and read by payer and by spender alike."""

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes import services
from programmes.chains import flows_of, leverage
from programmes.models import FundingStream, Investment
from programmes.services import Refused
from stakeholders.kinds import OrganisationKind
from tests.cast import organisation
from tests.programmes.ledger import report


@pytest.fixture
def rijk(cast):
    return organisation("Het Rijk", OrganisationKind.RIJK, None)


@pytest.fixture
def grant(cast, rijk):
    """The Rijk gave the gemeente a thousand euros."""
    stream = FundingStream.objects.get(kind="rijk")
    return report(
        cast, payer=rijk, spender=cast.gemeente, funding_stream=stream, amount=Decimal(1000), taakveld="8.3",
        by=cast.noor,
    )  # fmt: skip


def passed_on(cast, entry, amount="1000", to=None, **more):
    return services.pass_on(entry=entry, amount=Decimal(amount), to=to or cast.haard, by=cast.noor, **more)


def sums(entries=None):
    entries = Investment.objects.all() if entries is None else entries
    flows = flows_of(entries.realised())
    return flows.by_source(), flows.by_spender(), flows.total


def test_what_is_passed_on_counts_once_where_it_is_spent(cast, rijk, grant):
    done = passed_on(cast, grant)
    assert Investment.objects.realised().total_cents() == 1000_00
    assert (done.kept, done.passed.passed_on, done.received.spender) == (None, True, cast.haard)
    assert sums() == ({rijk.pk: 1000_00}, {cast.haard.pk: 1000_00}, 1000_00)


def test_a_part_is_passed_on_and_the_rest_stays(cast, rijk, grant):
    done = passed_on(cast, grant, "400.01")
    assert done.kept.amount == Decimal("599.99")
    assert sums() == ({rijk.pk: 1000_00}, {cast.gemeente.pk: 599_99, cast.haard.pk: 400_01}, 1000_00)


def test_the_way_of_the_money_is_followed_through_three_hands(cast, rijk, grant):
    second = passed_on(cast, grant, "400").received
    third = passed_on(cast, second, "100", to=cast.other_corporatie).received
    assert third.hands == [rijk, cast.gemeente, cast.haard]
    assert third.first_payer == rijk
    assert sums()[1] == {cast.gemeente.pk: 600_00, cast.haard.pk: 300_00, cast.other_corporatie.pk: 100_00}


def test_the_next_hand_has_its_own_taakveld_and_btw(cast, grant):
    received = passed_on(cast, grant, vat="inclusief").received
    assert (received.taakveld, received.vat, received.funding_stream) == ("", "inclusief", grant.funding_stream)


@pytest.mark.parametrize("amount", ["0", "-1", "1000.01", "0.001"])
def test_no_more_is_passed_on_than_there_is(cast, grant, amount):
    with pytest.raises(Refused, match=r"ten hoogste €.1\.000,00") as refusal:
        passed_on(cast, grant, amount)
    assert set(refusal.value.errors) == {"amount"}


def test_money_does_not_go_in_circles(cast, rijk, grant):
    received = passed_on(cast, grant).received
    for hand in (rijk, cast.gemeente, cast.haard):
        with pytest.raises(Refused, match="had dit geld al in handen"):
            passed_on(cast, received, "1", to=hand)


def test_what_was_passed_on_is_not_passed_on_again_nor_corrected(cast, grant):
    done = passed_on(cast, grant, "400")
    for entry in (grant, done.passed):
        with pytest.raises(Refused, match="staat er niet meer zo"):
            passed_on(cast, entry, "1")
    with pytest.raises(Refused, match="is doorgegeven"):
        services.correct_investment(entry=done.passed, amount=Decimal(1), by=cast.noor)


def test_a_link_of_a_chain_keeps_its_amount_and_can_be_described_better(cast, grant):
    received = passed_on(cast, grant).received
    for amount in (Decimal(1), None):
        with pytest.raises(Refused, match="Laat het terugnemen en het juiste bedrag doorgeven"):
            services.correct_investment(entry=received, amount=amount, by=cast.cor)
    better = services.correct_investment(entry=received, amount=received.amount, by=cast.cor, vat="exclusief")
    assert (better.replacement.vat, better.replacement.passed_from) == ("exclusief", received.passed_from)
    assert sums()[2] == 1000_00


def test_what_is_taken_back_stands_as_one_amount_again_and_can_be_corrected(cast, grant):
    received = passed_on(cast, grant, "400").received
    back = services.take_back(entry=received, by=cast.noor)
    assert (back.amount, back.passed_on, back.spender) == (Decimal(1000), False, cast.gemeente)
    assert Investment.objects.in_hand().get() == back
    services.correct_investment(entry=back, amount=Decimal(900), by=cast.noor)
    assert Investment.objects.realised().total_cents() == 900_00


def test_what_went_on_further_is_taken_back_from_the_end(cast, grant):
    second = passed_on(cast, grant).received
    third = passed_on(cast, second, to=cast.other_corporatie).received
    with pytest.raises(Refused, match="Neem eerst terug wat daarna is doorgegeven"):
        services.take_back(entry=second, by=cast.noor)
    second = services.take_back(entry=third, by=cast.noor)
    services.take_back(entry=second, by=cast.noor)
    assert sums()[1] == {cast.gemeente.pk: 1000_00}


def test_what_went_on_in_part_is_taken_back_from_the_end_too(cast, grant):
    second = passed_on(cast, grant).received
    done = passed_on(cast, second, "0.01", to=cast.other_corporatie)
    with pytest.raises(Refused, match="Neem eerst terug wat daarna is doorgegeven"):
        services.take_back(entry=done.kept, by=cast.noor)
    whole = services.take_back(entry=done.received, by=cast.noor)
    services.take_back(entry=whole, by=cast.noor)
    assert sums()[1] == {cast.gemeente.pk: 1000_00}


def test_what_came_from_nobody_is_not_taken_back(cast, grant):
    with pytest.raises(Refused, match="niet door een ander doorgegeven"):
        services.take_back(entry=grant, by=cast.noor)


def test_who_has_the_money_passes_it_on_and_nobody_else(cast, grant):
    with pytest.raises(PermissionDenied):
        services.pass_on(entry=grant, amount=Decimal(1), to=cast.haard, by=cast.cor)
    own = report(cast)
    with pytest.raises(Refused, match="doet niet mee"):
        services.pass_on(entry=own, amount=Decimal(1), to=cast.other_corporatie, by=cast.cor)
    cast.renovation.partners.add(cast.other_corporatie)
    assert services.pass_on(entry=own, amount=Decimal(1), to=cast.other_corporatie, by=cast.cor)


def test_money_that_the_next_hand_reported_itself_is_not_counted_twice(cast, grant):
    own = report(cast, payer=cast.gemeente, funding_stream=grant.funding_stream, amount=Decimal(400), vat="inclusief")
    with pytest.raises(Refused, match=r"meldde hier zelf al €.400,00") as refusal:
        passed_on(cast, grant, "400")
    assert set(refusal.value.errors) == {"instead_of"}
    with pytest.raises(Refused, match=r"precies €.400,00"):
        passed_on(cast, grant, "300", instead_of=own)
    done = passed_on(cast, grant, "400", instead_of=own)
    assert (done.received.vat, sums()[2]) == ("inclusief", 1000_00)


def test_capital_charges_are_not_passed_on(cast, grant):
    charge = report(cast, nature="kapitaallast")
    with pytest.raises(Refused, match="kapitaallast"):
        services.pass_on(entry=charge, amount=Decimal(1), to=cast.other_corporatie, by=cast.noor)


def test_leverage_is_what_others_lay_beside_each_euro_and_counts_no_euro_twice(cast, rijk, grant):
    passed_on(cast, grant, "400")
    report(cast, amount=Decimal(2500))
    flows = flows_of(Investment.objects.realised())
    kinds = {one.pk: one.kind for one in (rijk, cast.gemeente, cast.haard)}
    assert leverage(flows, kinds, OrganisationKind.RIJK) == Decimal("2.50")
    assert leverage(flows, kinds, OrganisationKind.GEMEENTE) is None


@settings(max_examples=15, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_whatever_is_passed_on_and_taken_back_payers_and_spenders_add_up_to_the_same(cast, rijk, grant, data):
    with transaction.atomic():
        report(cast, amount=Decimal(data.draw(st.integers(0, 10**6))) / 100)
        total = Investment.objects.realised().total_cents()
        paid = sums()[0]
        for _step in range(data.draw(st.integers(1, 6))):
            pass_or_take_back(cast, data)
            by_source, by_spender, both = sums()
            assert by_source == paid
            assert sum(by_spender.values()) == both == total
        transaction.set_rollback(True)


def pass_or_take_back(cast, data):
    """Do something to one of the amounts that stand; what is refused changes nothing."""
    entry = data.draw(st.sampled_from(list(Investment.objects.in_hand().order_by("pk"))))
    try:
        if entry.passed_from_id and data.draw(st.booleans()):
            services.take_back(entry=entry, by=cast.noor)
        else:
            part = Decimal(data.draw(st.integers(1, max(1, entry.amount_cents)))) / 100
            to = data.draw(st.sampled_from([cast.gemeente, cast.haard, cast.other_corporatie]))
            passed_on(cast, entry, str(part), to=to, taakveld="6.3")
    except Refused:
        return
