"""What the command answers, and what it leaves unsaid."""

from __future__ import annotations

import json
import os
import random
import sys
from pathlib import Path
from subprocess import run as run_process

import pytest

from tests.effects.command import COLUMNS, Command, csv, rows

ROOT = Path(__file__).parents[2]
KEYS = {
    "method", "estimate", "se", "ci_low", "ci_high", "p_value", "n_treated", "n_comparison", "n_pre", "n_post",
    "event_study", "pretrend_p", "mde", "verdict", "refusals", "warnings", "weights", "versions",
}  # fmt: skip
DID = ("--method", "did")


def test_every_key_stands_in_an_answer_and_in_a_refusal(estimate: Command) -> None:
    assert estimate(csv(rows()), *DID).json.keys() >= KEYS
    assert estimate(csv(rows(years=range(2014, 2016))), *DID).json.keys() >= KEYS


def test_an_effect_that_was_put_in_is_found(estimate: Command) -> None:
    found = estimate(csv(rows(effect=5)), *DID).json
    assert found["ci_low"] < 5 < found["ci_high"]
    assert (found["verdict"], found["n_treated"], found["n_comparison"]) == ("beter", 12, 24)
    assert (found["n_pre"], found["n_post"]) == (5, 5)


def test_a_rise_is_worse_where_lower_is_better(estimate: Command) -> None:
    assert estimate(csv(rows()), *DID, "--direction", "lower").json["verdict"] == "slechter"


def test_where_nothing_happened_no_difference_is_shown_and_the_smallest_effect_that_could_be_found_is_told(
    estimate: Command,
) -> None:
    found = estimate(csv(rows(effect=0)), *DID).json
    assert found["verdict"] == "geen verschil aangetoond"
    assert found["mde"] > 0


def test_the_event_study_has_its_reference_at_zero_and_the_first_treated_period_at_time_zero(estimate: Command) -> None:
    study = estimate(csv(rows(effect=5)), *DID).json["event_study"]
    assert [point["time"] for point in study] == list(range(-5, 5))
    assert study[4] == {"time": -1, "estimate": 0.0, "se": None, "ci_low": None, "ci_high": None}
    assert study[5]["estimate"] == pytest.approx(5, abs=1.5)


def test_a_refusal_ends_with_three_and_gives_no_estimate_but_all_reasons(estimate: Command) -> None:
    refused = estimate(csv(rows(treated=3, others=5, years=range(2014, 2016))), *DID, "--inference", "analytic")
    assert refused.code == 3
    assert refused.codes == ["PRE_SHORT", "POST_SHORT", "DONORS_FEW", "TREATED_FEW"]
    assert refused.json["estimate"] is None
    assert refused.json["event_study"] == []
    assert refused.json["verdict"] == "niet te zeggen"


def test_force_gives_the_estimate_with_its_refusals_beside_it(estimate: Command) -> None:
    forced = estimate(csv(rows(years=range(2014, 2016))), *DID, "--force")
    assert (forced.code, forced.codes) == (0, ["PRE_SHORT", "POST_SHORT"])
    assert forced.json["estimate"] is not None
    assert forced.json["verdict"] == "niet te zeggen"


def test_force_changes_nothing_where_nothing_is_refused(estimate: Command) -> None:
    assert estimate(csv(rows()), *DID, "--force").out == estimate(csv(rows()), *DID).out


@pytest.mark.parametrize(("pre", "refused"), [(2, True), (3, False)])
def test_three_periods_before_the_start_are_needed(estimate: Command, pre: int, refused: bool) -> None:
    assert ("PRE_SHORT" in estimate(csv(rows(years=range(2015 - pre, 2020))), *DID).codes) == refused


@pytest.mark.parametrize(("pre", "refused"), [(4, True), (5, False)])
def test_a_synthetic_method_needs_five_periods_before_the_start(estimate: Command, pre: int, refused: bool) -> None:
    ran = estimate(csv(rows(treated=1, years=range(2015 - pre, 2020))), "--method", "sdid")
    assert ("PRE_SHORT" in ran.codes) == refused


@pytest.mark.parametrize(("post", "refused"), [(1, True), (2, False)])
def test_two_periods_from_the_start_are_needed(estimate: Command, post: int, refused: bool) -> None:
    assert ("POST_SHORT" in estimate(csv(rows(years=range(2010, 2015 + post))), *DID).codes) == refused


@pytest.mark.parametrize(("method", "others", "refused"), [("did", 19, True), ("did", 20, False)])
@pytest.mark.parametrize("treated", [12])
def test_twenty_comparison_units_are_needed(
    estimate: Command, method: str, others: int, refused: bool, treated: int
) -> None:
    ran = estimate(csv(rows(treated=treated, others=others)), "--method", method)
    assert ("DONORS_FEW" in ran.codes) == refused


@pytest.mark.parametrize(("others", "refused"), [(18, True), (19, False)])
def test_nineteen_placebos_are_needed(estimate: Command, others: int, refused: bool) -> None:
    ran = estimate(csv(rows(treated=1, others=others)), "--method", "sdid")
    assert ("DONORS_FEW" in ran.codes) == refused


def test_below_ten_treated_units_there_is_no_error_by_formula_unless_forced(estimate: Command) -> None:
    panel = csv(rows(treated=9))
    assert estimate(panel, *DID).json["se"] is None
    assert estimate(panel, *DID).json["p_value"] is not None
    asked = estimate(panel, *DID, "--inference", "analytic", "--force")
    assert asked.codes == ["TREATED_FEW"]
    assert asked.json["se"] > 0


def without(made: list[tuple[str, int, float, int]], unit_numbers: range, years: range) -> list[tuple[object, ...]]:
    units = {f"wijk {number:02}" for number in unit_numbers}
    return [(u, y, "" if u in units and y in years else v, s) for u, y, v, s in made]


def test_more_than_a_tenth_of_the_treated_cells_may_not_be_missing(estimate: Command) -> None:
    made = rows(treated=10)
    assert "SUPPRESSED" not in estimate(csv(without(made, range(10), range(2011, 2012))), *DID).codes
    assert "SUPPRESSED" in estimate(csv(without(made, range(10), range(2011, 2013))), *DID).codes


def test_more_than_a_fifth_of_the_comparison_cells_may_not_be_missing(estimate: Command) -> None:
    made = rows(treated=10)
    assert "SUPPRESSED" not in estimate(csv(without(made, range(10, 34), range(2011, 2013))), *DID).codes
    assert "SUPPRESSED" in estimate(csv(without(made, range(10, 34), range(2011, 2014))), *DID).codes


def test_an_effect_that_matters_and_cannot_be_found_is_refused(estimate: Command) -> None:
    assert "UNDERPOWERED" in estimate(csv(rows()), *DID, "--relevant", "0,01").codes
    assert estimate(csv(rows()), *DID, "--relevant", "3").codes == []


def test_units_that_moved_differently_before_the_start_are_refused(estimate: Command) -> None:
    made = [(u, y, v + (3 * (2015 - y) if s and y < 2015 else 0), s) for u, y, v, s in rows()]
    assert "PRETREND" in estimate(csv(made), *DID).codes


def test_units_that_nobody_is_like_are_refused(estimate: Command) -> None:
    made = [(u, y, v + (500 if s else 0), s) for u, y, v, s in rows()]
    assert "NO_OVERLAP" in estimate(csv(made), *DID).codes
    assert "NO_OVERLAP" in estimate(csv(made), "--method", "sdid").codes


def test_a_synthetic_method_refuses_starts_that_differ(estimate: Command) -> None:
    made = [(u, y, v, 2016 if u == "wijk 00" else s) for u, y, v, s in rows(treated=2)]
    ran = estimate(csv(made), "--method", "sdid")
    assert (ran.code, "STARTS_DIFFER" in ran.codes) == (3, True)


def test_the_same_rows_in_another_order_give_the_same_bytes(estimate: Command) -> None:
    made = rows()
    mixed = random.Random(1).sample(made, len(made))
    turned = csv([row[::-1] for row in mixed], head="start,uitkomst,jaar,wijk")
    for method in ("did", "cs"):
        assert estimate(csv(made), "--method", method).out == estimate(turned, "--method", method).out


@pytest.mark.parametrize(("separator", "decimal"), [(";", ","), (";", "."), ("\t", ","), ("\t", ".")])
def test_the_same_panel_in_another_dialect_gives_the_same_bytes(
    estimate: Command, separator: str, decimal: str
) -> None:
    other = csv(rows(), separator=separator, decimal=decimal)
    assert estimate(other, *DID).out == estimate(csv(rows()), *DID).out


@pytest.mark.parametrize("change", ["bom", "crlf", "quotes", "spaces", "utf-16", "sep", "extra"])
def test_how_a_program_saves_a_file_changes_nothing(estimate: Command, change: str) -> None:
    plain = csv(rows(), separator=";", decimal=",")
    saved = {
        "bom": b"\xef\xbb\xbf" + plain.encode(),
        "crlf": plain.replace("\n", "\r\n").encode(),
        "quotes": "\n".join('"' + line.replace(";", '";"') + '"' for line in plain.splitlines()).encode(),
        "spaces": plain.replace(";", " ; ").encode(),
        "utf-16": plain.encode("utf-16"),
        "sep": b"sep=;\n" + plain.encode(),
        "extra": (plain + "\n;;;\n\n").encode(),
    }  # fmt: skip
    assert estimate(estimate.file(saved[change]), *DID).out == estimate(plain, *DID).out


def test_other_names_for_the_units_give_the_same_numbers(estimate: Command) -> None:
    made = rows(treated=4)
    other = [(f"x{other_number(u)}", y, v, s) for u, y, v, s in made]
    for method in ("did", "cs", "auto"):
        one, two = (estimate(csv(panel), "--method", method).json for panel in (made, other))
        assert {key: one[key] for key in KEYS - {"warnings"}} == {key: two[key] for key in KEYS - {"warnings"}}


def other_number(unit: str) -> int:
    return (37 * int(unit[-2:]) + 11) % 101


@pytest.mark.parametrize("method", ["did", "cs", "sdid", "sc"])
@pytest.mark.parametrize("treated", [1, 4, 12])
def test_another_unit_of_measurement_scales_the_effect_and_leaves_what_is_said(
    estimate: Command, method: str, treated: int
) -> None:
    made = rows(treated=treated)
    one = estimate(csv(made), "--method", method, "--force").json
    two = estimate(csv([(u, y, v * 1e-5, s) for u, y, v, s in made]), "--method", method, "--force").json
    for key in ("estimate", "se", "ci_low", "ci_high", "mde"):
        assert two[key] == (None if one[key] is None else pytest.approx(one[key] * 1e-5, rel=1e-6))
    assert two["p_value"] == pytest.approx(one["p_value"], rel=1e-6)
    assert (two["verdict"], two["refusals"]) == (one["verdict"], one["refusals"])


def test_the_same_seed_gives_the_same_bytes_and_the_seed_is_that_of_chance_only(estimate: Command) -> None:
    panel = csv(rows(treated=6))
    one, again, other = (estimate(panel, *DID, "--seed", seed) for seed in ("1", "1", "2"))
    assert one.out == again.out
    assert one.json["estimate"] == other.json["estimate"]


def test_units_treated_from_the_start_are_named_and_compared_with_nobody(estimate: Command) -> None:
    made = rows()
    early = [*made, *(("Oudwijk", year, 90.0 + year, 2008) for year in range(2010, 2020))]
    ran = estimate(csv(early), *DID).json
    assert any("Oudwijk" in sentence for sentence in ran["warnings"])
    assert ran["estimate"] == estimate(csv(made), *DID).json["estimate"]
    assert ran["n_comparison"] == 24


def test_cells_without_a_figure_are_counted_and_named_and_never_zero(estimate: Command) -> None:
    made = without(rows(), range(14, 15), range(2011, 2012))
    ran = estimate(csv(made), *DID).json
    (told,) = [sentence for sentence in ran["warnings"] if "ontbreken er 1:" in sentence]
    assert "wijk 14" in told
    assert "niet als 0 gelezen" in told
    absent = [row for row in made if row[2] != ""]
    assert estimate(csv(absent), *DID).out == estimate(csv(made), *DID).out
    for written in ("NA", "."):
        other = [tuple(written if cell == "" else cell for cell in row) for row in made]
        assert estimate(csv(other), *DID).out == estimate(csv(made), *DID).out


def test_treated_that_falls_back_to_zero_counts_from_its_first_one_and_that_is_said(estimate: Command) -> None:
    columns = (*COLUMNS[:6], "--treated", "nu")
    made = rows()
    steady = csv([(u, y, v, int(s != 0 and y >= s)) for u, y, v, s in made], head="wijk,jaar,uitkomst,nu")
    stops = csv([(u, y, v, int(s != 0 and s <= y < 2018)) for u, y, v, s in made], head="wijk,jaar,uitkomst,nu")
    ran = estimate(stops, *DID, columns=columns).json
    assert any("valt terug naar 0" in sentence for sentence in ran["warnings"])
    assert ran["estimate"] == estimate(steady, *DID, columns=columns).json["estimate"]
    assert estimate(steady, *DID, columns=columns).out == estimate(csv(made), *DID).out


def test_anticipation_takes_the_periods_before_the_start_out_of_the_baseline(estimate: Command) -> None:
    made = [(u, y, v + (100 if s and y == 2014 else 0), s) for u, y, v, s in rows()]
    ran = estimate(csv(made), *DID, "--anticipation", "1").json
    assert ran["estimate"] == pytest.approx(5, abs=1)
    assert ran["n_pre"] == 4
    assert next(point for point in ran["event_study"] if point["time"] == -2)["estimate"] == 0


def test_starts_that_differ_are_said_to_make_two_way_fixed_effects_crooked(estimate: Command) -> None:
    made = [(u, y, v, 2017 if s and u < "wijk 05" else s) for u, y, v, s in rows()]
    ran = estimate(csv(made), *DID).json
    assert any("negatief gewicht" in sentence for sentence in ran["warnings"])


def test_later_starters_serve_as_comparison_when_asked(estimate: Command) -> None:
    made = [(u, y, v, s or 2018) for u, y, v, s in rows(treated=12, others=24)]
    assert estimate(csv(made), "--method", "cs").code == 2
    ran = estimate(csv(made), "--method", "cs", "--comparison", "notyet", "--force")
    assert ran.code == 0
    assert ran.json["n_comparison"] == 24


def test_periods_that_skip_years_are_counted_one_by_one(estimate: Command) -> None:
    made = [(u, 2000 + 2 * (y - 2010), v, s and 2010) for u, y, v, s in rows()]
    ran = estimate(csv(made), *DID).json
    assert ran["estimate"] == estimate(csv(rows()), *DID).json["estimate"]
    assert [point["time"] for point in ran["event_study"]] == list(range(-5, 5))


def test_the_number_of_treated_units_chooses_the_method(estimate: Command) -> None:
    methods = {n: estimate(csv(rows(treated=n)), "--method", "auto").json for n in (1, 2, 3, 9, 10)}
    assert [methods[n]["method"] for n in (1, 2, 3, 9, 10)] == ["sdid", "sdid", "cs", "cs", "cs"]
    assert [methods[n]["inference"] for n in (1, 2, 3, 9, 10)] == ["placebo"] * 2 + ["permutation"] * 2 + ["analytic"]
    assert methods[1]["beside"]["method"] == "sc"
    assert any("permutaties" in sentence for sentence in methods[10]["warnings"])


def test_unit_weights_count_a_unit_as_often_as_they_say(estimate: Command) -> None:
    made = rows()
    columns = (*COLUMNS, "--weights", "inwoners")
    doubled = csv([(*row, 2 if row[0] == "wijk 03" else 1) for row in made], head="wijk,jaar,uitkomst,start,inwoners")
    twice = csv([*made, *(("tweeling", *row[1:]) for row in made if row[0] == "wijk 03")])
    weighted = estimate(doubled, *DID, columns=columns).json["estimate"]
    assert weighted == pytest.approx(estimate(twice, *DID).json["estimate"], rel=1e-9)


def test_it_runs_from_a_shell_without_an_application_around_it_and_prints_one_object(tmp_path: Path) -> None:
    path = tmp_path / "panel.csv"
    path.write_text(csv(rows()))
    command = [sys.executable, str(ROOT / "manage.py"), "estimate_effect", str(path), *COLUMNS, *DID, "--json"]
    bare = {"PATH": os.environ["PATH"], "WIJKAANPAK_VAR": str(tmp_path / "nothing here")}
    done = run_process(command, capture_output=True, text=True, env=bare)
    assert (done.returncode, done.stderr, json.loads(done.stdout)["method"]) == (0, "", "did")


def test_the_versions_are_named(estimate: Command) -> None:
    named = estimate(csv(rows()), *DID).json["versions"]
    assert named.keys() == {"wijkaanpak", "diff-diff", "numpy", "pandas", "scipy", "python"}


def test_pairs_of_comparison_units_are_the_placebos_of_two_treated_units(estimate: Command) -> None:
    assert "DONORS_FEW" in estimate(csv(rows(treated=2, others=6)), "--method", "sdid").codes
    assert "DONORS_FEW" not in estimate(csv(rows(treated=2, others=7)), "--method", "sdid").codes


def test_a_comparison_unit_with_a_gap_is_no_placebo_of_a_synthetic_method_and_is_named(estimate: Command) -> None:
    made = without(rows(treated=1, others=20), range(5, 7), range(2012, 2013))
    ran = estimate(csv(made), "--method", "sdid")
    assert ran.codes == ["DONORS_FEW"]
    assert ran.json["n_comparison"] == 18
    assert any("wijk 05, wijk 06" in sentence for sentence in ran.json["warnings"])


def test_a_unit_without_any_figure_counts_as_missing_and_not_as_compared(estimate: Command) -> None:
    ran = estimate(csv(without(rows(), range(20, 21), range(2010, 2020))), *DID).json
    assert ran["n_comparison"] == 23
    assert any("Zonder enig cijfer" in sentence and "wijk 20" in sentence for sentence in ran["warnings"])


def test_what_a_method_cannot_do_is_said(estimate: Command) -> None:
    panel = csv([(*row, row[1] % 3) for row in rows(treated=1)], head="wijk,jaar,uitkomst,start,extra")
    ran = estimate(panel, "--method", "sdid", "--controls", "extra").json
    assert any("controls" in sentence for sentence in ran["warnings"])


def test_clusters_are_counted_where_an_error_by_formula_is_asked(estimate: Command) -> None:
    panel = csv([(*row, int(row[0][-2:]) // 3) for row in rows()], head="wijk,jaar,uitkomst,start,streek")
    ran = estimate(panel, *DID, "--cluster", "streek", "--inference", "analytic")
    assert ran.codes == ["TREATED_FEW"]
    assert estimate(panel, *DID, "--cluster", "streek").json["inference"] == "permutation"


def test_a_period_that_is_named_is_named_as_the_file_has_it(estimate: Command) -> None:
    made = [(u, 2000 + 2 * (y - 2010), v, s and 2010) for u, y, v, s in rows(treated=1)]
    made = [(u, y, "" if (u, y) == ("wijk 00", 2014) else v, s) for u, y, v, s in made]
    ran = estimate(csv(made), "--method", "sdid").json
    assert any("niet meegeteld: 2014" in sentence for sentence in ran["warnings"])


@pytest.mark.parametrize("name", ["NA", ".", "0", "wijk; met, tekens"])
def test_any_text_can_name_a_unit(estimate: Command, name: str) -> None:
    other = [(f'"{name}"' if u == "wijk 03" else u, *rest) for u, *rest in rows()]
    assert estimate(csv(other), *DID).json["estimate"] == estimate(csv(rows()), *DID).json["estimate"]
