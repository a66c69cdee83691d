"""Documents as evidence: what is taken in, where it lies, who gets it, and what stays when it goes."""

import datetime as dt
import hashlib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError
from django.db.models.signals import post_save
from django.urls import reverse

from programmes import services
from programmes.models import Document
from programmes.services import Conflict, Refused
from programmes.services.documents import plain_name
from tests.programmes import files


def add(cast, name="verslag.pdf", content=files.PDF, by=None, **said):
    about = {"programme": cast.programme, "intervention": cast.renovation, **said}
    return services.add_document(file=SimpleUploadedFile(name, content), by=by or cast.noor, **about)


def fetch(client, document, person=None):
    client.logout()
    if person:
        client.force_login(person)
    return client.get(reverse("document", args=[document.pk]))


@pytest.mark.parametrize("name", files.GOOD)
def test_a_file_that_is_what_its_name_says_is_taken(cast, name):
    document = add(cast, name, files.GOOD[name])
    assert document.sha256 == hashlib.sha256(files.GOOD[name]).hexdigest()
    assert document.size == len(files.GOOD[name])
    assert document.original_name == name


@pytest.mark.parametrize("what", files.BAD)
def test_a_file_that_is_not_fit_is_refused_with_what_to_do(cast, what):
    name, content, said = files.BAD[what]
    with pytest.raises(Refused) as refused:
        add(cast, name, content)
    assert set(refused.value.errors) == {"file"}
    assert said in str(refused.value)
    assert not Document.objects.exists()


def test_a_file_that_is_too_large_is_refused(cast, settings):
    settings.DOCUMENT_MAX_BYTES = 1024 * 1024
    with pytest.raises(Refused, match="groter dan 1 MB"):
        add(cast, content=files.PDF + bytes(1024 * 1024))


def test_a_refused_file_is_said_at_its_field_and_what_was_typed_stays(cast, client):
    client.force_login(cast.noor)
    said = {"file": SimpleUploadedFile("foto.svg", b"<svg/>"), "name": "Foto van de flat"}
    page = client.post(f"/werk/programmas/{cast.programme.slug}/documenten/nieuw", said).text
    assert "HTML, SVG" in page
    assert "Foto van de flat" in page


def test_a_form_without_a_file_asks_for_one(cast, client):
    client.force_login(cast.noor)
    answer = client.post(f"/werk/programmas/{cast.programme.slug}/documenten/nieuw", {"name": "Leeg"})
    assert "Vul dit in." in answer.text


def test_a_file_lies_outside_what_is_served_under_a_name_that_tells_nothing(cast, client):
    document = add(cast, "geheim besluit.pdf")
    place = Path(document.file.path)
    assert place.is_relative_to(settings.DOCUMENT_ROOT)
    assert not place.is_relative_to(settings.STATIC_ROOT)
    assert not place.is_relative_to(settings.MEDIA_ROOT)
    assert "geheim" not in str(place)
    assert not place.suffix
    client.force_login(cast.noor)
    assert client.get(f"/{document.file.name}").status_code == 404


@pytest.mark.parametrize(
    ("name", "kept"),
    [("../../etc/passwd.txt", "passwd.txt"), ("C:\\stukken\\a.pdf", "a.pdf"), ("a\r\nX: y.pdf", "aX: y.pdf")],
)
def test_the_name_of_a_file_never_leads_anywhere(name, kept):
    assert plain_name(name) == kept


def test_a_document_comes_as_a_file_to_keep_of_no_type_that_a_browser_opens(cast, client):
    answer = fetch(client, add(cast, "verslag é.pdf"), cast.noor)
    assert b"".join(answer.streaming_content) == files.PDF
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "private" in answer["Cache-Control"]
    assert "sandbox" in answer["Content-Security-Policy"]


def test_who_works_on_it_gets_it_and_for_others_it_does_not_exist(cast, client):
    document = add(cast)
    statuses = {who: fetch(client, document, getattr(cast, who)).status_code for who in ("noor", "pim", "cor", "con")}
    assert set(statuses.values()) == {200}
    assert {fetch(client, document, getattr(cast, who)).status_code for who in ("ted", "ria", "bea")} == {404}
    assert fetch(client, document).status_code == 404


def test_everyone_gets_a_public_one_of_a_published_programme_only(cast, client):
    public = add(cast, public=True)
    assert fetch(client, public).status_code == 200
    of_draft = services.add_document(
        programme=cast.draft, file=SimpleUploadedFile("a.pdf", files.PDF), public=True, by=cast.noor
    )
    assert fetch(client, of_draft).status_code == 404


def test_a_partner_adds_to_an_intervention_that_it_takes_part_in_and_nowhere_else(cast, client):
    client.force_login(cast.cor)
    said = {"file": SimpleUploadedFile("verslag.pdf", files.PDF), "intervention": cast.renovation.pk}
    address = f"/werk/programmas/{cast.programme.slug}/documenten/nieuw"
    assert "“verslag” staat erbij." in client.post(address, said, follow=True).text
    with pytest.raises(PermissionDenied):
        add(cast, intervention=None, by=cast.cor)
    other = services.log_intervention(
        programme=cast.programme, by=cast.noor, title="Anders", pillar="sociale_basis", lead=cast.gemeente,
        start_year=2014, end_year=2020, reach=[services.ReachShare(cast.wijk, 1)],
    )  # fmt: skip
    with pytest.raises(PermissionDenied):
        add(cast, intervention=other, by=cast.cor)
    assert Document.objects.count() == 1


def test_a_partner_is_asked_about_which_intervention_it_is(cast, client):
    client.force_login(cast.cor)
    said = {"file": SimpleUploadedFile("verslag.pdf", files.PDF)}
    page = client.post(f"/werk/programmas/{cast.programme.slug}/documenten/nieuw", said).text
    assert "kies een interventie" in page
    assert not Document.objects.exists()


def test_a_partner_who_reads_or_controls_adds_nothing(cast, client):
    with pytest.raises(PermissionDenied):
        add(cast, by=cast.con)


def test_the_page_shows_the_fingerprint_and_who_added_it(cast, client):
    document = add(cast, name="verslag.pdf")
    client.force_login(cast.noor)
    for page in (f"/werk/interventies/{cast.renovation.pk}", f"/werk/programmas/{cast.programme.slug}/documenten"):
        text = client.get(page).text
        assert document.sha256 in text
        assert "door Noor" in text


def test_a_change_is_told_and_the_second_of_two_savers_too(cast, client):
    document = add(cast)
    client.force_login(cast.noor)
    address = f"/werk/programmas/{cast.programme.slug}/documenten/{document.pk}"
    client.post(address, {"name": "Verslag 2015", "public": "on", "version": 1})
    page = client.get(address).text
    assert "Openbaar: van nee naar ja." in page
    with pytest.raises(Conflict):
        services.change_document(document=document, version=1, name="X", public=False, by=cast.pim)


def test_a_removed_document_is_gone_from_the_disk_and_stays_in_the_history(
    cast, client, django_capture_on_commit_callbacks
):
    document = add(cast)
    place = Path(document.file.path)
    client.force_login(cast.noor)
    with django_capture_on_commit_callbacks(execute=True):
        client.post(f"/werk/programmas/{cast.programme.slug}/documenten/{document.pk}/weg")
    assert not place.exists()
    assert "haalde weg: document “verslag”" in client.get(f"/werk/interventies/{cast.renovation.pk}").text
    assert Document.history.filter(history_type="-").get().sha256 == document.sha256


def test_a_document_on_which_a_decision_leans_is_not_removed(cast, client):
    document = add(cast)
    services.record_decision(
        programme=cast.programme, name="Wij gaan door", taken_on=dt.date(2015, 6, 1), taken_by="raad",
        document=document, by=cast.noor,
    )  # fmt: skip
    client.force_login(cast.noor)
    address = f"/werk/programmas/{cast.programme.slug}/documenten/{document.pk}/weg"
    assert "verwijst nog iets naar (besluit)" in client.post(address, follow=True).text
    with pytest.raises(Refused):
        services.remove_intervention(intervention=cast.renovation, by=cast.noor)


@pytest.fixture
def a_row_that_fails():
    """The database takes no document, after its file was written."""

    def fail(**_said):
        raise IntegrityError

    post_save.connect(fail, sender=Document)
    yield
    post_save.disconnect(fail, sender=Document)


def test_a_file_of_which_the_row_could_not_be_written_is_not_left_behind(cast, a_row_that_fails):
    def kept():
        return {path for path in Path(settings.DOCUMENT_ROOT).rglob("*") if path.is_file()}

    before = kept()
    with pytest.raises(IntegrityError):
        add(cast)
    assert kept() == before
