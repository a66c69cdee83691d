"""The pages of coherence: on real rows, for the eyes of their reader."""

from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.models import Indicator
from programmes import services
from programmes.models import Goal, Programme
from programmes.vocabulary import ProgrammeStatus


@pytest.fixture
def gas(db):
    return Indicator.objects.get(slug="gasverbruik")


@pytest.fixture
def page(cast, client):
    def get(who, asked="", wijk=None):
        client.force_login(who)
        address = reverse("werk:coherence", args=[cast.programme.slug])
        return client.get(address + (f"/{wijk}" if wijk else "") + asked)

    return get


def spend(cast, amount, **said):
    about = {"payer": cast.haard, "spender": cast.haard, "year": 2020, "state": "besteed", **said}
    return services.report_investment(
        intervention=cast.renovation, funding_stream=cast.stream, amount=Decimal(amount), by=cast.cor, **about
    )


def set_goal(cast, gas):
    """Beside the services, since the plan of a published programme is frozen."""
    about = {"indicator": gas, "area": cast.wijk, "kind": "dalen", "baseline_year": 2012, "baseline_value": 1450}
    goal = Goal.objects.create(programme=cast.programme, **about)
    goal.targets.create(year=2027, value=1100)
    return goal


def test_each_finding_leads_to_what_can_be_mended(cast, gas, page):
    goal = set_goal(cast, gas)
    spend(cast, 1_000_000)
    shown = page(cast.noor).content.decode()
    assert f'<a href="{reverse("werk:goal", args=[cast.programme.slug, goal.pk])}">Aan het doel' in shown
    assert f'<a href="{reverse("werk:intervention", args=[cast.renovation.pk])}">“Renovatie portiekflats”' in shown
    assert "In Havenkwartier betaalt alleen De Haard: €\u00a01,0\u00a0mln." in shown


def test_what_is_in_order_is_said_too(cast, gas, page):
    set_goal(cast, gas)
    services.link_contribution(
        intervention=cast.renovation, indicator=gas, by=cast.noor, mechanism="Isolatie.", lag_years=1
    )
    spend(cast, 100)
    shown = page(cast.noor).content.decode()
    assert "Aan elk doel draagt ten minste één interventie bij." in shown
    assert "niet toegedeeld" in shown


def test_another_state_of_the_money_is_looked_at_by_itself(cast, page):
    spend(cast, 100)
    assert "betaalt alleen De Haard" not in page(cast.noor, "?toestand=begroot").content.decode()
    assert page(cast.noor, "?toestand=onzin").context["state"] == "besteed"


def test_a_wijk_has_a_page_of_its_own_and_one_of_another_programme_has_not(cast, page):
    own = cast.programme.wijken.get()
    other = cast.draft.wijken.create(name="Elders")
    assert page(cast.noor, wijk=own.pk).status_code == 200
    assert page(cast.noor, wijk=other.pk).status_code == 404


def test_who_may_not_mend_reads_the_public_page_instead(cast, page):
    spend(cast, 100)
    shown = page(cast.cor).content.decode()
    assert f'href="{reverse("programma", args=[cast.programme.slug])}#interventie-{cast.renovation.pk}"' in shown


def test_a_partner_is_told_that_it_sees_only_its_own_money_of_a_draft(cast, page):
    Programme.objects.update(status=ProgrammeStatus.DRAFT)
    assert "U ziet een deel van het geld." in page(cast.cor).content.decode()
    assert "U ziet een deel van het geld." not in page(cast.noor).content.decode()


def test_amounts_with_and_without_btw_are_told_apart_beside_the_total(cast, page):
    spend(cast, 100, vat="inclusief")
    spend(cast, 50, year=2021, vat="exclusief")
    assert "met en zonder btw samen geteld" in page(cast.noor).content.decode()


def test_the_page_of_the_programme_counts_what_stands_out(cast, gas, client):
    set_goal(cast, gas)
    client.force_login(cast.noor)
    shown = client.get(reverse("werk:programme", args=[cast.programme.slug])).content.decode()
    assert "Doelen waar niets aan bijdraagt: 1" in shown
