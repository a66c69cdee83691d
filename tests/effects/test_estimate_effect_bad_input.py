"""What cannot be computed with ends with 2 and one sentence that says where it is wrong, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests.effects.command import COLUMNS, Command, Ran, csv, rows

HEAD = "wijk,jaar,uitkomst,start"
DID = ("--method", "did")
NOW = (*COLUMNS[:6], "--treated", "nu")


def says(ran: Ran, *parts: str) -> bool:
    assert (ran.code, ran.out) == (2, "")
    assert ran.error.count("\n") == 1
    assert "Traceback" not in ran.error
    return all(part in ran.error for part in parts)


def answers(ran: Ran) -> bool:
    """With an estimate, or refused with reasons and without one."""
    if ran.code == 2:
        return False
    assert ran.code == (3 if ran.json["estimate"] is None else 0)
    return ran.code == 0 or bool(ran.codes)


def lines() -> list[str]:
    return csv(rows()).splitlines()


def changed(row: int, text: str) -> str:
    """The panel with one row of the file (the header is row 1) put differently."""
    made = lines()
    made[row - 1] = text
    return "\n".join(made)


def test_a_file_that_is_not_there(estimate: Command, tmp_path: Path) -> None:
    assert says(estimate(tmp_path / "weg.csv"), "weg.csv", "bestaat niet")


def test_a_folder_in_place_of_a_file(estimate: Command, tmp_path: Path) -> None:
    assert says(estimate(tmp_path), "map")


@pytest.mark.parametrize("text", ["", "\n\n", HEAD])
def test_a_file_with_nothing_in_it(estimate: Command, text: str) -> None:
    assert says(estimate(text))


def test_a_file_that_is_no_text(estimate: Command) -> None:
    assert says(estimate(estimate.file(b"PK\x03\x04\x00\x00\x08\x00\xff\xfe")), "geen tekst")


def test_a_column_that_is_not_there_is_told_with_those_that_are(estimate: Command) -> None:
    ran = estimate(csv(rows()), columns=(*COLUMNS[:4], "--outcome", "cijfer", *COLUMNS[6:]))
    assert says(ran, "cijfer", "wijk, jaar, uitkomst, start")


@pytest.mark.parametrize("option", ["--weights", "--controls", "--cluster", "--dose"])
def test_every_other_column_too(estimate: Command, option: str) -> None:
    assert says(estimate(csv(rows()), option, "inwoners"), "inwoners")


@pytest.mark.parametrize(
    "text", ["veel", "inf", "-inf", "Infinity", "nan", "1e999", "12%", "1 000", "€ 5", "0x1F", "٣"]
)
def test_what_is_no_number_is_named_by_column_and_row(estimate: Command, text: str) -> None:
    assert says(estimate(changed(7, f"wijk 00,2015,{text},2015")), "uitkomst", "rij 7")


def test_a_figure_that_can_be_read_in_two_ways_is_named_by_column_and_row(estimate: Command) -> None:
    made = [(u, y, f"{v:.1f}".replace(".", ","), s) for u, y, v, s in rows()]
    made[3] = (*made[3][:2], "1.234", made[3][3])
    assert says(estimate(csv(made, separator=";")), "uitkomst", "rij 5", "1.234")


def test_thousands_are_read_where_they_can_be_nothing_else(estimate: Command) -> None:
    dutch = [(u, y, f"{1000 * v:,.2f}".translate(str.maketrans(",.", ".,")), s) for u, y, v, s in rows()]
    plain = [(u, y, f"{1000 * v:.2f}", s) for u, y, v, s in rows()]
    assert estimate(csv(dutch, separator=";"), *DID).out == estimate(csv(plain), *DID).out


def test_a_comma_and_a_point_before_the_decimals_in_one_column(estimate: Command) -> None:
    made = [(u, y, f"{v:.1f}".replace(".", ","), s) for u, y, v, s in rows()]
    made[3] = (*made[3][:2], "12.5", made[3][3])
    assert says(estimate(csv(made, separator=";")), "uitkomst", "rij 5", "12.5")


@pytest.mark.parametrize("text", ["2015.5", "2015-01-01", "voorjaar", ""])
def test_a_time_that_is_no_whole_number_is_named_by_its_row(estimate: Command, text: str) -> None:
    assert says(estimate(changed(7, f"wijk 00,{text},51.2,2015")), "jaar", "rij 7")


def test_a_time_that_pandas_wrote_with_a_point_and_a_nought_is_whole(estimate: Command) -> None:
    floats = [(u, float(y), v, float(s)) for u, y, v, s in rows()]
    assert estimate(csv(floats), *DID).out == estimate(csv(rows()), *DID).out


def test_two_rows_of_one_unit_and_period(estimate: Command) -> None:
    assert says(estimate("\n".join([*lines(), lines()[4]])), "wijk 00", "2013", "rij 5", "Rij 362")


@pytest.mark.parametrize("text", ["wijk 00,2015", "wijk 00,2015,51.2,2015,9", "wijk 00,2015,51,2,2015"])
def test_a_row_that_is_too_short_or_too_long(estimate: Command, text: str) -> None:
    assert says(estimate(changed(7, text)), "rij 7".capitalize())


def test_a_quote_that_is_never_closed(estimate: Command) -> None:
    assert says(estimate(changed(7, '"wijk 00,2015,51.2,2015')), "7")


def test_a_unit_without_a_name(estimate: Command) -> None:
    assert says(estimate(changed(7, ",2015,51.2,2015")), "wijk", "rij 7")


def with_weight(row: int, weight: str) -> str:
    head, *others = lines()
    made = [f"{head},gewicht", *(f"{line},1" for line in others)]
    made[row - 1] = f"{lines()[row - 1]},{weight}"
    return "\n".join(made)


def test_a_negative_weight(estimate: Command) -> None:
    assert says(estimate(with_weight(9, "-1"), "--weights", "gewicht"), "gewicht", "rij 9")


def test_a_weight_that_differs_within_a_unit_is_averaged_and_that_is_said(estimate: Command) -> None:
    ran = estimate(with_weight(9, "3"), *DID, "--weights", "gewicht").json
    assert any("wijk 00" in sentence and "gemiddelde" in sentence for sentence in ran["warnings"])


def test_a_unit_in_two_clusters(estimate: Command) -> None:
    ran = estimate(with_weight(9, "3"), *DID, "--cluster", "gewicht")
    assert says(ran, "wijk 00", "gewicht")


def test_nobody_treated(estimate: Command) -> None:
    assert says(estimate(csv([(u, y, v, 0) for u, y, v, _s in rows()])), "begint de aanpak")


def test_nobody_treated_after_the_first_period(estimate: Command) -> None:
    assert says(estimate(csv([(u, y, v, s and 2010) for u, y, v, s in rows()])), "begint de aanpak")


@pytest.mark.parametrize("method", ["auto", "did", "cs", "sdid", "sc"])
def test_nobody_to_compare_with(estimate: Command, method: str) -> None:
    assert says(estimate(csv(rows(others=0)), "--method", method), "vergelijken")


def test_two_first_treated_periods_of_one_unit(estimate: Command) -> None:
    assert says(estimate(changed(7, "wijk 00,2015,51.2,2016")), "wijk 00", "start", "rij 7")


@pytest.mark.parametrize("text", ["2", "-1", "ja", "0.5", ""])
def test_treated_is_nought_or_one(estimate: Command, text: str) -> None:
    made = [(u, y, v, int(s != 0 and y >= s)) for u, y, v, s in rows()]
    panel = csv(made, head="wijk,jaar,uitkomst,nu").replace("wijk 00,2018,", f"wijk 00,2018,{51.2},{text}#")
    panel = "\n".join(line.split("#")[0] for line in panel.splitlines())
    assert says(estimate(panel, columns=NOW), "nu", "rij 10")


@pytest.mark.parametrize(
    "options",
    [
        COLUMNS[:6],
        (*COLUMNS, "--treated", "start"),
        COLUMNS[2:],
        (*COLUMNS, "--method", "ols"),
        (*COLUMNS, "--anticipation", "-1"),
        (*COLUMNS, "--anticipation", "1.5"),
        (*COLUMNS, "--seed", "abc"),
        (*COLUMNS, "--comparison", "all"),
        (*COLUMNS, "--inference", "bayes"),
        (*COLUMNS, "--direction", "up"),
        (*COLUMNS, "--controls", "start,,jaar"),
        (*COLUMNS, "--relevant", "veel"),
        (*COLUMNS, "--onbekend", "x"),
        (*COLUMNS, "--method", "dose"),
        (*COLUMNS, "--controls", "uitkomst"),
        (*COLUMNS[:4], "--outcome", "jaar", *COLUMNS[6:]),
    ],
)
def test_wrong_options_too_are_one_sentence(estimate: Command, options: tuple[str, ...]) -> None:
    assert says(estimate(csv(rows()), columns=options))


def test_no_file_at_all(capsys: pytest.CaptureFixture[str]) -> None:
    from django.core.management import call_command

    with pytest.raises(SystemExit) as left:
        call_command("estimate_effect")
    assert left.value.code == 2
    assert capsys.readouterr().err.count("\n") == 1


CELLS = st.sampled_from(
    ["", "NA", ".", "0", "1", "2", "2011", "-3", "1e308", "1,5", "1.5", "1.234", "x", '"', "a;b", "\t"]
)
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=5), max_size=14)


@given(
    table=TABLES,
    separator=st.sampled_from([",", ";", "\t"]),
    method=st.sampled_from(["auto", "did", "cs", "sc", "dose"]),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_whatever_stands_in_a_file_the_command_answers_refuses_or_says_what_is_wrong(
    estimate: Command, table: list[list[str]], separator: str, method: str
) -> None:
    text = "\n".join([HEAD.replace(",", separator), *(separator.join(row) for row in table)])
    ran = estimate(text, "--method", method, "--dose", "start", "--force")
    assert answers(ran) or says(ran)


FIGURES = st.sampled_from(["", "0", "1", "1", "5", "1e300", "-1e300", "1e-300", "7.25"])


@given(
    figures=st.lists(FIGURES, min_size=24, max_size=24),
    starts=st.lists(st.sampled_from([0, 0, 1, 2, 3, 4, 9]), min_size=6, max_size=6),
    method=st.sampled_from(["auto", "did", "cs", "sdid", "sc", "dose"]),
    more=st.sampled_from([(), ("--comparison", "notyet"), ("--anticipation", "1"), ("--inference", "analytic")]),
)
@settings(max_examples=150, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_small_or_odd_panel_never_breaks_a_method(
    estimate: Command, figures: list[str], starts: list[int], method: str, more: tuple[str, ...]
) -> None:
    made = [(f"u{at // 4}", 1 + at % 4, figure, starts[at // 4]) for at, figure in enumerate(figures)]
    ran = estimate(csv(made), "--method", method, "--dose", "start", "--force", *more)
    assert answers(ran) or says(ran)
    assert "NaN" not in ran.out
