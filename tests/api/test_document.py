"""The OpenAPI document: committed, equal to what the code says, and by the Design Rules."""

from pathlib import Path

import pytest
import yaml
from drf_spectacular.generators import SchemaGenerator

ROOT = Path(__file__).resolve().parents[2]
RESOURCES = [
    "gebieden", "indicatoren", "waarnemingen", "organisaties", "programmas", "interventies", "investeringen", "doelen",
    "rapportageperiodes", "rapportages", "afspraken", "toezeggingen", "plafonds", "bundels",
]  # fmt: skip


@pytest.fixture(scope="module")
def document() -> dict:
    return SchemaGenerator().get_schema(request=None, public=True)


def operations(document: dict) -> list[tuple[str, str, dict]]:
    return [(path, method, said) for path, methods in document["paths"].items() for method, said in methods.items()]


def test_the_committed_document_is_what_the_code_says(document: dict) -> None:
    committed = yaml.safe_load((ROOT / "openapi.yaml").read_text())
    assert committed == yaml.safe_load(yaml.safe_dump(document)), "run `make openapi`"


@pytest.mark.parametrize("resource", RESOURCES)
def test_each_resource_has_a_list_in_the_plural_without_a_trailing_slash(document: dict, resource: str) -> None:
    assert "get" in document["paths"][f"/{resource}"]


def test_each_answer_carries_the_version_and_each_error_is_a_problem(document: dict) -> None:
    for path, method, said in operations(document):
        for status, answer in said["responses"].items():
            assert "API-Version" in answer["headers"], (path, method)
            if status.startswith("4"):
                assert set(answer["content"]) == {"application/problem+json"}, (path, method, status)


def test_each_operation_says_what_it_is_for(document: dict) -> None:
    assert [(path, method) for path, method, said in operations(document) if not said.get("description")] == []
