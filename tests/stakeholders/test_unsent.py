"""A session that ends in the middle of a form loses nothing that was typed."""

import time

from django.test import Client

from stakeholders import unsent
from stakeholders.models import Organisation
from tests.cast import Cast

ADDRESS = "/werk/organisaties/nieuw"
TYPED = {"name": "Welzijn Havenkwartier", "kind": "maatschappelijk", "description": "Regel 1\nRegel 2", "website": ""}
SIGN_IN = {"login": "noor@demo.example", "password": "demo-wijkaanpak"}


def sent_while_signed_out(client: Client) -> str:
    """Where one lands after sending a form without a session."""
    return client.post(ADDRESS, TYPED).headers["Location"]


def test_who_was_signed_out_is_told_that_nothing_is_saved_yet(client: Client, cast: Cast) -> None:
    page = client.get(sent_while_signed_out(client)).text
    assert "U was uitgelogd, en er is nog niets bewaard." in page


def test_after_signing_in_what_was_typed_is_offered_and_saved_when_sent(client: Client, cast: Cast) -> None:
    page = client.post(sent_while_signed_out(client), SIGN_IN, follow=True).text
    assert 'value="Welzijn Havenkwartier"' in page
    assert not Organisation.objects.filter(name=TYPED["name"]).exists()
    client.post(ADDRESS, TYPED)
    assert Organisation.objects.get(name=TYPED["name"]).description == "Regel 1\nRegel 2"


def test_it_is_offered_once_and_then_the_form_is_empty(client: Client, cast: Cast) -> None:
    client.post(sent_while_signed_out(client), SIGN_IN, follow=True)
    assert "Welzijn" not in client.get(ADDRESS).text


def test_after_an_hour_it_is_gone(client: Client, cast: Cast, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    sign_in = sent_while_signed_out(client)
    later = time.time() + unsent.KEPT_SECONDS + 1
    monkeypatch.setattr(unsent.time, "time", lambda: later)
    assert "Welzijn" not in client.post(sign_in, SIGN_IN, follow=True).text


def test_a_password_is_never_kept(client: Client, cast: Cast) -> None:
    client.post(ADDRESS, {**TYPED, "new_password1": "geheim-geheim"})
    assert "geheim" not in str(client.session[unsent.PLACE])


def test_a_form_of_ours_with_a_spent_token_is_offered_again(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.noor)
    page = client.post(ADDRESS, TYPED, headers={"origin": "http://testserver"})
    assert page.status_code == 403
    assert 'value="Welzijn Havenkwartier"' in page.text


def test_a_form_of_another_site_is_not_offered(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(cast.noor)
    page = client.post(ADDRESS, TYPED, headers={"origin": "https://elders.example"})
    assert page.status_code == 403
    assert "Welzijn" not in page.text


def test_who_lost_every_cookie_signs_in_and_finds_what_was_typed(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post(ADDRESS, TYPED, headers={"origin": "http://testserver"})
    assert answer.headers["Location"].startswith("/inloggen")
    client.force_login(cast.noor)
    assert 'value="Welzijn Havenkwartier"' in client.get(ADDRESS).text
