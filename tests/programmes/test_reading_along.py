"""The page of a programme in the workspace for who does not set it up: what that role sees, and nothing else."""

import pytest
from django.urls import reverse

from indicators.models import Indicator
from programmes import services
from programmes.models import Decision, Goal, Investment, ProgrammeRole, Risk
from programmes.rights import rights_of, with_rights
from programmes.timeline import MOST
from stakeholders.kinds import Role
from stakeholders.models import Membership, Person, narrowed
from stakeholders.permissions import Action, Resource
from tests.cast import intervention
from tests.programmes.conftest import words

ALONG = ["pim", "cor", "con", "ria"]


@pytest.fixture
def page(cast, client):
    def of(who, programme=None):
        client.force_login(getattr(cast, who))
        return client.get(reverse("werk:programme", args=[(programme or cast.programme).slug]))

    return of


@pytest.fixture
def filled(cast):
    """A goal, money of two organisations, a risk and a decision of the published programme."""
    gas = Indicator.objects.get(slug="gasverbruik")
    Goal.objects.create(
        programme=cast.programme, indicator=gas, area=cast.wijk, kind="dalen", baseline_year=2012, baseline_value=96
    )
    Risk.objects.create(programme=cast.programme, name="Geen aannemer")
    Decision.objects.create(programme=cast.programme, name="Wij gaan door", taken_on="2020-01-01", taken_by="raad")
    spend(cast, cast.renovation, cast.haard, 100)
    spend(cast, cast.renovation, cast.other_corporatie, 200)


def spend(cast, what, payer, euros):
    Investment.objects.create(
        intervention=what, payer=payer, spender=payer, year=2020, funding_stream=cast.stream, state="besteed",
        amount_cents=euros * 100,
    )  # fmt: skip


@pytest.mark.parametrize("who", ALONG)
def test_who_reads_along_sees_how_it_goes(filled, page, who):
    told = words(page(who))
    assert "Plan en werkelijkheid" in told
    assert "Hoe het met de doelen gaat" in told
    assert "Besteed € 300,00" in told
    assert "Wij gaan door" in told


@pytest.mark.parametrize("who", ALONG)
def test_who_reads_along_finds_no_step_no_button_and_no_history(filled, page, who):
    text = page(who).text.split("<main")[1].split("</main>")[0]
    assert "wa-steps" not in text
    assert "<form" not in text
    assert "Wie wijzigde wat" not in text


@pytest.mark.parametrize("who", ["noor", *ALONG])
def test_every_way_on_the_page_opens(filled, page, client, who):
    answer = page(who)
    main = answer.text.split("<main")[1].split("</main>")[0]
    addresses = {part.split('"')[0] for part in main.split('href="')[1:]}
    pages = [one.replace("&amp;", "&") for one in addresses if one.startswith("/")]
    assert {one: client.get(one).status_code for one in pages} == dict.fromkeys(pages, 200)


def test_a_council_member_reads_of_no_risk(filled, page):
    assert "Geen aannemer" not in words(page("ria"))
    assert "Geen aannemer" in words(page("pim"))


def test_a_partner_finds_the_own_interventions_in_the_workspace_and_others_on_the_public_page(cast, page):
    other = intervention(cast.programme, cast.other_corporatie, cast.wijk, title="Warmtenet")
    text = page("cor").text
    assert reverse("werk:intervention", args=[cast.renovation.pk]) in text
    assert reverse("werk:intervention", args=[other.pk]) not in text
    assert f"{reverse('programma', args=[cast.programme.slug])}#interventie-{other.pk}" in text


def test_a_partner_sees_of_a_concept_only_the_own_work_and_money_and_no_findings(cast, page):
    own = intervention(cast.draft, cast.haard, cast.other_wijk, title="Eigen werk")
    other = intervention(cast.draft, cast.other_corporatie, cast.other_wijk, title="Werk van een ander")
    spend(cast, own, cast.haard, 100)
    spend(cast, other, cast.other_corporatie, 999)
    told = words(page("cor", cast.draft))
    assert "Eigen werk" in told
    assert "Werk van een ander" not in told
    assert "alleen de bedragen die uw eigen organisatie betaalt of besteedt" in told
    assert "Besteed € 100,00" in told
    assert "Samenhang" not in told


def test_the_editor_of_public_pages_reads_no_money_of_a_concept(cast, client):
    editor = Person.objects.create_user("redacteur@demo.example", name="Red")
    Membership.objects.create(person=editor, organisation=cast.gemeente, role=Role.EDITOR)
    spend(cast, intervention(cast.draft, cast.haard, cast.other_wijk), cast.haard, 100)
    client.force_login(editor)
    told = words(client.get(reverse("werk:programme", args=[cast.draft.slug])))
    assert "Plan en werkelijkheid" in told
    assert "€" not in told


def test_the_concept_of_a_next_version_is_read_without_steps_by_the_project_leader(cast, page):
    draft = services.start_draft(programme=cast.programme, by=cast.noor)
    assert reverse("werk:programme", args=[draft.slug]) in page("pim").text
    assert "Wat er anders wordt" in words(page("pim", draft))
    assert "Gooi dit concept weg" not in page("pim", draft).text
    assert draft.slug not in page("cor").text


def test_the_council_reads_on_from_a_concept_once_it_was_sent(cast, page):
    draft = services.start_draft(programme=cast.programme, by=cast.noor)
    assert draft.slug not in page("ria").text
    services.send_to_council(programme=draft, by=cast.noor)
    assert reverse("werk:programme", args=[draft.slug]) in page("ria").text
    assert reverse("werk:council-programme", args=[draft.slug]) in page("ria", draft).text


@pytest.mark.parametrize("who", ALONG)
def test_the_list_of_programmes_leads_there(cast, client, who):
    client.force_login(getattr(cast, who))
    assert reverse("werk:programme", args=[cast.programme.slug]) in client.get(reverse("werk:programmes")).text


@pytest.mark.parametrize("who", ALONG)
def test_the_way_back_from_a_page_of_the_programme_leads_there(filled, cast, client, who):
    client.force_login(getattr(cast, who))
    answer = client.get(reverse("werk:decisions", args=[cast.programme.slug]))
    assert reverse("werk:programme", args=[cast.programme.slug]) in answer.text


def test_who_leads_another_programme_does_not_open_this_one(cast, page):
    ProgrammeRole.objects.filter(person=cast.pim).update(programme=cast.draft)
    assert page("pim").status_code == 404
    assert page("pim", cast.draft).status_code == 200


@pytest.mark.parametrize("who", ["noor", "ted", "bea", *ALONG])
def test_the_rights_on_a_programme_are_those_of_the_table(cast, who):
    person = getattr(cast, who)
    for programme in (cast.programme, cast.draft):
        rows = type(programme).objects.filter(pk=programme.pk)
        rights = rights_of(with_rights(rows, person).get(), person)
        for resource in Resource:
            for action in Action:
                narrow = narrowed(rows, person, resource, action, as_visitor=False)
                assert rights.may(action, resource) == narrow.exists(), (programme, resource, action)


def test_interventions_beyond_the_timeline_are_counted_with_the_way_to_them(cast, page):
    for number in range(MOST + 1):
        intervention(cast.programme, cast.haard, cast.wijk, title=f"Werk {number}")
    answer = page("noor")
    assert "2 interventies staan niet in de tijdlijn." in words(answer)
    assert reverse("werk:interventions", args=[cast.programme.slug]) in answer.text
    assert "staan niet in de tijdlijn" in words(page("cor"))
