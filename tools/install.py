"""Install what the product needs, from the lock files only: `python tools/install.py [--dev] [--assets]`.

Runs on a bare Python 3.11 or newer (standard library alone) and costs nothing when nothing changed:
each step leaves a stamp with the checksum of the files that it followed.
"""

from __future__ import annotations

import argparse
import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
BIN = VENV / "bin"
PYTHON = BIN / "python"
OLDEST = (3, 11)
OLDEST_NODE = 20
VENDOR = ROOT / "static" / "vendor"


def checksum(*files: Path) -> str:
    """Name and content of files in one checksum; a file that is absent counts as empty."""
    digest = hashlib.sha256(sys.version.encode())
    for file in files:
        digest.update(file.name.encode())
        digest.update(file.read_bytes() if file.is_file() else b"")
    return digest.hexdigest()


def is_done(stamp: Path, mark: str) -> bool:
    return stamp.is_file() and stamp.read_text() == mark


def call(*command: str | Path, env: dict[str, str] | None = None) -> None:
    subprocess.run([str(part) for part in command], cwd=ROOT, env=env, check=True, stdin=subprocess.DEVNULL)


def works(*command: str | Path) -> bool:
    try:
        return subprocess.run([str(part) for part in command], capture_output=True, timeout=60).returncode == 0
    except OSError:
        return False


def make_environment() -> None:
    """A folder that was moved, or whose Python went away, is made anew rather than mended."""
    supported = f"import sys, pip; sys.exit(sys.version_info < {OLDEST} or sys.prefix != {str(VENV)!r})"
    if works(PYTHON, "-c", supported):
        return
    print("Virtuele omgeving maken in .venv", flush=True)
    shutil.rmtree(VENV, ignore_errors=True)
    call(sys.executable, "-m", "venv", VENV)


def locked(name: str, lock: Path) -> str:
    """The lines of one package, with their hashes, out of a lock file."""
    lines = lock.read_text().splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"{name}=="))
    block = [lines[start]]
    for line in lines[start + 1 :]:
        if not line.startswith("    --hash"):
            break
        block.append(line)
    return "\n".join(block).rstrip("\\ ") + "\n"


def install_uv() -> None:
    """Uv installs the rest five times faster than pip; itself it comes by pip, held to the same hashes."""
    wanted = locked("uv", ROOT / "requirements.txt")
    if works(BIN / "uv", "--version") and is_done(VENV / ".installed-uv", wanted):
        return
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as listed:
        listed.write(wanted)
        listed.flush()
        call(PYTHON, "-m", "pip", "install", "--quiet", "--require-hashes", "--no-deps", "-r", listed.name)
    (VENV / ".installed-uv").write_text(wanted)


def install_locked(lock: Path) -> None:
    stamp, mark = VENV / f".installed-{lock.stem}", checksum(lock)
    if is_done(stamp, mark):
        return
    print(f"Pakketten installeren uit {lock.name}", flush=True)
    install_uv()
    arguments = ["install", "--quiet", "--require-hashes", "-r", str(lock)]
    try:
        call(BIN / "uv", "pip", *arguments, env={**os.environ, "VIRTUAL_ENV": str(VENV)})
    except subprocess.CalledProcessError:
        # a package index that only pip was told of
        call(PYTHON, "-m", "pip", *arguments)
    stamp.write_text(mark)


def node_is_present() -> bool:
    recent = f"process.exit(Number(process.versions.node.split('.')[0]) < {OLDEST_NODE} ? 1 : 0)"
    return works("node", "-e", recent) and works("npm", "--version")


def install_assets() -> None:
    """Front-end packages by the lock file, and of them only what is served."""
    followed = [ROOT / name for name in ("package.json", "package-lock.json", ".npmrc", "tools/assets.py")]
    stamp, mark = VENDOR / ".installed", checksum(*followed)
    if is_done(stamp, mark) or not followed[1].is_file():
        return
    os.environ["PATH"] = f"{BIN}{os.pathsep}{os.environ['PATH']}"
    if not node_is_present():
        install_locked(ROOT / "requirements-node.txt")
    print("Vormgeving installeren uit package-lock.json", flush=True)
    call("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--no-update-notifier", "--loglevel=error")
    call(PYTHON, ROOT / "tools" / "assets.py")
    stamp.write_text(mark)


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--dev", action="store_true", help="also what tests and linters need")
    arguments.add_argument("--assets", action="store_true", help="also the front-end packages")
    chosen = arguments.parse_args()
    make_environment()
    install_locked(ROOT / "requirements.txt")
    if chosen.dev:
        install_locked(ROOT / "requirements-dev.txt")
    if chosen.assets:
        install_assets()


if __name__ == "__main__":
    if sys.version_info < OLDEST:
        sys.exit("Python 3.11 of nieuwer is nodig.")
    try:
        main()
    except subprocess.CalledProcessError as failed:
        sys.exit(f"Niet gelukt: {' '.join(failed.cmd)}")
