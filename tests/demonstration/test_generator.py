"""The figures of Voorbeeldstad: the same each time, true to their own sums, with the effects that are told of."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from collections import Counter, defaultdict
from pathlib import Path
from statistics import mean

import pytest

from demonstration import townmap
from demonstration.files import DATA, HOME, read_toml
from demonstration.generator import CITY, LAST_YEAR, LBM3_PARTS, WITHOUT, YEARS, Figure, figures
from demonstration.voorbeeldstad import programme_files
from indicators.catalogue.entries import catalogue
from indicators.domains import Aggregation, Domain, Status

EFFECTS = read_toml("voorbeeldstad/effecten.toml")["effect"]
WIJKEN = [row["code"] for row in read_toml("voorbeeldstad/wijken.toml")["wijk"]]
OUTCOMES = {"beter", "slechter", "geen-verschil", "niet-te-zeggen"}
Values = dict[tuple[str, str, int], Figure]


def by_key(rows: list[Figure]) -> Values:
    return {(row.code, row.slug, row.period): row for row in rows}


@pytest.fixture(scope="module")
def made() -> Values:
    return by_key(figures())


@pytest.fixture(scope="module")
def built_in() -> dict[tuple[str, str, int], float]:
    """What the effects alone add, without noise."""
    without = by_key(figures(noise=False, effects=False))
    return {
        key: row.value - (without[key].value or 0)
        for key, row in by_key(figures(noise=False)).items()
        if row.value is not None
    }


def interventions() -> dict[int, dict]:
    return {row["nummer"]: row for file in programme_files() for row in file["interventie"]}


def promised(effect: dict) -> int:
    """First year of the intervention plus the lag of the contribution."""
    row = interventions()[effect["interventie"]]
    lag = next(said["na_jaren"] for said in row["bijdrage"] if said["indicator"] == effect["indicator"])
    return row["eerste_jaar"] + lag


def digest(rows: list[Figure]) -> str:
    return hashlib.sha256("\n".join(map(str, rows)).encode()).hexdigest()


def test_the_generator_makes_the_same_figures_in_another_process():
    told = "from tests.demonstration.test_generator import *; print(digest(figures()))"
    environment = {**os.environ, "PYTHONHASHSEED": "7", "DJANGO_SETTINGS_MODULE": "tests.settings"}
    other = subprocess.run(
        [sys.executable, "-c", f"import django; django.setup(); {told}"],
        capture_output=True, text=True, env=environment, cwd=HOME.parent, check=True,
    )  # fmt: skip
    assert other.stdout.strip() == digest(figures())


def test_the_town_is_drawn_the_same_each_time(tmp_path, monkeypatch):
    (tmp_path / "voorbeeldstad").mkdir()
    monkeypatch.setattr(townmap, "DATA", tmp_path)
    townmap.main()
    assert (tmp_path / "voorbeeldstad/kaart.json").read_bytes() == (DATA / "voorbeeldstad/kaart.json").read_bytes()


def test_every_indicator_of_the_catalogue_is_made_or_left_out_with_a_reason(made):
    assert {slug for _code, slug, _year in made} | set(WITHOUT) == set(catalogue().indicators)


def test_every_domain_has_a_series_of_twenty_years_in_every_wijk(made):
    years = defaultdict(set)
    for code, slug, year in made:
        years[code, slug].add(year)
    full = {(code, catalogue()[slug].domain) for (code, slug), known in years.items() if known == set(YEARS)}
    assert full >= {(code, domain) for code in WIJKEN for domain in Domain}
    assert len(YEARS) == 20


def test_the_city_is_the_sum_of_its_wijken(made):
    for slug in ("inwoners", "misdrijven-aantal", "bijstand-aantal", "woningen"):
        for year in YEARS:
            assert made[CITY, slug, year].value == sum(made[code, slug, year].value for code in WIJKEN)


def test_a_rate_is_its_count_over_its_denominator(made):
    for entry in catalogue().indicators.values():
        row = made.get(("WKVB0101", entry.slug, 2015))
        if entry.aggregation == Aggregation.SHARE and row and row.value is not None:
            above, below = made["WKVB0101", entry.numerator, 2015], made["WKVB0101", entry.denominator, 2015]
            assert row.value == pytest.approx(entry.per * above.value / below.value, abs=1e-3)
            assert row.derived


def test_a_mean_of_the_city_is_weighted(made):
    weights = [made[code, "woningen", 2015].value for code in WIJKEN]
    usage = [made[code, "gasverbruik", 2015].value for code in WIJKEN]
    weighted = sum(w * u for w, u in zip(weights, usage, strict=True)) / sum(weights)
    assert made[CITY, "gasverbruik", 2015].value == pytest.approx(weighted, abs=1)


def test_liveability_is_the_sum_of_its_parts(made):
    for year in YEARS:
        parts = sum(made["WKVB0103", part, year].value for part in LBM3_PARTS)
        assert made["WKVB0103", "leefbaarheid-lbm3", year].value == pytest.approx(parts, abs=1e-6)


def test_an_unknown_figure_has_no_value_and_every_status_occurs(made):
    unknown = (Status.WITHHELD, Status.MISSING)
    assert all((row.value is None) == (row.status in unknown) for row in made.values())
    assert {row.status for row in made.values()} == set(Status)


def test_a_rate_on_a_withheld_count_is_withheld(made):
    assert made["WKVB0111", "geweld-aantal", 2010].status == Status.WITHHELD
    assert made["WKVB0111", "geweld", 2010].status == Status.WITHHELD


def test_no_figure_lies_outside_what_can_be_true(made):
    for row in made.values():
        low, high = catalogue()[row.slug].bounds
        assert row.value is None or ((low is None or row.value >= low) and (high is None or row.value <= high)), row


@pytest.mark.parametrize("effect", [e for e in EFFECTS if e["vanaf"] <= LAST_YEAR], ids=lambda e: e["interventie"])
def test_an_effect_of_its_size_is_in_the_series_and_not_before_its_lag(effect, built_in):
    rate = next((r for r in catalogue().indicators.values() if r.numerator == effect["op"] and r.per > 1), None)
    slug = rate.slug if rate and effect["op"].endswith("-aantal") else effect["op"]
    for code, size in effect["wijken"].items():
        years = [year for year in YEARS if (code, slug, year) in built_in]
        others = [e for e in EFFECTS if e["op"] == effect["op"] and code in e["wijken"] and e is not effect]
        total = size + sum(other["wijken"][code] for other in others if other["vanaf"] <= LAST_YEAR)
        before = [built_in[code, slug, year] for year in years if year < min(e["vanaf"] for e in [effect, *others])]
        assert all(value == 0 for value in before)
        grown = effect["vanaf"] + effect["in_jaren"] - 1 <= years[-1]
        if grown:
            assert built_in[code, slug, years[-1]] == pytest.approx(total, abs=max(abs(size) * 0.2, step(slug)))


def step(slug: str) -> float:
    """A little more than the smallest step that rounding leaves."""
    return 1.1 * 10 ** -catalogue()[slug].decimals


def test_an_effect_begins_when_its_contribution_says():
    assert [e["interventie"] for e in EFFECTS if e["vanaf"] != promised(e)] == []


def test_every_intervention_has_its_effect_and_every_outcome_occurs():
    assert {effect["interventie"] for effect in EFFECTS} == set(interventions()) == set(range(1, 21))
    assert {effect["uitkomst"] for effect in EFFECTS} == OUTCOMES


def test_what_can_be_studied_has_five_years_before_and_two_after(made):
    for effect in EFFECTS:
        if effect["uitkomst"] == "niet-te-zeggen":
            continue
        code = next(iter(effect["wijken"]))
        years = {year for c, slug, year in made if (c, slug) == (code, effect["indicator"])}
        assert len([year for year in years if year < effect["vanaf"]]) >= 5
        assert len([year for year in years if year >= effect["vanaf"]]) >= 2


def test_at_least_twenty_wijken_are_touched_by_nothing():
    touched = {code for row in interventions().values() for code in row["bereik"]}
    assert len(set(WIJKEN) - touched) >= 20
    assert touched >= {code for effect in EFFECTS for code in effect["wijken"]}


def difference(made: Values, slug: str, code: str, others: list[str], years: tuple[int, int]) -> float:
    """The change of one wijk less the mean change of others: from five years before to the last three."""
    start, end = years

    def change(one: str) -> float:
        after = [made[one, slug, year].value for year in range(end - 2, end + 1)]
        before = [made[one, slug, year].value for year in range(start - 5, start)]
        return mean(filter(None, after)) - mean(filter(None, before))

    return change(code) - mean(change(other) for other in others)


def untouched(least: float = -9) -> list[str]:
    touched = {code for row in interventions().values() for code in row["bereik"]}
    rows = read_toml("voorbeeldstad/wijken.toml")["wijk"]
    return [row["code"] for row in rows if row["code"] not in touched and row["kwetsbaar"] >= least]


@pytest.mark.parametrize(
    ("slug", "code", "years", "size"),
    [
        ("gasverbruik", "WKVB0101", (2013, 2025), -260),
        ("bijstand", "WKVB0101", (2016, 2025), -16),
        ("woninginbraak", "WKVB0103", (2019, 2025), -4.5),
        ("laag-inkomen", "WKVB0103", (2019, 2024), -2.6),
        ("misdrijven", "WKVB0101", (2021, 2025), 12),
        ("leegstand", "WKVB0101", (2018, 2025), 3.5),
        ("geweld", "WKVB0101", (2015, 2025), 0),
        ("arbeidsparticipatie", "WKVB0103", (2020, 2025), 0),
    ],
)
def test_the_effect_can_be_seen_through_the_noise(made, slug, code, years, size):
    found = difference(made, slug, code, untouched(), years)
    assert found == pytest.approx(size, abs=max(abs(size) * 0.3, catalogue()[slug].better_from or 0))


def test_before_and_after_alone_takes_the_usual_gain_for_an_effect(made):
    """The trap: Molenbuurt gains on the city's mean in liveability without any effect, but not on its like."""
    against_all = difference(made, "leefbaarheid-lbm3", "WKVB0103", untouched(-9), (2019, 2025))
    against_like = difference(made, "leefbaarheid-lbm3", "WKVB0103", untouched(1.2), (2019, 2025))
    assert against_all > 0.01
    assert abs(against_like) < 0.01


def test_the_document_of_effects_tells_every_effect():
    rows = [line.split("|") for line in (Path(HOME) / "EFFECTS.md").read_text().splitlines() if line.startswith("| ")]
    told = Counter((row[1].strip(), row[3].strip(), row[6].strip(" *")) for row in rows[1:])
    assert told == Counter((str(e["interventie"]), e["indicator"], e["uitkomst"]) for e in EFFECTS)
