import re

import pytest
import yaml
from jsonschema import Draft202012Validator

from tests.architecture.source import ROOT

RECORDS = sorted((ROOT / "docs" / "adr").glob("*.md"))
TEXT = {"type": "string", "minLength": 1}
DESCRIPTION = {
    "type": "object",
    "required": ["shortDescription", "longDescription", "features"],
    "properties": {
        "localisedName": TEXT,
        "shortDescription": {"type": "string", "minLength": 1, "maxLength": 150},
        "longDescription": {"type": "string", "minLength": 150, "maxLength": 10000},
        "features": {"type": "array", "minItems": 1, "items": TEXT},
    },
    "additionalProperties": False,
}
# the mandatory keys and the closed lists of the standard, publiccode.yml 0.4
PUBLICCODE = {
    "type": "object",
    "required": [
        "publiccodeYmlVersion", "name", "url", "platforms", "developmentStatus", "softwareType", "description", "legal",
        "maintenance", "localisation", "releaseDate",
    ],
    "properties": {
        "publiccodeYmlVersion": {"pattern": r"^0(\.\d)*$"},
        "url": {"type": "string", "pattern": "^https://"},
        "releaseDate": {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"},
        "platforms": {"type": "array", "minItems": 1, "items": TEXT},
        "developmentStatus": {"enum": ["concept", "development", "beta", "stable", "obsolete"]},
        "softwareType": {"enum": ["standalone/web", "standalone/backend", "library", "configurationFiles", "addon"]},
        "categories": {"type": "array", "items": {"pattern": "^[a-z-]+$"}},
        "description": {"type": "object", "required": ["nl", "en"], "additionalProperties": DESCRIPTION},
        "legal": {"type": "object", "required": ["license"], "properties": {"license": {"const": "EUPL-1.2"}}},
        "maintenance": {
            "type": "object",
            "required": ["type", "contacts"],
            "properties": {"type": {"enum": ["internal", "contract", "community", "none"]}},
        },
        "localisation": {"type": "object", "required": ["localisationReady", "availableLanguages"]},
    },
}  # fmt: skip


def test_publiccode_follows_the_standard() -> None:
    description = yaml.load((ROOT / "publiccode.yml").read_text(), Loader=yaml.BaseLoader)
    assert not [error.message for error in Draft202012Validator(PUBLICCODE).iter_errors(description)]


def test_the_licence_is_the_one_that_is_declared() -> None:
    text = (ROOT / "LICENSE").read_text()
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in text
    assert re.findall(r"^(\d+)\. ", text, re.MULTILINE) == [str(number) for number in range(1, 16)]


def test_decision_records_are_numbered_without_a_gap() -> None:
    assert [int(record.name[:4]) for record in RECORDS] == list(range(1, len(RECORDS) + 1))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_decision_record_says_its_number_its_state_and_what_was_decided(record) -> None:
    text = record.read_text()
    assert re.match(rf"# {int(record.name[:4])}\. \S", text)
    assert re.search(r"^(Accepted|Superseded by \d+), \d{4}-\d\d", text, re.MULTILINE)


@pytest.mark.parametrize("name", ["requirements.in", "requirements-dev.in", "requirements-node.in"])
def test_every_library_has_its_reason(name: str) -> None:
    reasons = (ROOT / "docs" / "adr" / "0002-libraries.md").read_text()
    wanted = re.findall(r"^([A-Za-z][\w.-]*)", (ROOT / name).read_text(), re.MULTILINE)
    assert not [library for library in wanted if not re.search(rf"\b{re.escape(library)}\b", reasons)]


def test_the_changelog_has_a_place_for_the_next_change() -> None:
    assert "## [Unreleased]" in (ROOT / "CHANGELOG.md").read_text()
