"""What the engine itself answers, as the pages tell it."""

from __future__ import annotations

import json
import re
import shlex
from html import unescape
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from django.core.management import call_command
from django.test import Client

from effects.asjson import as_dict
from effects.estimators.answer import answer
from effects.estimators.options import Direction, Options
from effects.estimators.panel import NEVER, Panel
from tests.cast import Cast
from tests.effects.findings import PERIODS, START, comparison_wijken, outcome_of, result_of, study_of, weigh
from tests.effects.test_pages import page_of, read


def panel(effect: float, first: int = PERIODS[0]) -> Panel:
    """Havenkwartier among 24 wijken, each with noise of its own: 5 m³ either way."""
    noise = np.random.default_rng(7).normal(0, 5, (25, len(PERIODS)))
    years = np.array(PERIODS)
    outcome = 1800 + 10 * np.arange(25)[:, None] - 20 * (years - 2006) + noise
    outcome[0, years >= START] += effect
    kept = years >= first
    codes = ("WKVB0101", *(f"WKVB03{n:02d}" for n in range(24)))
    starts = np.full(25, NEVER)
    starts[0] = START
    return Panel(codes, tuple(int(year) for year in years[kept]), outcome[:, kept], starts)


def told(cast: Cast, found: Panel) -> Any:
    outcome = outcome_of(study_of(cast))
    weigh(outcome, comparison_wijken(cast))
    kept = {"units": list(found.units), "periods": list(found.periods), "outcome": found.outcome.tolist(),
            "first_treated": [None if start == NEVER else int(start) for start in found.first_treated]}  # fmt: skip
    return result_of(
        outcome,
        as_dict(answer(found, Options(direction=Direction.LOWER))),
        snapshot={"panel": kept, "options": {"direction": "lower", "anticipation": 0, "left_out": []}},
    )


def test_an_effect_that_is_there_is_told_as_better(client: Client, cast: Cast) -> None:
    result = told(cast, panel(-120.0))
    text = read(client, page_of(result))
    assert "▲ beter" in text
    assert "1 van 25" in text


def test_without_an_effect_no_difference_is_shown(client: Client, cast: Cast) -> None:
    text = read(client, page_of(told(cast, panel(0.0))))
    assert "● geen verschil aangetoond" in text
    assert "hadden we waarschijnlijk gezien" in text


def test_a_panel_that_begins_too_late_is_refused_and_says_why(client: Client, cast: Cast) -> None:
    text = read(client, page_of(told(cast, panel(-120.0, first=START - 2))))
    assert "– niet te zeggen" in text
    assert "Te weinig metingen van voor het begin" in text
    assert "er zijn er 5 nodig" in text


@pytest.mark.parametrize("part", ["", "/uitleg"])
def test_the_weights_of_a_synthetic_method_are_told(client: Client, cast: Cast, part: str) -> None:
    text = read(client, page_of(told(cast, panel(-120.0))) + part)
    assert "gewogen" in text or "hoe zwaar een wijk meetelt" in text


def test_the_command_on_the_page_computes_the_same_from_the_file(
    client: Client, cast: Cast, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    result = told(cast, panel(-120.0))
    page = client.get(page_of(result) + "/uitleg").content.decode()
    words = shlex.split(unescape(re.search(r"<code[^>]*>python manage.py ([^<]+)</code>", page).group(1)))
    (tmp_path / words[1]).write_bytes(client.get(page_of(result) + "/paneel.csv").getvalue())
    monkeypatch.chdir(tmp_path)
    call_command(*words)
    again = json.loads(capsys.readouterr().out)
    assert (again["estimate"], again["verdict"]) == (result.answer["estimate"], "beter")
