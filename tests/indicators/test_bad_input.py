"""Every kind of bad input, through the command: refused in Dutch with place and remedy, and nothing is written."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from indicators.models import Observation
from indicators.readers import delimited
from tests.cast import Cast
from wijken.models import Area

HEADER = "Wijken en buurten;Soort regio;Codering_3;Aantal inwoners (aantal);Koopwoningen (%)"
GOOD = "Moerwijk;Wijk;WK051836;21300;17"
WHOLE = f"{HEADER}\n{GOOD}\n"

# what is wrong → (name of the file, its bytes, row, column, a word of the remedy)
Case = tuple[str, bytes, int | None, str | None, str]
KWB: dict[str, Case] = {
    "an impossible code": ("a.csv", f"{WHOLE}X;Wijk;W5;5;5\n".encode(), 3, "Codering_3", "Verwacht"),
    "a double row": ("a.csv", f"{WHOLE}{GOOD}\n".encode(), 3, "Codering_3", "Laat één"),
    "a share of 140 %": ("a.csv", WHOLE.replace(";17", ";140").encode(), 2, "Koopwoningen (%)", "100"),
    "a negative count": ("a.csv", WHOLE.replace("21300", "-5").encode(), 2, "Aantal inwoners (aantal)", "onder nul"),
    "a count no wijk can have": (
        "a.csv",
        WHOLE.replace("21300", "2130000").encode(),
        2,
        "Aantal inwoners (aantal)",
        "hoger zijn dan 2.000.000",
    ),
    "a word for a number": ("a.csv", WHOLE.replace("21300", "veel").encode(), 2, "Aantal inwoners (aantal)", "getal"),
    "no column of codes": ("a.csv", b"naam;Aantal inwoners\nMoerwijk;5\n", 1, None, "Codering"),
    "not one known indicator": ("a.csv", b"Codering;Motorfietsen\nWK051836;5\n", 1, None, "koppeling"),
    "cut off in mid-row": ("a.csv", f"{WHOLE}Morgenstond;Wi".encode(), 3, None, "afgebroken"),
    "cp1252": ("a.csv", f"{WHOLE}Financiële buurt;Wijk;WK051837;5;5\n".encode("cp1252"), 3, None, "CSV UTF-8"),
    "a csv named xlsx": ("a.xlsx", WHOLE.encode(), None, None, ".csv"),
    "a real xlsx": ("a.xlsx", b"PK\x03\x04 and the rest", None, None, "CSV UTF-8"),
    "a web page saved as csv": ("a.csv", b"<!DOCTYPE html><html><body>Fout 500</body></html>", 1, None, "download"),
    "a piece of a web page": ("a.csv", b"<div>Fout; 500</div>\n<p>x;y</p>", 1, None, "download"),
    "an empty file": ("a.csv", b"", None, None, "leeg"),
    "rows of noughts": ("a.csv", b"0\n" * 1000, 1, None, "kolom"),
}
TABLE: dict[str, Case] = {
    "a count the country cannot have": ("a.csv", b"code;x\nNL00;180000000\n", 2, "x", "25.000.000"),
    "an unknown code": ("a.csv", b"code;x\nGM9999;5\n", 2, None, "Lees eerst de gebieden"),
    "a code of another year": ("a.csv", b"code;x\nWK063701;5\n", 2, None, "2025"),
    "a year that cannot be": ("a.csv", b"code;x\nGMVB01;5\n", None, "period", "een jaar"),
    "a month for a year": ("a.csv", b"code;jaar;x\nGMVB01;2024MM01;5\n", 2, "jaar", "2024JJ00"),
}


@pytest.fixture
def refused(cast: Cast, tmp_path: Path) -> Callable[..., dict[str, Any]]:
    """Sends one file, sees that it is refused and nothing written, and gives its only error."""
    Area.objects.create(code="WK063701", name="Dorp", level="wijk", division_year=2025)

    def send(name: str, content: bytes, **options: Any) -> dict[str, Any]:
        path = tmp_path / name
        path.write_bytes(content)
        before = Area.objects.count(), Observation.objects.count()
        printed = io.StringIO()
        with pytest.raises(CommandError) as stopped:
            call_command("import_indicators", str(path), json=True, stdout=printed, **options)
        assert stopped.value.returncode == 3
        assert (Area.objects.count(), Observation.objects.count()) == before
        (error,) = json.loads(printed.getvalue())["errors"]
        return error

    return send


def check(error: dict[str, Any], case: Case) -> None:
    name, _content, row, column, remedy = case
    assert (error["file"], error["row"], error["column"]) == (name, row, column)
    assert remedy in error["message"]
    assert error["message"].endswith(".")


@pytest.mark.parametrize("wrong", KWB)
def test_a_bad_table_is_refused_with_place_and_remedy(refused, wrong: str) -> None:
    case = KWB[wrong]
    check(refused(case[0], case[1], source="kwb", year=2019), case)


@pytest.mark.parametrize("wrong", TABLE)
def test_a_table_that_does_not_fit_what_stands_is_refused_with_place_and_remedy(refused, wrong, tmp_path) -> None:
    case = TABLE[wrong]
    period = {"period": "jaar"} if b"jaar" in case[1] else {"period": 99_999} if case[3] == "period" else {}
    mapping = tmp_path / "koppeling.json"
    mapping.write_text(json.dumps({"code": "code", "columns": {"x": "inwoners"}, **period}), encoding="utf-8")
    check(refused(case[0], case[1], source="table", year=2024, mapping=mapping), case)


def test_200_mb_of_noughts_are_refused(refused) -> None:
    error = refused("nullen.csv", bytes(200_000_000), source="kwb", year=2019)
    assert "geen tekst" in error["message"]


def test_a_file_larger_than_the_setting_allows_is_refused(refused, settings) -> None:
    settings.IMPORT_MAX_BYTES = 1 << 20
    error = refused("nullen.csv", f"{WHOLE}{'0' * 30}\n".encode() * 30_000, source="kwb", year=2019)
    assert "1 MB" in error["message"]


def test_a_header_above_millions_of_noughts_is_given_up_soon(db: None, tmp_path: Path, monkeypatch) -> None:
    told = []
    monkeypatch.setattr(delimited, "length_message", lambda *_: told.append(1) or "Te kort.")
    path = tmp_path / "a.csv"
    path.write_text(HEADER + "\n" + "0\n" * 50_000, encoding="utf-8")
    with pytest.raises(CommandError):
        call_command("import_indicators", str(path), source="kwb", year=2019, stdout=io.StringIO())
    assert len(told) < 11_000


HARMLESS = {
    "a bar between the columns": WHOLE.replace(";", "|"),
    "empty rows below the table": f"{WHOLE};;;;\n;;;;\n",
    "empty rows and the source below it": f"{WHOLE};;;;\nBron: CBS, 2019;;;;\n",
    "a source with the delimiter in it": f"{WHOLE}Bron: CBS; StatLine\n",
}


@pytest.mark.parametrize("harmless", HARMLESS)
def test_a_table_is_read_in_spite_of(db: None, tmp_path: Path, harmless: str) -> None:
    path = tmp_path / "a.csv"
    path.write_text(HARMLESS[harmless], encoding="utf-8")
    printed = io.StringIO()
    call_command("import_indicators", str(path), source="kwb", year=2019, json=True, stdout=printed)
    report = json.loads(printed.getvalue())
    assert (report["rows_read"], report["values_new"]) == (1, 2)


def test_all_errors_of_a_file_come_at_once(cast: Cast, tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_text(f"{HEADER}\nA;Wijk;WK051836;-5;140\nB;Wijk;W5;5;5\n", encoding="utf-8")
    printed = io.StringIO()
    with pytest.raises(CommandError):
        call_command("import_indicators", str(path), source="kwb", year=2019, json=True, stdout=printed)
    assert [error["row"] for error in json.loads(printed.getvalue())["errors"]] == [2, 2, 3]


def test_what_the_file_and_what_the_tables_say_is_wrong_come_at_once(cast: Cast, tmp_path: Path) -> None:
    Area.objects.create(code="WK063701", name="Dorp", level="wijk", division_year=2025)
    path, mapping = tmp_path / "a.csv", tmp_path / "koppeling.json"
    path.write_text("code;x\nWKVB0101;veel\nWK999999;5\nWK063701;5\nW5;-1\n", encoding="utf-8")
    mapping.write_text(json.dumps({"code": "code", "columns": {"x": "inwoners"}}), encoding="utf-8")
    printed = io.StringIO()
    with pytest.raises(CommandError):
        call_command(
            "import_indicators", str(path), source="table", year=2024, mapping=mapping, json=True, stdout=printed
        )
    told = [(error["row"], error["value"], error["message"]) for error in json.loads(printed.getvalue())["errors"]]
    assert [place for *place, _message in told] == [[2, "veel"], [3, "WK999999"], [4, "WK063701"], [5, "W5"], [5, "-1"]]
    assert "wel in die van 2025" in told[2][2]


def test_among_many_wrong_numbers_the_unknown_codes_are_still_told(cast: Cast, tmp_path: Path) -> None:
    path, mapping = tmp_path / "a.csv", tmp_path / "koppeling.json"
    rows = "".join(f"WK{number:06d};veel\n" for number in range(300))
    path.write_text(f"code;x\n{rows}", encoding="utf-8")
    mapping.write_text(json.dumps({"code": "code", "columns": {"x": "inwoners"}}), encoding="utf-8")
    printed = io.StringIO()
    with pytest.raises(CommandError):
        call_command(
            "import_indicators", str(path), source="table", year=2024, mapping=mapping, json=True, stdout=printed
        )
    errors = json.loads(printed.getvalue())["errors"]
    assert [error["row"] for error in errors[:2]] == [2, 2]
    assert [error["row"] for error in errors[-2:]] == [None, None]
    assert len(errors) == 402
