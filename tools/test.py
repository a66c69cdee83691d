"""Every check and every test: what `make test` calls. `lint`, `sqlite` or `postgres` runs only that part.

All steps run even when one failed; the end repeats pytest's own closing lines and names what did not run. Where
`CI=true` a step that did not run counts as failed.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = ROOT / ".venv" / "bin"
IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}
CLOSING = re.compile(r"^=*.*\b(passed|failed|error|errors|no tests ran)\b.* in [\d.]+s.*$")
NO_BROWSER = (
    "BROWSERTESTS NIET GEDRAAID: geen Chromium gevonden. "
    "Zo wel: apt-get install chromium, of zet CHROMIUM op het pad van een Chromium of Chrome"
)
PRODUCTION = {
    "WIJKAANPAK_DEMO": "0",
    "SECRET_KEY": "".join(chr(33 + (number * 37) % 90) for number in range(64)),
    "ALLOWED_HOSTS": "wijkaanpak.example",
}
LINT = {
    "ruff": ["ruff", "check", "--quiet"],
    "ruff format": ["ruff", "format", "--check", "--quiet"],
    "mypy": ["mypy"],
    "import-linter": ["lint-imports"],
    "djlint": ["djlint", "--lint", "--quiet", "templates"],
    "migraties": ["python", "manage.py", "makemigrations", "--check", "--dry-run"],
    "check --deploy": ["python", "manage.py", "check", "--deploy", "--fail-level", "WARNING"],
}
PYTEST = ["pytest", "-n", os.environ.get("TEST_PROCESSES", "2"), "--dist", "loadgroup"]


@dataclass
class Outcome:
    """What is said at the end."""

    failed: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    closing: list[str] = field(default_factory=list)

    def note(self, step: str, code: int) -> None:
        if code:
            self.failed.append(step)


def call(command: list[str], environment: dict[str, str]) -> tuple[int, str]:
    """Runs one step, showing what it prints, and hands back its last line that looks like pytest's closing line."""
    closing = ""
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                               stdin=subprocess.DEVNULL, text=True, errors="replace")  # fmt: skip
    try:
        for line in process.stdout or ():
            print(line, end="", flush=True)
            if CLOSING.match(line.strip()):
                closing = line.strip()
    except BaseException:
        # as Ctrl-C would: tests and servers put away what they started
        process.send_signal(signal.SIGINT)
        process.wait(timeout=90)
        raise
    return process.wait(), closing


def step(name: str, command: list[str], outcome: Outcome, without: tuple[str, ...] = (), **variables: str) -> None:
    print(f"\n--- {name}", flush=True)
    began = time.monotonic()
    environment = {name: value for name, value in os.environ.items() if name not in without} | variables
    code, closing = call([str(BIN / command[0]), *command[1:]], environment)
    print(f"--- {name}: {'niet goed' if code else 'goed'}, {time.monotonic() - began:.0f} s", flush=True)
    outcome.note(name, code)
    if closing:
        outcome.closing.append(f"{name}: {closing}")


def lint(outcome: Outcome, arguments: list[str]) -> None:
    for name, command in LINT.items():
        variables = PRODUCTION if name == "check --deploy" else {"WIJKAANPAK_DEMO": "1"}
        step(name, command, outcome, **variables)


def sqlite(outcome: Outcome, arguments: list[str]) -> None:
    servers = ("DATABASE_URL", "REDIS_URL")
    step("tests op SQLite", [*PYTEST, *arguments], outcome, without=servers, WIJKAANPAK_DEMO="1")


def postgres(outcome: Outcome, arguments: list[str]) -> None:
    servers = ["python", "tools/servers.py", str(BIN / PYTEST[0]), *PYTEST[1:]]
    step("tests op PostgreSQL en Redis", [*servers, *arguments], outcome, WIJKAANPAK_DEMO="1")


def work_tree() -> set[str]:
    """Files that git sees as new or changed; outside a clone nothing can be told."""
    command = ["git", "status", "--porcelain", "--untracked-files=all"]
    return set(subprocess.run(command, cwd=ROOT, capture_output=True, text=True).stdout.splitlines())


def find_browser(outcome: Outcome) -> None:
    names = (os.environ.get("CHROMIUM", ""), "chromium", "chromium-browser", "google-chrome")
    if not any(shutil.which(name) for name in names if name):
        outcome.skipped.append(NO_BROWSER)


def report(outcome: Outcome) -> int:
    failed = [*outcome.failed, *(outcome.skipped if IN_CI else [])]
    print("\n" + "=" * 80)
    for line in (*outcome.closing, *outcome.skipped):
        print(line)
    print("Niet goed: " + "; ".join(failed) if failed else "Alles goed.", flush=True)
    return 1 if failed else 0


PARTS = {"lint": lint, "sqlite": sqlite, "postgres": postgres}


def main() -> int:
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    words = sys.argv[1:]
    arguments = words[words.index("--") + 1 :] if "--" in words else []
    chosen = [word for word in words if word in PARTS] or list(PARTS)
    outcome = Outcome()
    if chosen != ["lint"]:
        find_browser(outcome)
    before = work_tree()
    for part in chosen:
        PARTS[part](outcome, arguments)
    if left := work_tree() - before:
        outcome.failed.append(f"tests lieten bestanden achter: {', '.join(sorted(left))}")
    return report(outcome)


if __name__ == "__main__":
    sys.exit(main())
