"""Which part of an intervention's money is meant for an outcome: at most all of it, and unknown stays unknown."""

from decimal import Decimal

import pytest
from django.urls import reverse

from indicators.models import Indicator
from programmes import services
from programmes.services import Refused


def linked(cast, slug, share, **changes):
    return services.link_contribution(
        intervention=cast.renovation, indicator=Indicator.objects.get(slug=slug), by=cast.noor,
        **{"mechanism": "Isolatie.", "lag_years": 2, "money_share": share, **changes},
    )  # fmt: skip


def refused(cast, share):
    with pytest.raises(Refused) as refusal:
        linked(cast, "gasverbruik", share)
    return refusal.value.errors["money_share"][0]


def page(client, cast):
    client.force_login(cast.noor)
    return client.get(reverse("werk:intervention", args=[cast.renovation.pk])).content.decode()


def test_the_shares_of_one_intervention_may_be_all_of_its_money(cast):
    linked(cast, "bijstand", Decimal("0.6"))
    assert linked(cast, "gasverbruik", Decimal("0.4")).money_share == Decimal("0.4")


def test_shares_beyond_all_of_the_money_are_refused_with_what_is_left(cast):
    linked(cast, "bijstand", Decimal("0.7"))
    assert "Kies ten hoogste 30\u00a0%" in refused(cast, Decimal("0.4"))


def test_a_share_counts_once_when_it_is_changed(cast):
    link = linked(cast, "bijstand", Decimal("0.7"))
    changed = services.change_contribution(
        contribution=link, version=link.version, by=cast.noor, money_share=Decimal("0.9")
    )
    assert changed.money_share == Decimal("0.9")


@pytest.mark.parametrize("share", ["-0.1", "1.1", "0.33333", "NaN"])
def test_a_share_that_is_no_part_of_one_is_refused(cast, share):
    assert "van 0 tot en met 100" in refused(cast, Decimal(share))


def test_a_share_that_nobody_named_stays_unknown_and_says_so(cast, client):
    assert linked(cast, "bijstand", None).money_share is None
    assert "Aandeel van het geld: onbekend." in page(client, cast)


def test_the_page_tells_the_share_and_what_is_not_divided(cast, client):
    linked(cast, "bijstand", Decimal("0.625"))
    shown = page(client, cast)
    assert "Aandeel van het geld: 62,50\u00a0%." in shown
    assert "Van 37,50\u00a0% van het geld is nog niet gezegd" in shown


def test_a_manager_types_the_share_as_a_percentage(cast, client):
    client.force_login(cast.noor)
    gas = Indicator.objects.get(slug="gasverbruik")
    typed = {"indicator": gas.pk, "mechanism": "Isolatie.", "lag_years": 1, "evidence": "B", "money_share": "62,5"}
    client.post(reverse("werk:contribution-new", args=[cast.renovation.pk]), typed)
    assert cast.renovation.contributions.get().money_share == Decimal("0.625")


def test_the_form_shows_the_saved_share_and_keeps_it(cast, client):
    link = linked(cast, "bijstand", Decimal("0.25"))
    client.force_login(cast.noor)
    shown = client.get(reverse("werk:contribution", args=[cast.renovation.pk, link.pk])).content.decode()
    assert 'name="money_share" value="25"' in shown


def test_the_api_gives_and_takes_the_share(cast, client):
    link = linked(cast, "bijstand", Decimal("0.25"))
    client.force_login(cast.noor)
    address = f"/api/v1/bijdragen/{link.pk}"
    assert client.get(address).json()["aandeelGeld"] == "0.2500"
    client.patch(address, {"aandeelGeld": "0.5", "versie": link.version}, content_type="application/json")
    link.refresh_from_db()
    assert link.money_share == Decimal("0.5")


def test_the_api_refuses_a_share_beyond_what_is_left(cast, client):
    link = linked(cast, "bijstand", Decimal("0.25"))
    linked(cast, "gasverbruik", Decimal("0.5"))
    client.force_login(cast.noor)
    said = {"aandeelGeld": "0.75", "versie": link.version}
    answer = client.patch(f"/api/v1/bijdragen/{link.pk}", said, content_type="application/json")
    assert answer.status_code == 400
    assert "ten hoogste 50\u00a0%" in answer.json()["detail"]
