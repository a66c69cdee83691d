"""The statistics library takes seconds to import: only commands and background work do."""

import subprocess
import sys

WEB = """
import sys, django
from django.core.handlers.wsgi import WSGIHandler
django.setup()
from django.urls import get_resolver
get_resolver().url_patterns, WSGIHandler()
print([name for name in ("diff_diff", "pandas", "scipy") if name in sys.modules])
"""


def test_the_web_process_never_imports_the_statistics_library() -> None:
    command = [sys.executable, "-W", "ignore", "-c", WEB]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
