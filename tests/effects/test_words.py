"""Every code has a sentence, and a sentence names what its facts are."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from effects.estimators.panel import Note
from effects.estimators.results import Code, Refusal
from effects.sentences import DOSE_PLANNED, NOTES, PLACEBOS_FEW, REFUSALS
from effects.words import figure, note_sentence, refusal_sentence
from portal.effects.terms import TERMS, occurs, terms_in

LONGEST = 25  # words between two full stops, colons or semicolons
EFFECTS = Path(__file__).parents[2] / "effects"
SOURCES = [*(EFFECTS / "estimators").glob("*.py"), *(EFFECTS / "panelfile").glob("*.py")]


def made(kind: str) -> Iterator[tuple[str, set[str]]]:
    """(code, names of its facts) of every `kind(…)` in the estimators that names its code."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == kind and node.args:
                for code in codes_in(node.args[0]):
                    facts = node.args[1] if len(node.args) > 1 else None
                    yield code, facts_in(facts)


def codes_in(node: ast.expr) -> Iterator[str]:
    if isinstance(node, ast.Constant):
        yield str(node.value)
    elif isinstance(node, ast.Attribute):
        yield node.attr
    elif isinstance(node, ast.IfExp):
        yield from codes_in(node.body)
        yield from codes_in(node.orelse)


def facts_in(node: ast.expr | None) -> set[str]:
    keys = node.keys if isinstance(node, ast.Dict) else []
    return {key.value for key in keys if isinstance(key, ast.Constant)}


@pytest.mark.parametrize("code", Code)
def test_every_refusal_has_a_sentence_with_a_remedy(code: Code) -> None:
    sentence = refusal_sentence(Refusal(code))
    assert sentence.endswith(".")
    assert ";" in sentence or ":" in sentence


@pytest.mark.parametrize("code", sorted({code for code, _facts in made("Note")}))
def test_every_note_that_an_estimator_makes_has_a_sentence(code: str) -> None:
    assert note_sentence(Note(code)).endswith(".")


@pytest.mark.parametrize("code", sorted({code for code, _facts in made("Refusal")} | set(NOTES)))
def test_every_fact_that_a_sentence_names_is_given_where_its_code_is_made(code: str) -> None:
    given = [facts for kind in ("Refusal", "Note") for name, facts in made(kind) if name == code and facts]
    named = set(re.findall(r"%\((\w+)\)s", str(REFUSALS.get(code) or NOTES.get(code))))
    spread = {"treated_most", "comparison_most", "cells", "of", "treated", "comparison"}
    for facts in given:
        assert named - spread <= facts, code


def test_a_number_in_a_sentence_has_three_figures_and_a_comma() -> None:
    assert [figure(value) for value in (1234.567, 0.0123456, -2.5, 3e-9)] == ["1230", "0,0123", "−2,5", "0,000000003"]


def test_ten_names_are_enough() -> None:
    sentence = note_sentence(Note("NO_FIGURES", {"units": [f"w{number}" for number in range(13)]}))
    assert "w9 en nog 3" in sentence
    assert "w10" not in sentence


EVERY_SENTENCE = {**{str(code): str(said) for code, said in REFUSALS.items()},
                  **{code: str(said) for code, said in NOTES.items()},
                  "dose planned": str(DOSE_PLANNED), "placebos few": str(PLACEBOS_FEW)}  # fmt: skip
# words that a resident does not use: each is explained on the page, or not used at all
OF_THE_TRADE = [
    "placebo",
    "permutatie",
    "foutmarge",
    "formule",
    "gewicht",
    "gecorrigeerd",
    "p =",
    "sdid",
    "did",
    "cs",
    "dose",
]
NEVER = [
    "behandelde", "behandeld", "eenheid", "eenheden", "cel", "cellen", "donor", "donoren", "geclusterd", "kwadraten",
    "covariaten", "controlevariabele", "controlevariabelen", "uitkomstvariabele", "interval", "significant", "estimand",
    "schatting", "doses", "gerealiseerd",
]  # fmt: skip


@pytest.mark.parametrize("code", sorted(EVERY_SENTENCE))
def test_a_word_of_the_trade_in_a_sentence_is_explained_or_not_used(code: str) -> None:
    said = EVERY_SENTENCE[code]
    explained = " ".join(TERMS)
    used = [word for word in OF_THE_TRADE if occurs(word, said) or f"{word}s" in said or f"{word}’s" in said]
    assert all(word in explained for word in used)
    assert not [word for word in NEVER if occurs(word, said.lower())]


@pytest.mark.parametrize("code", sorted(EVERY_SENTENCE))
def test_a_sentence_is_short_enough_to_read_once(code: str) -> None:
    """B1 asks for some fifteen words; of what a refusal lists after a colon or semicolon each part counts."""
    parts = re.split(r"(?<=[.!?;:])\s+", re.sub(r"%\(\w+\)s", "drie", EVERY_SENTENCE[code]))
    assert max(len(part.split()) for part in parts) <= LONGEST


def test_a_term_is_found_as_a_word_and_not_within_another() -> None:
    assert [term for term, _said in terms_in(["Gebruik cs, want sdid past niet."])] == ["sdid", "cs"]
