"""The ways through the site: each with its name and its address."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import NoReverseMatch, reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

MAIN: list[tuple[str, Promise]] = [
    ("wijken", _("Wijken")),
    ("programmas", _("Programma’s")),
    ("indicatoren", _("Indicatoren")),
    ("partners", _("Partners")),
    ("over", _("Over")),
]
FOOTER: list[tuple[str, str, Promise]] = [
    ("over", "bronnen", _("Bronnen en methode")),
    ("over", "", _("Over Wijkaanpak")),
    ("over", "privacy", _("Privacy")),
    ("over", "toegankelijkheid", _("Toegankelijkheid")),
    ("api", "", _("Gegevens voor computers (API)")),
]


@dataclass(frozen=True)
class Way:
    label: Promise
    url: str
    current: str = ""


def address(name: str) -> str:
    """The address of a page; its Dutch name while the page itself does not stand yet."""
    try:
        return reverse(name)
    except NoReverseMatch:
        return f"/{name}"


def main_ways(path: str) -> list[Way]:
    """The main menu, with the place where the reader is ("page" on the page itself, "true" below it)."""
    ways = []
    for name, label in MAIN:
        url = address(name)
        current = "page" if path == url else "true" if path.startswith(f"{url}/") else ""
        ways.append(Way(label, url, current))
    return ways


def footer_ways() -> list[Way]:
    return [Way(label, address(name) + (f"#{part}" if part else "")) for name, part, label in FOOTER]
