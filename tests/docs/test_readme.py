"""What the documents tell a reader to type or to open exists."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.management import get_commands

from tests.architecture.source import ROOT, files
from tools.run import LOGINS, PASSWORD

PAGES = files("*.md", without=frozenset({"data"}))
OURS = {path.parts[0] for path in files("apps.py")}


def code_blocks(page: Path) -> Iterator[str]:
    yield from re.findall(r"^```\w*\n(.*?)^```", (ROOT / page).read_text(), re.DOTALL | re.MULTILINE)


def our_commands() -> set[str]:
    return {name for name, app in get_commands().items() if app in OURS}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_make_target_that_a_page_names_exists(page: Path) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))
    named = {word for block in code_blocks(page) for word in re.findall(r"^make ([a-z-]+)", block, re.MULTILINE)}
    assert named <= targets


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_command_that_a_page_names_exists(page: Path) -> None:
    named = set(re.findall(r"manage\.py ([a-z_]+)", (ROOT / page).read_text()))
    assert named <= set(get_commands())


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_file_that_a_page_links_to_exists(page: Path) -> None:
    links = re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", (ROOT / page).read_text())
    assert not [link for link in links if "://" not in link and not (ROOT / page.parent / link).exists()]


def test_every_command_of_ours_stands_in_the_documents() -> None:
    text = "\n".join((ROOT / page).read_text() for page in PAGES)
    assert not {name for name in our_commands() if name not in text}


def test_the_readme_gives_the_demonstration_its_logins() -> None:
    text = (ROOT / "README.md").read_text()
    assert [name for name in (*LOGINS, PASSWORD) if f"`{name}`" not in text] == []


def test_the_readme_shows_every_room() -> None:
    text = (ROOT / "README.md").read_text()
    rooms = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"tests", "tools", "bench"}
    assert not {room for room in rooms if f"`{room}/`" not in text}
