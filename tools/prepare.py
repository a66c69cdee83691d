"""What the web server needs before it starts: `data` (tables, demonstration) or `static` (the files that it serves)."""

from __future__ import annotations

import hashlib
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkaanpak.settings")

import django  # noqa: E402 - Django reads the settings named above
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402


def served_files() -> str:
    """What the static files are made of: their names, sizes and times, and the packages that bring some along."""
    digest = hashlib.sha256((ROOT / "requirements.txt").read_bytes())
    for file in sorted((ROOT / "static").rglob("*")):
        stat = file.stat()
        digest.update(f"{file}{stat.st_size}{stat.st_mtime_ns}".encode())
    return digest.hexdigest()


def collect_static() -> None:
    stamp, mark = Path(settings.STATIC_ROOT) / ".collected", served_files()
    # redoc comes along with drf-spectacular, and cannot run under our content policy
    if not stamp.is_file() or stamp.read_text() != mark:
        print("Vormgeving klaarzetten", flush=True)
        call_command("collectstatic", interactive=False, clear=True, verbosity=0, ignore_patterns=["redoc"])
        stamp.write_text(mark)


def load_data() -> None:
    call_command("migrate", interactive=False, verbosity=0)
    if settings.DEMO:
        call_command("load_demonstration")


PARTS = {"data": load_data, "static": collect_static}


def main() -> None:
    django.setup()
    PARTS[sys.argv[1]]()


if __name__ == "__main__":
    main()
