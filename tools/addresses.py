"""Write docs/adressen.md: every address of the product and whom it serves. A test holds the page true."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "adressen.md"
HEAD = """# Adressen

Elk adres en voor wie het is. Wie iets niet mag zien, krijgt 404. Deze lijst komt uit de code: `make addresses`.

| adres | voor wie |
| --- | --- |
"""


def routes(resolver: Any, prefix: str = "/") -> Iterator[tuple[str, Any]]:
    """Every address with its view; the admin's own under one line."""
    for entry in resolver.url_patterns:
        address = prefix + readable(str(entry.pattern))
        if address == "/beheer/":
            yield address, None
        elif hasattr(entry, "url_patterns"):
            yield from routes(entry, address)
        else:
            yield address, entry.callback


def readable(pattern: str) -> str:
    """A regular expression of a router, or a path with converters, as a person writes it."""
    plain = re.sub(r"\(\?P<(\w+)>(?:[^()]|\([^()]*\))*\)", r"<\1>", pattern)
    return re.sub(r"<\w+:(\w+)>", r"<\1>", plain).replace("^", "").replace("$", "").replace("\\", "").replace("/?", "")


def whom(view: Any) -> str:
    from stakeholders.audience import audience_of

    who = audience_of(view) if view else None
    if view is None or (who and who.guarded_elsewhere):
        return "beheerders" if view is None else "volgens de tabel van rechten"
    if who is None:
        return "niemand"
    if who.resource and who.action:
        return f"wie een {who.resource.value} mag {who.action.value}"
    return "wie is ingelogd" if who.signed_in else "iedereen"


def page() -> str:
    from django.urls import get_resolver

    found = {address: whom(view) for address, view in routes(get_resolver())}
    return HEAD + "".join(f"| `{address}` | {who} |\n" for address, who in sorted(found.items()))


def main() -> None:
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wijkaanpak.settings")
    import django

    django.setup()
    PAGE.write_text(page())


if __name__ == "__main__":
    main()
