"""The statistics library takes seconds to import: only commands and background work do."""

import subprocess
import sys

import pytest
from django.test import Client

from effects.services import answer_anew, propose_studies
from tests.cast import Cast
from tests.effects.findings import ANSWERED, found
from tests.effects.test_page_queries import pages

STATISTICS = ("diff_diff", "pandas", "scipy", "pyfixest")
WEB = """
import importlib, pkgutil, sys, django
from django.apps import apps
from django.conf import settings
from django.core.handlers.wsgi import WSGIHandler
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns, WSGIHandler()
OWN = ("views", "urls", "api", "forms", "services", "templatetags", "middleware", "doorbells", "tasks")
names = []
for app in apps.get_app_configs():
    if app.path.startswith(str(settings.BASE_DIR)) and ".venv" not in app.path:
        for found in pkgutil.walk_packages(app.module.__path__, app.name + "."):
            if app.name == "portal" or set(found.name.split(".")) & set(OWN):
                importlib.import_module(found.name)
                names.append(found.name)
wanted = {"portal.views.effects", "portal.views.doses", "portal.urls", "effects.services.results"}
assert wanted <= set(names), names
print([name for name in %r if name in sys.modules])
"""


def test_the_web_process_never_imports_the_statistics_library() -> None:
    command = [sys.executable, "-W", "ignore", "-c", WEB % (STATISTICS,)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


@pytest.fixture
def without_statistics(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever imports it now meets an error, also where an earlier test had it loaded."""
    for name in STATISTICS:
        monkeypatch.setitem(sys.modules, name, None)


def test_no_page_about_effects_needs_the_statistics_library(client: Client, cast: Cast, without_statistics) -> None:
    addresses = pages(found(cast, ANSWERED))
    own = addresses["effect"]
    for address in (*addresses.values(), f"{own}/paneel.csv"):
        assert client.get(address).status_code == 200, address


def test_neither_proposing_a_study_nor_ringing_for_one_needs_it(cast: Cast, without_statistics) -> None:
    found(cast, ANSWERED)
    propose_studies(programme=cast.programme, by=cast.noor)
    assert answer_anew() is not None
