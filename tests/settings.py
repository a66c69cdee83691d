"""The settings under test: those of the demonstration, with files, broker and database that go when the tests end.

A process that a test starts (a worker) inherits the same folder through the environment.
"""

import atexit
import os
import shutil
import tempfile

PROCESS = os.environ.get("PYTEST_XDIST_WORKER", "one")
if os.environ.get("WIJKAANPAK_TEST_PROCESS") != PROCESS:
    os.environ["WIJKAANPAK_TEST_PROCESS"] = PROCESS
    os.environ["WIJKAANPAK_VAR"] = tempfile.mkdtemp(prefix="wijkaanpak-test-")
    atexit.register(shutil.rmtree, os.environ["WIJKAANPAK_VAR"], ignore_errors=True)
os.environ.setdefault("WIJKAANPAK_DEMO", "1")

from wijkaanpak.settings import *  # noqa: E402, F403
from wijkaanpak.settings import DATABASES, STORAGES  # noqa: E402

# a database that is kept: `TEST_DATABASE=/tmp/kept.sqlite3 pytest --reuse-db`; `--create-db` after a new migration
if os.environ.get("TEST_DATABASE"):
    DATABASES["default"]["TEST"] = {"NAME": os.environ["TEST_DATABASE"]}

# argon2 is slow on purpose; a test that is about it asks for it
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
# without collectstatic: the files as they lie in static/
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
WHITENOISE_USE_FINDERS = True
WHITENOISE_AUTOREFRESH = True
