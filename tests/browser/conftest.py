"""A real browser on a running demonstration: gunicorn, the demonstration's data, a database of its own."""

from __future__ import annotations

import os
import secrets
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.runs.site import ON_POSTGRES, create_database, drop_database

ROOT = Path(__file__).resolve().parents[2]
# No sandbox when run as root, and no calls home.
CHROMIUM_ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip
PASSWORD = "demo-wijkaanpak"


@pytest.hookimpl(tryfirst=True)  # before xdist reads the groups
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """All browser tests are of one group: they share one server, in one process.

    How a page looks does not depend on the database, so pages are looked at on SQLite only; the three jobs are
    walked on both.
    """
    here = [item for item in items if Path(__file__).parent in item.path.parents]
    for item in here:
        item.add_marker(pytest.mark.browser)
        item.add_marker(pytest.mark.xdist_group("browser"))
    if os.environ.get("DATABASE_URL", "").startswith("postgres"):
        elsewhere = [item for item in here if item.path.name != "test_three_jobs.py"]
        config.hook.pytest_deselected(items=elsewhere)
        items[:] = [item for item in items if item not in elsewhere]


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    for _attempt in range(150):
        if server.poll() is not None:
            pytest.fail("the demonstration's server ended")
        try:
            with urlopen(f"{address}/gezond"):
                return
        except URLError:
            time.sleep(0.2)
    pytest.fail("the demonstration never became healthy")


@pytest.fixture(scope="package")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    if not ON_POSTGRES:
        yield f"sqlite:///{tmp_path_factory.mktemp('database')}/site.sqlite3"
        return
    name = f"browser_{secrets.token_hex(4)}"
    yield create_database(name)
    drop_database(name)


@pytest.fixture(scope="package")
def environment(database: str, tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the processes of one demonstration share: web server, commands and background worker."""
    port = free_port()
    return os.environ | {
        "WIJKAANPAK_DEMO": "1",
        "WIJKAANPAK_VAR": str(tmp_path_factory.mktemp("site")),
        "DATABASE_URL": database,
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "PORT": str(port),
        "SITE_URL": f"http://127.0.0.1:{port}",
    }


@pytest.fixture(scope="package")
def site(environment: dict[str, str]) -> Iterator[str]:
    """The address of a demonstration that runs as `make run` runs it."""
    for words in (["migrate", "--verbosity=0"], ["load_demonstration"]):
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=environment, check=True)
    command = [sys.executable, "-m", "gunicorn", "-c", "tools/gunicorn_conf.py"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment)
    try:
        wait_for(environment["SITE_URL"], server)
        yield environment["SITE_URL"]
    finally:
        server.terminate()
        server.wait(timeout=20)


@pytest.fixture
def worker(site: str, environment: dict[str, str]) -> Iterator[None]:
    """A real one, while a test lasts."""
    command = [sys.executable, "-m", "celery", "-A", "wijkaanpak", "worker", "--concurrency=1", "--loglevel=error"]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    yield
    os.killpg(process.pid, signal.SIGKILL)
    process.wait()


@pytest.fixture(scope="package")
def browser(chromium_path: str) -> Iterator[Browser]:
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=chromium_path, args=CHROMIUM_ARGUMENTS)
        yield browser
        browser.close()


def is_fault(message: ConsoleMessage) -> bool:
    return message.type == "error" and "status of 422" not in message.text


@pytest.fixture
def page(browser: Browser, site: str) -> Iterator[Page]:
    """A page of someone who is not signed in, on a desktop; fails the test on any error in its console.

    A refused form answers 422, which a browser notes as an error too: that one is meant.
    """
    context = browser.new_context(base_url=site, locale="nl-NL", viewport={"width": 1280, "height": 900})
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text) if is_fault(message) else None)
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


def sign_in(page: Page, who: str) -> None:
    page.goto("/inloggen")
    page.fill("[name=login]", f"{who}@demo.example")
    page.fill("[name=password]", PASSWORD)
    page.click("main button[type=submit]")
    page.wait_for_url("**/start")


def sign_out(page: Page) -> None:
    page.context.clear_cookies()
