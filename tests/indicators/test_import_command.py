"""`import_indicators`: what it prints, and with what it ends."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from indicators import readers
from indicators.models import ImportFile, Observation
from indicators.readers import police
from runs.models import Run, State
from tests.cast import Cast
from tests.indicators.figures import indicator
from tests.indicators.readings import a_file, reading

pytestmark = pytest.mark.django_db
TABLE = "gebied;jaar;aantal\nWKVB0101;2020;1.234\n"
MAPPING = {"code": "gebied", "period": "jaar", "columns": {"aantal": "inwoners"}}


def command(*words: object) -> str:
    out = io.StringIO()
    call_command("import_indicators", *map(str, words), stdout=out)
    return out.getvalue()


@pytest.fixture
def good(cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    indicator("een")
    monkeypatch.setattr(readers, "read", lambda *_, **__: reading(("WKVB0101", "een", 2020, 1.0), unmapped=["Naam"]))
    return a_file(tmp_path)


def as_json(*words: object) -> dict[str, Any]:
    return json.loads(command(*words, "--json"))


def test_with_json_it_prints_one_object(good: Path) -> None:
    report = as_json(good, "--source", "kwb", "--year", "2024")
    assert (report["run"], report["values_new"], report["unmapped_columns"]) == (Run.objects.get().pk, 1, ["Naam"])
    assert report["seconds"] >= 0


def test_without_json_it_says_the_same_in_words(good: Path) -> None:
    said = command(good, "--source", "kwb", "--year", "2024")
    assert "1 rijen gelezen" in said
    assert "Nieuw 1, veranderd 0, gelijk 0." in said


def test_a_refused_file_ends_with_three_and_tells_place_and_remedy(cast: Cast, monkeypatch, tmp_path: Path) -> None:
    monkeypatch.setattr(readers, "read", lambda *_, **__: reading(("WK051836", "inwoners", 2020, 1.0)))
    out = io.StringIO()
    with pytest.raises(CommandError) as refused:
        call_command("import_indicators", str(a_file(tmp_path)), "--source", "kwb", "--year", "2024", stdout=out)
    assert refused.value.returncode == 3
    assert "cijfers.csv, rij 2: WK051836 is niet bekend in de indeling van 2024." in out.getvalue()


def test_a_run_that_failed_does_not_end_as_if_all_went_well(good: Path, monkeypatch) -> None:
    def fails(*_: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr("indicators.imports.work.prepare", fails)
    with pytest.raises(CommandError) as failed:
        command(good, "--source", "kwb", "--year", "2024", "--json")
    assert failed.value.returncode == 3
    assert Run.objects.get().state == State.FAILED


@pytest.mark.parametrize(
    "words",
    [["--source", "kwb"], ["bestaat-niet.csv", "--source", "kwb"], ["bestaat-niet.csv", "--source", "onbekend"]],
    ids=["no file", "a file that is not there", "an unknown source"],
)
def test_wrong_use_writes_nothing(db: None, words: list[str]) -> None:
    with pytest.raises(CommandError) as wrong:
        command(*words)
    assert wrong.value.returncode in {1, 2}  # the parser's own errors become 2 on a real command line
    assert not ImportFile.objects.exists()


@pytest.mark.parametrize(
    "words",
    [
        ["--source", "kwb"],
        ["--source", "kwb", "--year", "99999"],
        ["--source", "kwb", "--year", "-5"],
        ["--source", "table", "--year", "2024"],
    ],
    ids=["no year", "a year too far", "a year below nought", "no mapping"],
)
def test_what_no_file_could_make_good_is_wrong_use(good: Path, words: list[str]) -> None:
    with pytest.raises(CommandError) as wrong:
        command(good, *words)
    assert wrong.value.returncode == 2
    assert not ImportFile.objects.exists()


def test_the_same_bytes_of_the_police_in_the_folder_of_another_year_are_other_figures(db: None, tmp_path: Path) -> None:
    months = [[{"name": "x", "code": "5183620", "delicts": "1"}], *[[]] * 11]
    content = json.dumps(dict.fromkeys(police.KINDS, months))
    for year in ("2011", "2012"):
        (tmp_path / year).mkdir()
        file = a_file(tmp_path / year, "51836.json", content)
        as_json(file, "--source", "police")
        as_json(file.parent, "--source", "police")
    found = Observation.objects.filter(area__code="WK051836", indicator__slug="misdrijven-twaalf")
    assert list(found.values_list("period", "value").order_by("period")) == [(2011, 12.0), (2012, 12.0)]


@pytest.mark.parametrize("content", ["geen json", "[1]"])
def test_a_mapping_that_cannot_be_read_is_wrong_use(good: Path, tmp_path: Path, content: str) -> None:
    mapping = a_file(tmp_path, "mapping.json", content)
    with pytest.raises(CommandError) as wrong:
        command(good, "--source", "table", "--year", "2024", "--mapping", mapping)
    assert wrong.value.returncode == 2


def test_a_table_is_read_by_its_mapping(cast: Cast, tmp_path: Path) -> None:
    table = a_file(tmp_path, "tabel.csv", TABLE.replace("1.234", "1234"))
    mapping = a_file(tmp_path, "mapping.json", json.dumps(MAPPING))
    assert as_json(table, "--source", "table", "--year", "2024", "--mapping", mapping)["values_new"] == 1
    figure = Observation.objects.get()
    assert (figure.area, figure.indicator.slug, figure.period, figure.value) == (cast.wijk, "inwoners", 2020, 1234.0)


def test_a_folder_of_police_files_counts_as_one_file(cast: Cast, monkeypatch, tmp_path: Path) -> None:
    indicator("een")
    seen: list[Path] = []

    def read(path: Path, **_: object) -> Any:
        seen.append(path)
        return reading(("WKVB0101", "een", int(path.name), 1.0))

    monkeypatch.setattr(readers, "read", read)
    for year in ("2016", "2017"):
        (tmp_path / "politie" / year).mkdir(parents=True)
        a_file(tmp_path / "politie" / year, "51836.json", year)
    report = as_json(tmp_path / "politie", "--source", "police", "--year", "2017")
    assert [path.name for path in seen] == ["2016", "2017"]
    assert report["values_new"] == 2


def test_a_dry_run_prints_the_same_object_and_writes_nothing(good: Path) -> None:
    report = as_json(good, "--source", "kwb", "--year", "2024", "--dry-run")
    assert (report["run"], report["values_new"]) == (None, 1)
    assert not Observation.objects.exists()
    assert not Run.objects.exists()
