"""What `make run` and `make test` rest on, tried on real processes."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.architecture.source import ROOT
from tools import install
from tools import run as product
from tools import test as checks

DEAF = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); time.sleep(60)"
PARENT = """
import subprocess, sys, time
sys.path.insert(0, {root!r})
from tools import run
run.BIN = run.Path(sys.executable).parent
print(run.start(["python", "-c", "import time; time.sleep(60)"]).pid, flush=True)
time.sleep(60)
"""


def is_alive(pid: int) -> bool:
    """A process that ended and that nobody has asked after yet (state Z) is not alive."""
    stat = Path(f"/proc/{pid}/stat")
    return stat.exists() and stat.read_text().rpartition(")")[2].split()[0] != "Z"


def test_a_process_that_does_not_listen_to_term_is_ended_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(product, "GRACE", 0.2)
    deaf = subprocess.Popen([sys.executable, "-c", DEAF], process_group=0, stdout=subprocess.PIPE)
    assert deaf.stdout.readline() == b"deaf\n"
    product.stop([deaf])
    assert deaf.wait(timeout=5) == -signal.SIGKILL


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel ends orphans on Linux only")
def test_even_when_the_starter_is_killed_nothing_keeps_running() -> None:
    starter = subprocess.Popen([sys.executable, "-c", PARENT.format(root=str(ROOT))], stdout=subprocess.PIPE)
    child = int(starter.stdout.readline())
    starter.kill()
    starter.wait()
    until = time.monotonic() + 5
    while is_alive(child) and time.monotonic() < until:
        time.sleep(0.02)
    assert not is_alive(child)


def test_a_port_in_use_is_named_before_anything_starts(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        monkeypatch.setattr(product, "PORT", taken.getsockname()[1])
        assert not product.port_is_free()


def test_the_servers_of_the_suite_are_gone_with_the_command() -> None:
    tell = "import os; print(os.environ['DATABASE_URL'], os.environ['REDIS_URL'])"
    clean = {name: value for name, value in os.environ.items() if name not in {"DATABASE_URL", "REDIS_URL"}}
    command = [sys.executable, "tools/servers.py", sys.executable, "-c", tell]
    done = subprocess.run(command, cwd=ROOT, env=clean, capture_output=True, text=True, check=True)
    for address in done.stdout.split():
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", urlsplit(address).port)) != 0


def test_one_package_is_installed_by_the_hashes_of_the_lock() -> None:
    block = install.locked("uv", ROOT / "requirements.txt")
    assert block.startswith("uv==")
    assert "--hash=sha256:" in block
    assert not block.rstrip().endswith("\\")


def test_every_line_of_the_locks_has_a_hash_and_none_an_address() -> None:
    for lock in ROOT.glob("requirements*.txt"):
        text = lock.read_text()
        assert "://" not in text
        packages = [line for line in text.splitlines() if "==" in line and not line.startswith((" ", "#"))]
        assert packages
        assert all(line.endswith("\\") for line in packages), lock


@pytest.mark.parametrize(
    "line",
    [
        "======= 2 failed, 386 passed, 2 skipped in 20.73s =======",
        "======= 43 passed in 10.45s =======",
        "= 3 passed, 1 error in 61.02s (0:01:01) =",
    ],
)
def test_the_closing_line_of_pytest_is_recognised(line: str) -> None:
    assert checks.CLOSING.match(line)


def test_in_ci_what_did_not_run_counts_as_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(checks, "IN_CI", True)
    assert checks.report(checks.Outcome(skipped=["browser"])) == 1
    monkeypatch.setattr(checks, "IN_CI", False)
    assert checks.report(checks.Outcome(skipped=["browser"])) == 0
