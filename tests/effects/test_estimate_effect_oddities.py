"""Files and questions at the edge: each is answered as well as it can be, refused, or told in one sentence."""

from __future__ import annotations

import pytest

from tests.effects.command import ROW, Command, csv, rows

DID = ("--method", "did")
METHODS = ("did", "cs", "sdid", "sc", "auto")


def numbered(made: list[ROW], ending: str = "") -> list[tuple[str, int, float, int]]:
    return [(f"{int(u[-2:]) + 300}{ending}", y, v, s) for u, y, v, s in made]


def outcomes(made: list[ROW], figure) -> list[ROW]:
    return [(u, y, figure(u, y, v, s), s) for u, y, v, s in made]


@pytest.mark.parametrize("method", ["did", "sdid"])
def test_units_that_are_numbers_keep_their_names_in_every_dialect(estimate: Command, method: str) -> None:
    made = rows(treated=1)
    plain = estimate(csv(numbered(made)), "--method", method)
    point = estimate(csv(numbered(made, ".0")), "--method", method)
    comma = estimate(csv(numbered(made, ",0"), separator=";", decimal=","), "--method", method)
    assert plain.json["treated"] == ["300"]
    assert (point.out, comma.out) == (plain.out, plain.out)


@pytest.mark.parametrize("method", METHODS)
def test_without_any_noise_rounding_is_no_effect(estimate: Command, method: str) -> None:
    def smooth(unit: str, year: int, _figure: float, _start: int) -> float:
        return int(unit[-2:]) * 0.1 + 0.37 * (year - 2009) ** 1.5

    found = estimate(csv(outcomes(rows(), smooth)), "--method", method, "--force").json
    if method != "sc":  # which has no level of its own to compare with
        assert (found["estimate"], found["p_value"]) == (0.0, None)
    assert found["verdict"] in {"geen verschil aangetoond", "niet te zeggen"}


@pytest.mark.parametrize("method", ["did", "cs", "sdid"])
def test_a_panel_in_which_nothing_moves_shows_no_difference(estimate: Command, method: str) -> None:
    ran = estimate(csv(outcomes(rows(), lambda *_cell: 5.0)), "--method", method)
    assert (ran.code, ran.json["estimate"], ran.json["verdict"]) == (0, 0.0, "geen verschil aangetoond")


@pytest.mark.parametrize("method", METHODS)
def test_what_cannot_be_estimated_is_refused_also_when_forced(estimate: Command, method: str) -> None:
    ran = estimate(csv(rows(treated=1, others=1)), "--method", method, "--force", "--anticipation", "9")
    assert (ran.code, ran.json["estimate"]) == (3, None)
    assert {"PRE_SHORT", "DONORS_FEW"} <= set(ran.codes)


@pytest.mark.parametrize("method", ["sdid", "sc"])
def test_synthetic_methods_refuse_starts_that_differ_also_when_forced(estimate: Command, method: str) -> None:
    made = [(u, y, v, 2016 if u == "wijk 00" else s) for u, y, v, s in rows()]
    ran = estimate(csv(made), "--method", method, "--force")
    assert (ran.code, ran.json["estimate"], ran.codes) == (3, None, ["STARTS_DIFFER"])


def later(made: list[ROW]) -> list[ROW]:
    """Nobody is never treated: the others start in 2018."""
    return [(u, y, v, s or 2018) for u, y, v, s in made]


def test_two_way_fixed_effects_compare_with_later_starters_where_nobody_is_never_treated(estimate: Command) -> None:
    panel = csv(later(rows()))
    ran = estimate(panel, *DID)
    assert (ran.code, ran.json["n_comparison"]) == (0, 24)
    assert ran.out == estimate(panel, *DID, "--comparison", "notyet").out
    assert any("Het verloop heeft geen cijfer op tijd" in sentence for sentence in ran.json["warnings"])
    width = ran.json["ci_high"] - ran.json["ci_low"]
    assert width < 6 * ran.json["se"]


@pytest.mark.parametrize("method", ["cs", "auto", "sdid", "sc"])
def test_other_methods_then_ask_who_may_be_compared_with(estimate: Command, method: str) -> None:
    ran = estimate(csv(later(rows())), "--method", method)
    assert (ran.code, ran.out) == (2, "")
    assert "--comparison notyet" in ran.error


HEAD = "wijk,jaar,uitkomst,start,extra"
NO_END = ("--method", "sc", "--force")


def with_extra(made: list[ROW], extra) -> str:
    return csv([(*row, extra(*row)) for row in made], head=HEAD)


@pytest.mark.parametrize("option", ["--controls", "--dose"])
def test_a_column_without_any_figure_is_named(estimate: Command, option: str) -> None:
    panel = with_extra(rows(), lambda *_row: "")
    ran = estimate(panel, "--method", "cs", option, "extra")
    assert ran.code == 2
    assert "“extra” heeft geen enkele waarde" in ran.error


@pytest.mark.parametrize("method", ["did", "cs", "sdid"])
def test_a_single_cluster_is_named(estimate: Command, method: str) -> None:
    ran = estimate(with_extra(rows(), lambda *_row: "stad"), "--method", method, "--cluster", "extra")
    assert ran.code == 2
    assert "“extra” heeft maar één cluster" in ran.error


@pytest.mark.parametrize("method", ["cs", "auto"])
def test_as_many_controls_as_units_to_compare_with_explain_everything(estimate: Command, method: str) -> None:
    names = [f"c{number}" for number in range(24)]
    made = [(*row, *((int(row[0][-2:]) * (number + 3) ** 2) % 97 for number in range(24))) for row in rows()]
    panel = csv(made, head=",".join(("wijk", "jaar", "uitkomst", "start", *names)))
    ran = estimate(panel, "--method", method, "--controls", ",".join(names))
    assert ran.code == 2
    assert ran.error.count("24 ") == 2


@pytest.mark.parametrize(("factor", "how"), [(1e200, "groot"), (1e-200, "klein")])
def test_figures_that_cannot_be_squared_are_told_with_their_column(estimate: Command, factor: float, how: str) -> None:
    ran = estimate(csv(outcomes(rows(), lambda _u, _y, v, _s: v * factor)), *DID)
    assert ran.code == 2
    assert "uitkomst" in ran.error
    assert how in ran.error


@pytest.mark.parametrize("method", ["did", "cs", "sdid"])
@pytest.mark.parametrize("factor", [-1.0, 1e-12, 1e12])
def test_huge_small_and_negative_figures_give_what_they_give_in_another_unit(
    estimate: Command, method: str, factor: float
) -> None:
    made = rows(treated=4)
    one = estimate(csv(made), "--method", method, "--force").json
    two = estimate(csv(outcomes(made, lambda _u, _y, v, _s: v * factor)), "--method", method, "--force").json
    assert two["estimate"] == pytest.approx(one["estimate"] * factor, rel=1e-6)
    assert two["p_value"] == one["p_value"]
    assert [each["code"] for each in two["refusals"]] == [each["code"] for each in one["refusals"]]
    if factor > 0:  # turned about, other draws are made: a drawn p differs in its last figures
        assert two["refusals"] == one["refusals"]


def test_an_interval_without_end_has_no_end_in_figures(estimate: Command) -> None:
    """Of 2,000 placebos of twelve among thirty-six many share the treated units, and so their effect."""
    found = estimate(csv(rows(effect=0)), *NO_END).json
    ends = [found["ci_low"], found["ci_high"]]
    assert all(end is None or abs(end) < 1000 for end in ends)


DOSED = ("--method", "dose", "--dose", "extra", "--force")


def test_a_dose_that_everyone_has_from_the_start_tells_by_its_changes(estimate: Command) -> None:
    """As a tax on beer that every state has and changes."""

    def tax(unit: str, year: int, *_rest: object) -> float:
        return 1 + (int(unit[-2:]) * 7 + year * 5) % 11 / 10

    made = outcomes(rows(), lambda u, y, v, _s: v - 2 * tax(u, y))
    ran = estimate(with_extra([(*row[:3], 2010) for row in made], tax), *DOSED)
    assert (ran.code, ran.codes, ran.json["n_treated"]) == (0, ["PRE_SHORT"], 36)
    shown = estimate(with_extra([(*row[:3], 2011) for row in made], tax), *DOSED).json
    assert ran.json["estimate"] == pytest.approx(shown["estimate"])
    assert any("in de eerste periode" in sentence and "wijk 00" in sentence for sentence in ran.json["warnings"])


def test_a_dose_that_never_changed_from_the_start_is_compared_with_nobody(estimate: Command) -> None:
    made = rows()
    panel = [*made, *(("oud", year, 90.0 + year, 2010) for year in range(2010, 2020))]

    def dose(unit: str, year: int, _figure: float, start: int) -> float:
        return 3.0 if unit == "oud" else (1 + int(unit[-2:]) % 12) * float(start != 0 and year >= start)

    ran, without = (estimate(with_extra(part, dose), *DOSED).json for part in (panel, made))
    assert ran["estimate"] == without["estimate"]
    assert any(sentence.rstrip(".").endswith(": oud") for sentence in ran["warnings"])
