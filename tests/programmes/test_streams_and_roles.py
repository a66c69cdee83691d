"""Funding streams, and who does what on a programme: kept by the manager, with history, and nothing is lost."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db.models import ProtectedError
from django.urls import reverse

from programmes import services
from programmes.forms.report import ReportForm
from programmes.models import FundingStream, Programme, ProgrammeRole
from programmes.reporting import lines_of
from programmes.services import Conflict, Refused
from programmes.vocabulary import STREAM_RULES, StreamKind
from stakeholders.kinds import Role

NEW = {"name": "Groeifonds", "kind": "rijk", "explanation": "Geld van het Rijk voor later."}


@pytest.fixture
def entry(cast):
    said = {"payer": cast.haard, "spender": cast.haard, "year": 2020, "funding_stream": cast.stream}
    return services.report_investment(
        intervention=cast.renovation, state="besteed", amount=Decimal(1), by=cast.cor, **said
    )


def retire(cast):
    return services.change_stream(
        stream=cast.stream, version=cast.stream.version, explanation="Op is op.", retired=True, by=cast.noor
    )


def test_a_manager_adds_a_funding_stream_on_its_page(cast, client):
    client.force_login(cast.noor)
    assert "Groeifonds staat erbij." in client.post("/werk/geldstromen/nieuw", NEW, follow=True).text
    assert FundingStream.objects.get(slug="groeifonds").kind == "rijk"


def test_a_name_that_stands_already_is_refused_at_its_field(cast, client):
    client.force_login(cast.noor)
    answer = client.post("/werk/geldstromen/nieuw", {**NEW, "name": cast.stream.name.upper()})
    assert "Er is al een geldstroom die zo heet." in answer.text


def test_only_a_manager_adds_or_retires_one(cast, client):
    for person in (cast.cor, cast.bea):
        with pytest.raises(PermissionDenied):
            services.add_stream(**NEW, by=person)
        with pytest.raises(PermissionDenied):
            services.change_stream(stream=cast.stream, version=1, explanation="", retired=True, by=person)


def test_who_reports_reads_the_list_and_changes_nothing_there(cast, client):
    client.force_login(cast.cor)
    page = client.get("/werk/geldstromen").text
    assert cast.stream.name in page
    assert "/werk/geldstromen/nieuw" not in page


def test_the_page_of_a_stream_retires_it_and_tells_who_did(cast, client):
    client.force_login(cast.noor)
    address = f"/werk/geldstromen/{cast.stream.pk}"
    client.post(address, {"explanation": "Op is op.", "retired": "on", "version": 1})
    assert "Gestopt: van nee naar ja." in client.get(address).text
    assert FundingStream.objects.get(pk=cast.stream.pk).retired


def test_the_second_of_two_savers_of_a_stream_is_told(cast):
    stale = FundingStream.objects.get(pk=cast.stream.pk)
    retire(cast)
    with pytest.raises(Conflict):
        services.change_stream(stream=stale, version=1, explanation="Anders", retired=False, by=cast.ted)


def test_no_new_amount_comes_from_a_retired_stream_but_an_old_one_can_be_corrected(cast, entry):
    retire(cast)
    with pytest.raises(Refused, match="gestopt"):
        services.report_investment(
            intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2021,
            funding_stream=FundingStream.objects.get(retired=True), state="besteed", amount=Decimal(1), by=cast.cor,
        )  # fmt: skip
    assert services.correct_investment(entry=entry, amount=Decimal(2), by=cast.cor).replacement


def test_a_new_line_of_a_report_offers_no_retired_stream(cast, entry):
    retire(cast)
    rows = lines_of([cast.renovation], cast.haard, 2021)
    form = ReportForm(rows=rows, organisation=cast.haard, year=2021, by=cast.cor)
    choices = [label for _key, label in form.fields[f"stream-{cast.renovation.pk}-0"].choices]
    assert "Eigen middelen corporatie" in choices
    assert cast.stream.name not in choices


def test_a_stream_with_entries_cannot_be_removed(cast, entry):
    with pytest.raises(ProtectedError):
        cast.stream.delete()


def test_the_api_says_which_stream_is_retired(cast, client):
    retire(cast)
    assert client.get(f"/api/v1/geldstromen/{cast.stream.slug}").json()["gestopt"] is True


def test_every_kind_of_stream_says_which_rules_hold_for_its_money(cast, client):
    client.force_login(cast.noor)
    page = client.get(reverse("werk:streams")).content.decode()
    assert "Een taakveld hoort er niet bij." in page
    assert set(STREAM_RULES) == set(StreamKind)


def test_a_manager_gives_someone_a_role_on_a_programme_and_ends_it_with_history(cast, client):
    client.force_login(cast.noor)
    address = f"/werk/programmas/{cast.programme.slug}/mensen"
    assert "Cor staat erbij." in client.post(address, {"person": cast.cor.pk, "role": "rapporteur"}, follow=True).text
    given = ProgrammeRole.objects.get(person=cast.cor)
    page = client.post(f"{address}/{given.pk}/beeindigen", follow=True).text
    assert not ProgrammeRole.objects.filter(person=cast.cor).exists()
    assert "voegde toe: Cor als rapporteur van een partner" in page
    assert "haalde weg: Cor als rapporteur van een partner" in page


def test_a_role_that_someone_has_already_is_told_at_the_field(cast, client):
    client.force_login(cast.noor)
    said = {"person": cast.cor.pk, "role": "rapporteur"}
    client.post(f"/werk/programmas/{cast.programme.slug}/mensen", said)
    assert "Cor heeft deze rol al." in client.post(f"/werk/programmas/{cast.programme.slug}/mensen", said).text


def test_someone_of_another_gemeente_cannot_be_chosen(cast):
    with pytest.raises(Refused, match="kennen wij niet"):
        services.give_role(programme=cast.programme, person=cast.ted, role=Role.READER, by=cast.noor)


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.VISITOR, "koning"])
def test_only_a_role_of_a_member_can_be_given(cast, role):
    with pytest.raises(Refused, match="Kies een van de rollen"):
        services.give_role(programme=cast.programme, person=cast.cor, role=role, by=cast.noor)


def test_nobody_gives_roles_on_a_programme_of_another_gemeente(cast):
    for person in (cast.ted, cast.cor, cast.bea):
        with pytest.raises(PermissionDenied):
            services.give_role(programme=cast.programme, person=cast.cor, role=Role.READER, by=person)


def test_a_role_of_another_programme_is_not_ended_here(cast, client):
    other = Programme.objects.create(name="Ander", gemeente=cast.city, start_year=2020, end_year=2035)
    role = ProgrammeRole.objects.create(programme=other, person=cast.cor, role=Role.READER)
    client.force_login(cast.noor)
    address = f"/werk/programmas/{cast.programme.slug}/mensen/{role.pk}/beeindigen"
    assert client.post(address).status_code == 404
