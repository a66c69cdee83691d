from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command
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


@pytest.fixture
def collected(settings: Any, tmp_path: Path) -> Path:
    """As in production: pages name the files that were collected, here those of one folder."""
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "base.css").write_text("body {}")
    settings.STATICFILES_DIRS = [tmp_path / "own"]
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STATIC_ROOT = tmp_path / "collected"
    manifest = "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"
    settings.STORAGES = {**settings.STORAGES, "staticfiles": {"BACKEND": manifest}}
    call_command("collectstatic", interactive=False, verbosity=0)
    return tmp_path / "collected"


@pytest.mark.django_db
def test_with_the_look_collected_it_is_healthy(client: Client, nothing_loaded: None, collected: Path) -> None:
    assert client.get("/gezond").status_code == 200


@pytest.mark.django_db
@pytest.mark.parametrize("known_at_the_start", [True, False])
def test_without_the_manifest_of_the_look_it_is_not(
    client: Client, nothing_loaded: None, collected: Path, known_at_the_start: bool
) -> None:
    if not known_at_the_start:
        staticfiles_storage.hashed_files.clear()
    else:
        (collected / "staticfiles.json").unlink()
    answer = client.get("/gezond")
    assert answer.status_code == 503
    assert answer.json()["redenen"] == ["De vormgeving is niet verzameld: python manage.py collectstatic."]
