from django.core import mail
from django.test import Client

from tests.cast import Cast

FORM = {"name": "Hanna", "email": "hanna@dehaard.example", "role": "rapporteur"}


def as_(client: Client, person: object) -> Client:
    client.force_login(person)  # type: ignore[arg-type]
    return client


def test_a_manager_sees_who_works_in_the_gemeente_and_nobody_else(client: Client, cast: Cast) -> None:
    page = as_(client, cast.noor).get("/werk/mensen").content.decode()
    assert "cor@demo.example" in page
    assert "ted@demo.example" not in page


def test_a_reporter_sees_no_people(client: Client, cast: Cast) -> None:
    assert as_(client, cast.cor).get("/werk/mensen").status_code == 404


def test_a_visitor_is_asked_to_sign_in(client: Client, cast: Cast) -> None:
    assert client.get("/werk/mensen").status_code == 302


def test_a_manager_invites_on_the_page(client: Client, cast: Cast) -> None:
    answer = as_(client, cast.noor).post("/werk/mensen", {**FORM, "organisation": cast.haard.pk}, follow=True)
    assert "Hanna krijgt een mail." in answer.content.decode()
    assert len(mail.outbox) == 1


def test_an_organisation_of_another_gemeente_cannot_be_chosen(client: Client, cast: Cast) -> None:
    other = cast.ted.memberships.get().organisation
    answer = as_(client, cast.noor).post("/werk/mensen", {**FORM, "organisation": other.pk})
    assert answer.status_code == 422


def test_what_was_typed_stands_when_something_is_wrong(client: Client, cast: Cast) -> None:
    answer = as_(client, cast.noor).post("/werk/mensen", {**FORM, "email": "geen adres", "organisation": cast.haard.pk})
    assert 'value="Hanna"' in answer.content.decode()


def test_a_role_is_withdrawn_on_the_page_and_the_page_says_by_whom(client: Client, cast: Cast) -> None:
    membership = cast.cor.memberships.get()
    page = as_(client, cast.noor).post(f"/werk/mensen/{membership.pk}/intrekken", follow=True).content.decode()
    assert "<strong>Noor</strong> trok bij De Haard de rol rapporteur van een partner van Cor in" in page


def test_a_role_in_another_gemeente_does_not_exist_for_a_manager(client: Client, cast: Cast) -> None:
    membership = cast.ted.memberships.get()
    assert as_(client, cast.noor).post(f"/werk/mensen/{membership.pk}/intrekken").status_code == 404


def test_a_get_withdraws_nothing(client: Client, cast: Cast) -> None:
    assert as_(client, cast.noor).get(f"/werk/mensen/{cast.cor.memberships.get().pk}/intrekken").status_code == 405
