"""From bytes to text: what is no text in UTF-8 is recognised and refused with its remedy."""

from __future__ import annotations

import re
from pathlib import Path

from django.conf import settings
from django.utils.translation import gettext as _

from indicators.readers.base import Problems

HEAD_BYTES = 1 << 20
UTF8_MARK = b"\xef\xbb\xbf"
EXCEL_NAMES = {".xlsx", ".xls", ".xlsm", ".ods"}
HTML = re.compile(rb"^\s*<[!?a-z]", re.IGNORECASE)


def text_of(path: Path, problems: Problems) -> str:
    """The whole text, without BOM and with plain line ends. Raises Refused; looks at the head before reading on."""
    if path.is_dir():
        raise problems.refuse(_("Dit is een map. Kies de bestanden die erin staan."))
    if not path.stat().st_size:
        raise problems.refuse(_("Het bestand is leeg. Haal het opnieuw op bij de bron."))
    with path.open("rb") as file:
        head = file.read(HEAD_BYTES)
        refuse_what_is_no_text(path, head, problems)
        refuse_what_is_too_large(path, problems)
        data = head + file.read()
    return decoded(data, problems).replace("\r\n", "\n").replace("\r", "\n")


def refuse_what_is_no_text(path: Path, head: bytes, problems: Problems) -> None:
    refuse_excel(path, head, problems)
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise problems.refuse(_("Het bestand is in UTF-16 opgeslagen. Sla het op als 'CSV UTF-8'."))
    if b"\0" in head:
        raise problems.refuse(
            _("Het bestand bevat lege bytes en is geen tekst. Haal het opnieuw op, of kies het juiste bestand."),
            row=head[: head.index(b"\0")].count(b"\n") + 1,
        )
    if head.startswith((b"%PDF", b"\x1f\x8b", b"Rar!", b"7z\xbc\xaf")):
        raise problems.refuse(_("Dit is geen CSV-bestand. Pak het uit of sla de tabel op als 'CSV UTF-8'."))
    if HTML.match(head.removeprefix(UTF8_MARK)):
        raise problems.refuse(_("Dit is een webpagina en geen tabel. Kies bij de bron de download als CSV."), row=1)
    if is_one_endless_line(head):
        raise problems.refuse(
            _("De eerste regel is langer dan een miljoen tekens. Dit is geen tabel: kies het juiste bestand."), row=1
        )


def refuse_what_is_too_large(path: Path, problems: Problems) -> None:
    if path.stat().st_size > settings.IMPORT_MAX_BYTES:
        limit = settings.IMPORT_MAX_BYTES >> 20
        raise problems.refuse(
            _("Het bestand is groter dan %(limit)d MB. Deel het op, of verhoog IMPORT_MAX_MB.") % {"limit": limit}
        )


def is_one_endless_line(head: bytes) -> bool:
    """JSON may be one line; a table is not."""
    is_json = head.removeprefix(UTF8_MARK).lstrip().startswith((b"{", b"["))
    return len(head) == HEAD_BYTES and b"\n" not in head and b"\r" not in head and not is_json


def refuse_excel(path: Path, head: bytes, problems: Problems) -> None:
    if head.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise problems.refuse(
            _("Dit is een Excel-bestand of een zip. Open het, kies 'Opslaan als', 'CSV UTF-8', en lees dat bestand in.")
        )
    if path.suffix.lower() in EXCEL_NAMES:
        raise problems.refuse(
            _("Het bestand heet %(suffix)s, maar er staat gewone tekst in. Geef het een naam op .csv.")
            % {"suffix": path.suffix}
        )


def decoded(data: bytes, problems: Problems) -> str:
    if b"\0" in data:
        at = data.index(b"\0")
        raise problems.refuse(
            _("In deze rij staan lege bytes. Het bestand is beschadigd: haal het opnieuw op."),
            row=data[:at].count(b"\n") + 1,
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise refuse_encoding(data, error.start, problems) from error


def refuse_encoding(data: bytes, at: int, problems: Problems) -> Exception:
    """Windows-1252 is recognised but not guessed at: a wrong guess would spoil names without a word."""
    line_start = data.rfind(b"\n", 0, at) + 1
    around = data[max(line_start, at - 20) : at + 20].split(b"\n")[0].decode("cp1252", errors="replace")
    return problems.refuse(
        _(
            "Het bestand is niet in UTF-8 opgeslagen, maar waarschijnlijk in Windows-1252. "
            "Open het, kies 'Opslaan als', 'CSV UTF-8', en lees dat bestand in."
        ),
        row=data[:at].count(b"\n") + 1,
        value=around.strip(),
    )
