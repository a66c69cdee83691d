"""What has come of a promise: chosen results, euros spent, and on time, too late or not yet to be said."""

import datetime as dt
from decimal import Decimal

import pytest
from django.urls import reverse

from programmes import services
from programmes.models import Output, Programme
from programmes.ontime import Timeliness
from programmes.promises import promises_of, suggested_outputs
from programmes.services import Refused
from tests.cast import intervention

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


def output(cast, name, realised, counted_on=None):
    return Output.objects.create(
        intervention=cast.renovation, name=name, planned=120, realised=realised, counted_on=counted_on
    )


def counted(result, realised, counted_on):
    """The same result, counted again on another day."""
    result.realised, result.counted_on = realised, counted_on
    result.save()
    return result


def spend(cast, amount, year=2018, spender=None, by=None):
    return services.report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=spender or cast.haard, year=year, state="besteed",
        funding_stream=cast.stream, amount=Decimal(amount), by=by or cast.cor, taakveld="8.3",
    )  # fmt: skip


def told(cast, commitment, today=BEFORE):
    [one] = promises_of([commitment], cast.noor, today)
    return one


def test_only_the_results_that_were_chosen_count(cast, promise):
    flats = output(cast, "flats", 80)
    output(cast, "woningen gerenoveerd", 900)
    assert told(cast, promise(outputs=[flats])).kept == ("Geteld: 80 van 100 woningen.",)


def test_without_a_choice_nothing_counts_whatever_its_name(cast, promise):
    output(cast, "woningen gerenoveerd", 900)
    one = told(cast, promise(), AFTER)
    assert one.kept == ("Nog niet gekozen welke resultaten meetellen.",)
    assert (one.timeliness, one.reason) == (Timeliness.UNKNOWN, "Er is niet gekozen welke resultaten meetellen.")


def test_a_unit_proposes_results_whose_name_holds_it_as_whole_words(cast):
    flats = output(cast, "woningen gerenoveerd", None)
    output(cast, "eengezinswoningen gerenoveerd", None)
    assert suggested_outputs([cast.renovation], "Woningen") == [flats]
    assert suggested_outputs([cast.renovation], "") == []


def test_a_result_of_another_intervention_is_refused(cast, promise):
    elsewhere = intervention(cast.programme, cast.haard, cast.wijk, "Buurthuis")
    strange = Output.objects.create(intervention=elsewhere, name="bezoeken")
    with pytest.raises(Refused, match="“bezoeken” hoort bij een interventie die u niet koos") as refusal:
        promise(outputs=[strange])
    assert set(refusal.value.errors) == {"outputs"}


def test_results_go_along_with_the_intervention_that_no_longer_keeps_the_promise(cast, promise):
    kept = promise(outputs=[output(cast, "flats", 80)])
    services.change_commitment(commitment=kept, version=kept.version, by=cast.noor, interventions=[])
    assert not kept.outputs.exists()


def test_enough_before_the_day_is_on_time(cast, promise):
    flats = output(cast, "woningen gerenoveerd", 100)
    assert told(cast, promise(outputs=[flats])).timeliness == Timeliness.ON_TIME


def test_too_few_before_the_day_is_not_yet_to_be_said(cast, promise):
    one = told(cast, promise(outputs=[output(cast, "flats", 99)]))
    assert (one.timeliness, one.reason) == (Timeliness.UNKNOWN, "De dag is nog niet om.")


YEAR_LATER = dt.date(2022, 1, 1)


@pytest.mark.parametrize(
    ("counts", "timeliness", "reason"),
    [
        ([(500, DUE)], "op_tijd", "Tot en met 31 december 2020 waren er 500 van de 500 geteld."),
        ([(500, dt.date(2020, 6, 1)), (640, AFTER)], "op_tijd", "Tot en met 31 december 2020 waren er 500 van de 500"),
        (
            [(490, DUE)], "deels_gehaald",
            "Op 31 december 2020 waren het er 490 van de 500 (98\u00a0%). Nog te halen: 10.",
        ),
        (
            [(499, DUE)], "deels_gehaald",
            "Op 31 december 2020 waren het er 499 van de 500 (99\u00a0%). Nog te halen: 1.",
        ),
        (
            [(490, DUE), (500, YEAR_LATER)], "deels_op_tijd",
            ("Op 31 december 2020 waren het er 490 van de 500 (98\u00a0%). "
             "Inmiddels zijn het er 500: de rest kwam na de afgesproken dag."),
        ),
        (
            [(490, DUE), (495, YEAR_LATER)], "deels_gehaald",
            ("Op 31 december 2020 waren het er 490 van de 500 (98\u00a0%). "
             "Inmiddels zijn het er 495. Nog te halen: 5."),
        ),
        (
            [(300, dt.date(2020, 6, 1)), (490, AFTER)], "deels_gehaald",
            "Op 31 december 2020 waren het er ten minste 300 en ten hoogste 490 van de 500. Nog te halen: 10.",
        ),
        (
            [(490, AFTER)], "deels_gehaald",
            "Op 1 juni 2021, na de dag, waren het er 490 van de 500 (98\u00a0%). Nog te halen: 10.",
        ),
        (
            [(490, AFTER), (500, YEAR_LATER)], "te_laat",
            ("Op 1 juni 2021, na de dag, waren het er 490 van de 500 (98\u00a0%). "
             "Inmiddels zijn het er 500: de rest kwam na de afgesproken dag."),
        ),
        (
            [(0, DUE)], "te_laat",
            "Op 31 december 2020 waren het er 0 van de 500 (0\u00a0%). Nog te halen: 500.",
        ),
        (
            [(3, DUE)], "deels_gehaald",
            "Op 31 december 2020 waren het er 3 van de 500 (minder dan 1\u00a0%). Nog te halen: 497.",
        ),
        (
            [(490, dt.date(2020, 6, 1))], "nog_niet_te_zeggen",
            "Vanaf 31 december 2020 is nog niet alles geteld. Daarvoor waren het er 490 van de 500.",
        ),
        ([(500, AFTER)], "nog_niet_te_zeggen", "Pas op 1 juni 2021 geteld: genoeg, maar of dat op 31 december 2020"),
        (
            [(500, DUE), (450, DUE), (450, AFTER)], "deels_gehaald",
            "Op 31 december 2020 waren het er 450 van de 500 (90\u00a0%). Nog te halen: 50.",
        ),
        ([(None, None)], "nog_niet_te_zeggen", "Vanaf 31 december 2020 is nog niet alles geteld."),
    ],
)  # fmt: skip
def test_what_was_counted_on_which_day_tells_what_came_of_it_on_time(cast, promise, counts, timeliness, reason):
    flats = output(cast, "flats", *counts[0])
    for number, day in counts[1:]:
        counted(flats, number, day)
    one = told(cast, promise(quantity=500, outputs=[flats]), dt.date(2023, 1, 1))
    assert one.timeliness == timeliness
    assert one.reason.startswith(reason)


def test_a_part_that_is_there_is_not_late_before_the_day_has_passed(cast, promise):
    kept = promise(outputs=[output(cast, "flats", 98)])
    assert told(cast, kept, DUE).timeliness == Timeliness.UNKNOWN
    assert "98 van" in " ".join(told(cast, kept, DUE).kept)


def test_without_a_day_a_count_is_of_the_day_on_which_it_was_entered(cast, promise):
    flats = output(cast, "flats", 100)
    Output.history.update(history_date=dt.datetime(2020, 3, 1, tzinfo=dt.UTC))
    assert told(cast, promise(outputs=[flats]), AFTER).timeliness == Timeliness.ON_TIME


def test_a_change_of_plan_is_no_count(cast, promise):
    flats = output(cast, "flats", 99, dt.date(2020, 3, 1))
    flats.planned = 500
    flats.save()
    assert told(cast, promise(outputs=[flats]), AFTER).timeliness == Timeliness.UNKNOWN


def test_what_a_partner_reports_and_is_accepted_is_of_the_end_of_that_year(cast, promise):
    flats = output(cast, "flats", None)
    accept(cast, flats, 100)
    assert (flats.realised, flats.counted_on) == (100, dt.date(2020, 12, 31))
    assert told(cast, promise(outputs=[flats]), AFTER).timeliness == Timeliness.ON_TIME


def test_a_report_of_an_earlier_year_leaves_a_newer_count_as_it_is(cast):
    flats = output(cast, "flats", 120, dt.date(2021, 6, 30))
    accept(cast, flats, 100)
    assert (flats.realised, flats.counted_on) == (120, dt.date(2021, 6, 30))


def accept(cast, flats, realised):
    """De Haard reports so many over 2020, and the gemeente accepts it."""
    about = {"programme": cast.programme, "by": cast.noor, "year": 2020, "name": "Jaar 2020"}
    period = services.make_period(**about, opens_on=dt.date(2021, 1, 1), due_on=dt.date(2021, 3, 1))
    report = period.reports.get(organisation=cast.haard)
    said = [services.OutputSaid("0", flats, realised)]
    report = services.fill_report(report=report, version=report.version, rows=[], outputs=said, by=cast.cor)
    report = services.submit_report(report=report, version=report.version, by=cast.cor)
    services.accept_report(report=report, version=report.version, by=cast.noor)
    flats.refresh_from_db()


def test_one_result_that_was_not_counted_leaves_it_open(cast, promise):
    counted_and_not = [output(cast, "woningen gerenoveerd", 60), output(cast, "woningen gebouwd", None)]
    one = told(cast, promise(outputs=counted_and_not), AFTER)
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


@pytest.mark.parametrize(
    ("spent", "due", "timeliness", "reason"),
    [
        ({2019: 700}, dt.date(2020, 7, 1), "op_tijd", "Tot en met 2020 besteed: €\u00a0700,00 van €\u00a0700,00."),
        ({2020: 700}, DUE, "op_tijd", "Tot en met 2020 besteed: €\u00a0700,00 van €\u00a0700,00."),
        ({2020: 700}, dt.date(2020, 7, 1), "nog_niet_te_zeggen", "In 2020 was het genoeg; bedragen gaan per jaar"),
        (
            {2019: 600},
            DUE,
            "nog_niet_te_zeggen",
            "Over 2020 is nog geen geld gemeld. Tot en met 2019 besteed: €\u00a0600,00 van €\u00a0700,00 (85\u00a0%).",
        ),
        (
            {2020: 600},
            DUE,
            "deels_gehaald",
            "Tot en met 2020 besteed: €\u00a0600,00 van €\u00a0700,00 (85\u00a0%). Nog te besteden: €\u00a0100,00.",
        ),
        ({2020: 0}, DUE, "te_laat", "Tot en met 2020 besteed: €\u00a00,00 van €\u00a0700,00 (0\u00a0%)."),
    ],
)
def test_the_years_of_the_ledger_tell_whether_money_was_spent_on_time(cast, promise, spent, due, timeliness, reason):
    for year, amount in spent.items():
        spend(cast, amount, year=year)
    one = told(cast, promise(quantity=None, unit="", amount=Decimal(700), due_on=due), AFTER)
    assert one.timeliness == timeliness
    assert one.reason.startswith(reason)


def test_of_a_promise_in_two_parts_the_worst_gives_the_word_and_both_are_told(cast, promise):
    spend(cast, 700)
    flats = output(cast, "flats", 99, AFTER)
    one = told(cast, promise(amount=Decimal(700), outputs=[flats]), AFTER)
    assert one.timeliness == Timeliness.PARTLY
    assert one.reason == (
        "Op 1 juni 2021, na de dag, waren het er 99 van de 100 (99\u00a0%). Nog te halen: 1. "
        "Tot en met 2020 besteed: €\u00a0700,00 van €\u00a0700,00."
    )


def test_money_that_came_after_the_day_leaves_what_was_there_on_time(cast, promise):
    for year, amount in {2018: 600, 2020: 100}.items():
        spend(cast, amount, year=year)
    one = told(cast, promise(quantity=None, unit="", amount=Decimal(700), due_on=dt.date(2019, 12, 31)), AFTER)
    assert one.timeliness == Timeliness.PARTLY_ON_TIME
    assert one.reason.endswith("Inmiddels is alles besteed: de rest kwam na de afgesproken dag.")


def test_interventions_of_a_programme_of_a_wijk_keep_promises_of_the_city(cast, promise):
    Programme.objects.filter(pk=cast.draft.pk).update(parent=cast.programme)
    below = intervention(cast.draft, cast.haard, cast.other_wijk, "Daken")
    roofs = Output.objects.create(intervention=below, name="daken", realised=100, counted_on=DUE)
    one = told(cast, promise(interventions=[below], outputs=[roofs]), AFTER)
    assert (one.kept, one.timeliness) == (("Geteld: 100 van 100 woningen.",), Timeliness.ON_TIME)


def test_an_intervention_of_a_stranger_keeps_no_promise(cast, promise):
    strange = intervention(cast.draft, cast.haard, cast.other_wijk, "Daken")
    with pytest.raises(Refused, match="hoort bij een ander programma"):
        promise(interventions=[strange])


def test_who_may_not_see_an_intervention_reads_only_that_there_is_one(cast, promise, anonymous):
    Programme.objects.filter(pk=cast.draft.pk).update(parent=cast.programme)
    secret = intervention(cast.draft, cast.haard, cast.other_wijk, "Daken")
    roofs = Output.objects.create(intervention=secret, name="daken", realised=100, counted_on=DUE)
    [one] = promises_of([promise(interventions=[secret], outputs=[roofs])], anonymous, AFTER)
    assert one.via == []
    assert one.kept[0] == "Ook via een interventie die hier niet te zien is; die telt hier niet mee."
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


def test_a_manager_writes_a_promise_and_chooses_which_results_count(cast, agreement, client):
    flats, paths = output(cast, "woningen gerenoveerd", 80), output(cast, "paden verbeterd", 9)
    client.force_login(cast.noor)
    typed = {
        "organisation": cast.haard.pk, "what": "Flats isoleren", "quantity": 100, "unit": "woningen",
        "amount": "1.250.000", "due_on": "2020-12-31", "interventions": [cast.renovation.pk],
    }  # fmt: skip
    answer = client.post(reverse("werk:commitment-new", args=[agreement.pk]), typed, follow=True)
    assert answer.context["form"]["outputs"].value() == [flats.pk]
    kept = agreement.commitments.get()
    assert not kept.outputs.exists()  # proposed is not chosen
    typed |= {"outputs": [flats.pk, paths.pk], "version": kept.version}
    client.post(reverse("werk:commitment", args=[agreement.pk, kept.pk]), typed)
    shown = client.get(reverse("werk:agreement", args=[agreement.pk])).content.decode()
    assert "100 woningen, €\u00a01.250.000,00" in shown
    assert "Geteld: 89 van 100 woningen." in shown


def test_the_page_of_a_partner_tells_its_signed_promises(cast, agreement, promise, client):
    promise()
    address = reverse("partner", args=[cast.haard.slug])
    assert "Flats isoleren" not in client.get(address).content.decode()
    services.move_agreement(agreement=agreement, version=agreement.version, move="teken", by=cast.noor)
    assert "Flats isoleren" in client.get(address).content.decode()
