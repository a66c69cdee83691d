"""Who changed what and when, in words."""

import datetime as dt
from decimal import Decimal

import pytest
from django.apps import apps
from django.db.models import Q
from simple_history.models import HistoricalRecords

from indicators.models import Indicator
from programmes import history, services
from programmes.models import Ceiling, Investment, Milestone, Programme
from programmes.services import ReachShare
from stakeholders.history import latest
from tests.programmes.ledger import report


@pytest.fixture
def as_noor(cast, rf):
    """Changes are hers, as on a page."""
    request = rf.get("/")
    request.user = cast.noor
    HistoricalRecords.context.request = request
    yield
    if hasattr(HistoricalRecords.context, "request"):
        del HistoricalRecords.context.request


def told(entries):
    return [f"{entry.who} {entry.what} {entry.detail}".strip() for entry in entries]


def test_a_changed_partner_is_told_by_name(cast, as_noor):
    services.change_intervention(
        intervention=cast.renovation, version=1, by=cast.noor, partners=[cast.other_corporatie]
    )
    assert any("Doen mee: van leeg naar Thuisgoed." in one for one in told(history.of(cast.renovation)))


def test_a_changed_share_is_told_with_its_area(cast, as_noor):
    reach = [ReachShare(cast.wijk, Decimal("0.5")), ReachShare(cast.other_wijk, Decimal("0.5"))]
    services.change_intervention(intervention=cast.renovation, version=1, by=cast.noor, reach=reach)
    lines = told(history.of(cast.renovation))
    assert "Noor wijzigde: bereik “Havenkwartier” Aandeel: van 1,00 naar 0,50." in lines
    assert "Noor voegde toe: bereik “Molenbuurt”" in lines


def test_what_nobody_reads_is_not_told(cast, as_noor):
    cast.renovation.version += 1
    cast.renovation.save()
    assert not any("wijzigde" in one for one in told(history.of(cast.renovation)))


def test_who_is_gone_is_no_longer_named(cast, as_noor):
    services.change_intervention(intervention=cast.renovation, version=1, by=cast.noor, title="Anders")
    del HistoricalRecords.context.request
    cast.noor.delete()
    assert all(entry.who == "" for entry in history.of(cast.renovation))


def test_every_model_that_keeps_a_history_is_told_and_the_ledger_that_is_one(cast):
    keeping = {model for model in apps.get_models() if hasattr(model, "history") and hasattr(model.history, "model")}
    assert keeping | {Investment} == set(history.kinds())


def test_a_change_is_told_from_what_to_what_however_long_ago_the_one_before_it_was(cast, as_noor):
    services.change_intervention(intervention=cast.renovation, version=1, by=cast.noor, title="Anders")
    for n in range(40):
        cast.renovation.outputs.create(name=f"Resultaat {n}")
    services.change_intervention(intervention=cast.renovation, version=2, by=cast.noor, title="Weer anders")
    assert "Noor wijzigde: interventie “Weer anders” Naam: van “Anders” naar “Weer anders”." in told(
        history.of(cast.renovation)
    )


def test_a_record_that_hung_under_what_was_removed_is_still_found(cast, as_noor):
    milestone = Milestone.objects.create(intervention=cast.renovation, name="Sleutels", due_on=dt.date(2020, 5, 1))
    milestone.delete()
    services.remove_intervention(intervention=cast.renovation, by=cast.noor)
    found = latest(history.selection_under({Programme: Q(id=cast.programme.pk)}))
    assert {"mijlpaal “Sleutels”", "interventie “Renovatie portiekflats”"} <= {entry.name for entry in found}


def test_days_and_amounts_are_told_as_a_person_reads_them(cast, as_noor):
    ceiling = Ceiling.objects.create(
        programme=cast.programme, funding_stream=cast.stream, first_year=2020, last_year=2022, amount_cents=100_000
    )
    ceiling.amount_cents = 250_050
    ceiling.save()
    assert "Plafond: van € 1.000" in told(history.of(ceiling))[0].replace("\xa0", " ")


def test_the_page_of_a_wijk_and_of_a_contribution_tell_their_history(cast, client):
    client.force_login(cast.noor)
    wijk = cast.draft.wijken.create(name="Molenbuurt")
    assert (
        "voegde toe: wijk van een programma “Molenbuurt”"
        in client.get(f"/werk/programmas/{cast.draft.slug}/wijken/{wijk.pk}").text
    )
    gas = Indicator.objects.get(slug="gasverbruik")
    link = services.link_contribution(
        intervention=cast.renovation, indicator=gas, by=cast.noor, mechanism="Isolatie.", lag_years=1
    )
    page = client.get(f"/werk/interventies/{cast.renovation.pk}/bijdragen/{link.pk}").text
    assert "voegde toe: bijdrage “" in page


def test_the_page_of_an_entry_tells_who_entered_it_and_who_took_it_back_and_why(cast, client):
    entry = report(cast, amount=Decimal(9000))
    done = services.correct_investment(entry=entry, amount=Decimal(900), by=cast.noor, note="nul te veel")
    client.force_login(cast.noor)
    for page in (entry, done.reversal):
        text = client.get(f"/werk/boekingen/{page.pk}").text.replace("\xa0", " ")
        booked = f'<strong>Cor</strong> <a href="/werk/boekingen/{entry.pk}">boekte: boeking “besteed 2020, De Haard”'
        assert booked in text
        assert f'<strong>Noor</strong> <a href="/werk/boekingen/{done.reversal.pk}">boekte terug: boeking' in text
        assert "Bedrag: van leeg naar € 9.000,00." in text
        assert "Bedrag: van € 9.000,00 naar leeg. Toelichting: van leeg naar “nul te veel”." in text
