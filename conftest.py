"""Which tests can run here, and where the browser and its pictures are."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import hypothesis
import pytest

# How long an example takes says something about the machine, nothing about the code.
hypothesis.settings.register_profile("house", deadline=None)
hypothesis.settings.load_profile("house")

ROOT = Path(__file__).parent
DATABASE = {"db", "transactional_db", "django_db_setup", "live_server"}
BROWSERS = ("chromium", "chromium-browser", "google-chrome")


def chromium() -> str | None:
    """The browser to test with: what `CHROMIUM` names, or the first that is found."""
    return next(filter(None, map(shutil.which, filter(None, (os.environ.get("CHROMIUM"), *BROWSERS)))), None)


def reaches_a_database(item: pytest.Item) -> bool:
    """Whether a test may: pytest-django blocks the database for all others, save in a process that a test starts."""
    fixtures = set(getattr(item, "fixturenames", ()))
    own = {"browser", "worker", "django_db", "postgres"} & set(item.keywords) or fixtures & DATABASE
    return bool(own) or hasattr(getattr(item, "module", None), "subprocess")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    from django.db import connection

    if connection.vendor == "postgresql":  # the rest was run on SQLite, and would say the same again
        config.hook.pytest_deselected(items=[item for item in items if not reaches_a_database(item)])
        items[:] = [item for item in items if reaches_a_database(item)]

    no_browser = pytest.mark.skip(reason="no Chromium found; CHROMIUM=/path/to/chromium names one")
    no_postgres = pytest.mark.skip(reason="only PostgreSQL can hold this")
    for item in items:
        if "browser" in item.keywords and not chromium():
            item.add_marker(no_browser)
        if "postgres" in item.keywords and connection.vendor != "postgresql":
            item.add_marker(no_postgres)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    found = chromium()
    assert found, "no Chromium"
    return found


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--screenshots", action="store_true", help="keep the pictures of the browser tests in docs/images")


@pytest.fixture(scope="session")
def screenshots(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where browser tests put their pictures: docs/images when asked for, else a folder that goes away."""
    return ROOT / "docs" / "images" if request.config.getoption("screenshots") else tmp_path_factory.mktemp("images")
