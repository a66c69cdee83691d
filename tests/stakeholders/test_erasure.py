"""A person who asks to be erased: who it was goes everywhere, what was done stays under a pseudonym."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

import pytest
from django.contrib.admin.models import LogEntry
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import IntegrityError, OperationalError, connection, transaction
from django.db.utils import DatabaseError
from rest_framework.authtoken.models import Token

from programmes import history, services
from programmes.models import Document, Investment, Programme, ProgrammeVersion
from stakeholders.erasure import erasable_by, erase_person
from stakeholders.kinds import Role
from stakeholders.models import Membership, Person
from stakeholders.refusal import Refused
from tests.cast import person as make_person
from tests.programmes.files import PDF

NAME, MAIL = "Anneke van Dé Laar", "anneke@demo.example"


@pytest.fixture
def anneke(cast, client):
    """She manages, leads, uploads, enters money, is named in texts, and is signed in."""
    found = make_person("a.vanlaar@demo.example", "Anneke Jansen")
    found.name, found.email = NAME, MAIL
    found.save()
    Membership.objects.create(person=found, organisation=cast.gemeente, role=Role.MANAGER)
    Membership.objects.create(person=found, organisation=cast.haard, role=Role.REPORTER)
    services.give_role(programme=cast.programme, person=found, role=Role.PROJECT_LEADER, by=cast.noor)
    Token.objects.create(user=found)
    client.force_login(found)
    basics = {"contact_name": NAME, "contact_email": MAIL}
    Programme.objects.filter(pk=cast.programme.pk).update(**basics, summary=f"Vragen? {MAIL.upper()}")
    cast.programme.refresh_from_db()
    cast.programme.save()
    ProgrammeVersion.objects.create(
        programme=cast.programme, number=90, content={"contact": [basics]}, published_by=found
    )
    LogEntry.objects.create(
        user=found, object_repr=NAME, action_flag=2, content_type_id=1, change_message=f"{MAIL} gewijzigd"
    )
    about = {"programme": cast.programme, "intervention": cast.renovation}
    client.post(f"/werk/programmas/{cast.programme.slug}/risicos/nieuw", {
        "name": "Ziek", "likelihood": 1, "effect": 1, "measure": f"Bel {NAME.upper()}."})  # fmt: skip
    services.add_document(file=SimpleUploadedFile(f"brief {NAME}.pdf", PDF), by=found, **about)
    services.report_investment(
        intervention=cast.renovation, payer=cast.haard, spender=cast.haard, year=2020, funding_stream=cast.stream,
        state="besteed", amount=Decimal(5), note=f"Volgens {NAME}", by=found,
    )  # fmt: skip
    return found


def everything() -> str:
    """Every value of every table."""
    found = []
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT * FROM "{table}"')
            found += [f"{table}: {value}" for row in cursor.fetchall() for value in row if value is not None]
    return "\n".join(found).lower()


TRACES = ("anneke", "van dé laar", "van d\\u00e9 laar", "a.vanlaar", "jansen")


def test_no_trace_of_name_or_address_stays_in_any_table(cast, anneke):
    assert all(trace in everything() for trace in TRACES if "\\" not in trace)
    assert erase_person(person=anneke, by=cast.noor).left == []
    after = everything()
    assert [line for line in after.splitlines() if any(trace in line for trace in TRACES)] == []


def test_what_was_done_stays_under_one_pseudonym(cast, anneke, client):
    erase_person(person=anneke, by=cast.noor)
    pseudonym = f"verwijderde gebruiker {anneke.pk}"
    assert str(Investment.objects.get().entered_by) == pseudonym
    assert str(Document.objects.get().uploaded_by) == pseudonym
    client.force_login(cast.noor)
    page = client.get(f"/werk/programmas/{cast.programme.slug}/geschiedenis").text
    assert f"<strong>{pseudonym}</strong> voegde toe: risico “Ziek”" in page
    assert f"{pseudonym} als projectleider" in page


def test_who_was_erased_has_no_role_no_key_and_is_signed_out(cast, anneke, client):
    erase_person(person=anneke, by=cast.noor)
    assert not Membership.objects.filter(person=anneke).exists()
    assert not Token.objects.filter(user=anneke).exists()
    assert client.get("/werk/programmas").status_code == 302
    anneke.refresh_from_db()
    assert not anneke.is_active
    assert not anneke.has_usable_password()


def test_the_money_in_the_ledger_stays_and_is_guarded_again(cast, anneke):
    erase_person(person=anneke, by=cast.noor)
    entry = Investment.objects.get()
    assert (entry.amount, entry.note) == (Decimal(5), f"Volgens verwijderde gebruiker {anneke.pk}")
    for statement in ("UPDATE programmes_investment SET note = 'x'", "DELETE FROM programmes_investment"):
        with pytest.raises((IntegrityError, OperationalError, DatabaseError)), transaction.atomic():
            connection.cursor().execute(statement)


def test_the_last_manager_of_a_gemeente_is_not_erased(cast):
    with pytest.raises(Refused, match="enige programmamanager van Gemeente Voorbeeldstad"):
        erase_person(person=cast.noor, by=None)
    assert Person.objects.get(pk=cast.noor.pk).name == "Noor"


def test_a_manager_who_can_no_longer_sign_in_does_not_count_as_another(cast, anneke):
    Person.objects.filter(pk=anneke.pk).update(is_active=False)
    with pytest.raises(Refused, match="enige programmamanager"):
        erase_person(person=cast.noor, by=None)


def test_a_manager_erases_only_who_has_roles_nowhere_else(cast, anneke):
    assert anneke in erasable_by(cast.noor)
    assert anneke not in erasable_by(cast.ted)
    Membership.objects.create(
        person=anneke, organisation=Membership.objects.get(person=cast.ted).organisation, role=Role.READER
    )
    with pytest.raises(PermissionDenied):
        erase_person(person=anneke, by=cast.noor)
    erase_person(person=anneke, by=cast.bea)


@pytest.mark.parametrize("who", ["cor", "pim", "con", "ria", "ted"])
def test_nobody_else_erases_anyone(cast, anneke, who):
    with pytest.raises(PermissionDenied):
        erase_person(person=anneke, by=getattr(cast, who))


def test_nobody_erases_themselves_or_an_operator(cast):
    assert cast.noor not in erasable_by(cast.noor)
    Membership.objects.create(person=cast.bea, organisation=cast.haard, role=Role.READER)
    assert cast.bea not in erasable_by(cast.noor)


def test_a_person_is_erased_once(cast, anneke):
    erase_person(person=anneke, by=None)
    with pytest.raises(Refused, match="al gewist"):
        erase_person(person=anneke, by=None)


def test_a_first_name_between_other_words_is_told_and_left_to_people(cast):
    services.add_risk(programme=cast.programme, name="Corrosie", measure="Cor belt de aannemer.", by=cast.noor)
    Programme.objects.filter(pk=cast.programme.pk).update(contact_name="Cor")
    erased = erase_person(person=cast.cor, by=cast.noor)
    assert any(place.startswith("risico ") and place.endswith("wat we eraan doen") for place in erased.left)
    assert Programme.objects.get(pk=cast.programme.pk).contact_name == erased.pseudonym
    assert cast.programme.risks.get().name == "Corrosie"


def test_the_page_asks_to_type_the_name_and_then_erases(cast, anneke, client):
    client.force_login(cast.noor)
    address = f"/werk/mensen/{anneke.pk}/wissen"
    assert address in client.get("/werk/mensen").text
    assert "Er is niets gewist." in client.post(address, {"name": "Anneke"}).text
    page = client.post(address, {"name": NAME}, follow=True).text
    assert "Verder heet deze persoon" in page
    assert "anneke" not in page.lower()
    assert client.get(address).status_code == 404


def test_the_page_tells_why_the_last_manager_cannot_go(cast, client):
    client.force_login(cast.bea)
    page = client.post(f"/werk/mensen/{cast.noor.pk}/wissen", {"name": "Noor"}).text
    assert "enige programmamanager" in page


def test_the_page_tells_which_texts_to_look_at(cast, client):
    services.record_decision(
        programme=cast.programme, name="Cor gaat voor", taken_on=dt.date(2020, 1, 1), taken_by="raad", by=cast.noor
    )
    client.force_login(cast.noor)
    assert "besluit" in client.post(f"/werk/mensen/{cast.cor.pk}/wissen", {"name": "Cor"}).text


def test_a_row_of_the_people_of_another_gemeente_does_not_exist(cast, client):
    client.force_login(cast.ted)
    assert client.get(f"/werk/mensen/{cast.cor.pk}/wissen").status_code == 404


def test_the_command_erases_and_tells_the_pseudonym(cast, anneke, capsys):
    call_command("erase_person", MAIL, "--yes")
    assert f"verwijderde gebruiker {anneke.pk}" in capsys.readouterr().out
    with pytest.raises(CommandError, match="kennen niemand"):
        call_command("erase_person", MAIL, "--yes")


def test_the_command_does_nothing_without_a_yes(cast, anneke, monkeypatch):
    monkeypatch.setattr("builtins.input", lambda _question: "nee")
    with pytest.raises(CommandError, match="niets gewist"):
        call_command("erase_person", MAIL)


def test_history_tells_that_someone_was_erased_and_by_whom_not_who_it_was(cast, anneke, client):
    client.force_login(cast.noor)
    client.post(f"/werk/mensen/{anneke.pk}/wissen", {"name": NAME})
    told = [(entry.who, entry.name) for entry in history.latest(history.seen_by(cast.bea), most=200)]
    assert ("Noor", f"persoon “verwijderde gebruiker {anneke.pk}”") in told
