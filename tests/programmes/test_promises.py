"""What has come of a promise: counted results, euros spent, and on time, too late or not yet to be said."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from programmes import services
from programmes.models import Output
from programmes.promises import Timeliness, promises_of
from programmes.services import Refused

DUE = dt.date(2020, 12, 31)
BEFORE, AFTER = dt.date(2019, 6, 1), dt.date(2021, 6, 1)


@pytest.fixture
def agreement(cast):
    return services.propose_agreement(
        programme=cast.programme, by=cast.noor, kind="convenant", name="Haven", parties=[cast.gemeente, cast.haard],
        first_year=2015, last_year=2020,
    )  # fmt: skip


@pytest.fixture
def promise(cast, agreement):
    def make(**said):
        about = {"organisation": cast.haard, "what": "Flats isoleren", "quantity": 100, "unit": "woningen"}
        about |= {"due_on": DUE, "interventions": [cast.renovation], **said}
        return services.add_commitment(agreement=agreement, by=cast.noor, **about)

    return make


def output(cast, name, realised):
    return Output.objects.create(intervention=cast.renovation, name=name, planned=120, realised=realised)


def spend(cast, amount, year=2018, spender=None, by=None):
    return services.report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=spender or cast.haard, year=year, state="besteed",
        funding_stream=cast.stream, amount=Decimal(amount), by=by or cast.cor, taakveld="8.3",
    )  # fmt: skip


def told(cast, commitment, today=BEFORE):
    [one] = promises_of([commitment], cast.noor, today)
    return one


def test_results_count_when_their_name_holds_the_unit(cast, promise):
    output(cast, "woningen gerenoveerd", 80)
    output(cast, "paden verbeterd", 900)
    assert told(cast, promise()).kept == ("Geteld: 80 van 100 woningen.",)


def test_a_part_of_a_word_is_another_thing(cast, promise):
    output(cast, "eengezinswoningen gerenoveerd", 80)
    assert told(cast, promise()).kept == ("Van “woningen” is bij de interventies nog niets geteld.",)


def test_enough_before_the_day_is_on_time(cast, promise):
    output(cast, "woningen gerenoveerd", 100)
    assert told(cast, promise()).timeliness == Timeliness.ON_TIME


def test_too_few_after_the_day_is_too_late(cast, promise):
    output(cast, "woningen gerenoveerd", 99)
    assert told(cast, promise(), AFTER).timeliness == Timeliness.LATE


@pytest.mark.parametrize(("realised", "today"), [(99, BEFORE), (None, AFTER), (100, AFTER)])
def test_what_is_not_over_not_counted_or_not_dated_is_not_yet_to_be_said(cast, promise, realised, today):
    output(cast, "woningen gerenoveerd", realised)
    assert told(cast, promise(), today).timeliness == Timeliness.UNKNOWN


def test_one_result_that_was_not_counted_leaves_it_open(cast, promise):
    output(cast, "woningen gerenoveerd", 60)
    output(cast, "woningen gebouwd", None)
    one = told(cast, promise(), AFTER)
    assert one.kept == ("Geteld: 60 van 100 woningen; nog niet alles is geteld.",)
    assert one.timeliness == Timeliness.UNKNOWN


def test_only_what_the_promiser_spent_in_the_years_of_the_agreement_counts(cast, promise):
    spend(cast, 700)
    spend(cast, 5000, year=2014)
    spend(cast, 9000, spender=cast.gemeente, by=cast.noor)
    one = told(cast, promise(quantity=None, unit="", amount=Decimal(700)))
    assert one.kept == ("Door De Haard besteed in 2015–2020: €\u00a0700,00.",)
    assert one.timeliness == Timeliness.ON_TIME


def test_money_that_nobody_reported_is_no_nought(cast, promise):
    one = told(cast, promise(quantity=None, unit="", amount=Decimal(700)), AFTER)
    assert one.kept == ("Nog geen geld gemeld door De Haard in 2015–2020.",)
    assert one.timeliness == Timeliness.UNKNOWN


def test_a_promise_without_an_intervention_cannot_be_followed(cast, promise):
    assert "niet te volgen" in told(cast, promise(interventions=[])).kept[0]


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ({"what": " "}, "what"),
        ({"unit": ""}, "unit"),
        ({"amount": Decimal(-1)}, "amount"),
        ({"amount": Decimal("0.001")}, "amount"),
        ({"due_on": dt.date(2022, 1, 1)}, "due_on"),
    ],
)
def test_a_promise_that_cannot_be_is_refused_at_its_field(promise, said, name):
    with pytest.raises(Refused) as refusal:
        promise(**said)
    assert set(refusal.value.errors) == {name}


def test_only_a_party_promises(cast, promise):
    with pytest.raises(Refused, match="een van de partijen"):
        promise(organisation=cast.other_corporatie)


def test_once_signed_only_the_interventions_of_a_promise_change(cast, agreement, promise):
    kept = promise(interventions=[])
    services.move_agreement(agreement=agreement, version=agreement.version, move="teken", by=cast.noor)
    kept.refresh_from_db()
    change = {"commitment": kept, "by": cast.noor}
    services.change_commitment(**change, version=kept.version, interventions=[cast.renovation])
    with pytest.raises(Refused, match="liggen vast"):
        services.change_commitment(**change, version=kept.version, quantity=5)
    with pytest.raises(Refused, match="liggen vast"):
        promise(what="Nog iets")


def test_a_manager_writes_a_promise_and_sees_what_has_come_of_it(cast, agreement, client):
    output(cast, "woningen gerenoveerd", 80)
    client.force_login(cast.noor)
    typed = {
        "organisation": cast.haard.pk, "what": "Flats isoleren", "quantity": 100, "unit": "woningen",
        "amount": "1.250.000", "due_on": "2020-12-31", "interventions": [cast.renovation.pk],
    }  # fmt: skip
    client.post(reverse("werk:commitment-new", args=[agreement.pk]), typed)
    shown = client.get(reverse("werk:agreement", args=[agreement.pk])).content.decode()
    assert "100 woningen, €\u00a01.250.000,00" in shown
    assert "Geteld: 80 van 100 woningen." in shown


def test_the_page_of_a_partner_tells_its_signed_promises(cast, agreement, promise, client):
    promise()
    address = reverse("partner", args=[cast.haard.slug])
    assert "Flats isoleren" not in client.get(address).content.decode()
    services.move_agreement(agreement=agreement, version=agreement.version, move="teken", by=cast.noor)
    assert "Flats isoleren" in client.get(address).content.decode()
