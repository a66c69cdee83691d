"""A spreadsheet that is handed in: seen first, confirmed on the version that was seen, and kept as it came."""

from __future__ import annotations

import io
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.files.uploadhandler import StopUpload, TemporaryFileUploadHandler
from django.urls import resolve, reverse

from indicators.uploads import LimitedUploadHandler, too_large
from programmes import services
from programmes.models import Investment, Report, ReportLine, ReportUpload
from programmes.reports.sheet import columns as c
from programmes.services import Conflict, Refused
from stakeholders.kinds import Role
from stakeholders.models import Membership, Person
from tests.programmes.reports.conftest import accepted, filled
from tests.programmes.reports.sheets import place, saved, template, with_cells
from tests.programmes.test_pages import words


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.DOCUMENT_ROOT = tmp_path


def sheet_with(cast, report, amount):
    book = with_cells(report, cast.cor, {"Besteed": amount})
    book[c.AMOUNTS].cell(2, place("Besteed")).value = None
    return saved(book)


def sent(client, report, data, name="rapportage.xlsx"):
    file = SimpleUploadedFile(name, data)
    return client.post(reverse("werk:report-upload", args=[report.pk]), {"file": file}, follow=True)


def confirm(client, report):
    upload = ReportUpload.objects.first()
    return client.post(reverse("werk:report-uploaded", args=[report.pk, upload.pk]), follow=True)


def test_a_file_is_shown_first_and_written_only_when_it_is_confirmed(cast, report, corporation):
    page = words(sent(corporation, report, sheet_with(cast, report, 1500)))
    assert "Dit zou er veranderen. Er is nog niets bewaard." in page
    assert re.search(r"besteed \(leeg\) € 1.500,00", page)
    assert not ReportLine.objects.exists()
    assert "1 wijziging bewaard." in words(confirm(corporation, report))
    assert ReportLine.objects.get(state="besteed").amount == 1500


def test_a_file_with_errors_is_kept_and_can_not_be_confirmed(cast, report, corporation):
    page = words(sent(corporation, report, sheet_with(cast, report, "veel")))
    assert "Er is niets bewaard: het bestand klopt nog niet." in page
    assert "Blad Bedragen, rij 3, kolom M (Besteed) veel" in page
    assert "Dit bestand heeft fouten" in words(confirm(corporation, report))
    assert not ReportLine.objects.exists()


def test_the_same_file_as_was_downloaded_changes_nothing(cast, report, corporation):
    data = corporation.get(reverse("werk:report-sheet", args=[report.pk, "xlsx"])).content
    assert "Dit bestand verandert niets." in words(sent(corporation, report, data))


def test_the_file_comes_back_as_it_was_sent(cast, report, corporation):
    data = saved(template(report, cast.cor))
    sent(corporation, report, data, name="mijn cijfers.xlsx")
    answer = corporation.get(reverse("werk:report-file", args=[report.pk, ReportUpload.objects.get().pk]))
    assert b"".join(answer.streaming_content) == data
    assert "mijn cijfers.xlsx" in answer["Content-Disposition"]
    assert answer["Content-Type"] == "application/octet-stream"


def test_who_changed_the_report_in_between_is_not_overwritten(cast, report):
    upload = services.take_upload(report=report, name="a.xlsx", data=sheet_with(cast, report, 15), by=cast.cor)
    filled(cast, report, besteed="20")
    with pytest.raises(Conflict):
        services.confirm_upload(upload=upload, by=cast.cor)
    assert ReportLine.objects.get(state="besteed").amount == 20


def test_after_a_change_in_between_the_preview_shows_both_versions(cast, report, corporation):
    sent(corporation, report, sheet_with(cast, report, 15))
    filled(cast, report, besteed="20")
    page = words(confirm(corporation, report))
    assert "Hier staat opnieuw wat uw bestand zou veranderen." in page
    assert re.search(r"besteed € 20,00 € 15,00", page)
    confirm(corporation, report)
    assert ReportLine.objects.get(state="besteed").amount == 15


def test_a_file_is_processed_once(cast, report):
    upload = services.take_upload(report=report, name="a.xlsx", data=sheet_with(cast, report, 15), by=cast.cor)
    services.confirm_upload(upload=upload, by=cast.cor)
    with pytest.raises(Refused, match="al verwerkt"):
        services.confirm_upload(upload=upload, by=cast.cor)


def test_a_file_of_50_mb_is_refused_with_what_to_do_and_not_kept(cast, report, corporation):
    page = words(sent(corporation, report, b"0" * 50 * 1024 * 1024))
    assert "Dit bestand is groter dan 5 MB" in page
    assert not ReportUpload.objects.exists()


class Coming(io.RawIOBase):
    """A body of a form with one file, that comes in as it is read; `read_so_far` tells how much of it was."""

    HEAD = b"--grens\r\nContent-Disposition: form-data; name=file; filename=a.xlsx\r\n\r\n"

    def __init__(self, size):
        self.left, self.read_so_far, self.largest, self.started = size, 0, 0, False

    def read(self, wanted=-1):
        part = self.HEAD if not self.started else b"0" * min(wanted if wanted > 0 else self.left, self.left)
        self.left -= len(part) if self.started else 0
        self.started = True
        self.read_so_far += len(part)
        self.largest = max(self.largest, len(part))
        return part

    def readline(self, wanted=-1):
        raise AssertionError("a body without line ends is one line as large as it is")


def test_of_a_file_that_announces_60_mb_no_byte_reaches_a_handler_that_keeps_it(report, corporation, monkeypatch):
    kept = []
    monkeypatch.setattr(TemporaryFileUploadHandler, "receive_data_chunk", lambda *chunk: kept.append(chunk))
    body = Coming(60 * 1024 * 1024)
    page = words(
        corporation.request(
            **{
                "REQUEST_METHOD": "POST",
                "PATH_INFO": reverse("werk:report-upload", args=[report.pk]),
                "CONTENT_TYPE": "multipart/form-data; boundary=grens",
                "CONTENT_LENGTH": str(60 * 1024 * 1024),
                "wsgi.input": body,
            }
        )
    )
    assert "Dit bestand is groter dan 5 MB. Een ingevuld sjabloon is veel kleiner: neem een nieuw sjabloon." in page
    assert kept == []
    assert body.read_so_far == 60 * 1024 * 1024  # thrown away, so that the browser that sends it reads the answer
    assert body.largest <= 64 * 1024  # never whole in memory


def test_a_file_that_grows_while_it_comes_in_is_read_no_further_than_the_limit(settings, rf, report):
    settings.REPORT_MAX_BYTES = 1000
    request = rf.post(reverse("werk:report-upload", args=[report.pk]))
    request.resolver_match = resolve(request.path)
    handler = LimitedUploadHandler(request)
    handler.new_file("file", "a.xlsx", "text/csv", None)
    assert handler.receive_data_chunk(b"0" * 1000, 0)
    with pytest.raises(StopUpload):
        handler.receive_data_chunk(b"0", 1000)
    assert too_large(request)


def test_an_empty_file_is_told_and_a_missing_one_too(cast, report, corporation):
    assert "Het bestand is leeg" in words(sent(corporation, report, b""))
    page = corporation.post(reverse("werk:report-upload", args=[report.pk]))
    assert "Kies eerst een bestand." in words(page)


def test_an_accepted_report_takes_no_file(cast, report, corporation):
    accepted(cast, report)
    page = words(corporation.get(reverse("werk:report-upload", args=[report.pk]), follow=True))
    assert "is geaccepteerd; de stap" in page


def test_what_was_uploaded_and_accepted_stands_in_the_ledger(cast, report):
    upload = services.take_upload(report=report, name="a.xlsx", data=sheet_with(cast, report, 15), by=cast.cor)
    done = services.confirm_upload(upload=upload, by=cast.cor)
    services.submit_report(report=done, version=done.version, by=cast.cor)
    services.accept_report(report=done, version=done.version, by=cast.noor)
    assert Investment.objects.realised().total_cents() == 1500


def test_the_file_of_another_corporation_does_not_exist(cast, report, client):
    cast.renovation.partners.add(cast.other_corporatie)
    other = Person.objects.create_user("x@demo.example", "demo-wijkaanpak", name="Xan")
    Membership.objects.create(person=other, organisation=cast.other_corporatie, role=Role.REPORTER)
    upload = services.take_upload(report=report, name="a.csv", data=b"Nr;", by=cast.cor)
    accepted(cast, Report.objects.get(pk=report.pk))
    client.force_login(other)
    assert client.get(reverse("werk:report-file", args=[report.pk, upload.pk])).status_code == 404
    assert client.get(reverse("werk:report-sheet", args=[report.pk, "csv"])).status_code == 200
