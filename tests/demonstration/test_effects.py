"""What is built in can be found: a simple study of each effect says what `effecten.toml` says that it must.

The study: the change of the wijk, from five years before to the last three, less what its vulnerability alone lets
expect by the untouched wijken; beside it the same for each of those (a placebo test).
"""

from __future__ import annotations

from statistics import linear_regression, mean

import pytest

from demonstration.files import read_toml
from demonstration.generator import figures
from demonstration.voorbeeldstad import programme_files
from indicators.catalogue.entries import catalogue
from indicators.domains import Direction

EFFECTS = [e for e in read_toml("voorbeeldstad/effecten.toml")["effect"] if e["uitkomst"] != "niet-te-zeggen"]
VULNERABLE = {row["code"]: row["kwetsbaar"] for row in read_toml("voorbeeldstad/wijken.toml")["wijk"]}
TOUCHED = {code for file in programme_files() for row in file["interventie"] for code in row["bereik"]}
UNTOUCHED = [code for code in VULNERABLE if code not in TOUCHED]

Known = dict[tuple[str, str], dict[int, float]]


@pytest.fixture(scope="module")
def known() -> Known:
    series: Known = {}
    for row in figures():
        if row.value is not None:
            series.setdefault((row.code, row.slug), {})[row.period] = row.value
    return series


def change(series: dict[int, float], start: int) -> float:
    before = [value for year, value in sorted(series.items()) if year < start][-5:]
    after = [value for year, value in sorted(series.items()) if year >= start][-3:]
    return mean(after) - mean(before)


def study(known: Known, slug: str, code: str, start: int) -> tuple[float, list[float]]:
    """The effect on one wijk, and what the same study finds where there is none."""
    changes = {one: change(known[one, slug], start) for one in (code, *UNTOUCHED)}
    slope, level = linear_regression([VULNERABLE[one] for one in UNTOUCHED], [changes[one] for one in UNTOUCHED])
    found = {one: changes[one] - level - slope * VULNERABLE[one] for one in changes}
    return found.pop(code), list(found.values())


def verdict(slug: str, effect: float, placebos: list[float]) -> str:
    """Better or worse only where no untouched wijk moved as much, and by enough to be called so."""
    entry = catalogue()[slug]
    if abs(effect) <= max(map(abs, placebos)) or abs(effect) < (entry.better_from or 0):
        return "geen-verschil"
    rose_is_good = entry.direction == Direction.HIGHER
    return "beter" if (effect > 0) == rose_is_good else "slechter"


@pytest.mark.parametrize("effect", EFFECTS, ids=lambda e: f"{e['interventie']}-{e['indicator']}")
def test_a_study_finds_what_it_must(known, effect):
    code = next(iter(effect["wijken"]))
    found, placebos = study(known, effect["indicator"], code, effect["vanaf"])
    assert verdict(effect["indicator"], found, placebos) == effect["uitkomst"]


def test_there_are_twenty_wijken_and_more_to_compare_with():
    assert len(UNTOUCHED) >= 20
    assert sum(VULNERABLE[code] >= 0.7 for code in UNTOUCHED) >= 8
