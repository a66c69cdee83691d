"""Run the measurements on a database of their own: `make bench`, or `make bench ARGS="api --rounds 9"` for one.

While tuning: `--keep` leaves the database as it is and takes it up again (with a DATABASE_URL that outlives the
command), `--only "start of a reporter"` measures one page of a subject.
"""

from __future__ import annotations

import argparse
import importlib
import os
import platform
from collections.abc import Iterator
from contextlib import contextmanager

import django
from django.db import connection

SUBJECTS = ("api", "effects", "imports", "pages", "workspace")
ON_REQUEST = ("draws", "simulations")  # count instead of time, and take long


@contextmanager
def own_database(*, keep: bool) -> Iterator[None]:
    """Made anew for each subject and thrown away, so that none measures what another left; `keep` does neither."""
    connection.creation.create_test_db(verbosity=0, serialize=False, keepdb=keep, autoclobber=not keep)
    try:
        yield
    finally:
        connection.creation.destroy_test_db("postgres", verbosity=0, keepdb=keep)


def machine() -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('server_version'), current_setting('shared_buffers')")
        version, buffers = cursor.fetchone()
    return f"{os.cpu_count()} kernen, Python {platform.python_version()}, PostgreSQL {version} ({buffers})"


def main() -> None:
    arguments = argparse.ArgumentParser(prog="make bench", description=__doc__)
    arguments.add_argument("subjects", nargs="*", choices=[*SUBJECTS, *ON_REQUEST, []], help="alle, of een van deze")
    arguments.add_argument("--rounds", type=int, default=5)
    arguments.add_argument("--keep", action="store_true", help="laat de database staan voor de volgende keer")
    arguments.add_argument("--only", action="append", default=[], help="alleen deze bladzijde van workspace")
    chosen = arguments.parse_args()
    print(machine(), flush=True)
    for subject in chosen.subjects or SUBJECTS:
        with own_database(keep=chosen.keep):
            for ratio in importlib.import_module(f"bench.{subject}").measure(chosen.rounds, *chosen.only):
                print(ratio.line(), flush=True)


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    if connection.vendor != "postgresql":
        raise SystemExit("De metingen zijn op PostgreSQL: make bench")
    main()
