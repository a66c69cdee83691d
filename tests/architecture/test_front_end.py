"""What the pages are dressed in: open packages, by a lock without addresses, and only what is named."""

import hashlib
import json
import re

import pytest

from tests.architecture.source import ROOT
from tools import assets

LOCK = json.loads((ROOT / "package-lock.json").read_text())
OPEN = {"EUPL-1.2", "OFL-1.1", "0BSD", "MIT"}
VENDOR = ROOT / "static" / "vendor"


def test_the_lock_names_no_address_of_a_registry() -> None:
    assert not [name for name, package in LOCK["packages"].items() if "resolved" in package]


def test_every_package_is_held_to_its_checksum() -> None:
    packages = {name: package for name, package in LOCK["packages"].items() if name}
    assert not [name for name, package in packages.items() if "integrity" not in package]


def test_every_package_has_an_open_licence_and_none_is_a_closed_house_style() -> None:
    packages = {name: package for name, package in LOCK["packages"].items() if name}
    assert {package["license"] for package in packages.values()} <= OPEN
    assert "node_modules/@utrecht/design-tokens" not in packages


def test_every_package_is_used() -> None:
    wanted = json.loads((ROOT / "package.json").read_text())["devDependencies"]
    assert set(wanted) == {*assets.COMPONENTS, *assets.FILES}


@pytest.mark.skipif(not (VENDOR / "SHA256SUMS").is_file(), reason="make assets was not run")
def test_what_is_served_is_what_was_installed() -> None:
    for line in (VENDOR / "SHA256SUMS").read_text().splitlines():
        checksum, name = line.split("  ")
        assert hashlib.sha256((VENDOR / name).read_bytes()).hexdigest() == checksum, name


@pytest.mark.skipif(not VENDOR.is_dir(), reason="make assets was not run")
def test_no_style_sheet_refers_to_a_file_that_is_not_there() -> None:
    for sheet in (ROOT / "static").rglob("*.css"):
        text = sheet.read_text()
        assert "sourceMappingURL" not in text, sheet
        for name in re.findall(r"url\(([^)]+)\)", text):
            assert (sheet.parent / name.strip("\"'")).is_file(), f"{sheet.name}: {name}"


def test_no_page_names_another_site_for_its_style_script_or_font() -> None:
    outside = re.compile(r"<(?:link|script|img)[^>]+(?:href|src)=[\"'](?:https?:)?//")
    assert not [path for path in (ROOT / "templates").rglob("*.html") if outside.search(path.read_text())]
