"""Start the whole product and stop all of it together: what `make run` calls.

Prepares, starts the web server and the background worker, says where they stand once `/gezond` answers 200, and ends
both on Ctrl-C, on TERM, or when one of them ends by itself. Standard library alone; runs in the virtual environment.
"""

from __future__ import annotations

import ctypes
import http.client
import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from types import FrameType

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
PORT = int(os.environ.get("PORT", "8000"))
PATIENCE = 90  # seconds before a start that does not succeed is called off
GRACE = 8  # seconds that a worker may use to end its step; its run is taken up again from its row
PR_SET_PDEATHSIG = 1
LOGINS = tuple(
    f"{who}@demo.example"
    for who in (
        "manager", "corporatie", "controller", "gemeentecontroller", "projectleider", "raadslid", "meelezer",
        "redacteur", "moderator", "thuisgoed", "welzijn", "beheerder",
    )
)  # fmt: skip
PASSWORD = "demo-wijkaanpak"  # noqa: S105 - made for the demonstration and printed on its login page
COMMANDS = {
    "webserver": ["gunicorn", "-c", "tools/gunicorn_conf.py"],
    "achtergrondwerk": ["celery", "--quiet", "-A", "wijkaanpak", "worker", "--concurrency=1", "--loglevel=warning"],
}


class Stopped(Exception):
    """Ctrl-C or TERM."""


STOP_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def stop_signal(number: int, frame: FrameType | None) -> None:
    """Once: `make` passes on a signal that the whole group has had already, and it may not interrupt the stopping."""
    for each in STOP_SIGNALS:
        signal.signal(each, signal.SIG_IGN)
    raise Stopped


def dies_with_parent() -> Callable[[], object] | None:
    """Even a kill -9 of this process leaves nothing running, where the kernel can see to it."""
    if not sys.platform.startswith("linux"):
        return None
    libc = ctypes.CDLL(None)
    return lambda: libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def port_is_free() -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", PORT))
        except OSError:
            return False
    return True


def start(command: list[str]) -> subprocess.Popen[bytes]:
    """In a process group of its own: Ctrl-C reaches it through us, once, and not half of its children first."""
    program = [str(BIN / command[0]), *command[1:]]
    environment = {**os.environ, "PYTHONWARNINGS": "ignore:You're running the worker with superuser"}
    before = dies_with_parent()
    # preexec_fn is unsafe beside threads; there are none here
    return subprocess.Popen(program, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL,
                            process_group=0, preexec_fn=before)  # fmt: skip  # noqa: PLW1509


def stop(processes: list[subprocess.Popen[bytes]]) -> None:
    """TERM to each, then KILL to whatever is left of its group."""
    for process in processes:
        if process.poll() is None:
            process.terminate()
    until = time.monotonic() + GRACE
    for process in processes:
        try:
            process.wait(timeout=max(0.1, until - time.monotonic()))
        except subprocess.TimeoutExpired:
            pass
        try:
            os.killpg(process.pid, signal.SIGKILL)
        except ProcessLookupError:
            continue


def health() -> tuple[int, str]:
    connection = http.client.HTTPConnection("127.0.0.1", PORT, timeout=10)
    try:
        connection.request("GET", "/gezond")
        answer = connection.getresponse()
        return answer.status, answer.read().decode(errors="replace")
    except OSError:
        return 0, "de webserver antwoordt nog niet"
    finally:
        connection.close()


def reasons(body: str) -> str:
    try:
        return "; ".join(json.loads(body)["redenen"])
    except (ValueError, KeyError, TypeError):
        return body[:300]


def wait_until_healthy(processes: list[subprocess.Popen[bytes]]) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        status, body = health()
        if status == http.client.OK:
            return
        if any(process.poll() is not None for process in processes):
            raise SystemExit("Het starten lukte niet; de reden staat hierboven.")
        time.sleep(0.2)
    raise SystemExit(f"Na {PATIENCE} seconden niet gezond: {reasons(body)}")


def announce() -> None:
    print(f"\nWijkaanpak staat klaar op http://127.0.0.1:{PORT}/\n")
    if os.environ.get("WIJKAANPAK_DEMO") == "1":
        print("Inloggen in de demonstratie, op /inloggen, met wachtwoord", PASSWORD)
        for login in LOGINS:
            print("  ", login)
    print("\nStoppen: Ctrl-C", flush=True)


def serve() -> None:
    processes: list[subprocess.Popen[bytes]] = []
    try:
        processes += [start(command) for command in COMMANDS.values()]
        wait_until_healthy(processes)
        announce()
        while all(process.poll() is None for process in processes):
            time.sleep(0.5)
        raise SystemExit("Een van de processen stopte; de reden staat hierboven.")
    finally:
        stop(processes)


def prepare() -> None:
    """Data and static files beside each other, since each keeps one core busy."""
    parts = [start(["python", "tools/prepare.py", part]) for part in ("data", "static")]
    try:
        if any([part.wait() for part in parts]):  # noqa: C419 - wait for both, also when one failed
            raise SystemExit("De voorbereiding lukte niet; de reden staat hierboven.")
    finally:
        stop(parts)


def main() -> None:
    for number in STOP_SIGNALS:
        signal.signal(number, stop_signal)
    if not port_is_free():
        raise SystemExit(f"Poort {PORT} is al in gebruik. Kies een andere: make run PORT=8001")
    try:
        prepare()
        serve()
    except Stopped:
        print("\nGestopt.", flush=True)


if __name__ == "__main__":
    main()
