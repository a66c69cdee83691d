"""What an answer was computed with, so that it can be computed again."""

from __future__ import annotations

import platform
from importlib.metadata import version

OURS = "0.1.0"
LIBRARIES = ("diff-diff", "numpy", "pandas", "scipy")


def versions() -> dict[str, str]:
    return {"wijkaanpak": OURS, **{name: version(name) for name in LIBRARIES}, "python": platform.python_version()}
