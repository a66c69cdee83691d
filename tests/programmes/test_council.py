"""The council reads the concepts that the college sent to it, beside what everyone reads, and nothing else."""

import datetime as dt

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import NoReverseMatch, reverse

from programmes import services, urls
from programmes.models import (
    Agreement,
    Contribution,
    Decision,
    Document,
    Goal,
    Intervention,
    Investment,
    Milestone,
    Programme,
    Risk,
)
from programmes.services import Refused
from stakeholders.audience import audience_of
from stakeholders.kinds import Role
from stakeholders.permissions import TABLE
from tests.cast import intervention
from tests.programmes.conftest import words


@pytest.fixture
def sent(cast):
    """A first concept with one intervention, that lies before the council."""
    intervention(cast.draft, cast.haard, cast.other_wijk)
    return services.send_to_council(programme=cast.draft, by=cast.noor)


@pytest.fixture
def council(cast, client):
    client.force_login(cast.ria)
    return client


def visible(model, person):
    return set(model.objects.visible_to(person))


def test_the_college_sends_a_concept_and_takes_it_back(cast):
    sent = services.send_to_council(programme=cast.draft, by=cast.noor, on=dt.date(2026, 2, 1))
    assert sent.sent_to_council_on == dt.date(2026, 2, 1)
    assert services.take_back_from_council(programme=sent, by=cast.noor).sent_to_council_on is None


def test_what_is_published_is_not_sent(cast):
    with pytest.raises(Refused, match="leest iedereen"):
        services.send_to_council(programme=cast.programme, by=cast.noor)


@pytest.mark.parametrize("who", ["ria", "cor", "ted", "pim"])
def test_only_a_manager_of_the_gemeente_sends(cast, who):
    with pytest.raises(PermissionDenied):
        services.send_to_council(programme=cast.draft, by=getattr(cast, who))


def test_a_council_member_sees_what_is_public_and_what_was_sent_and_no_other_programme(cast, sent):
    other = services.create_programme(
        gemeente=cast.city, by=cast.noor, name="Nog niet gestuurd", start_year=2025, end_year=2040
    )
    elsewhere = services.create_programme(
        gemeente=cast.elsewhere, by=cast.ted, name="Elders", start_year=2025, end_year=2040
    )
    services.send_to_council(programme=elsewhere, by=cast.ted)
    assert visible(Programme, cast.ria) == {cast.programme, sent}
    assert other not in visible(Programme, cast.ria)


@pytest.mark.parametrize("model", [Intervention, Goal, Contribution, Milestone, Decision, Investment])
def test_of_a_concept_that_was_not_sent_a_council_member_sees_no_row(cast, sent, anonymous, model):
    services.take_back_from_council(programme=sent, by=cast.noor)
    assert visible(model, cast.ria) == visible(model, anonymous)


@pytest.mark.parametrize("model", [Risk, Document])
def test_risks_and_documents_that_are_not_public_are_not_for_the_council(cast, sent, anonymous, model):
    assert visible(model, cast.ria) == visible(model, anonymous)


def test_the_council_changes_nothing():
    assert {action for actions in TABLE[Role.COUNCIL].values() for action in actions} == {"lezen"}


def test_of_the_workspace_a_council_member_opens_the_pages_for_reading_only(cast, sent, council):
    """Every page without a place in it; those with one are walked in tests/test_permissions.py."""
    opened = set()
    for route in urls.urlpatterns:
        try:
            address = reverse(f"werk:{route.name}")
        except NoReverseMatch:
            continue
        if council.get(address).status_code == 200:
            opened.add((route.name, str(audience_of(route.callback).action)))
    assert ("council", "lezen") in opened
    assert {action for _name, action in opened} == {"lezen"}


def test_the_council_reads_what_changes_beside_what_is_published(cast, council):
    draft = services.start_draft(programme=cast.programme, by=cast.noor)
    services.change_programme(programme=draft, version=draft.version, by=cast.noor, summary="Nu anders")
    address = reverse("werk:council-programme", args=[draft.slug])
    assert council.get(address).status_code == 404
    services.send_to_council(programme=draft, by=cast.noor)
    page = words(council.get(address))
    assert "In één zin Vijftien jaar samen werken aan een fijner Havenkwartier. Nu anders" in page
    assert "Renovatie portiekflats" in page


def test_the_council_reads_the_money_so_far_and_the_decisions(cast, council):
    draft = services.start_draft(programme=cast.programme, by=cast.noor)
    Investment.objects.create(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2020, funding_stream=cast.stream,
        state="besteed", amount_cents=123456,
    )  # fmt: skip
    Decision.objects.create(programme=cast.programme, name="Doorgaan", taken_on=dt.date(2025, 5, 1), taken_by="college")
    services.send_to_council(programme=draft, by=cast.noor)
    page = words(council.get(reverse("werk:council-programme", args=[draft.slug])))
    assert "Besteed € 1.234,56" in page
    assert "Doorgaan" in page


def test_of_a_withdrawn_programme_the_council_reads_the_concept_and_not_what_it_replaces(cast, council):
    draft = services.start_draft(programme=cast.programme, by=cast.noor)
    services.unpublish_programme(programme=cast.programme, by=cast.noor)
    services.send_to_council(programme=draft, by=cast.noor)
    page = words(council.get(reverse("werk:council-programme", args=[draft.slug])))
    assert "Renovatie portiekflats" not in page


def test_a_concept_leaves_the_council_when_it_is_published(cast):
    draft = services.start_draft(programme=cast.programme, by=cast.noor)
    services.send_to_council(programme=draft, by=cast.noor)
    programme = services.publish_programme(programme=draft, by=cast.noor)
    services.unpublish_programme(programme=programme, by=cast.noor)
    assert programme not in visible(Programme, cast.ria)


def test_the_start_page_of_a_council_member_leads_to_what_was_sent(council, sent):
    assert reverse("werk:council-programme", args=[sent.slug]) in council.get(reverse("start")).text


def test_the_history_of_a_concept_tells_when_it_was_sent(cast, sent, client):
    client.force_login(cast.noor)
    page = words(client.get(reverse("werk:programme", args=[sent.slug])))
    assert "Aan de raad gestuurd op: van leeg naar" in page


def test_the_manager_sends_and_takes_back_by_the_button(cast, client):
    client.force_login(cast.noor)
    address = reverse("werk:council-send", args=[cast.draft.slug])
    client.post(address)
    cast.draft.refresh_from_db()
    assert cast.draft.sent_to_council_on
    client.post(address, {"terug": "1"})
    cast.draft.refresh_from_db()
    assert cast.draft.sent_to_council_on is None


@pytest.fixture
def entered(cast):
    """An amount that the corporation reported, of a published programme."""
    return Investment.objects.create(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2020, funding_stream=cast.stream,
        state="besteed", amount_cents=100_00, entered_by=cast.cor,
    )  # fmt: skip


def test_the_council_reads_an_amount_but_not_who_entered_it(cast, council, entered):
    told = words(council.get(reverse("werk:entry", args=[entered.pk])))
    assert "€ 100,00" in told
    assert cast.cor.name not in told
    assert "Geschiedenis" not in told


def test_neither_the_list_of_amounts_nor_its_file_tells_the_council_who_entered_them(cast, council, entered):
    page, file = (council.get(reverse("werk:entries"), {"als": kind} if kind else {}) for kind in ("", "csv"))
    told, rows = words(page), b"".join(file).decode("utf-8-sig")
    assert "€ 100,00" in told
    assert ";100;" in rows
    assert cast.cor.name not in told + rows
    assert "Gemeld door" not in rows


def test_the_council_does_not_reconcile_the_ledger(council, entered):
    assert council.get(reverse("werk:reconcile")).status_code == 404


def test_who_works_with_an_amount_reads_who_entered_it(cast, client, entered):
    for who in (cast.noor, cast.cor, cast.con):
        client.force_login(who)
        told = words(client.get(reverse("werk:entry", args=[entered.pk])))
        assert f"Gemeld door {cast.cor.name}" in told
        assert "Geschiedenis" in told


def test_only_who_works_with_an_agreement_reads_who_changed_it(cast, client):
    signed = Agreement.objects.create(
        programme=cast.programme, name="Prestatieafspraken", kind="prestatieafspraken", status="getekend",
        first_year=2024, last_year=2024,
    )  # fmt: skip
    signed.parties.add(cast.haard)
    read = {}
    for who in ("ria", "noor", "cor"):
        client.force_login(getattr(cast, who))
        read[who] = "Wie wijzigde wat" in words(client.get(reverse("werk:agreement", args=[signed.pk])))
    assert read == {"ria": False, "noor": True, "cor": True}
