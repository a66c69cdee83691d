"""The contribution picture of a programme: from its own rows, for the eyes of its reader."""

from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.models import Indicator
from programmes import services
from programmes.models import Output


def link(cast, slug="gasverbruik", **said):
    about = {"mechanism": "Isolatie scheelt gas.", "lag_years": 2, "evidence": "B", **said}
    indicator = Indicator.objects.get(slug=slug)
    return services.link_contribution(intervention=cast.renovation, indicator=indicator, by=cast.noor, **about)


def spend(cast, amount, **said):
    about = {"payer": cast.haard, "spender": cast.haard, "year": 2020, "state": "besteed", **said}
    return services.report_investment(
        intervention=cast.renovation, funding_stream=cast.stream, amount=Decimal(amount), by=cast.cor, **about
    )


@pytest.fixture
def page(cast, client):
    def get(who=None):
        client.force_login(who or cast.noor)
        return client.get(reverse("werk:contributions", args=[cast.programme.slug])).content.decode()

    return get


def test_it_goes_from_money_to_what_residents_should_notice(cast, page):
    link(cast, money_share=Decimal("0.6"))
    spend(cast, 4_540_000)
    Output.objects.create(intervention=cast.renovation, name="woningen gerenoveerd", planned=800, realised=640)
    shown = page()
    for words in ("€\u00a04,5\u00a0mln", "van De Haard", "Woningen gerenoveerd: 640 van 800", "na\u00a02\u00a0jaar"):
        assert words in shown
    assert "60\u00a0% van het geld" in shown


def test_what_it_says_stands_in_a_list_too(cast, page):
    link(cast)
    listed = page().split('<ul class="chart-list">', 1)[1]
    assert "Isolatie scheelt gas." in listed
    assert "aandeel van het geld onbekend" in listed


def test_money_that_nobody_reported_is_said_and_never_nought(cast, page):
    link(cast)
    assert "Geld: nog niet gemeld" in page()
    assert "€\u00a00" not in page()


def test_capital_charges_and_money_passed_on_are_not_counted(cast, page):
    entry = spend(cast, 100)
    type(entry).objects.bulk_create(
        type(entry)(
            intervention=cast.renovation, payer=cast.gemeente, spender=cast.haard, year=2020, state="besteed",
            funding_stream=cast.stream, amount_cents=900_00, **more,
        )
        for more in ({"nature": "kapitaallast"}, {"passed_on": True})
    )  # fmt: skip
    assert "Geld: €\u00a0100 van De Haard" in page()


def test_a_goal_that_nothing_contributes_to_stands_apart(cast, page):
    bijstand = Indicator.objects.get(slug="bijstand")
    about = {"kind": "dalen", "baseline_year": 2012, "baseline_value": 112}
    goal = cast.programme.goals.create(indicator=bijstand, area=cast.wijk, **about)
    goal.targets.create(year=2027, value=80)
    shown = page()
    assert "Hieraan draagt nog geen interventie bij" in shown
    assert "Havenkwartier: van 112" in shown


def test_a_manager_goes_on_to_the_intervention_and_a_reporter_reads(cast, page):
    address = f'xlink:href="{reverse("werk:intervention", args=[cast.renovation.pk])}"'
    assert address in page()
    assert address not in page(cast.cor)


def test_everyone_reads_it_on_the_page_of_a_published_programme(cast, client):
    link(cast)
    shown = client.get(reverse("programma", args=[cast.programme.slug])).content.decode()
    assert 'data-beeld="bijdragen"' in shown


def test_a_programme_without_interventions_says_so(cast, client):
    client.force_login(cast.noor)
    shown = client.get(reverse("werk:contributions", args=[cast.draft.slug])).content.decode()
    assert "Er staat nog geen interventie in dit programma." in shown
