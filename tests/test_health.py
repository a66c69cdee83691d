import pytest
from django.db import OperationalError, connection
from django.test import Client

from tests.cast import Cast
from wijkaanpak import health


@pytest.fixture
def nothing_loaded(monkeypatch: pytest.MonkeyPatch) -> None:
    """As outside the demonstration: the database is all that counts."""
    monkeypatch.setattr("demonstration.apps.DemonstrationConfig.health_problems", lambda _: [])


@pytest.mark.django_db
def test_it_is_healthy_when_database_and_migrations_stand(client: Client, nothing_loaded: None) -> None:
    answer = client.get("/gezond")
    assert (answer.status_code, answer.json()) == (200, {"gezond": True, "redenen": []})


def test_a_demonstration_without_figures_does_not_stand(client: Client, cast: Cast) -> None:
    answer = client.get("/gezond")
    assert answer.status_code == 503
    assert "load_demonstration" in answer.json()["redenen"][0]


@pytest.mark.django_db
def test_a_database_that_cannot_be_reached_is_named(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        raise OperationalError

    monkeypatch.setattr(connection, "ensure_connection", refuse)
    assert client.get("/gezond").json()["redenen"] == ["De database is niet bereikbaar."]


@pytest.mark.django_db
def test_a_migration_that_waits_is_named(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "missing_migrations", lambda: ["wijken.0002_grens"])
    assert "wijken.0002_grens" in client.get("/gezond").json()["redenen"][0]
