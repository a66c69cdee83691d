"""The command gives the field's published tables from the data they were made of.

Each test reads the original file, writes the long CSV that a researcher would have, and runs the command on it. Skipped
where the data are absent.
"""

from __future__ import annotations

import pytest

from tests.effects.command import Command, csv
from tests.effects.published import FOLDER, r_did

PROP99 = ("--unit", "State", "--time", "Year", "--outcome", "PacksPerCapita", "--treated", "treated")
MPDTA = ("--unit", "countyreal", "--time", "year", "--outcome", "lemp", "--first-treated", "first.treat")
STORES = ("--unit", "store", "--time", "wave", "--outcome", "fte", "--first-treated", "start")
STATES = ("--unit", "state", "--time", "year", "--outcome", "l_homicide", "--weights", "popwt")
HEAD = "store,wave,fte,start,gap,jersey,burger,kfc,roys,company"
MINIMUM_WAGE = 5.05
CLOSED = 3.0


def original(name: str):
    if not (FOLDER / name).exists():
        pytest.skip(f"{name} is not here")
    return FOLDER / name


def stores(*, with_wages: bool) -> str:
    """Full-time equivalents are full-timers and managers and half of the part-timers. `gap`: the raise of the starting
    wage that New Jersey's minimum wage asks, as a share; in Pennsylvania 0. With wages, a store that closed counts."""
    made: list[tuple[object, ...]] = []
    for place, line in enumerate(original("card_krueger_public.dat").read_text().splitlines()):
        field = [None if text == "." else float(text) for text in line.split()]
        before, after = field[11:14], field[31:34]
        wage, later, status, jersey = field[14], field[34], field[28], field[3] == 1
        if None in {*before, *after}:
            continue
        if with_wages and (wage is None or (later is None and status != CLOSED)):
            continue
        gap = max(0.0, (MINIMUM_WAGE - wage) / wage) if jersey and wage is not None else 0.0
        for wave, (full, part, managers) in ((1, before), (2, after)):
            since = [int(field[1] == chain and wave == 2) for chain in (1, 2, 3)] + [int(field[2] == 1 and wave == 2)]
            made.append((place, wave, full + part / 2 + managers, 2 if jersey else 0, gap, int(jersey), *since))
    return csv(made, head=HEAD)


CHAINS = ("--controls", "burger,kfc,roys,company")


@pytest.mark.parametrize(
    ("dose", "controls", "expected", "error"),
    [
        ("jersey", (), 2.33, 1.19),
        ("jersey", CHAINS, 2.30, 1.20),
        ("gap", (), 15.65, 6.08),
        ("gap", CHAINS, 14.92, 6.21),
    ],
    ids=["i", "ii", "iii", "iv"],
)
def test_card_and_krueger_1994_table_4(
    estimate: Command, dose: str, controls: tuple[str, ...], expected: float, error: float
) -> None:
    """Columns i to iv: New Jersey or the gap, with and without chain and ownership (which tell of the change, so they
    stand in the second wave only)."""
    found = estimate(
        stores(with_wages=True), "--method", "dose", "--dose", dose, *controls, "--force", columns=STORES
    ).json
    assert (found["estimate"], found["se"]) == pytest.approx((expected, error), abs=0.005)


def castle() -> str:
    import pandas as pd

    frame = pd.read_stata(original("castle.dta"))
    return frame[["state", "year", "l_homicide", "cdl", "post", "popwt"]].to_csv(index=False)


def test_card_and_krueger_1994_find_2_75_more_jobs_in_balanced_stores(estimate: Command) -> None:
    """Table 3, row 4: 2.75 (1.34)."""
    found = estimate(stores(with_wages=False), "--method", "did", "--force", columns=STORES).json
    assert found["estimate"] == pytest.approx(2.75, abs=0.005)
    assert found["se"] == pytest.approx(1.34, abs=0.005)
    assert (found["n_treated"], found["n_comparison"]) == (309, 75)


def test_one_wave_before_and_sinceis_refused_unless_forced(estimate: Command) -> None:
    refused = estimate(stores(with_wages=False), "--method", "did", columns=STORES)
    assert (refused.code, refused.codes) == (3, ["PRE_SHORT", "POST_SHORT"])


def test_card_and_krueger_1994_find_15_65_jobs_a_gap_of_one(estimate: Command) -> None:
    """Table 4, column iii: 15.65 (6.08), the ordinary error of least squares on the differences of 357 stores."""
    asked = ("--method", "dose", "--dose", "gap", "--force")
    found = estimate(stores(with_wages=True), *asked, columns=STORES).json
    assert found["estimate"] == pytest.approx(15.65, abs=0.005)
    assert found["se"] == pytest.approx(6.08, abs=0.005)
    assert found["n_treated"] + found["n_comparison"] == 357
    clustered = estimate(stores(with_wages=True), *asked, "--cluster", "store", columns=STORES).json
    assert clustered["se"] == pytest.approx(6.17, abs=0.005)
    assert any("6,17" in sentence for sentence in found["warnings"])


@pytest.mark.parametrize(
    "asked",
    [("--method", "did", "--treated", "cdl"), ("--method", "dose", "--dose", "cdl", "--treated", "post")],
    ids=["did", "dose"],
)
def test_cheng_and_hoekstra_2013_find_8_percent_more_homicides(estimate: Command, asked: tuple[str, ...]) -> None:
    """Table 5, log homicide, weighted by population, effects of state and year: .0801 (.0342). Their treatment (`cdl`)
    is the part of the year that the law was in force; with 0 and 1 (`post`) the same regression gives .0755 (.0332)."""
    found = estimate(castle(), *asked, columns=STATES).json
    assert found["estimate"] == pytest.approx(0.0801, abs=5e-5)
    assert found["se"] == pytest.approx(0.0342, abs=5e-5)


def test_castle_doctrine_by_whole_years_gives_what_the_same_regression_gives_elsewhere(estimate: Command) -> None:
    found = estimate(castle(), "--method", "did", "--treated", "post", "--force", columns=STATES).json
    assert (found["estimate"], found["se"]) == pytest.approx((0.0755, 0.0332), abs=5e-5)
    assert (found["n_treated"], found["n_comparison"]) == (21, 29)


def test_castle_doctrine_unweighted_gives_what_its_decomposition_gives(estimate: Command) -> None:
    """`bacondecomp` (Goodman-Bacon 2021): .0818 where a year counts whole once the law was in force."""
    lines = [line.split(",") for line in castle().splitlines()]
    at = lines[0].index("cdl")
    whole = [lines[0], *([*line[:at], str(int(float(line[at]) > 0)), *line[at + 1 :]] for line in lines[1:])]
    panel = "\n".join(",".join(line) for line in whole)
    found = estimate(panel, "--method", "did", "--treated", "cdl", "--force", columns=STATES[:6]).json
    assert found["estimate"] == pytest.approx(0.0818116, abs=5e-7)


@pytest.mark.parametrize(("method", "published"), [("did", -27.3), ("sc", -19.6), ("sdid", -15.6)])
def test_proposition_99_sold_fewer_packs(estimate: Command, method: str, published: float) -> None:
    """Arkhangelsky et al. 2021, table 1."""
    path = original("california_prop99.csv")
    found = estimate(path, "--method", method, "--direction", "lower", "--force", columns=PROP99).json
    assert found["estimate"] == pytest.approx(published, abs=0.05)
    assert (found["n_treated"], found["n_comparison"], found["n_pre"], found["n_post"]) == (1, 38, 19, 12)


def test_callaway_and_santanna_2021_find_4_percent_fewer_teens_at_work(estimate: Command) -> None:
    ran = estimate(original("mpdta.csv"), "--method", "cs", columns=MPDTA)
    assert (ran.code, ran.codes) == (0, [])
    assert (ran.json["estimate"], ran.json["se"]) == pytest.approx((-0.03995, 0.01203), abs=5e-6)
    assert any("van het effect rust op weinig metingen" in sentence for sentence in ran.json["warnings"])


@pytest.mark.parametrize(("comparison", "scenario"), [("never", "mpdta_nev_dr"), ("notyet", "mpdta_nyt_dr")])
def test_the_event_times_are_those_of_r(estimate: Command, comparison: str, scenario: str) -> None:
    asked = ("--method", "cs", "--comparison", comparison, "--force")
    found = estimate(original("mpdta.csv"), *asked, columns=MPDTA).json
    simple = next(row for row in r_did("aggte", scenario) if row["type"] == "simple")
    assert found["estimate"] == pytest.approx(float(simple["overall_att"]), abs=1e-8)
    assert found["se"] == pytest.approx(float(simple["overall_se"]), abs=1e-8)
    points = {point["time"]: point for point in found["event_study"]}
    for row in r_did("aggte", scenario):
        if row["type"] == "dynamic":
            point = points[int(row["egt"])]
            told = (float(row["att_egt"]), float(row["se_egt"]))
            assert (point["estimate"], point["se"]) == pytest.approx(told, abs=1e-8)
