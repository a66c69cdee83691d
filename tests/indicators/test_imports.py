"""All of a file counts, or none of it; and the same again changes nothing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from indicators import readers
from indicators.domains import Status
from indicators.imports import services
from indicators.imports.merge import Merge
from indicators.imports.staging import tables
from indicators.models import ImportFile, Observation
from indicators.readers.base import Problem, Reading
from runs.models import Run, State
from runs.services import execute
from tests.cast import Cast
from tests.indicators.figures import figure, indicator
from tests.indicators.readings import a_file, cells, reading
from wijken.models import Area

pytestmark = pytest.mark.django_db
WIJK = "WKVB0101"


@pytest.fixture(autouse=True)
def nobody_waits(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("indicators.imports.turns.PAUSE_SECONDS", 0)


@pytest.fixture(autouse=True)
def indicators(db: None) -> None:
    for order, slug in enumerate(("een", "twee", "drie")):
        indicator(slug, order)


@pytest.fixture
def send(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    """Import a file that reads as given; its name makes its content."""

    def do(read: Reading | Exception, name: str = "cijfers.csv", **options: Any) -> dict[str, Any]:
        def answer(*_: object, **__: object) -> Reading:
            if isinstance(read, Exception):
                raise read
            return read

        monkeypatch.setattr(readers, "read", answer)
        return services.import_files(paths=[a_file(tmp_path, name, name)], source="table", **options)

    return do


def figures() -> list[tuple[Any, ...]]:
    rows = Observation.objects.order_by("area__code", "indicator__slug", "period")
    return list(rows.values_list("area__code", "indicator__slug", "period", "value", "status"))


def test_the_figures_of_a_file_are_written_with_their_status(cast: Cast, send) -> None:
    report = send(reading((WIJK, "een", 2020, 1.5), (WIJK, "twee", 2020, Status.WITHHELD)))
    assert figures() == [(WIJK, "een", 2020, 1.5, Status.MEASURED), (WIJK, "twee", 2020, None, Status.WITHHELD)]
    assert (report["values_new"], report["withheld"], report["rows_read"]) == (1, 1, 1)


def test_each_figure_names_the_file_it_came_from(cast: Cast, send) -> None:
    report = send(reading((WIJK, "een", 2020, 1.5)))
    written = Observation.objects.get()
    assert (written.file.name, written.file.run_id) == ("cijfers.csv", report["run"])
    assert written.file.state == ImportFile.State.IMPORTED


def test_the_report_has_every_number_that_was_promised(cast: Cast, send) -> None:
    report = send(reading((WIJK, "een", 2020, 1.5), unmapped=["Naam"]))
    assert list(report) == [
        "run", "rows_read", "values_new", "values_changed", "values_unchanged", "withheld", "missing",
        "unmapped_columns", "errors", "seconds",
    ]  # fmt: skip
    assert report["unmapped_columns"] == ["Naam"]


def test_the_same_file_again_is_not_even_read(cast: Cast, send) -> None:
    send(reading((WIJK, "een", 2020, 1.5), (WIJK, "twee", 2020, Status.MISSING)))
    before = figures()
    report = send(AssertionError("read again"))
    assert figures() == before
    assert (report["values_new"], report["values_changed"], report["values_unchanged"]) == (0, 0, 1)
    assert (report["missing"], report["rows_read"], report["errors"]) == (1, 1, [])


def test_an_older_file_sent_again_after_a_newer_one_does_count(cast: Cast, send) -> None:
    send(reading((WIJK, "een", 2020, 1.0)), "eerste.csv")
    send(reading((WIJK, "een", 2020, 2.0)), "tweede.csv")
    report = send(reading((WIJK, "een", 2020, 1.0)), "eerste.csv")
    assert report["values_changed"] == 1
    assert figures()[0][3] == 1.0


def test_a_file_sent_again_after_one_that_only_added_is_not_read(cast: Cast, send) -> None:
    send(reading((WIJK, "een", 2020, 1.0)), "eerste.csv")
    send(reading((WIJK, "twee", 2020, 2.0)), "tweede.csv")
    assert send(AssertionError("read again"), "eerste.csv")["errors"] == []


def test_the_same_file_read_another_way_does_count(cast: Cast, send) -> None:
    send(reading((WIJK, "een", 2020, 1.0)), year=2024)
    assert send(reading((WIJK, "een", 2021, 1.0)), year=2023)["values_new"] == 1


def test_new_changed_and_equal_figures_are_told_apart(cast: Cast, send) -> None:
    send(reading((WIJK, "een", 2020, 1.0), (WIJK, "twee", 2020, 2.0)), "eerste.csv")
    report = send(reading((WIJK, "een", 2020, 1.0), (WIJK, "twee", 2020, 9.0), (WIJK, "drie", 2020, 3.0)), "tweede.csv")
    assert (report["values_new"], report["values_changed"], report["values_unchanged"]) == (1, 1, 1)


def test_an_equal_figure_keeps_the_file_that_first_brought_it(cast: Cast, send) -> None:
    send(reading((WIJK, "een", 2020, 1.0)), "eerste.csv")
    send(reading((WIJK, "een", 2020, 1.0)), "tweede.csv")
    assert Observation.objects.get().file.name == "eerste.csv"


def test_a_later_delivery_fills_what_was_missing(cast: Cast, send) -> None:
    send(reading((WIJK, "een", 2020, Status.MISSING)), "eerste.csv")
    assert send(reading((WIJK, "een", 2020, 7.0)), "tweede.csv")["values_changed"] == 1
    assert figures()[0][3:] == (7.0, Status.MEASURED)


def test_a_missing_figure_replaces_nothing(cast: Cast, send) -> None:
    send(reading((WIJK, "een", 2020, 7.0), (WIJK, "twee", 2020, Status.WITHHELD)), "eerste.csv")
    send(reading((WIJK, "een", 2020, Status.MISSING), (WIJK, "twee", 2020, Status.MISSING)), "tweede.csv")
    assert [row[3:] for row in figures()] == [(7.0, Status.MEASURED), (None, Status.WITHHELD)]


def test_a_figure_that_the_source_took_back_goes(cast: Cast, send) -> None:
    send(reading((WIJK, "een", 2020, 7.0)), "eerste.csv")
    send(reading((WIJK, "een", 2020, Status.WITHHELD)), "tweede.csv")
    assert figures()[0][3:] == (None, Status.WITHHELD)


def test_a_rate_of_ours_does_not_replace_that_of_the_source(cast: Cast, send) -> None:
    send(reading((WIJK, "een", 2020, 7.0)), "eerste.csv")
    send(reading(frame=cells((WIJK, "een", 2020, 8.0), derived=True)), "tweede.csv")
    assert figures()[0][3] == 7.0


def test_the_rate_of_the_source_replaces_ours(cast: Cast, send) -> None:
    send(reading(frame=cells((WIJK, "een", 2020, 8.0), derived=True)), "eerste.csv")
    send(reading((WIJK, "een", 2020, 8.0)), "tweede.csv")
    assert not Observation.objects.get().derived


def test_an_estimate_does_not_replace_a_measurement(cast: Cast, send) -> None:
    send(reading((WIJK, "een", 2020, 7.0)), "eerste.csv")
    estimate = cells((WIJK, "een", 2020, 8.0)).with_columns(status=Status.ESTIMATED.value)
    send(reading(frame=estimate), "tweede.csv")
    assert figures()[0][3:] == (7.0, Status.MEASURED)


def test_areas_that_a_file_carries_are_made_for_its_division(cast: Cast, send) -> None:
    carried = [("GM0518", "'s-Gravenhage", "gemeente", "NL00"), ("WK051836", "Moerwijk", "wijk", "GM0518")]
    send(reading(("WK051836", "een", 2019, 1.0), areas=carried, year=2019))
    made = Area.objects.get(code="WK051836", division_year=2019)
    assert (made.level, made.parent.name, made.parent.search_name) == (
        "wijk",
        "'s-Gravenhage",
        "'s-gravenhage den haag",
    )
    assert not made.invented


def test_areas_that_stand_get_the_name_and_parent_of_the_file(cast: Cast, send) -> None:
    Area.objects.filter(code=WIJK).update(parent=None)
    send(reading((WIJK, "een", 2020, 1.0), areas=[(WIJK, "Nieuwe naam", "wijk", "GMVB01")]))
    cast.wijk.refresh_from_db()
    assert (cast.wijk.name, cast.wijk.search_name, cast.wijk.parent) == ("Nieuwe naam", "nieuwe naam", cast.city)


def test_a_refused_file_leaves_the_database_untouched(cast: Cast, send) -> None:
    figure(cast.wijk, "een", 2020, 1)
    before, areas = figures(), Area.objects.count()
    wrong = [Problem("cijfers.csv", 3, "Aandeel", "140", "140 kan geen percentage zijn. Verbeter rij 3.")]
    carried = [("WKVB0109", "Nieuw", "wijk", "GMVB01")]
    report = send(reading((WIJK, "een", 2020, 2.0), problems=wrong, areas=carried))
    assert (figures(), Area.objects.count()) == (before, areas)
    assert report["errors"][0]["row"] == 3
    assert ImportFile.objects.get(run_id=report["run"]).state == ImportFile.State.REFUSED


def test_every_unknown_code_is_named_once_with_row_and_remedy(cast: Cast, send) -> None:
    report = send(reading((WIJK, "een", 2020, 1.0), ("WK051836", "een", 2020, 1.0), ("WK051836", "twee", 2020, 1.0),
                          ("Moerwijk", "een", 2020, 1.0)))  # fmt: skip
    assert [(error["value"], error["row"]) for error in report["errors"]] == [("WK051836", 3), ("Moerwijk", 4)]
    assert "indeling van 2024" in report["errors"][0]["message"]
    assert "GM0518, WK051836" in report["errors"][1]["message"]
    assert figures() == []


def test_a_code_of_another_division_is_refused_and_the_right_year_named(cast: Cast, send) -> None:
    report = send(reading((WIJK, "een", 2020, 1.0), year=2019))
    assert "wel in die van 2024" in report["errors"][0]["message"]
    assert figures() == []


def test_an_indicator_that_the_catalogue_lacks_is_named_with_its_column(cast: Cast, send) -> None:
    (error,) = send(reading((WIJK, "geluk", 2020, 1.0)))["errors"]
    assert (error["column"], error["value"]) == ("kolom geluk", "geluk")


def test_a_figure_that_stands_twice_is_refused(cast: Cast, send) -> None:
    (error,) = send(reading((WIJK, "een", 2020, 1.0), (WIJK, "een", 2020, 2.0)))["errors"]
    assert "twee keer" in error["message"]


def test_a_file_on_which_the_reader_breaks_is_refused_in_words(cast: Cast, send) -> None:
    (error,) = send(RuntimeError("geheim"))["errors"]
    assert "kan niet gelezen worden" in error["message"]


def test_of_several_files_the_good_ones_stand(cast: Cast, monkeypatch, tmp_path: Path) -> None:
    answers = {"goed.csv": reading((WIJK, "een", 2020, 1.0)), "fout.csv": reading(("XX", "een", 2020, 1.0))}
    monkeypatch.setattr(readers, "read", lambda path, **_: answers[path.name])
    paths = [a_file(tmp_path, name, name) for name in ("fout.csv", "goed.csv")]
    report = services.import_files(paths=paths, source="table")
    assert [error["file"] for error in report["errors"]] == ["fout.csv"]
    assert len(figures()) == 1


def test_nothing_stays_in_the_staging_tables(cast: Cast, send) -> None:
    send(reading((WIJK, "een", 2020, 1.0)))
    send(reading(("XX", "een", 2020, 1.0)), "fout.csv")
    assert tables() == []


@pytest.mark.postgres
@pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has one writer at a time")
def test_a_first_file_that_is_not_the_first_after_all_tries_again(cast: Cast, send, monkeypatch) -> None:
    """Two files bring the first figures of a division at the same moment: the second finds those of the first."""
    figure(cast.wijk, "een", 2020, 1.0)
    told = iter([True, False])
    monkeypatch.setattr(Merge, "_is_first", lambda _: next(told))
    report = send(reading((WIJK, "een", 2020, 1.0), (WIJK, "twee", 2020, 2.0)))
    assert (report["values_new"], report["values_unchanged"]) == (1, 1)


def test_a_dry_run_says_what_would_happen_and_does_nothing(cast: Cast, send, monkeypatch, tmp_path: Path) -> None:
    send(reading((WIJK, "een", 2020, 1.0), (WIJK, "twee", 2020, 1.0)), "eerste.csv")
    before, files, runs = figures(), ImportFile.objects.count(), Run.objects.count()
    frame = cells((WIJK, "een", 2020, 1.0), (WIJK, "twee", 2020, 2.0), ("WKVB0109", "een", 2020, 1.0))
    send_nothing = reading(frame=frame, areas=[("WKVB0109", "Nieuw", "wijk", "GMVB01")])
    monkeypatch.setattr(readers, "read", lambda *_, **__: send_nothing)
    report = services.try_files(paths=[a_file(tmp_path, "tweede.csv")], source="table")
    assert (report["values_new"], report["values_changed"], report["values_unchanged"]) == (1, 1, 1)
    assert report["run"] is None
    assert (figures(), ImportFile.objects.count(), Run.objects.count(), tables()) == (before, files, runs, [])


def test_a_run_whose_files_were_all_done_counts_them_once(cast: Cast, send) -> None:
    """The worker died between the last commit and the end of its run."""
    report = send(reading((WIJK, "een", 2020, 1.0)))
    Run.objects.filter(pk=report["run"]).update(state=State.WAITING)
    again = execute(run_id=report["run"])
    assert again.state == State.DONE
    assert again.result["values_new"] == 1


def test_areas_find_their_parent_when_a_later_file_brings_it(db: None, send) -> None:
    send(reading(("GM0518", "een", 2024, 1.0), areas=[("GM0518", "Den Haag", "gemeente", "NL00")]), "stad.csv")
    send(reading(("NL00", "een", 2024, 1.0), areas=[("NL00", "Nederland", "land", None)]), "land.csv")
    assert Area.objects.get(code="GM0518").parent.code == "NL00"
