"""Milestones, risks and decisions: who keeps them, what is refused, and who reads them."""

import datetime as dt
import re

import pytest
from django.core.exceptions import PermissionDenied

from programmes import services
from programmes.models import Decision, Milestone, Risk
from programmes.services import Conflict, Refused

LONG_AGO = dt.date(2015, 6, 1)
AHEAD = dt.date(2027, 6, 1)


def milestone(cast, name="Sleutels terug", due_on=LONG_AGO, **said):
    return services.add_milestone(intervention=cast.renovation, name=name, due_on=due_on, by=cast.noor, **said)


def risk(cast, name="Te weinig mensen", likelihood=3, effect=3, **said):
    return services.add_risk(
        programme=cast.programme, name=name, likelihood=likelihood, effect=effect, by=cast.noor, **said
    )


def decision(cast, **said):
    plain = {"name": "De Kadeflat blijft staan", "taken_on": LONG_AGO, "taken_by": "raad", "by": cast.noor}
    return services.record_decision(**{"programme": cast.programme, **plain, **said})


def page_of(client, who, cast):
    client.force_login(who)
    return client.get(f"/werk/interventies/{cast.renovation.pk}").text


def test_a_manager_adds_a_milestone_and_says_later_that_it_was_reached(cast, client):
    client.force_login(cast.noor)
    address = f"/werk/interventies/{cast.renovation.pk}/mijlpalen"
    page = client.post(f"{address}/nieuw", {"name": "Sleutels terug", "due_on": "2015-06-01"}, follow=True).text
    assert "te laat: nog niet gehaald" in page
    row = Milestone.objects.get()
    said = {"name": row.name, "due_on": "2015-06-01", "reached_on": "2015-09-01", "version": 1}
    page = client.post(f"{address}/{row.pk}", said, follow=True).text
    assert "gehaald op 1 september 2015" in page
    assert "te laat" not in page
    assert "Gehaald op: van leeg naar 1 september 2015." in page


def test_a_milestone_that_lies_ahead_is_not_late(cast):
    assert not milestone(cast, due_on=AHEAD).is_late
    assert milestone(cast, name="Eerder").is_late


def test_a_removed_milestone_stays_in_the_history_of_its_intervention(cast, client):
    client.force_login(cast.noor)
    row = milestone(cast)
    page = client.post(f"/werk/interventies/{cast.renovation.pk}/mijlpalen/{row.pk}/weg", follow=True).text
    assert "haalde weg: mijlpaal “Sleutels terug”" in page


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"name": " "}, "name"),
        ({"name": "SLEUTELS TERUG"}, "name"),
        ({"due_on": dt.date(2099, 1, 1)}, "due_on"),
        ({"due_on": None}, "due_on"),
        ({"reached_on": dt.date(2999, 1, 1)}, "reached_on"),
    ],
)
def test_a_milestone_that_cannot_be_is_refused_at_its_field(cast, said, field):
    milestone(cast)
    with pytest.raises(Refused) as refused:
        milestone(cast, **{"name": "Nog een", **said})
    assert set(refused.value.errors) == {field}


def test_the_second_of_two_savers_of_a_milestone_sees_both_versions(cast, client):
    row = milestone(cast)
    services.change_milestone(milestone=row, version=1, name="Sleutels van Cor", by=cast.noor)
    client.force_login(cast.noor)
    said = {"name": "Sleutels van mij", "due_on": "2015-06-01", "version": 1}
    page = client.post(f"/werk/interventies/{cast.renovation.pk}/mijlpalen/{row.pk}", said).text
    assert "Sleutels van Cor" in page
    assert "Sleutels van mij" in page


def test_a_project_leader_keeps_milestones_and_risks_of_the_programme_she_leads(cast, client):
    client.force_login(cast.pim)
    address = f"/werk/interventies/{cast.renovation.pk}/mijlpalen/nieuw"
    assert client.post(address, {"name": "Start", "due_on": "2026-12-01"}).status_code == 302
    address = f"/werk/programmas/{cast.programme.slug}/risicos/nieuw"
    said = {"name": "Geen aannemer", "likelihood": 2, "effect": 3, "intervention": cast.renovation.pk}
    assert "Geen aannemer" in client.post(address, said, follow=True).text


def test_a_partner_reads_the_page_of_its_intervention_and_changes_nothing_there(cast, client):
    milestone(cast)
    risk(cast, intervention=cast.renovation)
    page = page_of(client, cast.cor, cast)
    assert "Sleutels terug" in page
    assert "Te weinig mensen" in page
    assert "/mijlpalen/nieuw" not in page
    assert "/wijzigen" not in page.split("<main")[1]
    with pytest.raises(PermissionDenied):
        services.add_milestone(intervention=cast.renovation, name="X", due_on=AHEAD, by=cast.cor)


def test_who_only_reads_what_is_public_does_not_open_the_workspace(cast, client):
    client.force_login(cast.ted)
    assert client.get(f"/werk/interventies/{cast.renovation.pk}").status_code == 404


def test_risks_stand_heaviest_first_and_closed_ones_last(cast, client):
    risk(cast, "Licht", 1, 2)
    risk(cast, "Zwaar", 3, 3)
    risk(cast, "Voorbij", 3, 3, closed_on=LONG_AGO)
    risk(cast, "Middel", 2, 2)
    assert [(one.name, one.weight) for one in Risk.objects.heaviest_first()] == [
        ("Zwaar", 9), ("Middel", 4), ("Licht", 2), ("Voorbij", 9),
    ]  # fmt: skip
    client.force_login(cast.noor)
    page = client.get(f"/werk/programmas/{cast.programme.slug}/risicos").text
    assert page.index("Zwaar") < page.index("Middel") < page.index("Licht") < page.index("Voorbij")


def test_the_page_of_the_programme_shows_the_heaviest_open_risks_and_the_latest_decisions(cast, client):
    for n in range(6):
        risk(cast, f"Risico {n}", 1 + n % 3, 3)
    risk(cast, "Voorbij", 3, 3, closed_on=LONG_AGO)
    decision(cast)
    client.force_login(cast.noor)
    page = client.get(f"/werk/programmas/{cast.programme.slug}").text.split('id="risicos"')[1]
    assert page.index("Risico 2") < page.index("Risico 1") < page.index("Risico 0")
    assert "Voorbij" not in page
    assert "Risico 3" not in page
    assert "De Kadeflat blijft staan" in page


def test_a_closed_risk_says_since_when(cast, client):
    row = risk(cast)
    client.force_login(cast.noor)
    said = {"name": row.name, "likelihood": 3, "effect": 3, "closed_on": "2020-01-02", "version": 1}
    page = client.post(f"/werk/programmas/{cast.programme.slug}/risicos/{row.pk}", said, follow=True).text
    assert "afgesloten op 2 januari 2020" in page


def test_a_risk_is_never_public(cast, client):
    risk(cast, intervention=cast.renovation)
    assert "Te weinig mensen" not in client.get(f"/programmas/{cast.programme.slug}").text
    assert "Te weinig mensen" not in client.get(f"/wijken/{cast.wijk.code}").text
    assert "Te weinig mensen" not in page_of(client, cast.ria, cast)
    assert client.get(f"/werk/programmas/{cast.programme.slug}/risicos").status_code == 404


@pytest.mark.parametrize(
    ("said", "field"),
    [({"name": ""}, "name"), ({"likelihood": 4}, "likelihood"), ({"closed_on": dt.date(2999, 1, 1)}, "closed_on")],
)
def test_a_risk_that_cannot_be_is_refused_at_its_field(cast, said, field):
    with pytest.raises(Refused) as refused:
        risk(cast, **said)
    assert set(refused.value.errors) == {field}


def test_a_risk_of_an_intervention_elsewhere_is_refused(cast):
    with pytest.raises(Refused, match="ander programma"):
        services.add_risk(programme=cast.draft, intervention=cast.renovation, name="X", by=cast.noor)


def test_the_second_of_two_savers_of_a_risk_or_a_decision_is_told(cast):
    weighed, taken = risk(cast), decision(cast)
    services.change_risk(risk=weighed, version=1, effect=1, by=cast.noor)
    services.change_decision(decision=taken, version=1, text="Anders", by=cast.noor)
    with pytest.raises(Conflict):
        services.change_risk(risk=weighed, version=1, effect=2, by=cast.pim)
    with pytest.raises(Conflict):
        services.change_decision(decision=taken, version=1, text="Nog anders", by=cast.pim)


def test_a_decision_is_recorded_and_read_on_both_pages(cast, client):
    client.force_login(cast.noor)
    address = f"/werk/programmas/{cast.programme.slug}/besluiten"
    said = {
        "name": "De Kadeflat blijft staan", "taken_on": "2015-06-01", "taken_by": "raad",
        "intervention": cast.renovation.pk,
    }  # fmt: skip
    assert "De Kadeflat blijft staan" in client.post(f"{address}/nieuw", said, follow=True).text
    page = client.get(address).text
    assert "1 juni 2015, gemeenteraad. Over: Renovatie portiekflats" in page


@pytest.mark.parametrize(
    ("said", "field"),
    [({"taken_by": "koning"}, "taken_by"), ({"taken_on": dt.date(2999, 1, 1)}, "taken_on"), ({"name": ""}, "name")],
)
def test_a_decision_that_cannot_be_is_refused_at_its_field(cast, said, field):
    with pytest.raises(Refused) as refused:
        decision(cast, **said)
    assert set(refused.value.errors) == {field}


def test_a_project_leader_corrects_a_decision_and_does_not_remove_it(cast):
    row = decision(cast)
    services.change_decision(decision=row, version=1, text="Met een meerderheid.", by=cast.pim)
    with pytest.raises(PermissionDenied):
        services.remove_decision(decision=row, by=cast.pim)
    services.remove_decision(decision=row, by=cast.noor)
    assert not Decision.objects.exists()


def test_an_intervention_tells_its_planned_and_its_real_period(cast, client):
    assert "nog niet begonnen" in page_of(client, cast.noor, cast)
    services.move_intervention(intervention=cast.renovation, move="begin", on=LONG_AGO, by=cast.noor)
    page = page_of(client, cast.noor, cast)
    assert "2014–2024" in page
    assert "begonnen op 1 juni 2015, nog niet afgerond" in page


def test_a_realised_number_is_kept_up_from_the_page_and_unknown_is_not_nought(cast, client):
    lines = [services.OutputLine("woningen", 200), services.OutputLine("lessen", None)]
    services.change_intervention(intervention=cast.renovation, version=1, by=cast.noor, outputs=lines)
    homes, lessons = cast.renovation.outputs.order_by("pk")
    assert f"/werk/interventies/{cast.renovation.pk}/resultaten" in page_of(client, cast.noor, cast)
    said = {f"realised_{homes.pk}": "0", f"realised_{lessons.pk}": "", "version": 2}
    page = client.post(f"/werk/interventies/{cast.renovation.pk}/resultaten", said, follow=True).text
    table = page.split('id="resultaten"')[1].split("</section>")[0]
    assert '200</td><td class="wa-num">0</td>' in table
    assert 'niet bekend</td><td class="wa-num">niet bekend</td>' in table


def test_a_count_is_kept_with_its_day_and_a_new_count_does_not_take_that_day_over(cast, client):
    lines = [services.OutputLine("woningen", 200, 40, dt.date(2020, 3, 1))]
    services.change_intervention(intervention=cast.renovation, version=1, by=cast.noor, outputs=lines)
    homes = cast.renovation.outputs.get()
    client.force_login(cast.noor)
    said = {f"realised_{homes.pk}": "50", f"counted_{homes.pk}": "2020-03-01", "version": 2}
    client.post(f"/werk/interventies/{cast.renovation.pk}/resultaten", said)
    homes.refresh_from_db()
    assert (homes.realised, homes.counted_on) == (50, None)


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (("woningen", 9, None, dt.date(2020, 1, 1)), "een dag zonder aantal"),
        (("woningen", 9, 5, dt.date(2100, 1, 1)), "in de toekomst"),
    ],
)
def test_a_day_of_counting_that_cannot_be_is_refused(cast, line, words):
    lines = [services.OutputLine(*line)]
    with pytest.raises(services.Refused, match=words):
        services.change_intervention(intervention=cast.renovation, version=1, by=cast.noor, outputs=lines)


@pytest.mark.parametrize("who", ["noor", "pim", "cor", "con", "ria"])
def test_every_step_of_the_way_back_is_open_to_who_reads_the_page(cast, client, who):
    page = page_of(client, getattr(cast, who), cast)
    crumbs = page.split('wa-crumbs"', 1)[1].split("</nav>")[0]
    for address in re.findall(r'href="([^"]+)"', crumbs):
        assert client.get(address).status_code == 200, address
