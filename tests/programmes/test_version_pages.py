"""The pages on which a version is begun, compared, published and read afterwards."""

import pytest
from django.urls import reverse

from indicators.models import Indicator
from programmes import services
from programmes.differences import differences
from programmes.frozen import content_of
from programmes.models import Intervention, Investment, Programme
from tests.programmes.conftest import words


@pytest.fixture
def manager(cast, client):
    client.force_login(cast.noor)
    return client


@pytest.fixture
def draft(cast):
    return services.start_draft(programme=cast.programme, by=cast.noor)


def page_of(client, name, programme, *args):
    return words(client.get(reverse(f"werk:{name}", args=[programme.slug, *args])))


@pytest.mark.parametrize("name", ["basics", "wijk-new", "phases", "goal-new"])
def test_a_frozen_plan_says_so_and_offers_a_new_version(cast, manager, name):
    page = page_of(manager, name, cast.programme)
    assert "Het plan staat vast" in page
    assert "Maak een nieuwe versie" in page


def test_what_was_typed_stays_when_the_plan_was_published_meanwhile(cast, manager):
    said = {"name": "Zuid", "areas": [cast.other_wijk.pk]}
    page = manager.post(reverse("werk:wijk-new", args=[cast.programme.slug]), said)
    assert "Kies “Maak een nieuwe versie”" in words(page)
    assert 'value="Zuid"' in page.content.decode()


def test_the_button_makes_the_concept_and_leads_to_it(cast, manager):
    answer = manager.post(reverse("werk:draft-new", args=[cast.programme.slug]))
    assert answer.url == reverse("werk:programme", args=["havenkwartier-vooruit-concept"])
    page = words(manager.get(answer.url))
    assert "Nieuwe versie van Havenkwartier Vooruit" in page
    assert "Er verandert nog niets." in page


def test_what_differs_is_told_in_words(cast, manager, draft):
    services.change_programme(programme=draft, version=draft.version, by=cast.noor, end_year=2030)
    services.name_wijk(programme=draft, name="Molenbuurt", areas=[cast.other_wijk], by=cast.noor)
    page = page_of(manager, "programme", draft)
    assert "Jaren 2012–2027 2012–2030" in page
    assert "Wijk “Molenbuurt” stond er niet in Molenbuurt (WKVB0102, 2024)" in page


def test_the_programme_page_leads_to_the_concept(cast, manager, draft):
    assert "Ga verder met de nieuwe versie" in page_of(manager, "programme", cast.programme)


def test_a_concept_is_published_with_a_note_and_the_day_of_the_decision(cast, manager, draft):
    services.change_programme(programme=draft, version=draft.version, by=cast.noor, summary="Anders")
    address = reverse("werk:publish", args=[draft.slug])
    assert "In één zin" in words(manager.get(address))
    manager.post(address, {"note": "De zin is anders.", "decided_on": "2026-03-01", "seen": services.seal_of(draft)})
    version = cast.programme.versions.first()
    assert (version.number, version.note, version.decided_on.year) == (2, "De zin is anders.", 2026)


def test_a_plan_that_changed_meanwhile_is_shown_again_before_it_is_published(cast, manager, draft):
    seen = services.seal_of(draft)
    services.change_programme(programme=draft, version=draft.version, by=cast.noor, summary="Anders")
    page = manager.post(reverse("werk:publish", args=[draft.slug]), {"note": "Zo", "seen": seen})
    assert "gewijzigd sinds u deze pagina opende" in words(page)
    assert services.seal_of(draft) in page.content.decode()
    assert Programme.objects.filter(pk=draft.pk).exists()


def test_a_concept_is_thrown_away(cast, manager, draft):
    manager.post(reverse("werk:draft-discard", args=[draft.slug]))
    assert not Programme.objects.filter(pk=draft.pk).exists()


def test_what_is_done_is_reached_from_the_concept_on_the_programme_itself(cast, manager, draft):
    assert "Renovatie portiekflats" in page_of(manager, "interventions", draft)


def published_twice(cast):
    draft = services.start_draft(programme=cast.programme, by=cast.noor)
    services.change_programme(programme=draft, version=draft.version, by=cast.noor, summary="Nu anders")
    services.publish_programme(programme=draft, by=cast.noor, note="Een andere zin.")


def test_everyone_reads_every_version_as_it_was_published(cast, client):
    published_twice(cast)
    page = words(client.get(reverse("programma-versies", args=[cast.programme.slug])))
    assert "Versie 2 Een andere zin." in page
    first = words(client.get(reverse("programma-versie", args=[cast.programme.slug, 1])))
    assert "Vijftien jaar samen werken" in first
    assert "Dit is een eerdere versie." in first
    assert "Renovatie portiekflats" in first


def test_a_version_says_what_it_changed(cast, client):
    published_twice(cast)
    page = words(client.get(reverse("programma-versie", args=[cast.programme.slug, 2])))
    assert "In één zin: Vijftien jaar samen werken aan een fijner Havenkwartier. → Nu anders" in page


def test_the_public_page_names_its_version(cast, client):
    published_twice(cast)
    assert "Versie 2, gepubliceerd op" in words(client.get(reverse("programma", args=[cast.programme.slug])))


def test_versions_of_what_was_withdrawn_do_not_exist(cast, client):
    published_twice(cast)
    services.unpublish_programme(programme=cast.programme, by=cast.noor)
    assert client.get(reverse("programma-versie", args=[cast.programme.slug, 1])).status_code == 404


def test_a_version_says_what_became_different_in_what_is_done_and_in_the_money(cast, client):
    gas = Indicator.objects.get(slug="gasverbruik")
    services.publish_programme(programme=services.start_draft(programme=cast.programme, by=cast.noor), by=cast.noor)
    services.link_contribution(
        intervention=cast.renovation, indicator=gas, by=cast.noor, mechanism="Isolatie.", lag_years=3
    )
    Intervention.objects.filter(pk=cast.renovation.pk).update(end_year=2025)
    Investment.objects.create(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2020, funding_stream=cast.stream,
        state="besteed", amount_cents=25000,
    )  # fmt: skip
    services.publish_programme(programme=services.start_draft(programme=cast.programme, by=cast.noor), by=cast.noor)
    number = cast.programme.versions.first().number
    page = words(client.get(reverse("programma-versie", args=[cast.programme.slug, number])))
    assert "Interventie “Renovatie portiekflats”: Fysiek, 2014–2024, gepland" in page
    assert "→ Fysiek, 2014–2025, gepland" in page
    assert "Isolatie. Merkbaar na 3 jaar." in page
    assert "Geld, besteed: niet gemeld → € 250,00" in page


def test_a_version_of_before_the_money_was_kept_tells_of_no_difference_in_it(cast):
    kept = content_of(cast.programme)
    before = {name: part for name, part in kept.items() if name != "money"}
    assert differences(before, {**kept, "money": {"besteed": 100}}) == []
