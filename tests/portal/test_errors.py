import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import include, path

from portal import errors
from stakeholders.audience import PUBLIC, audience
from tests.cast import Cast


def test_an_unknown_address_says_so_in_dutch_and_helps_on(client: Client, db: None) -> None:
    answer = client.get("/bestaat-niet")
    assert answer.status_code == 404
    assert "Deze pagina is er niet" in answer.content.decode()
    assert "Zoek uw wijk of postcode" in answer.content.decode()


def test_a_form_that_went_stale_says_that_nothing_was_saved(cast: Cast) -> None:
    client = Client(enforce_csrf_checks=True)
    answer = client.post("/inloggen", {"login": "cor@demo.example", "password": "demo-wijkaanpak"})
    assert answer.status_code == 403
    assert "Er is niets bewaard." in answer.content.decode()


def test_what_one_may_not_do_is_said_in_the_words_of_the_rule(client: Client, rf: RequestFactory, db: None) -> None:
    page = render_to_string("403.html", {"exception": str(PermissionDenied("Alleen in uw eigen gemeente."))})
    assert "Alleen in uw eigen gemeente." in page


def test_a_request_for_a_host_that_is_not_ours_gets_a_dutch_page(client: Client) -> None:
    answer = client.get("/", headers={"host": "elders.example"})
    assert answer.status_code == 400
    assert "Deze vraag kunnen we niet lezen" in answer.content.decode()


def test_a_fault_of_ours_gets_a_page_that_asks_nothing_of_the_database(rf: RequestFactory) -> None:
    answer = errors.server_error(rf.get("/"))
    assert answer.status_code == 500
    assert "Dat ligt aan ons, niet aan u." in answer.content.decode()


def test_even_without_templates_a_fault_of_ours_gets_a_sentence(
    rf: RequestFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*args: object) -> str:
        raise OSError

    monkeypatch.setattr(errors, "render_to_string", broken)
    assert "Er ging iets mis bij ons." in errors.server_error(rf.get("/")).content.decode()


def broken(request: HttpRequest) -> HttpResponse:
    raise ValueError("the bridge is open")


urlpatterns = [path("stuk", audience(PUBLIC)(broken)), path("", include("wijkaanpak.urls"))]


@pytest.mark.django_db
@pytest.mark.urls(__name__)
def test_a_fault_stands_in_the_log_as_its_page_says(caplog: pytest.LogCaptureFixture) -> None:
    answer = Client(raise_request_exception=False).get("/stuk")
    assert "Wat er misging, staat in ons logboek." in answer.content.decode()
    assert "the bridge is open" in caplog.text
