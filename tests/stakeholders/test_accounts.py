import re

import pytest
from django.core import mail
from django.core.cache import cache
from django.test import Client
from django.urls import NoReverseMatch, reverse

from stakeholders.services import withdraw_role
from tests.cast import Cast

PASSWORD = "demo-wijkaanpak"
NEW = "zeven groene stoelen"


@pytest.fixture(autouse=True)
def nothing_counted_yet() -> None:
    cache.clear()


def sign_in(client: Client, login: str = "cor@demo.example", password: str = PASSWORD, **more: str) -> object:
    return client.post("/inloggen", {"login": login, "password": password, **more})


def test_signing_in_leads_to_ones_work(client: Client, cast: Cast) -> None:
    answer = sign_in(client)
    assert answer["Location"] == "/start"  # type: ignore[index]


def test_signing_in_leads_back_to_the_page_one_wanted(client: Client, cast: Cast) -> None:
    assert sign_in(client, next="/wachtwoord/wijzigen")["Location"] == "/wachtwoord/wijzigen"  # type: ignore[index]


def test_signing_in_never_leads_to_another_site(client: Client, cast: Cast) -> None:
    assert sign_in(client, next="https://elders.example/")["Location"] == "/start"  # type: ignore[index]


@pytest.mark.parametrize(
    ("login", "password"), [("cor@demo.example", "verkeerd wachtwoord"), ("niemand@demo.example", PASSWORD)]
)
def test_a_wrong_password_and_an_unknown_address_read_the_same(
    client: Client, cast: Cast, login: str, password: str
) -> None:
    page = client.post("/inloggen", {"login": login, "password": password}).content.decode()
    assert "Dit e-mailadres en dit wachtwoord horen niet bij elkaar." in page


def test_the_login_page_is_dutch_and_names_the_demonstration(client: Client, db: None) -> None:
    page = client.get("/inloggen").content.decode()
    assert "manager@demo.example" in page
    assert "demo-wijkaanpak" in page


def test_outside_the_demonstration_no_login_is_printed(client: Client, db: None, settings) -> None:
    settings.DEMO = False
    assert "demo-wijkaanpak" not in client.get("/inloggen").content.decode()


def test_tries_to_sign_in_are_limited(client: Client, cast: Cast) -> None:
    for _ in range(6):
        sign_in(client, password="verkeerd wachtwoord")
    page = sign_in(client).content.decode()  # type: ignore[attr-defined]
    assert "Te veel" in page


def test_signing_out_asks_first_and_then_ends_the_session(client: Client, cast: Cast) -> None:
    client.force_login(cast.cor)
    assert "Wilt u uitloggen?" in client.get("/uitloggen").content.decode()
    client.post("/uitloggen")
    assert client.get("/start").status_code == 302


def reset_link(client: Client) -> str:
    client.post("/wachtwoord/vergeten", {"email": "cor@demo.example"})
    found = re.search(r"http://[^/]+(/wachtwoord/nieuw/\S+)", str(mail.outbox[-1].body))
    assert found
    return found[1]


def test_a_forgotten_password_is_replaced_by_a_link_in_a_mail(client: Client, cast: Cast) -> None:
    form = client.get(reset_link(client), follow=True).request["PATH_INFO"]
    answer = client.post(form, {"password1": NEW, "password2": NEW}, follow=True)
    assert "U kunt nu inloggen met uw nieuwe wachtwoord." in answer.content.decode()
    assert sign_in(client, password=NEW)["Location"] == "/start"  # type: ignore[index]


def test_the_link_for_a_new_password_works_once(client: Client, cast: Cast) -> None:
    address = reset_link(client)
    form = client.get(address, follow=True).request["PATH_INFO"]
    client.post(form, {"password1": NEW, "password2": NEW})
    assert "Deze link werkt niet meer" in Client().get(address, follow=True).content.decode()


def test_the_mail_is_dutch_text(client: Client, cast: Cast) -> None:
    reset_link(client)
    assert mail.outbox[-1].subject == "Een nieuw wachtwoord voor Wijkaanpak"
    assert "De link werkt één keer" in mail.outbox[-1].body


def test_an_unknown_address_gets_the_same_answer_and_no_mail(client: Client, cast: Cast) -> None:
    answer = client.post("/wachtwoord/vergeten", {"email": "niemand@demo.example"}, follow=True)
    assert "Kijk in uw mail" in answer.content.decode()
    assert not mail.outbox


def test_a_changed_password_ends_every_other_session(cast: Cast) -> None:
    here, elsewhere = Client(), Client()
    sign_in(here)
    sign_in(elsewhere)
    here.post("/wachtwoord/wijzigen", {"oldpassword": PASSWORD, "password1": NEW, "password2": NEW})
    assert here.get("/start").status_code == 200
    assert elsewhere.get("/start").status_code == 302


def test_a_visitor_cannot_change_a_password(client: Client, db: None) -> None:
    assert client.get("/wachtwoord/wijzigen").status_code == 302


def test_a_session_ends_by_itself(client: Client, cast: Cast, settings) -> None:
    sign_in(client)
    assert client.session.get_expire_at_browser_close()
    assert settings.SESSION_COOKIE_AGE == 8 * 3600


@pytest.mark.parametrize(
    "closed", ["account_signup", "account_email", "account_set_password", "account_reauthenticate"]
)
def test_the_other_routes_of_allauth_stay_closed(closed: str) -> None:
    with pytest.raises(NoReverseMatch):
        reverse(closed)


def test_who_has_no_role_any_more_is_told_so(client: Client, cast: Cast) -> None:
    withdraw_role(membership=cast.cor.memberships.get(), by=cast.noor)
    page = client.post("/inloggen", {"login": cast.cor.email, "password": PASSWORD}, follow=True)
    assert "U hebt hier geen rol meer." in page.content.decode()
