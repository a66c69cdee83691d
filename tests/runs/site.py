"""A product of its own for one test: its database, its broker and real workers that can be killed.

On SQLite with the broker in a folder, or where DATABASE_URL and REDIS_URL name servers, on those.
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import psycopg2
import redis

ROOT = Path(__file__).resolve().parents[2]
SERVER = os.environ.get("DATABASE_URL", "")
ON_POSTGRES = SERVER.startswith("postgres")
BROKER = os.environ.get("REDIS_URL", "") if ON_POSTGRES else ""
BROKER_DATABASE = 9  # the suite's own is 0
PATIENCE = 90.0


def create_database(name: str, template: str = "template1") -> str:
    """The address of a new database on the suite's PostgreSQL, which nothing else migrates or fills."""
    with server() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
    return urlsplit(SERVER)._replace(path=f"/{name}").geturl()


def drop_database(name: str) -> None:
    with server() as cursor:
        cursor.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


class Site:
    """One database and one broker; `copy_of` begins with what another has."""

    def __init__(self, folder: Path, copy_of: Site | None = None) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)
        self.connection: Any = None
        self.name = f"site_{secrets.token_hex(4)}"
        self.address = self._database(copy_of)
        broker = BROKER.rsplit("/", 1)[0] + f"/{BROKER_DATABASE}" if BROKER else ""
        if broker:
            redis.Redis.from_url(broker).flushdb()
        self.environment = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "wijkaanpak.settings",
            "WIJKAANPAK_DEMO": "1",
            "WIJKAANPAK_VAR": str(folder / "var"),
            "DATABASE_URL": self.address,
            "REDIS_URL": broker,
        }

    def _database(self, copy_of: Site | None) -> str:
        if ON_POSTGRES:
            if copy_of:
                copy_of.close()  # PostgreSQL copies only a database that nobody looks at
            return create_database(self.name, template=copy_of.name if copy_of else "template1")
        file = self.folder / "site.sqlite3"
        if copy_of:
            shutil.copy(copy_of.folder / "site.sqlite3", file)
        return f"sqlite:///{file}"

    def begin_anew(self, copy_of: Site) -> None:
        """What another site has, under the same address, with nothing left in the broker."""
        self.close()
        if ON_POSTGRES:
            drop_database(self.name)
        for file in self.folder.glob("site.sqlite3*"):
            file.unlink()
        self._database(copy_of)
        if BROKER:
            redis.Redis.from_url(self.environment["REDIS_URL"]).flushdb()
        for file in self.folder.glob("var/broker/*/*"):
            file.unlink()

    def close(self) -> None:
        if self.connection:
            self.connection.close()
        self.connection = None

    def remove(self) -> None:
        self.close()
        if ON_POSTGRES:
            drop_database(self.name)

    def manage(self, *words: str) -> str:
        command = [sys.executable, "manage.py", *words]
        done = subprocess.run(command, cwd=ROOT, env=self.environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        return done.stdout

    @contextlib.contextmanager
    def worker(self, **variables: str) -> Iterator[Worker]:
        worker = Worker(self, variables)
        try:
            yield worker
        finally:
            worker.kill()

    @contextlib.contextmanager
    def nursery(self) -> Iterator[Nursery]:
        nursery = Nursery(self)
        try:
            yield nursery
        finally:
            nursery.close()

    def rows(self, query: str) -> list[tuple[Any, ...]]:
        if ON_POSTGRES:
            if self.connection is None:
                self.connection = psycopg2.connect(self.address)
                self.connection.autocommit = True
            with self.connection.cursor() as cursor:
                cursor.execute(query)
                return cursor.fetchall()
        with contextlib.closing(sqlite3.connect(self.folder / "site.sqlite3", timeout=20)) as connection:
            return connection.execute(query).fetchall()


class Worker:
    """A real Celery worker with its pool, in a process group of its own."""

    def __init__(self, site: Site, variables: dict[str, str]) -> None:
        command = [
            sys.executable,
            "-m",
            "celery",
            "-A",
            "wijkaanpak",
            "worker",
            "--concurrency=1",
            "--loglevel=warning",
        ]
        self.log = (site.folder / "worker.log").open("a")
        self.process = subprocess.Popen(
            command, cwd=ROOT, env={**site.environment, **variables}, stdout=self.log, stderr=self.log,
            stdin=subprocess.DEVNULL, start_new_session=True,
        )  # fmt: skip

    def kill(self) -> None:
        """As the kernel does it when memory runs out: all at once, without a word."""
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        self.log.close()


class Nursery:
    """Workers of a site that start at once, out of a process that has imported everything: see warm.py."""

    def __init__(self, site: Site) -> None:
        self.log = site.folder / "worker.log"
        # They start so soon that the dead are not buried yet at the first look: the next is not to be waited for long.
        environment = {**site.environment, "RUNS_TAKE_UP_SECONDS": "0.5"}
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.runs.warm"], cwd=ROOT, env=environment, text=True,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, start_new_session=True,
        )  # fmt: skip

    def ask(self, words: str) -> int:
        assert self.process.stdin
        assert self.process.stdout
        self.process.stdin.write(f"{words}\n")
        self.process.stdin.flush()
        return int(self.process.stdout.readline())

    @contextlib.contextmanager
    def worker(self) -> Iterator[int]:
        """The number of a worker, which is killed as Worker.kill does at the end."""
        number = self.ask(f"start {self.log}")
        try:
            yield number
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(number, signal.SIGKILL)
            self.ask(f"bury {number}")

    def close(self) -> None:
        self.process.kill()
        self.process.communicate()


@contextlib.contextmanager
def server() -> Iterator[Any]:
    connection = psycopg2.connect(SERVER)
    connection.autocommit = True
    with contextlib.closing(connection), connection.cursor() as cursor:
        yield cursor


def wait_until(found: Callable[[], Any], seconds: float) -> Any:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if answer := found():
            return answer
        time.sleep(0.05)
    raise AssertionError(f"not within {seconds} seconds")
