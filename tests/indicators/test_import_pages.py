"""Sending a file from a page, seeing how far it is, stopping it, and reading what was wrong with it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from indicators import readers
from indicators.imports import services
from indicators.models import ImportFile, Observation
from indicators.readers.base import Problem
from runs import services as runs
from runs.models import Run, State
from tests.cast import Cast
from tests.indicators.figures import indicator
from tests.indicators.readings import a_file, reading

pytestmark = pytest.mark.django_db
PAGE = "/werk/importeren"


@pytest.fixture(autouse=True)
def no_bell(monkeypatch: pytest.MonkeyPatch, settings, tmp_path: Path) -> None:
    monkeypatch.setattr("runs.tasks.work.apply_async", lambda *_, **__: None)
    monkeypatch.setattr("indicators.imports.turns.PAUSE_SECONDS", 0)
    settings.MEDIA_ROOT = tmp_path / "files"


@pytest.fixture
def noor(cast: Cast, client: Client) -> Client:
    client.force_login(cast.noor)
    return client


def upload(content: bytes = b"code;aantal\n", name: str = "cijfers.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, content, content_type="text/csv")


def send(client: Client, **changed: object) -> Run:
    answer = client.post(PAGE, {"source": "kwb", "year": "2024", "file": upload(), **changed})
    assert answer.status_code == 302, answer.context["form"].errors
    return Run.objects.latest("pk")


def test_a_manager_sends_a_file_and_comes_to_its_run(noor: Client, cast: Cast) -> None:
    answer = noor.post(PAGE, {"source": "kwb", "year": "2024", "file": upload()})
    run = Run.objects.get()
    assert answer.url == f"{PAGE}/{run.pk}"
    file = ImportFile.objects.get(run_id=run.pk)
    assert (file.name, file.source, file.options["year"]) == ("cijfers.csv", "kwb", 2024)
    assert file.imported_by == cast.noor
    assert Path(file.path).read_bytes() == b"code;aantal\n"


@pytest.mark.parametrize("person", ["cor", None])
def test_who_may_not_import_does_not_find_the_pages(cast: Cast, client: Client, person: str | None) -> None:
    if person:
        client.force_login(getattr(cast, person))
    run = runs.write_down(kind="import", arguments={})
    for address in (PAGE, f"{PAGE}/{run.pk}"):
        assert client.get(address).status_code == (404 if person else 302)
    assert client.post(f"{PAGE}/{run.pk}/stoppen").status_code == (404 if person else 302)
    assert not Run.objects.get().cancel_requested


def test_a_run_of_another_kind_is_no_import(noor: Client) -> None:
    run = runs.write_down(kind="anders", arguments={})
    assert noor.get(f"{PAGE}/{run.pk}").status_code == 404
    assert noor.post(f"{PAGE}/{run.pk}/stoppen").status_code == 404


def test_progress_is_told_in_rows_and_asked_again_by_the_page_itself(noor: Client) -> None:
    run = send(noor)
    Run.objects.filter(pk=run.pk).update(state=State.BUSY, step="Klaarzetten", done=1200, total=18000)
    page = noor.get(f"{PAGE}/{run.pk}").content.decode()
    assert "1.200 van 18.000 rijen" in page
    assert '<progress class="wa-progress__bar" id="voortgang" value="1200" max="18000">' in page
    assert f'data-hx-get="{PAGE}/{run.pk}"' in page
    assert "http-equiv" not in page
    part = noor.get(f"{PAGE}/{run.pk}", headers={"HX-Request": "true"}).content.decode()
    assert "<html" not in part
    assert "1.200 van 18.000 rijen" in part


def test_how_far_is_not_told_while_it_is_not_known(noor: Client) -> None:
    page = noor.get(f"{PAGE}/{send(noor).pk}").content.decode()
    assert re.search(r'<progress[^>]*id="voortgang">', page)


def test_a_stopped_import_leaves_nothing_and_says_so(noor: Client, cast: Cast, monkeypatch) -> None:
    indicator("een")
    monkeypatch.setattr(readers, "read", lambda *_, **__: reading(("WKVB0101", "een", 2020, 1.0)))
    run = send(noor)
    assert noor.post(f"{PAGE}/{run.pk}/stoppen").url == f"{PAGE}/{run.pk}"
    assert "Wordt gestopt" in noor.get(f"{PAGE}/{run.pk}").content.decode()
    runs.execute(run_id=run.pk)
    page = noor.get(f"{PAGE}/{run.pk}").content.decode()
    assert "is gestopt. Er is niets van bewaard." in page
    assert "hx-get" not in page
    assert not Observation.objects.exists()


def test_the_result_names_each_count_and_each_column_that_was_left(noor: Client, cast: Cast, monkeypatch) -> None:
    indicator("een")
    read = reading(("WKVB0101", "een", 2020, 1.0), unmapped=["Motorfietsen"])
    monkeypatch.setattr(readers, "read", lambda *_, **__: read)
    run = send(noor)
    runs.execute(run_id=run.pk)
    page = noor.get(f"{PAGE}/{run.pk}").content.decode()
    assert "cijfers.csv is ingelezen." in page
    assert "<dt>Nieuwe cijfers</dt><dd>1</dd>" in page
    assert "Motorfietsen" in page


def test_the_result_of_a_refused_file_shows_each_error(noor: Client, cast: Cast, monkeypatch) -> None:
    wrong = [Problem("cijfers.csv", row, "Aandeel", f"{row}", f"Verbeter rij {row}.") for row in (140, 150)]
    wrong.append(Problem("cijfers.csv", None, None, None, "Er ontbreekt een kolom met de code <b>."))
    monkeypatch.setattr(readers, "read", lambda *_, **__: reading(problems=wrong))
    run = send(noor)
    runs.execute(run_id=run.pk)
    page = noor.get(f"{PAGE}/{run.pk}").content.decode()
    assert "is geweigerd. Er is niets van bewaard." in page
    assert all(text in page for text in ("Verbeter rij 140.", "Verbeter rij 150.", "kolom met de code &lt;b&gt;."))


def test_of_a_refused_file_no_noughts_are_shown_as_if_it_had_figures(noor: Client, cast: Cast, monkeypatch) -> None:
    wrong = [Problem("cijfers.csv", None, None, None, "Het bestand is leeg.")]
    monkeypatch.setattr(readers, "read", lambda *_, **__: reading(problems=wrong))
    run = send(noor)
    runs.execute(run_id=run.pk)
    page = noor.get(f"{PAGE}/{run.pk}").content.decode()
    assert "<dt>Bewaarde cijfers</dt><dd>geen</dd>" in page
    assert "<dd>0</dd>" not in page
    assert "Nieuwe cijfers" not in page
    assert ">0<" not in noor.get(PAGE).content.decode()


def test_earlier_imports_are_listed_with_who_sent_them(noor: Client, cast: Cast, monkeypatch, tmp_path: Path) -> None:
    send(noor)
    monkeypatch.setattr(readers, "read", lambda *_, **__: reading(("WKVB0101", "een", 2020, 1.0)))
    services.import_files(paths=[a_file(tmp_path, "opdracht.csv")], source="table")
    page = noor.get(PAGE).content.decode()
    assert "cijfers.csv" in page
    assert "Noor" in page
    assert "opdrachtregel" in page


def test_the_list_asks_as_many_queries_for_fifty_files_as_for_one(noor: Client, django_assert_num_queries) -> None:
    send(noor)
    noor.get(PAGE)
    with django_assert_num_queries(4):
        noor.get(PAGE)
    for _ in range(20):
        send(noor)
    with django_assert_num_queries(4):
        noor.get(PAGE)


def errors(client: Client, **changed: object) -> dict[str, list[str]]:
    answer = client.post(PAGE, {"source": "kwb", "year": "2024", "file": upload(), **changed})
    assert not Run.objects.exists()
    return answer.context["form"].errors


def test_a_mapping_that_is_no_json_is_told_at_its_field_with_the_line(noor: Client) -> None:
    assert "regel 2" in errors(noor, source="table", mapping='{"code":\n x}')["mapping"][0]


def test_another_table_needs_a_mapping(noor: Client) -> None:
    assert "mapping" in errors(noor, source="table", mapping="")
    assert "accolade" in errors(noor, source="table", mapping="[1]")["mapping"][0]


def test_what_was_typed_is_not_lost_on_an_error(noor: Client) -> None:
    answer = noor.post(PAGE, {"source": "table", "year": "2019", "mapping": "geen json"})
    page = answer.content.decode()
    assert "geen json" in page
    assert 'value="2019"' in page


def test_a_file_that_is_too_large_is_refused_and_not_kept(noor: Client, settings, tmp_path: Path) -> None:
    settings.IMPORT_MAX_BYTES = 100_000
    assert "groter dan" in errors(noor, file=upload(b"0" * 300_000))["file"][0]
    assert not (tmp_path / "files").exists()


def test_a_file_name_cannot_lead_out_of_its_folder(noor: Client, tmp_path: Path) -> None:
    send(noor, file=upload(name="../../kwaad.csv"))
    assert Path(ImportFile.objects.get().path).is_relative_to(tmp_path / "files" / "imports")


def test_the_page_names_its_routes() -> None:
    assert reverse("imports") == PAGE
