"""The demonstration's own files, as they stand in the repository."""

from __future__ import annotations

import csv
import hashlib
import json
import tomllib
from functools import cache
from pathlib import Path
from typing import Any

HOME = Path(__file__).resolve().parent
DATA = HOME / "data"
CITY_CODES = ("GM0014", "GM0268", "GM0518", "GM0599", "GM0637", "GM0995")
DIVISION = 2024


def read_json(name: str) -> Any:
    return json.loads((DATA / name).read_text(encoding="utf-8"))


@cache
def read_toml(name: str) -> dict[str, Any]:
    return tomllib.loads((DATA / name).read_text(encoding="utf-8"))


def read_csv(name: str, delimiter: str = ",") -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter=delimiter))


@cache
def fingerprint() -> str:
    """What this demonstration is made of: every file of it, code and data."""
    digest = hashlib.sha256()
    for path in sorted(HOME.rglob("*")):
        if path.suffix in {".py", ".json", ".toml", ".csv"}:
            digest.update(path.relative_to(HOME).as_posix().encode() + path.read_bytes())
    return digest.hexdigest()
