"""What the command takes and gives stands in the page for researchers."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import pytest
from django.core.management import load_command_class

from effects.estimators.results import Code
from effects.estimators.versions import versions
from tests.effects.command import Command, csv, rows

PAGE = (Path(__file__).parents[2] / "docs" / "effecten-rekenen.md").read_text()


@pytest.mark.parametrize("code", Code)
def test_every_refusal_stands_in_the_page(code: Code) -> None:
    assert re.search(rf"^\| {code} \|", PAGE, re.MULTILINE)


def test_every_option_stands_in_the_page() -> None:
    command = load_command_class("effects", "estimate_effect")
    parser = command.create_parser("manage.py", "estimate_effect")
    django_own = {
        "--version",
        "--verbosity",
        "--settings",
        "--pythonpath",
        "--traceback",
        "--no-color",
        "--force-color",
    }
    options = {word for action in parser._actions for word in action.option_strings if word.startswith("--")}
    assert {
        option for option in options - django_own - {"--help", "--skip-checks"} if f"`{option}`" not in PAGE
    } == set()


def test_every_key_stands_in_the_page(estimate: Command) -> None:
    found = estimate(csv(rows()), "--method", "did").json
    assert [key for key in found if f"`{key}`" not in PAGE] == []


def test_the_version_in_an_answer_is_that_of_the_project() -> None:
    project = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text())["project"]
    assert versions()["wijkaanpak"] == project["version"]
