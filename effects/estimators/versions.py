"""What an answer was computed with, so that it can be computed again."""

from __future__ import annotations

import platform
from functools import cache
from importlib.metadata import version

OURS = "0.1.0"
LIBRARIES = ("diff-diff", "numpy", "pandas", "scipy")


def versions() -> dict[str, str]:
    return {"wijkaanpak": OURS, **_installed(), "python": platform.python_version()}


@cache
def _installed() -> dict[str, str]:
    return {name: version(name) for name in LIBRARIES}
