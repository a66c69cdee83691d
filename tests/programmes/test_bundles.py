"""One investment over several interventions by share: the shares sum to one and no cent is lost."""

from decimal import Decimal

import pytest
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from programmes import services
from programmes.models import Bundle, Investment
from programmes.services import BundleShare, Refused
from tests.portal.giving import intervention


@pytest.fixture
def three(cast):
    """The renovation and two others that De Haard leads."""
    return [
        cast.renovation,
        intervention(cast, "Warmtenet", {cast.wijk: "1"}),
        intervention(cast, "Groen", {cast.wijk: "1"}),
    ]


def bundle(cast, three, shares, amount="100", **changes):
    said = {
        "name": "Bouwhekken",
        "amount": Decimal(amount),
        "shares": [BundleShare(one, Decimal(share)) for one, share in zip(three, shares, strict=False)],
        "payer": cast.haard,
        "spender": cast.haard,
        "year": 2020,
        "funding_stream": cast.stream,
        "state": "besteed",
        "by": cast.cor,
        **changes,
    }
    return services.report_bundle(**said)


def cents_of(made):
    return list(made.entries.standing().order_by("intervention_id").values_list("amount_cents", flat=True))


def test_the_parts_of_a_bundle_add_up_to_the_cent(cast, three):
    made = bundle(cast, three, ["0.33333333", "0.33333333", "0.33333334"])
    assert cents_of(made) == [33_33, 33_33, 33_34]
    assert (made.total_cents, Investment.objects.realised().total_cents()) == (100_00, 100_00)


@pytest.mark.parametrize(
    ("shares", "told"),
    [
        (["0.5", "0.3", "0.1"], "samen 90 %.*Verdeel nog 10 %"),
        (["0.5", "0.3", "0.205"], "samen 100,5 %.*Haal er 0,5 % af"),
        (["1"], "ten minste twee"),
        (["0", "1"], "meer dan 0 %"),
        (["0.333333333", "0.666666667"], "meer dan 0 %"),
    ],
)
def test_shares_that_do_not_sum_to_one_are_refused_and_it_is_said_what_is_left(cast, three, shares, told):
    with pytest.raises(Refused, match=told) as refusal:
        bundle(cast, three, shares)
    assert set(refusal.value.errors) == {"shares"}
    assert not Bundle.objects.exists()


def test_an_intervention_stands_once_in_a_bundle(cast, three):
    with pytest.raises(Refused, match="twee keer"):
        bundle(cast, [three[0], three[0]], ["0.5", "0.5"])


def test_what_a_rule_of_the_ledger_refuses_for_one_part_keeps_the_whole_from_being_written(cast, three):
    three[2].start_year = three[2].end_year = 2023
    three[2].save()
    with pytest.raises(Refused, match="Groen: De interventie loopt van 2023"):
        bundle(cast, three, ["0.5", "0.3", "0.2"])
    assert not Investment.objects.exists()


def test_a_bundle_is_corrected_as_a_whole_by_the_same_shares(cast, three):
    made = bundle(cast, three, ["0.5", "0.3", "0.2"])
    corrected = services.correct_bundle(bundle=made, amount=Decimal("0.05"), by=cast.cor)
    assert (cents_of(made), cents_of(corrected)) == ([], [3, 1, 1])
    assert Investment.objects.realised().total_cents() == 5
    with pytest.raises(Refused, match="al verbeterd"):
        services.correct_bundle(bundle=made, amount=Decimal(1), by=cast.cor)


def test_a_withdrawn_bundle_leaves_nothing_standing(cast, three):
    services.correct_bundle(bundle=bundle(cast, three, ["0.5", "0.5"]), amount=None, by=cast.cor)
    assert not Investment.objects.standing().exists()


def test_one_part_of_a_bundle_is_not_corrected_alone_but_its_btw_is(cast, three):
    part = bundle(cast, three, ["0.5", "0.5"]).entries.first()
    with pytest.raises(Refused, match="deel van “Bouwhekken”"):
        services.correct_investment(entry=part, amount=Decimal(1), by=cast.cor)
    better = services.correct_investment(entry=part, amount=part.amount, by=cast.cor, vat="inclusief").replacement
    assert (better.bundle_id, better.bundle_share) == (part.bundle_id, part.bundle_share)


def test_a_bundle_of_commitments_is_held_to_the_ceiling_as_a_whole(cast, three):
    services.set_ceiling(
        programme=cast.programme, funding_stream=cast.stream, first_year=2020, last_year=2020, amount=Decimal(100),
        by=cast.noor,
    )  # fmt: skip
    made = bundle(cast, three, ["0.5", "0.5"], state="verplicht")
    with pytest.raises(Refused, match="boven het plafond"):
        services.correct_bundle(bundle=made, amount=Decimal("100.01"), by=cast.cor)
    assert services.correct_bundle(bundle=made, amount=Decimal("99.99"), by=cast.cor)


@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.integers(0, 10**12), st.lists(st.integers(1, 10**6), min_size=2, max_size=3))
def test_whatever_the_shares_the_parts_are_the_whole(cast, three, cents, weights):
    shares = [Decimal(weight * 10**8 // sum(weights)) / 10**8 for weight in weights]
    shares[-1] += 1 - sum(shares)
    with transaction.atomic():
        if all(share > 0 for share in shares):
            made = bundle(cast, three, [str(share) for share in shares], amount=str(Decimal(cents) / 100))
            assert sum(cents_of(made)) == cents
        transaction.set_rollback(True)


def test_who_may_read_the_entries_reads_how_they_were_divided_and_only_their_own_corrects_it(cast, three, client):
    made = bundle(cast, three, ["0.5", "0.5"])
    address = reverse("werk:bundle", args=[made.pk])
    for reader, corrects in ((cast.ria, False), (cast.con, False), (cast.cor, True), (cast.noor, True)):
        client.force_login(reader)
        assert ("Verbeter het hele bedrag" in client.get(address).content.decode()) is corrects
    client.force_login(cast.ria)
    client.post(address, {"amount": "7"})
    assert cents_of(made) == [5000, 5000]


def test_a_reporter_who_passes_money_on_finds_the_way_back(cast, client):
    entry = services.report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2020, funding_stream=cast.stream,
        state="besteed", amount=Decimal(5), by=cast.cor,
    )  # fmt: skip
    client.force_login(cast.cor)
    page = client.get(reverse("werk:pass-on", args=[entry.pk])).content.decode()
    back = reverse("werk:programme", args=[cast.programme.slug])
    assert f'href="{back}"' in page
    assert client.get(back).status_code == 200
