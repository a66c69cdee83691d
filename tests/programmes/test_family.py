"""A city's programme and those of its wijken: who may stand under whom, and the money of all, once."""

import pytest
from django.urls import reverse

from indicators.models import Indicator
from programmes import services
from programmes.family import family_of, sticks_out
from programmes.models import Investment
from programmes.services import Refused
from tests.cast import intervention
from tests.programmes.conftest import words


@pytest.fixture
def city(cast):
    """A published programme of the whole city, with an intervention of its own."""
    made = services.create_programme(
        gemeente=cast.city, by=cast.noor, name="Stad in balans", start_year=2010, end_year=2029, summary="Samen.",
        contact_name="Noor", contact_email="noor@demo.example",
    )  # fmt: skip
    services.name_wijk(programme=made, name="Havenkwartier", areas=[cast.wijk], by=cast.noor)
    made.own = intervention(made, cast.gemeente, cast.wijk)
    return services.publish_programme(programme=made, by=cast.noor)


@pytest.fixture
def child(cast, city):
    """Havenkwartier Vooruit, put under the city's programme in a next version."""
    draft = services.start_draft(programme=cast.programme, by=cast.noor)
    services.change_programme(programme=draft, version=draft.version, by=cast.noor, parent=city)
    return services.publish_programme(programme=draft, by=cast.noor)


def pay(cast, what, cents, **fields):
    said = {"payer": cast.haard, "spender": cast.haard, "funding_stream": cast.stream, "state": "besteed", **fields}
    return Investment.objects.create(intervention=what, year=2020, amount_cents=cents, **said)


def under(cast, programme, parent):
    with pytest.raises(Refused) as refusal:
        services.change_programme(programme=programme, version=programme.version, by=cast.noor, parent=parent)
    return refusal.value.errors["parent"][0]


def test_a_programme_comes_under_one_of_its_gemeente(cast, child, city):
    assert (child.parent, list(city.children.all())) == (city, [child])


def test_a_programme_of_another_gemeente_is_refused(cast, city):
    elsewhere = services.create_programme(
        gemeente=cast.elsewhere, by=cast.ted, name="Elders", start_year=2020, end_year=2035
    )
    assert "dezelfde gemeente" in under(cast, cast.draft, elsewhere)


def test_there_is_one_level(cast, child, city):
    assert "valt zelf onder “Stad in balans”" in under(cast, cast.draft, child)
    cast.draft.refresh_from_db()
    above = services.start_draft(programme=city, by=cast.noor)
    assert "vallen zelf programma’s" in under(cast, above, cast.draft)


def test_no_programme_comes_under_itself(cast):
    assert "een ander programma" in under(cast, cast.draft, cast.draft)


def test_only_what_may_be_chosen_is_offered(cast, child, city):
    assert list(services.parents_to_choose(cast.draft, cast.noor)) == [city]
    assert list(services.parents_to_choose(city, cast.noor)) == []


def test_the_city_adds_up_its_own_and_its_children(cast, child, city):
    pay(cast, city.interventions.get(), 10000)
    pay(cast, cast.renovation, 250)
    family = family_of(city, cast.noor)
    assert [text.replace("\xa0", " ") for text in (*family.itself.sums, *family.children[0].sums, *family.totals)] == [
        "€ 100,00", "€ 2,50", "€ 102,50",
    ]  # fmt: skip


def test_money_that_the_city_passed_on_to_a_wijk_counts_once(cast, child, city):
    first = pay(cast, city.interventions.get(), 10000, payer=cast.gemeente, passed_on=True)
    pay(cast, cast.renovation, 10000, payer=cast.haard, passed_from=first, first_payer=cast.gemeente)
    family = family_of(city, cast.noor)
    assert [text.replace("\xa0", " ") for text in family.totals] == ["€ 100,00"]
    assert family.itself.sums == [""]


def test_a_sum_of_which_nothing_was_reported_is_no_nought(cast, child, city, client):
    pay(cast, cast.renovation, 250)
    client.force_login(cast.noor)
    page = words(client.get(reverse("werk:programme", args=[city.slug])))
    assert "Dit programma zelf 2010–2029 niet gemeld" in page


def test_a_visitor_sees_only_what_is_published_under_it(cast, child, city, anonymous):
    services.unpublish_programme(programme=child, by=cast.noor)
    assert family_of(city, anonymous) is None


def test_years_that_stick_out_are_told(cast, city):
    cast.draft.parent = city
    assert sticks_out(cast.draft, city) == "Loopt door na 2029, het laatste jaar van het programma erboven."
    assert sticks_out(cast.programme, city) == ""


def test_everyone_reads_the_children_with_their_sums(cast, child, city, client):
    pay(cast, cast.renovation, 250)
    page = words(client.get(reverse("programma", args=[city.slug])))
    assert "Havenkwartier Vooruit 2012–2027 € 2,50" in page
    assert "Hoort bij Stad in balans" in words(client.get(reverse("programma", args=[child.slug])))


def test_the_parent_is_chosen_in_the_basics(cast, city, client):
    client.force_login(cast.noor)
    address = reverse("werk:basics", args=[cast.draft.slug])
    assert "Stad in balans" in client.get(address).text
    said = {"name": "Molenbuurt Samen", "start_year": "2020", "end_year": "2035", "version": "1", "parent": city.pk}
    client.post(address, said)
    cast.draft.refresh_from_db()
    assert cast.draft.parent == city


def test_the_contribution_picture_of_a_city_takes_in_its_children_by_name(cast, child, city, client):
    services.link_contribution(
        intervention=cast.renovation, indicator=Indicator.objects.get(slug="gasverbruik"), by=cast.noor,
        mechanism="Isolatie.", lag_years=1,
    )  # fmt: skip
    client.force_login(cast.noor)
    page = words(client.get(reverse("werk:contributions", args=[city.slug])))
    assert "Meegeteld zijn ook de programma’s die hieronder vallen: Havenkwartier Vooruit ." in page
    assert "Renovatie portiekflats, Havenkwartier Vooruit" in page
    assert "Renovatie portiekflats, Havenkwartier Vooruit" in words(client.get(reverse("programma", args=[city.slug])))


@pytest.mark.parametrize("page", ["werk:programme", "werk:coherence", "programma"])
def test_a_page_that_adds_up_says_which_programmes_it_counts(cast, child, city, client, page):
    client.force_login(cast.noor)
    told = words(client.get(reverse(page, args=[city.slug])))
    assert "Meegeteld zijn" in told
    assert "Havenkwartier Vooruit" in told.split("Meegeteld zijn")[1][:120]


def test_a_city_that_works_through_its_children_is_not_sent_to_add_interventions(cast, child, city, client):
    city.own.delete()
    client.force_login(cast.noor)
    page = words(client.get(reverse("werk:programme", args=[city.slug])))
    assert "Volgende stap: Interventies" not in page
    assert "In de programma’s die hieronder vallen: Havenkwartier Vooruit." in page
