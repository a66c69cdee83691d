"""Which files may come in as evidence, told by their content; their name is only held against it."""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from pathlib import PurePath
from typing import IO

from django.utils.translation import gettext as _

MOST_UNPACKED = 250 * 1024 * 1024  # bytes that an office file may hold once unpacked
MOST_RATIO = 200  # times its own size that it may grow; real office files stay below some 20
MOST_PARTS = 5_000
HEAD = 4096


@dataclass(frozen=True)
class Kind:
    """A kind of file: its media type, how people call it, and the endings of names that it goes by."""

    media_type: str
    name: str
    endings: tuple[str, ...]


OFFICE = "application/vnd.openxmlformats-officedocument."
OPEN = "application/vnd.oasis.opendocument."
PDF = Kind("application/pdf", "PDF", ("pdf",))
DOCX = Kind(f"{OFFICE}wordprocessingml.document", "DOCX", ("docx",))
XLSX = Kind(f"{OFFICE}spreadsheetml.sheet", "XLSX", ("xlsx",))
ODT = Kind(f"{OPEN}text", "ODT", ("odt",))
ODS = Kind(f"{OPEN}spreadsheet", "ODS", ("ods",))
PNG = Kind("image/png", "PNG", ("png",))
JPEG = Kind("image/jpeg", "JPEG", ("jpg", "jpeg"))
TEXT = Kind("text/plain", "TXT", ("txt", "csv"))
KINDS = (PDF, DOCX, XLSX, ODT, ODS, PNG, JPEG, TEXT)
NAMES = {kind.media_type: kind.name for kind in KINDS}

MAGIC = {b"%PDF-": PDF, b"\x89PNG\r\n\x1a\n": PNG, b"\xff\xd8\xff": JPEG}
PROGRAMS = (b"MZ", b"\x7fELF", b"\xfe\xed\xfa", b"\xcf\xfa\xed\xfe", b"\xce\xfa\xed\xfe", b"\xca\xfe\xba\xbe", b"#!")
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # also what a password makes of a new one
MARKUP = ("<!doctype", "<html", "<svg", "<?xml", "<script", "<body", "<head")


class WrongFile(Exception):
    """A file that is not taken; the message says why, and what to do, in Dutch."""


def endings() -> str:
    return ", ".join(f".{ending}" for kind in KINDS for ending in kind.endings)


def check(file: IO[bytes], *, name: str, size: int, most: int) -> Kind:
    """What kind of file this is, by its content. Raises WrongFile. `size` and `most` in bytes.

    Nothing is unpacked but the two small parts of an office file that say what it is.
    """
    if size == 0:
        raise WrongFile(_("Dit bestand is leeg. Kijk of u het goede bestand koos, en of het goed is bewaard."))
    if size > most:
        words = {"most": most // (1024 * 1024)}
        raise WrongFile(
            _("Dit bestand is groter dan %(most)s MB. Maak het kleiner, of deel het in stukken op.") % words
        )
    file.seek(0)
    head = file.read(HEAD)
    _refuse_danger(head)
    kind = _kind_of(file, head, size)
    file.seek(0)
    _check_name(kind, PurePath(name).suffix.lower().removeprefix("."))
    return kind


def _refuse_danger(head: bytes) -> None:
    if head.startswith(PROGRAMS):
        raise WrongFile(_("Dit is een programma. Dat nemen wij niet aan. Kies een document of een foto."))
    if head.startswith(OLD_OFFICE):
        raise WrongFile(_("Dit is een oud Office-bestand, of er zit een wachtwoord op. Bewaar het als PDF of DOCX."))
    start = _as_text(head).lstrip("\ufeff \t\r\n").lower()
    if start.startswith(MARKUP) or "<svg" in start or "<script" in start:
        raise WrongFile(_("Dit is een webpagina of een tekening met code (HTML, SVG). Bewaar het als PDF of PNG."))


def _kind_of(file: IO[bytes], head: bytes, size: int) -> Kind:
    found = next((kind for magic, kind in MAGIC.items() if head.startswith(magic)), None)
    if found is None and head.startswith(b"PK\x03\x04"):
        found = _office(file, size)
    if found is None and _is_text(file):
        found = TEXT
    if found is None:
        raise WrongFile(_("Dit soort bestand nemen wij niet aan. Kies een van: %(kinds)s.") % {"kinds": endings()})
    return found


def _check_name(kind: Kind, ending: str) -> None:
    if ending in kind.endings:
        return
    if not any(ending in other.endings for other in KINDS):
        raise WrongFile(
            _("Een bestand met een naam op “.%(ending)s” nemen wij niet aan. Kies een van: %(kinds)s.")
            % {"ending": ending, "kinds": endings()}
        )
    raise WrongFile(
        _(
            "De naam eindigt op “.%(ending)s”, maar de inhoud is %(kind)s. "
            "Geef het bestand zijn echte naam, of bewaar het opnieuw als %(wanted)s."
        )
        % {"ending": ending, "kind": kind.name, "wanted": ending.upper()}
    )


def _office(file: IO[bytes], size: int) -> Kind | None:
    """The kind of an office file; None for any other zip."""
    broken = WrongFile(_("Dit bestand is beschadigd. Open het zelf eens, en bewaar het opnieuw."))
    try:
        with zipfile.ZipFile(file) as parts:
            _refuse_bomb(parts.infolist(), size)
            return _kind_of_parts(parts)
    except (zipfile.BadZipFile, NotImplementedError, EOFError, RuntimeError, ValueError, OSError):
        raise broken from None


def _refuse_bomb(parts: list[zipfile.ZipInfo], size: int) -> None:
    unpacked, packed = sum(part.file_size for part in parts), sum(part.compress_size for part in parts)
    overlapping = packed > size
    if unpacked > MOST_UNPACKED or unpacked > size * MOST_RATIO or len(parts) > MOST_PARTS or overlapping:
        raise WrongFile(_("Dit bestand wordt uitgepakt veel te groot. Bewaar het opnieuw, liefst als PDF."))


def _kind_of_parts(parts: zipfile.ZipFile) -> Kind | None:
    names = set(parts.namelist())
    if "mimetype" in names:
        said = parts.open("mimetype").read(200).decode("ascii", "replace").strip()
        return next((kind for kind in (ODT, ODS) if kind.media_type == said), None)
    if "[Content_Types].xml" not in names:
        return None
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise WrongFile(_("Er zitten macro’s in dit bestand. Bewaar het zonder macro’s, als DOCX, XLSX of PDF."))
    said = parts.open("[Content_Types].xml").read(1_000_000).decode("utf-8", "replace")
    return next((kind for kind in (DOCX, XLSX) if f"{kind.media_type}.main+xml" in said), None)


def _as_text(part: bytes) -> str:
    return part.decode("utf-16" if part.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8", "replace")


def _is_text(file: IO[bytes]) -> bool:
    """Whether all of it is plain text: no control characters but tabs and line ends."""
    file.seek(0)
    control = bytes(set(range(32)) - set(b"\t\n\r\f"))
    while part := file.read(1 << 20):
        if part.translate(None, control) != part:
            return False
    return True
