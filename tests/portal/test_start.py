"""The start page of each role: what needs doing now, and the ways that fit; nothing of what is not theirs."""

from __future__ import annotations

import datetime as dt
import re
from decimal import Decimal

import pytest
from django.urls import reverse
from django.utils import timezone

from programmes import services
from programmes.models import Agreement, AgreementDeadline, Programme
from runs.models import Run, State
from stakeholders.kinds import Role
from stakeholders.models import Membership, Organisation
from tests.cast import person
from tests.portal.giving import intervention
from tests.programmes.ledger import report

TODAY = timezone.localdate()
NOTHING = "Er wacht niets op u."


def start(client, who):
    client.force_login(who)
    html = client.get("/start").content.decode().split("<main")[1].split("<footer")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def in_role(role, organisation):
    found = person(f"{role}@demo.example", role.label)
    Membership.objects.create(person=found, organisation=organisation, role=role)
    return found


@pytest.fixture
def period(cast):
    """The year before last, of which the day is past; De Haard has not reported."""
    return services.make_period(
        programme=cast.programme, name="Jaar 2019", year=2019, opens_on=TODAY - dt.timedelta(60),
        due_on=TODAY - dt.timedelta(1), by=cast.noor,
    )  # fmt: skip


def haard(period):
    return period.reports.get(organisation__name="De Haard")


def set_status(found, status):
    type(found).objects.filter(pk=found.pk).update(status=status, submitted_at=timezone.now())


def milestone(cast, days, name="Eerste paal"):
    due = TODAY + dt.timedelta(days)
    return services.add_milestone(intervention=cast.renovation, name=name, due_on=due, by=cast.noor)


def test_a_manager_judges_what_was_handed_in(cast, client, period):
    set_status(haard(period), "ingediend")
    assert "1 rapportage wacht op uw oordeel De Haard (Jaar 2019)" in start(client, cast.noor)


def test_a_manager_is_told_how_many_reports_are_late(cast, client, period):
    assert "1 rapportage is te laat" in start(client, cast.noor)


def test_a_manager_of_another_gemeente_is_told_nothing_of_it(cast, client, period):
    milestone(cast, -3)
    page = start(client, cast.ted)
    assert "te laat" not in page
    assert "Mijlpaal" not in page


def led_by(cast, partner, title, **years):
    return intervention(cast, title, {cast.wijk: "1"}, lead=partner, **years)


def test_partners_that_told_nothing_over_a_year_that_is_past_stand_on_one_line(cast, client):
    last = TODAY.year - 1
    led_by(cast, cast.haard, "Warmtenet", start_year=2020, end_year=last)
    led_by(cast, cast.other_corporatie, "Sloop", start_year=2020, end_year=last)
    page = start(client, cast.noor)
    assert f"2 partners hebben over {last} nog niet alles gemeld De Haard, Thuisgoed Bekijk" in page
    assert len([one for one in client.get("/start").context["awaiting"] if "gemeld" in one.title]) == 1


def test_the_line_leads_to_exactly_what_they_did_not_tell(cast, client):
    last = TODAY.year - 1
    silent = led_by(cast, cast.haard, "Warmtenet", start_year=2020, end_year=TODAY.year)
    report(cast, year=last, intervention=led_by(cast, cast.haard, "Gemeld", start_year=2020, end_year=TODAY.year))
    client.force_login(cast.noor)
    page = client.get("/start").content.decode()
    address = re.search(r'href="(/werk/interventies\?[^"]+)"', page)[1].replace("&amp;", "&")
    assert address == f"/werk/interventies?niet_gemeld={last}&sorteer=trekker"
    assert [one.pk for one in client.get(address).context["listing"].page.rows] == [silent.pk]


def test_nobody_is_late_over_a_year_that_still_runs_or_that_has_a_period(cast, client):
    led_by(cast, cast.haard, "Warmtenet", start_year=TODAY.year, end_year=TODAY.year)
    assert "nog niet alles gemeld" not in start(client, cast.noor)
    led_by(cast, cast.haard, "Sloop", start_year=TODAY.year - 1, end_year=TODAY.year)
    assert "1 partner heeft" in start(client, cast.noor)
    services.make_period(
        programme=cast.programme, name="Vorig jaar", year=TODAY.year - 1, opens_on=TODAY, due_on=TODAY, by=cast.noor
    )
    assert "nog niet alles gemeld" not in start(client, cast.noor)


def test_a_manager_reads_of_a_ceiling_from_eighty_percent_on_and_is_led_to_it(cast, client):
    cast.renovation.end_year = TODAY.year
    cast.renovation.save()
    ceiling = {"programme": cast.programme, "funding_stream": cast.stream, "amount": Decimal(1000)}
    services.set_ceiling(**ceiling, first_year=2020, last_year=TODAY.year, by=cast.noor)
    entry = report(cast, state="verplicht", amount=Decimal("799.99"), year=TODAY.year)
    assert "Plafond" not in start(client, cast.noor)
    services.correct_investment(entry=entry, amount=Decimal(800), by=cast.cor)
    page = start(client, cast.noor).replace("\u00a0", " ")
    assert "Plafond van Eigen geld corporatie is voor 80 % vol" in page
    assert "Er is nog ruimte voor € 200,00." in page
    assert f'href="/werk/programmas/{cast.programme.slug}/plafonds"' in client.get("/start").content.decode()
    assert "Plafond" not in start(client, cast.ted)
    assert "Plafond" not in start(client, cast.cor)


def test_a_ceiling_of_years_past_asks_for_nothing_any_more(cast, client):
    services.set_ceiling(
        programme=cast.programme, funding_stream=cast.stream, first_year=2020, last_year=2020, amount=Decimal(100),
        by=cast.noor,
    )  # fmt: skip
    report(cast, state="verplicht", amount=Decimal(100), year=2020)
    assert "Plafond" not in start(client, cast.noor)


def test_a_project_leader_sees_milestones_that_come_or_passed(cast, client):
    milestone(cast, -3, "Eerste paal"), milestone(cast, 20, "Sleutel"), milestone(cast, 90, "Oplevering")
    page = start(client, cast.pim)
    assert "Mijlpaal “Eerste paal” van “Renovatie portiekflats”" in page
    assert "“Sleutel”" in page
    assert "Oplevering" not in page


def test_a_project_leader_sees_heavy_risks_without_a_measure(cast, client):
    about = {"programme": cast.programme, "intervention": cast.renovation, "by": cast.noor}
    services.add_risk(name="Geen aannemer", likelihood=3, effect=3, **about)
    services.add_risk(name="Regen", likelihood=1, effect=1, **about)
    page = start(client, cast.pim)
    assert "Risico “Geen aannemer” heeft nog geen maatregel" in page
    assert "Regen" not in page


def test_a_reporter_fills_in_what_is_open_and_what_was_sent_back(cast, client, period):
    assert "Rapportage Jaar 2019 staat klaar om in te vullen" in start(client, cast.cor)
    set_status(haard(period), "teruggestuurd")
    assert "Rapportage Jaar 2019 is teruggestuurd" in start(client, cast.cor)
    set_status(haard(period), "geaccepteerd")
    assert "Jaar 2019" not in start(client, cast.cor)


def test_a_controller_checks_a_report_before_it_is_handed_in(cast, client, period):
    set_status(haard(period), "concept")
    assert "Rapportage Jaar 2019 is een concept" in start(client, cast.con)


def test_a_reader_sees_what_is_late_of_the_own_organisation(cast, client, period):
    assert "“Jaar 2019” is nog niet ingediend" in start(client, in_role(Role.READER, cast.haard))
    reader = in_role(Role.EDITOR, cast.other_corporatie)
    assert "Jaar 2019" not in start(client, reader)


def test_a_council_member_reads_what_the_college_sent_and_no_other_concept(cast, client):
    Programme.objects.filter(pk=cast.draft.pk).update(sent_to_council_on=dt.date(2026, 3, 1))
    page = start(client, cast.ria)
    assert "Het college stuurde “Molenbuurt Samen” aan de raad" in page
    assert "1 maart 2026" in page
    Programme.objects.filter(pk=cast.draft.pk).update(sent_to_council_on=None)
    assert NOTHING in start(client, cast.ria)


def test_an_editor_sees_public_pages_that_tell_nothing(cast, client):
    page = start(client, in_role(Role.EDITOR, cast.gemeente))
    assert "Over “Renovatie portiekflats” staat nog niets op de openbare pagina" in page
    assert "Vertel wat Gemeente Voorbeeldstad doet" in page


def test_partners_see_the_days_of_their_agreements(cast, client):
    made = Agreement.objects.create(
        programme=cast.programme, kind="prestatieafspraken", name="Afspraken 2027", first_year=2027, last_year=2027
    )
    made.parties.add(cast.haard)
    AgreementDeadline.objects.create(agreement=made, name="Bod", due_on=TODAY + dt.timedelta(10))
    assert "Bod: Afspraken 2027" in start(client, cast.cor)
    Membership.objects.filter(person=cast.cor).update(organisation=cast.other_corporatie)
    assert "Afspraken 2027" not in start(client, cast.cor)


def test_an_operator_sees_failed_work_and_gemeenten_without_a_manager(cast, client):
    Run.objects.create(kind="import", state=State.FAILED, error="Regels\nHet bestand is weg")
    Membership.objects.filter(person=cast.ted).delete()
    page = start(client, cast.bea)
    assert "Het bestand is weg" in page
    assert "Gemeente Elders heeft nog geen programmamanager" in page
    assert "Gemeente Voorbeeldstad heeft" not in page


def test_an_editor_writes_what_the_public_page_tells_of_the_own_organisation(cast, client):
    editor = in_role(Role.EDITOR, cast.gemeente)
    assert "De tekst van een programma hoort bij zijn plan" in start(client, editor)
    address = reverse("organisation", args=[cast.gemeente.pk])
    assert address in client.get(reverse("organisations")).text
    page = client.get(address)
    said = {name: field.value() or "" for name, field in ((one.name, one) for one in page.context["form"])}
    client.post(address, said | {"description": "Wij werken met bewoners aan de wijk."})
    public = client.get(reverse("partner", args=[cast.gemeente.slug]))
    assert "Wij werken met bewoners aan de wijk." in public.text


def test_a_moderator_is_told_that_there_is_nothing_to_moderate_yet(cast, client):
    page = start(client, in_role(Role.MODERATOR, cast.gemeente))
    assert "Er is nog niets te modereren: bewoners kunnen hier nog niet reageren." in page


@pytest.mark.parametrize("role", [Role.READER, Role.COUNCIL, Role.PROJECT_LEADER, Role.CONTROLLER])
def test_where_nothing_awaits_the_page_says_so_and_what_one_does_here(cast, client, role):
    page = start(client, in_role(role, cast.other_corporatie))
    assert NOTHING in page
    assert " U " in page


WAYS = {
    "noor": {"Programma’s", "Interventies", "Doelen", "Rapportages", "Rapporteren", "Boekingen", "Mensen uitnodigen"},
    "pim": {"Programma’s", "Interventies", "Doelen", "Rapportages", "Boekingen"},
    "cor": {"Programma’s", "Interventies", "Doelen", "Rapportages", "Rapporteren", "Boekingen", "Geldstromen"},
    "con": {"Programma’s", "Interventies", "Doelen", "Rapportages", "Boekingen"},
    "ria": {"Programma’s", "Interventies", "Doelen", "Boekingen", "Aan de raad gestuurd"},
    "bea": {"Organisaties", "Mensen uitnodigen", "Cijfers inlezen", "Openbare pagina’s"},
}


@pytest.mark.parametrize("who", WAYS)
def test_the_ways_fit_the_role_and_each_of_them_opens(cast, client, who):
    client.force_login(getattr(cast, who))
    shown = client.get("/start").context["ways"]
    assert WAYS[who] <= {str(name) for name, _url in shown}
    assert {client.get(url).status_code for _name, url in shown} == {200}


def test_who_has_no_work_here_is_offered_none(cast, client):
    client.force_login(in_role(Role.MODERATOR, cast.gemeente))
    assert [str(name) for name, _url in client.get("/start").context["ways"]] == ["Openbare pagina’s"]


def test_an_organisation_that_tells_what_it_does_is_not_asked_again(cast, client):
    Organisation.objects.update(description="Wij werken aan de wijk.")
    assert "Vertel wat" not in start(client, in_role(Role.EDITOR, cast.gemeente))
